"""The role aid: the worked cases, the rules of calculation, and what must hold for every set of answers."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from participatiemonitor.register.role_advice import AnswersUnusable, RoleAdvice, advise
from participatiemonitor.register.role_aids import (
    FOLDER,
    CriterionOption,
    RoleAid,
    RoleAidError,
    load_role_aids,
    read_file,
    role_aid,
)
from participatiemonitor.register.role_models import role_model

# name, track, option numbers in the order of the questions, totals, floor, ceiling, advice, runner-up
CASES = [
    ("asfalteren-alles-vast", "B", "113211112212111", [9, 12, 7, 6, 6], "BP1", "BP1", "BP1", ""),
    ("herinrichting-straat", "B", "433342213313112", [0, 2, 18, 22, 14], "BP2", "BP4", "BP4", "BP3"),
    ("omgevingsvisie", "B", "523432224332112", [0, 8, 23, 16, 7], "BP2", "BP4", "BP3", "BP4"),
    ("wijkbudget", "B", "533242113323113", [0, 5, 11, 20, 18], "BP1", "BP5", "BP4", "BP5"),
    ("azc-locatie", "B", "212321332221121", [5, 18, 15, 6, 1], "BP2", "BP2", "BP2", ""),
    ("burgerberaad-afval", "B", "423432213333112", [0, 6, 23, 16, 8], "BP2", "BP4", "BP3", "BP4"),
    ("enquete-parkeertarief", "B", "322221212232111", [2, 20, 15, 4, 3], "BP1", "BP2", "BP2", "BP1"),
    ("crisis", "B", "311411221221211", [13, 16, 9, 4, 3], "BP2", "BP1", "BP1", ""),
    ("buurtmoestuin", "O", "2221222122112", [2, 2, 12, 27, 6], "OP1", "OP4", "OP4", "OP3"),
    ("leesclub-straatapp", "O", "1111111111112", [0, 0, 6, 14, 25], "OP1", "OP5", "OP5", "OP4"),
    ("zorgcooperatie", "O", "3321233223312", [6, 17, 14, 14, 2], "OP1", "OP4", "OP2", "OP3"),
    ("energiecooperatie-windmolen", "O", "3333123323212", [8, 17, 13, 12, 3], "OP1", "OP2", "OP2", "OP1"),
    ("uitdaag-groenbeheer", "O", "3222223123222", [4, 12, 14, 22, 2], "OP1", "OP4", "OP4", "OP3"),
    ("kwetsbare-groep-buurtkamer", "O", "2311323112212", [0, 6, 18, 18, 7], "OP1", "OP4", "OP3", "OP4"),
    ("buurtpreventie", "O", "2222122122112", [2, 3, 9, 27, 7], "OP1", "OP4", "OP4", "OP3"),
]
TRACKS = ("B", "O")


def _answers(track: str, numbers: str) -> dict[str, int]:
    return {f"{track}{place:02}": int(number) for place, number in enumerate(numbers, start=1)}


def _advice(track: str, **answers: int) -> RoleAdvice:
    return advise(role_aid(track), answers)


@pytest.mark.parametrize(
    ("track", "numbers", "totals", "floor", "ceiling", "advice", "runner_up"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_worked_case(
    track: str, numbers: str, totals: list[int], floor: str, ceiling: str, advice: str, runner_up: str
) -> None:
    found = advise(role_aid(track), _answers(track, numbers))
    assert list(found.totals.values()) == totals
    assert (found.floor.rung, found.ceiling.rung) == (floor, ceiling)
    assert (found.advice, found.runner_up) == (advice, runner_up)
    assert found.unanswered == ()
    assert 1 <= len(found.decided) <= 3


def test_floor_above_ceiling_gives_way_with_a_message() -> None:
    found = _advice("B", B01=1, B04=4)
    assert (found.floor.rung, found.ceiling.rung, found.advice, found.runner_up) == ("BP2", "BP1", "BP1", "")
    assert found.floor_gives_way
    assert "er is niets te kiezen" in found.flags[0].text


def test_limit_says_which_answers_set_it() -> None:
    found = _advice("B", B02=1, B09=1, B12=1, B04=3)
    assert found.ceiling.set_by == ("B02", "B09")
    assert found.floor.set_by == ("B04",)
    assert _advice("B", B02=3).ceiling.set_by == ()


@pytest.mark.parametrize(
    ("answers", "totals", "is_equal"),
    [
        ({"O12": 2, "O08": 3}, (5, 2), False),
        ({"O12": 2}, (2, 1), True),
        ({"O10": 2}, (3, 1), True),
        ({"O10": 2, "O13": 2}, (5, 2), False),
    ],
)
def test_two_roles_are_equal_below_three_points(
    answers: dict[str, int], totals: tuple[int, int], is_equal: bool
) -> None:
    found = advise(role_aid("O"), answers)
    assert (found.totals[found.advice], found.totals[found.runner_up]) == totals
    assert found.is_equal is is_equal
    assert found.fits == ((found.advice, found.runner_up) if is_equal else (found.advice,))


def test_at_a_tie_the_lower_rung_is_advised() -> None:
    found = _advice("B", B06=1)
    assert (found.totals["BP1"], found.totals["BP2"]) == (1, 1)
    assert (found.advice, found.runner_up) == ("BP1", "BP2")


def test_unanswered_questions_count_zero_and_are_listed() -> None:
    found = _advice("B", B05=2)
    assert sum(found.totals.values()) == 4
    assert len(found.unanswered) == 14
    assert "B05" not in {criterion.code for criterion in found.unanswered}


def test_without_answers_there_is_a_stop() -> None:
    found = _advice("B")
    assert (found.advice, found.runner_up, found.is_equal) == ("", "", False)
    assert "nog geen vraag" in found.stops[0].text


def test_initiative_that_the_municipality_must_take_over_stops() -> None:
    found = _advice("O", O01=4, O02=2)
    assert found.advice == ""
    assert found.stops[0].code == "O01=4"
    assert found.totals["OP2"] == 2


@pytest.mark.parametrize(
    ("track", "answers", "present", "absent"),
    [
        ("B", {"B01": 1}, "G1", "G2"),
        ("B", {"B01": 5}, "G2", "G1"),
        ("B", {"B10": 1}, "G7", "G2"),
        ("B", {"B08": 3}, "G8", "G1"),
        ("B", {"B11": 3}, "", "B11=3"),
        ("B", {"B11": 3, "B05": 4, "B06": 3, "B15": 3}, "B11=3", "G8"),
        ("O", {"O01": 1, "O02": 1}, "G9", "G11"),
        ("O", {"O02": 3}, "G11", "G9"),
        ("O", {"O12": 2}, "O12=2", "G9"),
    ],
)
def test_guard_rail_is_flagged_when_it_is_met(track: str, answers: dict[str, int], present: str, absent: str) -> None:
    codes = {flag.code for flag in advise(role_aid(track), answers).flags}
    assert not present or present in codes
    assert absent not in codes


def test_limit_that_kept_out_a_higher_role_decided() -> None:
    found = _advice("B", B05=4, B06=3, B13=2)
    assert found.advice == "BP1"
    assert found.decided[0].code == "B13=2"


@pytest.mark.parametrize(
    ("answers", "advice", "decided"),
    [
        # BP1 has more points, but the floor keeps it out.
        ({"B04": 4, "B05": 1, "B09": 1}, "BP2", {"B04=4", "B09=1"}),
        # BP4 has most points, BP1 has none: only the ceiling decided, not the floor on the same rung.
        ({"B04": 3, "B05": 4, "B06": 3, "B15": 1}, "BP2", {"B15=1"}),
        # The floor gives way, so it decided nothing.
        ({"B01": 1, "B04": 4}, "BP1", {"B01=1"}),
    ],
)
def test_only_limits_that_kept_out_a_stronger_role_decided(
    answers: dict[str, int], advice: str, decided: set[str]
) -> None:
    found = _advice("B", **answers)
    assert found.advice == advice
    assert {each.code for each in found.decided} == decided


def test_answers_for_the_advised_role_decided() -> None:
    found = _advice("B", B05=2, B04=2, B06=2, B11=2)
    assert found.advice == "BP2"
    assert [each.code for each in found.decided] == ["B05=2", "B04=2", "B11=2"]


@pytest.mark.parametrize(
    ("answers", "message"),
    [({"B16": 1}, "Vraag B16 bestaat niet"), ({"B01": 6}, "geen antwoord 6"), ({"B01": 0}, "geen antwoord 0")],
)
def test_answer_that_does_not_exist_is_refused(answers: dict[str, int], message: str) -> None:
    with pytest.raises(AnswersUnusable, match=message):
        advise(role_aid("B"), answers)


def _some_answers(aid: RoleAid) -> st.SearchStrategy[dict[str, int]]:
    options = {each.code: st.integers(1, len(each.options)) for each in aid.criteria}
    return st.fixed_dictionaries({}, optional=options)


SOME = st.sampled_from(TRACKS).flatmap(
    lambda track: st.tuples(st.just(role_aid(track)), _some_answers(role_aid(track)))
)


@given(SOME)
def test_every_path_ends_in_one_advice_or_an_explained_stop(drawn: tuple[RoleAid, dict[str, int]]) -> None:
    aid, answers = drawn
    found = advise(aid, answers)
    assert bool(found.advice) != bool(found.stops)
    assert all(stop.text for stop in found.stops)
    if found.advice:
        ceiling, place = aid.rungs.index(found.ceiling.rung), aid.rungs.index(found.advice)
        assert min(aid.rungs.index(found.floor.rung), ceiling) <= place <= ceiling
        assert found.runner_up != found.advice
        assert not found.runner_up or found.totals[found.runner_up] <= found.totals[found.advice]
    assert set(found.fits) <= set(aid.rungs)
    assert len(found.unanswered) + len(found.given) == len(aid.criteria)


@given(SOME, st.data())
def test_more_room_never_lowers_the_ceiling(drawn: tuple[RoleAid, dict[str, int]], data: st.DataObject) -> None:
    aid, answers = drawn
    criterion = data.draw(st.sampled_from([each for each in aid.criteria if each.room]))
    first, second = sorted(data.draw(st.tuples(*[st.integers(1, len(criterion.options))] * 2)))
    less, more = (first, second) if criterion.room == "up" else (second, first)
    low = advise(aid, answers | {criterion.code: less}).ceiling.rung
    high = advise(aid, answers | {criterion.code: more}).ceiling.rung
    assert aid.rungs.index(low) <= aid.rungs.index(high)


@given(SOME)
@settings(max_examples=50)
def test_order_of_answers_does_not_matter(drawn: tuple[RoleAid, dict[str, int]]) -> None:
    aid, answers = drawn
    assert advise(aid, answers) == advise(aid, dict(reversed(answers.items())))


@pytest.mark.parametrize("rung", [rung for track in TRACKS for rung in role_aid(track).rungs])
def test_every_rung_is_reachable_with_all_questions_answered(rung: str) -> None:
    aid = role_aid(rung[0])
    place = aid.rungs.index(rung)

    def best_number(options: tuple[CriterionOption, ...], rival: int) -> int:
        allowed = [n for n, each in enumerate(options, start=1) if not each.stop and (each.ceiling or rung) >= rung]
        points = [option.points for option in options]
        return max(allowed, key=lambda n: (points[n - 1][place] - points[n - 1][rival], points[n - 1][place]))

    rivals = [other for other in range(len(aid.rungs)) if other != place]
    paths = [{each.code: best_number(each.options, rival) for each in aid.criteria} for rival in rivals]
    assert rung in {advise(aid, answers).advice for answers in paths}


@pytest.mark.parametrize("aid", load_role_aids(), ids=lambda aid: f"{aid.key}-{aid.version}")
def test_aid_covers_the_role_model_and_its_name_is_its_file(aid: RoleAid) -> None:
    assert aid.rungs == tuple(rung.code for rung in role_model(aid.track).choosable)
    assert (FOLDER / f"{aid.key}-{aid.version}.toml").is_file()
    assert aid.criteria == role_aid(aid.track, aid.version).criteria


def _texts(aid: RoleAid) -> list[str]:
    texts = [aid.floor_gives_way, aid.measured_always]
    texts += [text for topic in aid.topics for text in (topic.intro, *(each.text for each in topic.criteria))]
    texts += [text for each in aid.criteria for option in each.options for text in (option.stop, option.notice)]
    texts += [text for each in aid.demands for text in (each.council, each.executive, each.organisation, each.check)]
    return [*texts, *(rail.text for rail in aid.guard_rails)]


@pytest.mark.parametrize("aid", load_role_aids(), ids=lambda aid: f"{aid.key}-{aid.version}")
def test_texts_are_short(aid: RoleAid) -> None:
    sentences = [part for text in _texts(aid) for part in text.replace("?", ".").split(". ") if part]
    assert [sentence for sentence in sentences if len(sentence.split()) > 20] == []
    assert sum(len(sentence.split()) for sentence in sentences) / len(sentences) < 11


def _broken(change: Callable[[dict[str, Any]], object], folder: Path) -> Path:
    """The aid for track B with one thing changed, as a file."""
    data = tomllib.loads((FOLDER / "rolwijzer-burgerparticipatie-1.toml").read_text(encoding="utf-8"))
    change(data)
    path = folder / "kapot.toml"
    path.write_text("\n".join(_as_toml(data)), encoding="utf-8")
    return path


def _as_toml(table: dict[str, Any]) -> list[str]:
    return [f"{name} = {_value(value)}" for name, value in table.items()]


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name} = {_value(each)}" for name, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_value(each) for each in value) + "]"
    return str(value) if isinstance(value, int) else f'"{value}"'


def test_file_that_changed_nothing_is_the_same_aid(tmp_path: Path) -> None:
    assert read_file(_broken(dict, tmp_path)) == role_aid("B", 1)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda d: d.pop("title"), "‘title’ ontbreekt"),
        (lambda d: d.update(kleur="rood"), "veld ‘kleur’ bestaat niet"),
        (lambda d: d.update(version="1"), "‘version’ ontbreekt of klopt niet"),
        (lambda d: d.update(track="X"), "‘track’ is B of O"),
        (lambda d: d.update(role_model="trap"), "‘role_model’ is participatieladder"),
        (lambda d: d["demands"].pop(), "in deze volgorde: BP1, BP2"),
        (lambda d: d["topics"][0]["criteria"].append(d["topics"][0]["criteria"][0]), "vraag B01 staat er meer dan"),
        (
            lambda d: d["topics"][0]["criteria"][0]["options"][0].update(points=[1, 2]),
            "vraag B01, antwoord 1: ‘points’",
        ),
        (lambda d: d["topics"][0]["criteria"][0]["options"][0].update(ceiling="OP1"), "rol ‘OP1’ bestaat niet"),
        (lambda d: d["topics"][0]["criteria"][0]["options"][4].update(ceiling="BP1"), "B01: meer ruimte geeft"),
        (lambda d: d["topics"][0]["criteria"][0].update(room="sideways"), "‘room’ is up of down"),
        (lambda d: d["topics"][0]["criteria"][0].update(options=[{"text": "a", "points": [0] * 5}]), "minstens twee"),
        (lambda d: d["guard_rails"][0].update(answers=["B01=9"]), "spelregel G1: ‘B01=9’ bestaat niet"),
        (lambda d: d.update(topics=["a"]), "onderwerp ? is een tabel"),
    ],
)
def test_mistake_in_a_file_is_named(change: Callable[[dict[str, Any]], object], message: str, tmp_path: Path) -> None:
    with pytest.raises(RoleAidError) as refused:
        read_file(_broken(change, tmp_path))
    assert "kapot.toml" in str(refused.value)
    assert message in str(refused.value)


def test_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    path = tmp_path / "kapot.toml"
    path.write_text("dit is niets", encoding="utf-8")
    with pytest.raises(RoleAidError, match="geen geldig TOML-bestand"):
        read_file(path)
