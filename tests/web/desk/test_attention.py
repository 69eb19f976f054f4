"""What needs attention, decided without a database."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from participatiemonitor.fieldwork.overview import Measured, RoundFacts
from participatiemonitor.fieldwork.states import RoundState
from participatiemonitor.web.desk.attention import Facts, Reason, matters

TODAY = date(2026, 3, 2)
QUIET = Facts(
    code="2026-plein",
    title="Plein",
    is_initiative=False,
    is_closed=False,
    is_own=True,
    is_evaluated=True,
    phases_without_role=0,
    feedback_promised_on=None,
    measured=Measured(),
)


def a_round(
    state: RoundState = RoundState.OPEN, *, ends: int = 8, answers: int = 0, population: int | None = None
) -> RoundFacts:
    return RoundFacts(1, 1, state, TODAY - timedelta(days=20), TODAY + timedelta(days=ends), answers, population)


@pytest.mark.parametrize(
    ("change", "reasons"),
    [
        ({}, []),
        ({"phases_without_role": 1}, [Reason.ROLE_MISSING]),
        ({"measured": Measured((a_round(),)), "is_evaluated": False}, [Reason.SELF_EVALUATION_MISSING]),
        ({"measured": Measured((a_round(),))}, []),
        ({"measured": Measured((a_round(ends=-1),))}, [Reason.ROUND_OVERDUE]),
        ({"measured": Measured((a_round(RoundState.CLOSED, ends=-1),))}, []),
        ({"measured": Measured((a_round(answers=9),))}, []),
        ({"measured": Measured((a_round(answers=10),))}, [Reason.RESULTS_READY]),
        ({"feedback_promised_on": TODAY}, [Reason.FEEDBACK_SOON]),
        ({"feedback_promised_on": TODAY + timedelta(days=14)}, [Reason.FEEDBACK_SOON]),
        ({"feedback_promised_on": TODAY + timedelta(days=15)}, []),
        ({"is_closed": True, "phases_without_role": 1, "feedback_promised_on": TODAY}, []),
        ({"feedback_promised_on": TODAY - timedelta(days=1)}, [Reason.FEEDBACK_LATE]),
        ({"is_stopped": True, "feedback_promised_on": TODAY - timedelta(days=1)}, [Reason.FEEDBACK_LATE]),
        ({"is_closed": True, "feedback_promised_on": TODAY - timedelta(days=1)}, []),
        ({"undecided_part": 2}, [Reason.DECISION_MISSING]),
        ({"undecided_part": 2, "is_closed": True}, []),
        ({"undecided_part": 2, "is_stopped": True}, []),
        ({"untold_notice": 7}, [Reason.CHANGE_UNTOLD]),
        ({"untold_notice": 7, "is_stopped": True}, [Reason.CHANGE_UNTOLD]),
        ({"untold_notice": 7, "is_closed": True}, []),
        ({"term_ends_on": TODAY + timedelta(days=14)}, [Reason.TERM_ENDS]),
        ({"term_ends_on": TODAY + timedelta(days=15)}, []),
        ({"term_ends_on": TODAY - timedelta(days=40)}, [Reason.TERM_ENDS]),
        ({"term_ends_on": TODAY, "is_stopped": True}, []),
        ({"has_ended": True}, [Reason.EVALUATION_DUE]),
        ({"has_ended": True, "is_stopped": True}, [Reason.EVALUATION_DUE]),
        ({"has_ended": True, "is_closed": True}, []),
        ({"has_ended": True, "measured": Measured((a_round(RoundState.CLOSED),))}, []),
        ({"phases_without_role": 1, "is_stopped": True}, []),
        ({"measured": Measured((a_round(ends=7, answers=9),))}, [Reason.FEW_ANSWERS]),
        ({"measured": Measured((a_round(ends=0, answers=9),))}, [Reason.FEW_ANSWERS]),
        ({"measured": Measured((a_round(ends=8, answers=9),))}, []),
        ({"measured": Measured((a_round(ends=-1, answers=9),))}, [Reason.ROUND_OVERDUE]),
        ({"measured": Measured((a_round(RoundState.CLOSED, ends=3, answers=9),))}, []),
        ({"measured": Measured((a_round(RoundState.DRAFT, ends=3),))}, []),
        ({"measured": Measured((a_round(ends=3, answers=10),))}, [Reason.RESULTS_READY]),
        (
            {"measured": Measured((a_round(ends=3, answers=49, population=100),))},
            [Reason.FEW_ANSWERS, Reason.RESULTS_READY],
        ),
        ({"measured": Measured((a_round(ends=3, answers=50, population=100),))}, [Reason.RESULTS_READY]),
        ({"measured": Measured((a_round(ends=3, answers=6, population=8),))}, []),
        ({"measured": Measured((a_round(ends=3, answers=3, population=8),))}, [Reason.FEW_ANSWERS]),
        ({"measured": Measured((a_round(ends=3, answers=7, population=12),))}, [Reason.FEW_ANSWERS]),
    ],
)
def test_matters_of_one_process(change: dict[str, object], reasons: list[Reason]) -> None:
    assert [matter.reason for matter in matters([replace(QUIET, **change)], today=TODAY)] == reasons


def test_own_answers_and_first_results_are_for_the_leader_only() -> None:
    other = replace(QUIET, is_own=False, measured=Measured((a_round(answers=40),)))
    assert matters([other, replace(other, is_evaluated=False)], today=TODAY) == []


def test_too_little_response_is_for_the_whole_organisation() -> None:
    other = replace(QUIET, is_own=False, measured=Measured((a_round(ends=3, answers=2),)))
    assert [(matter.reason, matter.number) for matter in matters([other], today=TODAY)] == [(Reason.FEW_ANSWERS, 1)]


def test_open_round_past_its_end_is_named_even_when_the_process_is_closed() -> None:
    facts = replace(QUIET, is_closed=True, measured=Measured((a_round(ends=-3),)))
    assert [matter.reason for matter in matters([facts], today=TODAY)] == [Reason.ROUND_OVERDUE]


def test_most_urgent_stands_first_and_then_by_title() -> None:
    late = replace(QUIET, title="Z", measured=Measured((a_round(ends=-1),)))
    role = [replace(QUIET, title=title, phases_without_role=1) for title in ("b", "A")]
    found = [(matter.reason, matter.facts.title) for matter in matters([*role, late], today=TODAY)]
    assert found == [(Reason.ROUND_OVERDUE, "Z"), (Reason.ROLE_MISSING, "A"), (Reason.ROLE_MISSING, "b")]
