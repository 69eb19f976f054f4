"""Every model belongs to a municipality or says why it does not, and looking over the walls is counted."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Model

from participatiemonitor.foundation.tenancy.models import Scoped
from participatiemonitor.foundation.tenancy.scope import ScopeMissing, scope

SOURCE = Path(__file__).parent.parent.parent / "src" / "participatiemonitor"
OURS = [model for model in apps.get_models() if model.__module__.startswith("participatiemonitor")]

# Where rows are read without a scope, with the reason.
ACROSS = {
    "fieldwork/queries.py": "a respondent brings a link, not a municipality: the link decides the scope",
    "fieldwork/questionnaire.py": "a respondent brings a link, not a municipality",
    "foundation/tenancy/models.py": "defines it",
    "register/feeds.py": "a calendar program brings a secret address: it decides the scope",
    "questions/models.py": "defines it for versions that belong to nobody",
    "questions/queries.py": "library versions belong to nobody; definitions are found by their checksum",
    "questions/operations.py": "publishing the library, which belongs to nobody",
}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_model_is_scoped_or_says_why_not(model: type[Model]) -> None:
    names = {field.name for field in model._meta.get_fields()} | {
        field.attname for field in model._meta.concrete_fields
    }
    if getattr(model, "IS_SHARED", ""):
        return
    assert "municipality_id" in names
    manager = model._default_manager
    with pytest.raises(ScopeMissing):
        manager.all()


@pytest.mark.django_db
@pytest.mark.parametrize("model", [model for model in OURS if issubclass(model, Scoped)], ids=lambda m: m.__name__)
def test_scoped_query_asks_for_its_municipality_only(model: type[Model]) -> None:
    with scope("GM9001"):
        sql = str(model._default_manager.all().query)
    assert "GM9001" in sql


def test_across_is_used_only_where_a_reason_stands() -> None:
    users = set()
    for file in SOURCE.rglob("*.py"):
        if "migrations" in file.parts:
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Attribute) and node.attr == "across"):
                continue
            # A manager hangs on a model class; `box.across` in a drawing is something else.
            if isinstance(node.value, ast.Name) and node.value.id[0].isupper():
                users.add(str(file.relative_to(SOURCE)))
    assert users <= set(ACROSS), f"looks over the walls without a reason: {users - set(ACROSS)}"
