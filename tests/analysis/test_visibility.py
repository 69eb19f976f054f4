"""Who sees the results, and when."""

from dataclasses import replace
from datetime import date

import pytest

from participatiemonitor.analysis.visibility import Access, Standing, Viewer, decide

CLOSED = Standing(
    is_open=False,
    closed_on=date(2026, 3, 2),
    mixed=20,
    was_released=False,
    self_evaluated=True,
    shared_with_organisation=False,
    shared_with_council=False,
)
OPEN = replace(CLOSED, is_open=True, closed_on=None)
LEADER, ORGANISATION, COUNCIL = Viewer.LEADER, Viewer.ORGANISATION, Viewer.COUNCIL


@pytest.mark.parametrize(
    ("viewer", "standing", "today", "access"),
    [
        (LEADER, CLOSED, 2, Access.SHOW),
        (LEADER, replace(CLOSED, self_evaluated=False), 2, Access.SELF_EVALUATE),
        (LEADER, replace(CLOSED, self_evaluated=False), 30, Access.SELF_EVALUATE),
        (LEADER, replace(CLOSED, self_evaluated=False, is_imported=True), 2, Access.SHOW),
        (ORGANISATION, CLOSED, 2, Access.LEADER_FIRST),
        (ORGANISATION, CLOSED, 15, Access.LEADER_FIRST),
        (ORGANISATION, CLOSED, 16, Access.SHOW),
        (ORGANISATION, replace(CLOSED, self_evaluated=False), 16, Access.SHOW),
        (ORGANISATION, replace(CLOSED, shared_with_organisation=True), 2, Access.SHOW),
        (ORGANISATION, replace(CLOSED, is_imported=True), 2, Access.SHOW),
        (COUNCIL, CLOSED, 30, Access.NOT_SHARED),
        (COUNCIL, replace(CLOSED, shared_with_organisation=True), 30, Access.NOT_SHARED),
        (COUNCIL, replace(CLOSED, is_imported=True), 30, Access.NOT_SHARED),
        (COUNCIL, replace(CLOSED, shared_with_council=True), 2, Access.SHOW),
        (LEADER, OPEN, 2, Access.MAY_LOOK),
        (LEADER, replace(OPEN, mixed=9), 2, Access.COLLECTING),
        (LEADER, replace(OPEN, self_evaluated=False), 2, Access.COLLECTING),
        (LEADER, replace(OPEN, was_released=True), 2, Access.INTERIM),
        (ORGANISATION, replace(OPEN, was_released=True), 2, Access.COLLECTING),
        (ORGANISATION, replace(OPEN, was_released=True, shared_with_organisation=True), 2, Access.INTERIM),
        (COUNCIL, replace(OPEN, was_released=True), 2, Access.NOT_SHARED),
        (LEADER, None, 2, Access.NO_ROUND),
        (COUNCIL, None, 2, Access.NO_ROUND),
    ],
)
def test_what_each_viewer_gets(viewer: Viewer, standing: Standing | None, today: int, access: Access) -> None:
    decision = decide(viewer, standing, today=date(2026, 3, today), minimum=10)
    assert decision.access is access
    assert decision.shows_figures is (access in {Access.SHOW, Access.INTERIM})


def test_waiting_for_the_leader_says_until_when() -> None:
    decision = decide(ORGANISATION, CLOSED, today=date(2026, 3, 5), minimum=10)
    assert decision.shown_from == date(2026, 3, 16)


def test_a_leader_without_own_answers_is_told_to_give_them() -> None:
    assert decide(LEADER, replace(OPEN, self_evaluated=False), today=date(2026, 3, 5), minimum=10).needs_self_evaluation
