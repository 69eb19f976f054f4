"""The ladder and the trap."""

import pytest

from participatiemonitor.register.role_models import FOLDER, RoleModelError, load_role_models, read_file, role_model


def test_there_is_a_ladder_and_a_trap() -> None:
    ladder, trap = load_role_models()
    assert [rung.code for rung in ladder.rungs] == ["BP0", "BP1", "BP2", "BP3", "BP4", "BP5"]
    assert [rung.code for rung in ladder.choosable] == ["BP1", "BP2", "BP3", "BP4", "BP5"]
    assert [rung.code for rung in trap.choosable] == ["OP1", "OP2", "OP3", "OP4", "OP5"]
    assert [(model.key, model.version, model.track) for model in (ladder, trap)] == [
        ("participatieladder", 1, "B"),
        ("overheidsparticipatietrap", 1, "O"),
    ]


def test_role_is_found_by_track_and_code() -> None:
    assert role_model("B").rung("BP4").promise == "Wij maken het plan samen."
    assert role_model("O").rung("OP4").name == "Faciliteren"
    with pytest.raises(KeyError):
        role_model("O").rung("BP4")
    with pytest.raises(KeyError):
        role_model("X")


def test_only_a_promise_above_raadplegen_needs_a_decision() -> None:
    needing = [rung.code for model in load_role_models() for rung in model.rungs if rung.needs_decision]
    assert needing == ["BP3", "BP4", "BP5"]


@pytest.mark.parametrize(
    ("before", "after", "more"),
    [("BP2", "BP4", True), ("BP4", "BP2", False), ("OP1", "OP3", True), ("OP5", "OP4", False), ("BP3", "BP3", False)],
)
def test_order_says_who_has_more_to_say(before: str, after: str, more: bool) -> None:
    assert (role_model(before[0]).height(after) > role_model(before[0]).height(before)) is more


def test_every_rung_has_its_own_name_promise_and_meaning() -> None:
    rungs = [rung for model in load_role_models() for rung in model.rungs]
    for name in ("name", "promise", "meaning", "earlier_input"):
        assert len({getattr(rung, name) for rung in rungs}) == len(rungs), name


GOOD_FILE = (FOLDER / "participatieladder.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('name = "Informeren"', "", "rol BP1: ‘name’ ontbreekt of klopt niet"),
        ('name = "Informeren"', 'naam = "Informeren"', "rol BP1: veld ‘naam’ bestaat niet"),
        ('code = "BP2"', 'code = "BP1"', "rol BP1 staat er meer dan één keer"),
        ("version = 1", 'version = "1"', "het rollenmodel: ‘version’ ontbreekt of klopt niet"),
        ('track = "B"', 'track = "Z"', "‘track’ is B of O"),
        ("choosable = false", 'choosable = "nee"', "rol BP0: ‘choosable’ is true of false"),
        ("needs_decision = true", "needs_decision = 1", "rol BP3: ‘needs_decision’ is true of false"),
        ("earlier_input", "later_input", "rol BP0: ‘earlier_input’ ontbreekt of klopt niet"),
        ("version = 1", "version = ", "dit is geen geldig TOML-bestand"),
    ],
)
def test_mistake_is_named_with_file_and_rung(tmp_path, old: str, new: str, sentence: str) -> None:
    path = tmp_path / "ladder.toml"
    path.write_text(GOOD_FILE.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RoleModelError) as refused:
        read_file(path)
    assert str(refused.value).startswith("ladder.toml: ")
    assert sentence in str(refused.value)
