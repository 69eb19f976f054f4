"""What earlier processes taught: which ones, for whom, and with no figure that their own page does not show."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from tests.factories.analysis import closed_with, mixed_in, simulated
from tests.factories.fieldwork import a_round
from tests.factories.register import a_process

from participatiemonitor.analysis.earlier import MOST, Earlier, earlier_processes, size_class
from participatiemonitor.analysis.models import With
from participatiemonitor.analysis.operations import release_interim, release_results, share_results
from participatiemonitor.analysis.queries import results
from participatiemonitor.analysis.visibility import Viewer
from participatiemonitor.fieldwork.freeze import freeze
from participatiemonitor.fieldwork.models import Round
from participatiemonitor.fieldwork.operations import close_round
from participatiemonitor.foundation.people.models import User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.foundation.tenancy.scope import scope
from participatiemonitor.register.models import Process

LATER = date(2026, 6, 1)
type Make = Callable[..., Round]


@pytest.fixture
def measured(in_lingedam: Municipality, bram: User, now: datetime) -> Make:
    """Makes a process with a closed round of this many answers, of which the figures were released."""

    def make(n: int = 14, *, title: str = "Plein", rung: str = "BP3", release: bool = True, **card: Any) -> Round:
        by = card.pop("leader", bram)
        municipality = card.pop("municipality", in_lingedam)
        process = a_process(municipality, by, now, title=title, rung=rung, leader=by, **card)
        round_ = a_round(process, by, now, promised_rung=rung, population=card.get("participants"))
        closed_with(round_, simulated(round_, n), by, now)
        if release:
            release_results(round_=round_, by=by, now=now)
        return round_

    return make


@pytest.fixture
def new(in_lingedam: Municipality, bram: User, now: datetime) -> Process:
    """The process for which a role is chosen now."""
    return a_process(in_lingedam, bram, now, title="Nieuw", theme="8", participants=60)


def found(process: Process, rungs: tuple[str, ...] = ("BP3",), **changes: Any) -> tuple[Earlier, ...]:
    plan: dict[str, Any] = {"viewer_of": lambda _: Viewer.LEADER, "leader_id": None, "today": LATER}
    return earlier_processes(process, rungs, **(plan | changes))


def titles(earlier: tuple[Earlier, ...]) -> list[str]:
    return [one.title for one in earlier]


def organisation(_: Process) -> Viewer:
    return Viewer.ORGANISATION


def test_same_track_and_role_with_results_is_found(measured: Make, new: Process) -> None:
    measured(title="Plein")
    measured(title="Park", rung="BP2")
    assert titles(found(new, viewer_of=organisation)) == ["Plein"]
    assert titles(found(new, ("BP2", "BP3"), viewer_of=organisation)) == ["Park", "Plein"]
    assert found(new, (), viewer_of=organisation) == ()


def test_other_track_is_not_comparable(measured: Make, in_lingedam: Municipality, bram: User, now: datetime) -> None:
    measured(title="Plein")
    garden = a_process(in_lingedam, bram, now, title="Buurttuin", track="O")
    assert found(garden, viewer_of=organisation) == ()


def test_itself_is_not_an_earlier_one(measured: Make) -> None:
    round_ = measured()
    assert found(round_.process, viewer_of=organisation) == ()


def test_same_theme_stands_first_then_same_size_then_the_latest(measured: Make, new: Process) -> None:
    measured(title="Ander thema, andere maat", theme="2", participants=500)
    measured(title="Ander thema, zelfde maat", theme="2", participants=70)
    measured(title="Zelfde thema, andere maat", theme="8", participants=500)
    measured(title="Zelfde thema en maat", theme="8", participants=80)
    earlier = found(new, viewer_of=organisation)
    assert titles(earlier) == [
        "Zelfde thema en maat", "Zelfde thema, andere maat", "Ander thema, zelfde maat", "Ander thema, andere maat",
    ]  # fmt: skip
    assert [(one.has_same_theme, one.has_same_size) for one in earlier] == [
        (True, True), (True, False), (False, True), (False, False),
    ]  # fmt: skip


def test_only_the_most_comparable_are_shown(measured: Make, new: Process) -> None:
    for number in range(MOST + 2):
        measured(title=f"Plein {number}")
    assert len(found(new, viewer_of=organisation)) == MOST


@pytest.mark.parametrize(
    ("n", "expected"), [(None, None), (1, 0), (29, 0), (30, 1), (99, 1), (100, 2), (299, 2), (300, 3), (5000, 3)]
)
def test_size_class(n: int | None, expected: int | None) -> None:
    assert size_class(n) == expected


def test_figures_are_those_of_the_page_of_the_process_itself(measured: Make, new: Process) -> None:
    for n in (6, 14, 40):
        round_ = measured(n, title=f"Plein {n}")
        (one,) = [one for one in found(new, viewer_of=organisation) if one.title == f"Plein {n}"]
        page = results(round_)
        assert page is not None
        assert one.grade == page.table("grades").cell("K28", "outcome")
        if n >= 10:
            table = page.table("against_promise")
            assert (one.as_promised, one.gap) == (table.cell("same", "outcome"), table.cell("gap", "outcome"))


def test_nothing_below_the_limits(measured: Make, new: Process) -> None:
    measured(4, title="Vier")
    measured(6, title="Zes")
    four, six = sorted(found(new, viewer_of=organisation), key=lambda one: one.title)
    assert six.title == "Zes"
    assert six.grade.is_shown
    for figure in (six.as_promised, six.gap, four.grade, four.as_promised, four.gap):
        assert not figure.is_shown
        assert figure.value is None
        assert figure.reason


def test_two_weeks_the_leader_looks_first(measured: Make, new: Process, now: datetime) -> None:
    measured()
    soon = now.date() + timedelta(days=13)
    assert found(new, viewer_of=organisation, today=soon) == ()
    assert found(new, viewer_of=organisation, today=soon + timedelta(days=1)) != ()


def test_sharing_opens_it_earlier(measured: Make, new: Process, bram: User, now: datetime) -> None:
    round_ = measured()
    share_results(round_=round_, with_whom=With.ORGANISATION, by=bram, now=now)
    assert found(new, viewer_of=organisation, today=now.date()) != ()


def test_leader_without_own_answers_sees_nothing_yet(measured: Make, new: Process) -> None:
    measured()
    assert found(new, viewer_of=lambda _: Viewer.LEADER) == ()


def test_council_sees_only_what_was_shared_with_it(measured: Make, new: Process, bram: User, now: datetime) -> None:
    round_ = measured()
    council = {"viewer_of": lambda _: Viewer.COUNCIL}
    assert found(new, **council) == ()
    share_results(round_=round_, with_whom=With.COUNCIL, by=bram, now=now)
    assert titles(found(new, **council)) == ["Plein"]


def test_who_only_sees_own_processes_finds_only_those(measured: Make, new: Process, anna: User, bram: User) -> None:
    measured(title="Van Anna", leader=anna)
    measured(title="Van Bram")
    assert titles(found(new, viewer_of=organisation, leader_id=bram.pk)) == ["Van Bram"]


def test_round_that_nobody_looked_at_shows_nothing(measured: Make, new: Process) -> None:
    measured(release=False)
    assert found(new, viewer_of=organisation) == ()


def test_open_round_with_an_interim_view_is_no_result(
    in_lingedam: Municipality, new: Process, bram: User, now: datetime
) -> None:
    process = a_process(in_lingedam, bram, now, title="Plein", rung="BP3")
    round_ = a_round(process, bram, now, promised_rung="BP3")
    mixed_in(round_, simulated(round_, 14), now)
    freeze(round_=round_, is_final=False, now=now)
    release_interim(round_=round_, by=bram, now=now)
    assert found(new, viewer_of=organisation) == ()


def test_figure_that_stayed_as_it_was_stays_so_here(
    in_lingedam: Municipality, new: Process, bram: User, now: datetime
) -> None:
    process = a_process(in_lingedam, bram, now, title="Plein", rung="BP3")
    round_ = a_round(process, bram, now, promised_rung="BP3")
    forms = [{"K28": "8"} if number % 2 else {"K28": "6"} for number in range(12)]
    mixed_in(round_, forms, now)
    freeze(round_=round_, is_final=False, now=now)
    release_interim(round_=round_, by=bram, now=now)
    mixed_in(round_, [{"K28": "1"} for _ in range(4)], now)
    close_round(round_=round_, by=bram, now=now)
    round_.refresh_from_db()
    release = release_results(round_=round_, by=bram, now=now)
    assert "K28" in release.held
    (one,) = found(new, viewer_of=organisation)
    page = results(round_)
    assert page is not None
    assert one.grade == page.table("grades").cell("K28", "outcome")
    assert one.grade.n == 12


def test_another_municipality_is_never_looked_at(
    measured: Make, waterrijk: Municipality, chantal: User, now: datetime
) -> None:
    measured(title="Plein in Lingedam")
    with scope(waterrijk.code):
        process = a_process(waterrijk, chantal, now, title="Nieuw")
        assert found(process, viewer_of=organisation) == ()


def test_number_of_queries_does_not_grow(measured: Make, new: Process, django_assert_num_queries: Any) -> None:
    measured(title="Eerste")
    found(new, viewer_of=organisation)
    with django_assert_num_queries(7):
        found(new, viewer_of=organisation)
    for number in range(4):
        measured(title=f"Plein {number}")
    with django_assert_num_queries(7):
        assert len(found(new, viewer_of=organisation)) == 5
