"""What stands open before a process begins, looked at without a database."""

from datetime import date
from typing import Any

import pytest

from participatiemonitor.register.guard_rails import begun_anyway, open_points
from participatiemonitor.register.models import Process, ProcessKind

WHOLE = {
    "track": "B", "kind": "PROCESS", "what_is_fixed": "Het budget.", "what_is_open": "De bomen.",
    "means": "Twee mensen, een half jaar.", "feedback_promised_on": date(2026, 12, 5), "feedback_by": "De wethouder",
    "feedback_form": "Een avond",
}  # fmt: skip
OF_SOCIETY = {"track": "O", "kind": "INITIATIVE"}


def codes(promised: tuple[str, ...] = ("BP3",), **changes: Any) -> list[str]:
    return [point.code for point in open_points(Process(**WHOLE | changes), promised)]


def test_nothing_is_open_when_all_is_settled() -> None:
    assert codes() == []


@pytest.mark.parametrize(
    ("changes", "promised", "found"),
    [
        ({"what_is_open": ""}, ("BP3",), ["G1"]),
        ({"what_is_open": " \n "}, ("BP2",), ["G1"]),
        ({"what_is_open": ""}, ("BP1",), []),
        ({"what_is_open": ""}, ("BP1", "BP2"), ["G1"]),
        ({"what_is_open": ""}, (), ["G5", "ROLE"]),
        ({"what_is_fixed": ""}, ("BP1",), ["G5"]),
        ({"what_is_fixed": "", "what_is_open": ""}, ("BP4",), ["G1", "G5"]),
        ({"means": ""}, ("BP3",), ["G7"]),
        ({"feedback_promised_on": None}, ("BP3",), ["G3"]),
        ({"feedback_by": ""}, ("BP3",), ["G3"]),
        ({"feedback_form": ""}, ("BP3",), ["G3"]),
        ({}, (), ["ROLE"]),
        (OF_SOCIETY | {"what_is_fixed": "", "what_is_open": ""}, ("OP4",), []),
        (OF_SOCIETY | {"means": "", "feedback_by": ""}, ("OP4",), ["G3", "G7"]),
    ],
)
def test_open_points(changes: dict[str, Any], promised: tuple[str, ...], found: list[str]) -> None:
    assert codes(promised, **changes) == found


def test_applicant_does_the_participation_of_a_plan_of_a_third_party() -> None:
    assert codes(("OP1",), track="O", kind=ProcessKind.THIRD_PARTY, means="", feedback_by="") == []


def test_request_has_a_term_of_its_own() -> None:
    assert codes((), track="O", kind=ProcessKind.CHALLENGE, means="", feedback_promised_on=None) == ["G7"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"feedback_promised_on": None}, "Mensen weten nog niet wanneer zij horen wat er met hun inbreng gebeurt."),
        ({"feedback_by": "", "feedback_form": ""}, "Mensen weten nog niet van wie en hoe zij horen wat"),
        (
            {"feedback_promised_on": None, "feedback_by": "", "feedback_form": ""},
            "Mensen weten nog niet wanneer, van wie en hoe zij horen wat",
        ),
    ],
)
def test_feedback_names_what_is_missing_and_points_at_the_first(changes: dict[str, Any], sentence: str) -> None:
    (point,) = open_points(Process(**WHOLE | changes), ["BP3"])
    assert point.text.startswith(sentence)
    assert point.field == next(iter(changes))


def test_reason_keeps_what_stood_open() -> None:
    points = open_points(Process(**WHOLE | {"means": "", "what_is_fixed": ""}), ["BP3"])
    assert begun_anyway("De brief is al weg.", points) == (
        "De brief is al weg.\nBij het begin stond nog open: Er staat nog niet wat vastligt. "
        "Er staat nog niet welke mensen, tijd en geld er zijn."
    )
    assert begun_anyway("Zo is het.", ()) == "Zo is het."
