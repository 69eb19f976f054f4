"""The questionnaires that come with the product."""

from collections import Counter

import pytest

from participatiemonitor.questions.columns import columns_of
from participatiemonitor.questions.definition import Definition, Item
from participatiemonitor.questions.library import FOLDER, constructs, load_library, read, read_file
from participatiemonitor.questions.routing import explain
from participatiemonitor.questions.validation import DefinitionError
from participatiemonitor.register.role_models import role_model

LIBRARY = {definition.code: definition for definition in load_library()}
PARTICIPANTS = LIBRARY["deelnemers-burgerparticipatie"]
INITIATORS = LIBRARY["initiatiefnemers-overheidsparticipatie"]
LEADER = LIBRARY["projectleider"]


def _codes(items: tuple[Item, ...]) -> list[str]:
    return [item.code for item in items]


def test_library_holds_the_three_questionnaires() -> None:
    assert [(each.code, each.audience, each.track) for each in load_library()] == [
        ("deelnemers-burgerparticipatie", "PARTICIPANTS", "B"),
        ("initiatiefnemers-overheidsparticipatie", "INITIATORS", "O"),
        ("projectleider", "LEADER", ""),
    ]


def test_participants_are_asked_k01_to_k31_and_how_they_are_involved() -> None:
    asked = PARTICIPANTS.items("M2")
    assert sorted(_codes(asked)) == [*(f"K{number:02}" for number in range(1, 32)), "P1"]
    assert {item.code for item in PARTICIPANTS.all_items} - set(_codes(asked)) == {"P2", "P3", "P4", "P5", "P6", "P7"}


def test_before_the_decision_nothing_is_asked_about_it() -> None:
    later = {f"K{number}" for number in (16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 27, 29)}
    assert set(_codes(PARTICIPANTS.items("M2"))) - set(_codes(PARTICIPANTS.items("M1"))) == later


def test_short_forms_of_participants() -> None:
    after_decision = ["K05", "K09", "K16", "K18", "K19", "K28", "K30"]
    assert sorted(_codes(PARTICIPANTS.items("M2", short=True))) == [*after_decision, "P1"]
    assert sorted(_codes(PARTICIPANTS.items("M1", short=True))) == ["K05", "K09", "K10", "K28", "K30", "P1"]


def test_benchmark_core_of_participants() -> None:
    core = (1, 2, 3, 5, 6, 8, 9, 10, 11, 15, 16, 17, 18, 19, 20, 24, 25, 26, 27, 28, 29)
    assert sorted(item.code for item in PARTICIPANTS.all_items if item.is_core) == [f"K{each:02}" for each in core]


def test_initiators_are_asked_every_i_item_and_no_double() -> None:
    own = {item.code for item in INITIATORS.all_items if item.code.startswith("I")}
    expected = {f"I{number:02}" for number in range(1, 30)} - {"I12", "I27", "I28"}
    assert own == expected | {"I12a", "I12b", "I28a", "I28b"}
    shared = {item.code for item in INITIATORS.all_items if item.code.startswith("K")}
    assert shared == {"K09", "K10", "K15", "K16", "K19", "K20", "K23", "K24", "K25", "K29"}
    measured = Counter(item.construct for item in INITIATORS.all_items)
    assert set(measured.values()) == {1}


def test_shared_items_measure_the_same_in_the_same_way() -> None:
    for item in INITIATORS.all_items:
        if item.code[0] in "KP":
            same = PARTICIPANTS.item(item.code)
            assert (item.type, item.construct, item.options) == (same.type, same.construct, same.options)


def test_project_leader_is_asked_l01_to_l30_per_track() -> None:
    numbers = {item.code[:3] for item in LEADER.all_items}
    assert numbers == {f"L{number:02}" for number in (*range(1, 14), *range(20, 31))}
    both = set(_codes(LEADER.items(track="B"))) & set(_codes(LEADER.items(track="O")))
    assert {"L20", "L21", "L22", "L23", "L24", "L28", "L29a", "L30"} <= both
    assert {"L01", "L09"}.isdisjoint(_codes(LEADER.items(track="O")))
    assert {"L10", "L11", "L12"}.isdisjoint(_codes(LEADER.items(track="B")))


@pytest.mark.parametrize(("track", "other"), [("B", PARTICIPANTS), ("O", INITIATORS)])
def test_every_mirror_stands_beside_a_question_on_the_same_scale(track: str, other: Definition) -> None:
    for item in LEADER.items(track=track):
        if item.mirrors:
            beside = other.item(item.mirrors)
            assert (item.type, item.construct) == (beside.type, beside.construct)
            assert [option.code for option in item.options] == [option.code for option in beside.options]


def test_every_construct_is_used_and_none_is_unknown() -> None:
    assert {item.construct for each in load_library() for item in each.all_items} == set(constructs())


@pytest.mark.parametrize("definition", load_library(), ids=lambda each: each.code)
def test_definition_survives_storing(definition: Definition) -> None:
    again = Definition.from_json(definition.to_json())
    assert again == definition
    assert again.topics == definition.topics
    keys = [column.key for column in columns_of(definition)]
    assert len(keys) == len(set(keys))


def test_scales_are_written_out_so_that_a_published_list_keeps_its_words() -> None:
    assert [option.label for option in PARTICIPANTS.item("K09").options][-1] == "Weet ik niet of past niet"
    assert '"Helemaal mee eens"' in str(PARTICIPANTS.to_json()).replace("'", '"')


def test_influence_and_role_scales_name_the_rungs_of_the_role_models() -> None:
    for track, definition, code in (("B", PARTICIPANTS, "K27"), ("O", INITIATORS, "I25")):
        rungs = {rung.code for rung in role_model(track).choosable}
        assert {option.code for option in definition.item(code).options if option.score} == rungs


def test_reason_is_asked_only_when_the_room_changed() -> None:
    rule = LEADER.item("L28b").when
    assert rule is not None
    assert explain(rule, LEADER) == (
        "uw antwoord op vraag ‘Veranderde onderweg de ruimte voor invloed?’ ‘Ja, de ruimte werd groter’ of "
        "‘Ja, de ruimte werd kleiner’ is"
    )


GOOD_FILE = (FOLDER / "projectleider.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('code = "L02"', 'code = "L01"', "vraag l01 staat er meer dan één keer"),
        ('code = "L02"\ntype = "statement"', 'code = "L02"\ntype = "slider"', "vraag L02 heeft type ‘slider’"),
        ('code = "L02"', 'code = "L02"\nkern = true', "vraag L02: veld ‘kern’ bestaat niet"),
        ('code = "L02"', 'code = "L02"\ncore = "ja"', "vraag L02: ‘core’ is true of false"),
        ('construct = "time"', 'construct = "tijd"', "vraag L22 meet ‘tijd’, dat niet in constructs.toml staat"),
        ('q = "L28"', 'q = "L99"', "vraag L28b verwijst naar vraag ‘L99’, die er niet is"),
        ('op = "in"', 'op = "like"', "vraag L28b heeft een regel die niet klopt: ‘like’"),
        ('moments = ["M2"]', 'moments = ["M3"]', "vraag L06 heeft momenten die niet bestaan"),
        ('audience = "LEADER"', 'audience = "RAAD"', "‘audience’ is ‘RAAD’"),
        ('title = "De aanpak"', "", "onderwerp aanpak: ‘title’ ontbreekt"),
        ("number = 1", 'number = "een"', "‘een’ is geen heel getal"),
        ("number = 1", "number = ", "projectleider.toml: dit is geen geldig TOML-bestand"),
        ('code = "projectleider"', 'code = "leider"', "de code ‘leider’ is niet de naam van het bestand"),
        ('text = "Er was genoeg tijd."', 'text = "Er was\\u0007 tijd."', "vraag L22 heeft een tekst met een teken"),
        ('text = "Er was genoeg tijd."', 'text = "  "', "vraag L22 heeft geen tekst"),
        ("score = 1 }", "score = 9 }", "vraag L09 geeft antwoord ‘BP1’ een andere score dan de schaal"),
        ('track = "B"', 'track = "X"', "vraag L01 heeft track ‘X’"),
    ],
)
def test_mistake_in_a_file_is_named_with_file_and_question(tmp_path, old: str, new: str, sentence: str) -> None:
    path = tmp_path / "projectleider.toml"
    assert old in GOOD_FILE
    path.write_text(GOOD_FILE.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DefinitionError) as refused:
        read_file(path)
    assert "projectleider.toml: " in str(refused.value)
    assert sentence in str(refused.value)


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(DefinitionError) as refused:
        read({"code": "x", "topics": [{"key": "t"}]}, "x.toml")
    assert len(refused.value.problems) == 6
