"""The overview without a database: narrowing, counts per option and order."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participatiemonitor.register.models import ProcessKind, Stage, Theme
from participatiemonitor.register.overview import (
    NOTHING,
    Attention,
    Facet,
    Filters,
    Found,
    Order,
    OverviewRow,
    Period,
    attention_of,
    look,
    periods_of,
    sort,
)
from participatiemonitor.register.states import ProcessState

TODAY = date(2026, 3, 2)
DAYS = st.one_of(st.none(), st.dates(date(2024, 1, 1), date(2027, 12, 31)))
OWN = Period(date(2025, 5, 1), date(2025, 6, 30))


def a_row(pk: int = 1, **changes: Any) -> OverviewRow:
    plain = {
        "pk": pk, "code": f"p-{pk}", "title": f"Plan {pk}", "kind": "PROCESS", "track": "B", "theme": "", "area": "",
        "state": "RUNNING", "leader_id": 1, "starts_on": None, "ends_on": None, "feedback_on": None, "rung": "BP3",
        "stage": "",
    }  # fmt: skip
    return OverviewRow(**(plain | changes))  # type: ignore[arg-type]  # a mixed table of fields


ROWS = st.lists(
    st.builds(
        a_row, pk=st.integers(1, 10**6), title=st.text(max_size=8), kind=st.sampled_from(ProcessKind.values),
        track=st.sampled_from("BO"), theme=st.sampled_from(["", *Theme.values]),
        area=st.sampled_from(["", NOTHING, "Noord", "Zuid"]), state=st.sampled_from(ProcessState.values),
        leader_id=st.integers(1, 4), starts_on=DAYS, ends_on=DAYS, feedback_on=DAYS,
        rung=st.sampled_from(["", "BP1", "BP3", "OP2"]), stage=st.sampled_from(["", *Stage.values]),
    ),
    max_size=25,
)  # fmt: skip
OPTIONS: dict[Facet, list[str]] = {
    Facet.KIND: ProcessKind.values,
    Facet.TRACK: ["B", "O"],
    Facet.ROLE: [NOTHING, "BP1", "BP3", "OP2", "BP5"],
    Facet.THEME: [NOTHING, *Theme.values],
    Facet.AREA: [NOTHING, "Noord", "Zuid", "West"],
    Facet.STAGE: [NOTHING, *Stage.values],
    Facet.STATE: ProcessState.values,
    Facet.LEADER: ["1", "2", "3", "4", "5"],
    Facet.PERIOD: ["dit-kwartaal", "dit-jaar", "vorig-jaar", "zelf"],
    Facet.ATTENTION: [each.value for each in Attention],
}
CHOSEN = st.fixed_dictionaries({}, optional={f: st.frozensets(st.sampled_from(o)) for f, o in OPTIONS.items()})
FILTERS = st.builds(Filters, CHOSEN, st.just(periods_of(TODAY, OWN)), st.sampled_from(Order))


def keys(found: Found) -> list[int]:
    return sorted(row.pk for row in found.rows)


def seen(rows: list[OverviewRow], filters: Filters) -> Found:
    return look(rows, filters, today=TODAY)


@given(ROWS, FILTERS)
def test_count_of_an_option_is_what_it_finds_alone_in_its_facet(rows: list[OverviewRow], filters: Filters) -> None:
    counts = seen(rows, filters).counts
    for facet, options in OPTIONS.items():
        for option in options:
            alone = seen(rows, filters.alone(facet, option))
            assert counts[facet].get(option, 0) == len(alone.rows), (facet, option)


@given(ROWS, FILTERS)
def test_every_counted_option_finds_something(rows: list[OverviewRow], filters: Filters) -> None:
    for facet, counted in seen(rows, filters).counts.items():
        assert 0 not in counted.values()
        assert set(counted) <= set(OPTIONS[facet])


@given(ROWS, FILTERS, st.sampled_from(Facet), st.data())
def test_options_of_one_facet_add_up(rows: list[OverviewRow], filters: Filters, facet: Facet, data: Any) -> None:
    wanted = data.draw(st.frozensets(st.sampled_from(OPTIONS[facet]), min_size=1))
    both = seen(rows, Filters({**filters.chosen, facet: wanted}, filters.periods))
    each = [seen(rows, filters.alone(facet, option)) for option in wanted]
    assert set(both.rows) == {row for found in each for row in found.rows}


@given(ROWS, FILTERS)
def test_another_facet_only_narrows(rows: list[OverviewRow], filters: Filters) -> None:
    found = set(seen(rows, filters).rows)
    for facet in filters.chosen:
        fewer = {name: options for name, options in filters.chosen.items() if name != facet}
        assert found <= set(seen(rows, Filters(fewer, filters.periods)).rows)


@given(ROWS, FILTERS)
def test_found_is_what_passes_every_facet(rows: list[OverviewRow], filters: Filters) -> None:
    """The same rule written the slow way."""

    def options_of(row: OverviewRow) -> Mapping[Facet, set[str]]:
        return {
            Facet.KIND: {row.kind}, Facet.TRACK: {row.track}, Facet.ROLE: {row.rung or NOTHING},
            Facet.THEME: {row.theme or NOTHING}, Facet.AREA: {row.area or NOTHING},
            Facet.STAGE: {row.stage or NOTHING}, Facet.STATE: {row.state}, Facet.LEADER: {str(row.leader_id)},
            Facet.PERIOD: {name for name, period in filters.periods.items() if period.holds(row)},
            Facet.ATTENTION: set(attention_of(row, TODAY)),
        }  # fmt: skip

    wanted = [(facet, options) for facet, options in filters.chosen.items() if options]
    expected = [row.pk for row in rows if all(options_of(row)[facet] & options for facet, options in wanted)]
    assert keys(seen(rows, filters)) == sorted(expected)


@given(ROWS, st.sampled_from(Order))
def test_an_order_keeps_every_row_and_is_steady(rows: list[OverviewRow], order: Order) -> None:
    once = sort(rows, order, today=TODAY)
    assert sorted(row.pk for row in once) == sorted(row.pk for row in rows)
    assert sort(once, order, today=TODAY) == once


def test_orders() -> None:
    rows = [
        a_row(1, title="zomer", starts_on=date(2026, 1, 1), state="CLOSED", feedback_on=TODAY - timedelta(days=9)),
        a_row(2, title="Étage", starts_on=None, state="DRAFT", feedback_on=TODAY + timedelta(days=9)),
        a_row(3, title="appel", starts_on=date(2026, 2, 1), state="RUNNING", feedback_on=TODAY),
        a_row(4, title="Boom", starts_on=date(2025, 2, 1), state="RUNNING", feedback_on=None),
    ]
    found = {order: [row.pk for row in sort(rows, order, today=TODAY)] for order in Order}
    assert found == {
        Order.NEWEST: [1, 2, 3, 4],
        Order.TITLE: [3, 4, 2, 1],
        Order.START: [3, 1, 4, 2],
        Order.STATE: [2, 3, 4, 1],
        Order.FEEDBACK: [3, 2, 1, 4],
    }


@pytest.mark.parametrize(
    ("today", "quarter"),
    [
        (date(2026, 1, 1), (date(2026, 1, 1), date(2026, 3, 31))),
        (date(2026, 6, 30), (date(2026, 4, 1), date(2026, 6, 30))),
        (date(2026, 12, 31), (date(2026, 10, 1), date(2026, 12, 31))),
        (date(2024, 8, 15), (date(2024, 7, 1), date(2024, 9, 30))),
    ],
)
def test_periods_by_today(today: date, quarter: tuple[date, date]) -> None:
    found = periods_of(today)
    assert (found["dit-kwartaal"].since, found["dit-kwartaal"].until) == quarter
    assert found["dit-jaar"] == Period(date(today.year, 1, 1), date(today.year, 12, 31))
    assert found["vorig-jaar"] == Period(date(today.year - 1, 1, 1), date(today.year - 1, 12, 31))
    assert "zelf" not in found


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "holds"),
    [
        (date(2025, 4, 1), date(2025, 4, 30), False),
        (date(2025, 4, 1), date(2025, 5, 1), True),
        (date(2025, 4, 1), date(2026, 5, 1), True),
        (date(2025, 6, 30), None, True),
        (date(2025, 7, 1), None, False),
        (None, date(2025, 5, 1), True),
        (None, date(2025, 4, 30), False),
        (None, None, False),
    ],
)
def test_a_process_runs_in_a_period_or_not(starts_on: date | None, ends_on: date | None, holds: bool) -> None:
    assert OWN.holds(a_row(starts_on=starts_on, ends_on=ends_on)) is holds


def test_a_period_may_be_open_on_one_side() -> None:
    row = a_row(starts_on=date(2025, 4, 1), ends_on=date(2025, 4, 30))
    assert Period(since=date(2025, 4, 30)).holds(row)
    assert not Period(since=date(2025, 5, 1)).holds(row)
    assert Period(until=date(2025, 4, 1)).holds(row)
    assert not Period(until=date(2025, 3, 31)).holds(row)


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"rung": ""}, [Attention.NO_ROLE]),
        ({"rung": "", "kind": "NONE"}, []),
        ({"rung": "", "state": "CLOSED"}, []),
        ({"rung": "", "state": "STOPPED"}, []),
        ({"feedback_on": TODAY}, [Attention.FEEDBACK_SOON]),
        ({"feedback_on": TODAY + timedelta(days=14)}, [Attention.FEEDBACK_SOON]),
        ({"feedback_on": TODAY + timedelta(days=15)}, []),
        ({"feedback_on": TODAY - timedelta(days=1)}, [Attention.FEEDBACK_PASSED]),
        ({"ends_on": TODAY - timedelta(days=1)}, [Attention.END_PASSED]),
        ({"ends_on": TODAY}, []),
        ({"ends_on": TODAY - timedelta(days=1), "rung": ""}, [Attention.NO_ROLE, Attention.END_PASSED]),
    ],
)
def test_what_asks_for_attention(changes: dict[str, Any], found: list[Attention]) -> None:
    assert list(attention_of(a_row(**changes), TODAY)) == found
