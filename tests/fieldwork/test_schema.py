"""The tables on the answer side hold nothing that orders rows or leads to a person (ANO-03)."""

import secrets
from uuid import UUID

import pytest
from django.apps import apps
from django.db import connection, models
from tests.factories.fieldwork import a_process, a_round, send_in

from participatiemonitor.fieldwork.models import Answer, Ballot, Invitation, OpenAnswer, Round
from participatiemonitor.fieldwork.operations import close_round, mix_round
from participatiemonitor.foundation.tenancy.models import Municipality

ANSWER_SIDE = [Ballot, Answer, OpenAnswer]
ALLOWED_LINKS = {Round, Municipality}
# A day is allowed on an answer: the day of mixing, and after closing the same for all.
ALLOWED = {
    Ballot: {"id", "municipality_id", "round_id", "stream", "sealed"},
    Answer: {"id", "municipality_id", "round_id", "stream", "mixed_on", "payload"},
    OpenAnswer: {"id", "municipality_id", "round_id", "question", "text", "released_text", "state"},
}
ORDERING = ("time", "serial", "inet", "cidr", "interval", "integer auto")


@pytest.mark.django_db
@pytest.mark.parametrize("model", ANSWER_SIDE)
def test_columns_in_the_database_are_exactly_these(model: type[models.Model]) -> None:
    with connection.cursor() as cursor:
        found = connection.introspection.get_table_description(cursor, model._meta.db_table)
        sequences = connection.introspection.get_sequences(cursor, model._meta.db_table)
    assert {column.name for column in found} == ALLOWED[model]
    kinds = [connection.introspection.get_field_type(column.type_code, column) for column in found]
    assert not [kind for kind in kinds if any(word in kind.lower() for word in ORDERING)]
    # SQLite lists the primary key of every table here; ours are random and no numbers.
    assert not sequences or connection.vendor == "sqlite"


@pytest.mark.parametrize("model", ANSWER_SIDE)
def test_fields_lead_only_to_the_round_and_the_municipality(model: type[models.Model]) -> None:
    for field in model._meta.get_fields():
        if field.is_relation:
            assert field.related_model in ALLOWED_LINKS, field
        assert not isinstance(field, models.DateTimeField | models.AutoField | models.GenericIPAddressField), field
    assert isinstance(model._meta.pk, models.UUIDField)


def test_nothing_points_at_the_answer_side() -> None:
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if field.is_relation and model not in ANSWER_SIDE:
                assert field.related_model not in ANSWER_SIDE, f"{model.__name__}.{field.name}"


@pytest.mark.django_db
def test_ids_on_the_answer_side_are_random(in_lingedam, bram, now) -> None:
    meting = a_round(a_process(bram, now, municipality=in_lingedam), bram, now)
    for _ in range(12):
        send_in(meting, now, {"K30": secrets.token_hex(4)})
    waiting = set(Ballot.objects.values_list("id", flat=True))
    mix_round(round_=meting, now=now)
    mixed = set(Answer.objects.values_list("id", flat=True))
    close_round(round_=meting, by=bram, now=now)
    closed = set(Answer.objects.values_list("id", flat=True))
    loose = set(OpenAnswer.objects.values_list("id", flat=True))
    assert len(waiting | mixed | closed | loose) == 48, "an id came back: rows can be followed"
    assert {UUID(str(each)).version for each in waiting | mixed | closed | loose} == {4}


def test_the_identity_side_has_no_moment() -> None:
    assert {field.name for field in Invitation._meta.get_fields()} == {
        "id",
        "municipality",
        "round",
        "address",
        "state",
    }
