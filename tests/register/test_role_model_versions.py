"""A new version of a role model is a new file: what was promised and advised before keeps its own."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from shutil import copytree

import pytest
from tests.factories.register import a_process

from participatiemonitor.foundation.people.models import User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.register import role_aids, role_models
from participatiemonitor.register.models import RoleChangeNotice, RoleChoice
from participatiemonitor.register.operations import assess_role, change_state, choose_role
from participatiemonitor.register.queries import advice_of, promised_roles, promised_rung
from participatiemonitor.register.role_aids import RoleAidError, load_role_aids, role_aid
from participatiemonitor.register.role_models import RoleModelError, load_role_models, role_model
from participatiemonitor.register.states import ProcessState

LADDER, AID = "participatieladder.toml", "rolwijzer-burgerparticipatie-1.toml"
TWO_RUNGS = """
key = "twee-treden"
version = 2
track = "B"
title = "Twee treden"

[[rungs]]
code = "T1"
name = "Luisteren"
meaning = "De gemeente luistert."
promise = "Wij luisteren naar u."
earlier_input = "Wat u eerder zei, horen wij nog steeds."

[[rungs]]
code = "T2"
name = "Samen"
meaning = "De gemeente beslist samen met mensen."
promise = "Wij beslissen samen."
earlier_input = "Wat u eerder zei, nemen wij mee."
"""
type Folders = tuple[Path, Path]


def _forget() -> None:
    load_role_models.cache_clear()
    load_role_aids.cache_clear()


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Folders]:
    """Copies of both folders that a test may add files to."""
    models, aids = tmp_path / "models", tmp_path / "aids"
    copytree(role_models.FOLDER, models)
    copytree(role_aids.FOLDER, aids)
    monkeypatch.setattr(role_models, "FOLDER", models)
    monkeypatch.setattr(role_aids, "FOLDER", aids)
    _forget()
    yield models, aids
    monkeypatch.undo()
    _forget()


def _new_ladder(folders: Folders) -> None:
    """Version 2: two rungs of its own, with a role aid for it."""
    models, aids = folders
    (models / "twee-treden.toml").write_text(TWO_RUNGS, encoding="utf-8")
    text = (aids / AID).read_text(encoding="utf-8")
    text = text.replace("version = 1", "version = 2\nrole_model_version = 2", 1)
    text = text.replace('role_model = "participatieladder"', 'role_model = "twee-treden"')
    text = re.sub(r"points = \[(\d+), (\d+), \d+, \d+, \d+\]", r"points = [\1, \2]", text)
    text = re.sub(r"^(ceiling|floor|notice_rungs|room|rungs) = .*\n", "", text, flags=re.MULTILINE)
    head, *demands = text.split("[[demands]]")
    rails = demands[-1][demands[-1].index("[[guard_rails]]") :]
    kept = [demands[0].replace('"BP1"', '"T1"'), demands[1].replace('"BP2"', '"T2"')]
    (aids / "twee.toml").write_text("[[demands]]".join([head, *kept]) + rails, encoding="utf-8")
    _forget()


def test_the_highest_version_is_in_use_and_earlier_ones_stay(folders: Folders) -> None:
    _new_ladder(folders)
    assert [rung.code for rung in role_model("B").choosable] == ["T1", "T2"]
    assert role_model("B", 1).rung("BP4").name == "Coproduceren"
    assert (role_aid("B").rungs, role_aid("B", 1).rungs) == (("T1", "T2"), ("BP1", "BP2", "BP3", "BP4", "BP5"))
    assert role_model("O").version == 1


def test_a_model_without_a_role_aid_stops_the_start(folders: Folders) -> None:
    (folders[0] / "twee-treden.toml").write_text(TWO_RUNGS, encoding="utf-8")
    _forget()
    with pytest.raises(RoleAidError, match="Voor versie 2 van ‘twee-treden’ is er nog geen rolwijzer"):
        load_role_aids()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda models: (models / "nog-een.toml").write_text((models / LADDER).read_text()), "meer dan één keer"),
        (lambda models: (models / LADDER).unlink(), "Voor track B is er geen rollenmodel"),
    ],
)
def test_a_version_twice_or_none_stops_the_start(folders: Folders, change: Callable[[Path], object], said: str) -> None:
    change(folders[0])
    _forget()
    with pytest.raises(RoleModelError, match=said):
        load_role_models()


@pytest.mark.django_db
def test_promises_and_advice_of_before_keep_their_own_words(
    folders: Folders, in_lingedam: Municipality, anna: User, now: datetime
) -> None:
    process = a_process(in_lingedam, anna, now, rung="BP2", starts_on=now.date())
    assessment = assess_role(process=process, answers={"B01": 4}, by=anna, now=now)
    before = advice_of(assessment)
    _new_ladder(folders)
    rung = promised_rung(process)
    assert rung is not None
    assert (rung.code, rung.name) == ("BP2", "Raadplegen")
    assert promised_roles(process)[0].name == "Raadplegen"
    assert advice_of(assessment).totals == before.totals
    change_state(process=process, state=ProcessState.RUNNING, reason="Het begint.", by=anna, now=now)
    choose_role(phase=process.phases.get(), rung="T2", reason="Nieuwe ladder.", by=anna, now=now + timedelta(hours=1))
    assert [choice.model_version for choice in RoleChoice.objects.order_by("pk")] == [1, 2]
    told = RoleChangeNotice.objects.get().to_participants
    assert "Wij vragen wat u vindt." in told
    assert "Wij beslissen samen." in told
