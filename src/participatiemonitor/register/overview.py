"""The overview of everything: narrowing, counting per option and sorting. Pure: rows in, what was found out.

A facet is one way to narrow (theme, state, …). Within a facet the chosen options add up, between facets they narrow.
The count of an option is the number of rows there would be with that option alone in its facet and everything else as
it is now, so that no choice leads to a surprise.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple

from participatiemonitor.register.models import ProcessKind
from participatiemonitor.register.search import normalise
from participatiemonitor.register.states import ProcessState

# The option of what is not filled in.
NOTHING = "-"
FEEDBACK_SOON = timedelta(days=14)
OVER = (ProcessState.CLOSED, ProcessState.STOPPED)


class OverviewRow(NamedTuple):
    """One process, with the role that is promised now and the stage it is in now; empty where there is none.

    A page looks at thousands of them: a tuple is made eight times as fast as a frozen dataclass.
    """

    pk: int
    code: str
    title: str
    kind: str
    track: str
    theme: str
    area: str
    state: str
    leader_id: int
    starts_on: date | None
    ends_on: date | None
    feedback_on: date | None
    rung: str
    stage: str


class Facet(StrEnum):
    """One way to narrow the overview, by its word in the address."""

    KIND = "soort"
    TRACK = "spoor"
    ROLE = "rol"
    THEME = "thema"
    AREA = "gebied"
    STAGE = "fase"
    STATE = "staat"
    LEADER = "leiding"
    PERIOD = "periode"
    ATTENTION = "aandacht"


class Attention(StrEnum):
    """What asks for attention, by its word in the address."""

    NO_ROLE = "geen-rol"
    FEEDBACK_SOON = "terugkoppeling"
    FEEDBACK_PASSED = "terugkoppeling-voorbij"
    END_PASSED = "einde-voorbij"


class Order(StrEnum):
    """How rows are sorted, by its word in the address. Newest first is how they come in."""

    NEWEST = "nieuwste"
    TITLE = "titel"
    START = "begin"
    STATE = "stand"
    FEEDBACK = "terugkoppeling"


@dataclass(frozen=True, slots=True)
class Period:
    """From one day to another, both included; without a day it has no end on that side."""

    since: date | None = None
    until: date | None = None

    def holds(self, row: OverviewRow) -> bool:
        """Whether a process runs somewhere in this period. Without any day nothing is known, so it does not."""
        if row.starts_on is None and row.ends_on is None:
            return False
        begins_in_time = self.until is None or row.starts_on is None or row.starts_on <= self.until
        return begins_in_time and (self.since is None or row.ends_on is None or row.ends_on >= self.since)


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked of the overview: the chosen options of each facet, and what the periods mean today."""

    chosen: Mapping[Facet, frozenset[str]] = field(default_factory=dict)
    periods: Mapping[str, Period] = field(default_factory=dict)
    order: Order = Order.NEWEST

    def alone(self, facet: Facet, option: str) -> "Filters":
        """The same with this option alone in its facet."""
        return Filters({**self.chosen, facet: frozenset({option})}, self.periods, self.order)


@dataclass(frozen=True, slots=True)
class Found:
    """The rows that were found, in order, and for each facet how many rows every option would give."""

    rows: tuple[OverviewRow, ...]
    counts: Mapping[Facet, Mapping[str, int]]


def periods_of(today: date, own: Period | None = None) -> dict[str, Period]:
    """The periods that can be chosen: this quarter, this year, last year, and one of one's own."""
    month = 3 * ((today.month - 1) // 3) + 1
    after = date(today.year + month // 10, (month + 2) % 12 + 1, 1)
    found = {
        "dit-kwartaal": Period(date(today.year, month, 1), after - timedelta(days=1)),
        "dit-jaar": Period(date(today.year, 1, 1), date(today.year, 12, 31)),
        "vorig-jaar": Period(date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
    }
    return found | ({"zelf": own} if own else {})


def look(rows: Sequence[OverviewRow], filters: Filters, *, today: date) -> Found:
    """Narrow, count and sort. Rows come newest first."""
    readers = _readers(filters, today)
    active = [facet for facet in Facet if filters.chosen.get(facet)]
    found = _narrow(rows, filters, readers, active)
    counts = {}
    for facet in Facet:
        others = [other for other in active if other != facet]
        within = found if len(others) == len(active) else _narrow(rows, filters, readers, others)
        counts[facet] = readers[facet].count(within)
    return Found(tuple(sort(found, filters.order, today=today)), counts)


def sort(rows: Iterable[OverviewRow], order: Order, *, today: date) -> list[OverviewRow]:
    """The rows in this order; what is equal stays newest first, what is not known comes last."""
    match order:
        case Order.NEWEST:
            return list(rows)
        case Order.TITLE:
            return sorted(rows, key=lambda row: normalise(row.title))
        case Order.START:
            return sorted(rows, key=lambda row: row.starts_on or date.min, reverse=True)
        case Order.STATE:
            return sorted(rows, key=lambda row: _STATES[row.state])
        case Order.FEEDBACK:
            return sorted(rows, key=lambda row: _feedback_key(row.feedback_on, today))


def attention_of(row: OverviewRow, today: date) -> Iterator[Attention]:
    """What asks for attention in this process. Nothing does once it is over."""
    if row.state in OVER:
        return
    if not row.rung and row.kind != ProcessKind.NO_PARTICIPATION:
        yield Attention.NO_ROLE
    if row.feedback_on is not None and row.feedback_on <= today + FEEDBACK_SOON:
        yield Attention.FEEDBACK_SOON if row.feedback_on >= today else Attention.FEEDBACK_PASSED
    if row.ends_on is not None and row.ends_on < today:
        yield Attention.END_PASSED


class _OneOf:
    """A facet in which every row has one option."""

    def __init__(self, name: str) -> None:
        self.option = attrgetter(name)

    def narrow(self, rows: Sequence[OverviewRow], wanted: frozenset[str]) -> list[OverviewRow]:
        texts = wanted | {""} if NOTHING in wanted else wanted
        option = self.option
        return [row for row in rows if option(row) in texts]

    def count(self, rows: Sequence[OverviewRow]) -> dict[str, int]:
        found = Counter(map(self.option, rows))
        if nothing := found.pop("", 0):
            found[NOTHING] += nothing
        return found


class _Leader(_OneOf):
    """The leader: a number in the row, a text in the address."""

    def narrow(self, rows: Sequence[OverviewRow], wanted: frozenset[str]) -> list[OverviewRow]:
        return [row for row in rows if str(row.leader_id) in wanted]

    def count(self, rows: Sequence[OverviewRow]) -> dict[str, int]:
        return {str(value): number for value, number in Counter(map(self.option, rows)).items()}


class _Several:
    """A facet in which a row can have several options, or none."""

    def __init__(self, options: Callable[[OverviewRow], Iterable[str]]) -> None:
        self.options = options

    def narrow(self, rows: Sequence[OverviewRow], wanted: frozenset[str]) -> list[OverviewRow]:
        options = self.options
        return [row for row in rows if not wanted.isdisjoint(options(row))]

    def count(self, rows: Sequence[OverviewRow]) -> dict[str, int]:
        options = self.options
        return Counter(option for row in rows for option in options(row))


type _Reader = _OneOf | _Several

_FIXED: dict[Facet, _OneOf] = {
    Facet.KIND: _OneOf("kind"),
    Facet.TRACK: _OneOf("track"),
    Facet.ROLE: _OneOf("rung"),
    Facet.THEME: _OneOf("theme"),
    Facet.AREA: _OneOf("area"),
    Facet.STAGE: _OneOf("stage"),
    Facet.STATE: _OneOf("state"),
    Facet.LEADER: _Leader("leader_id"),
}


def _readers(filters: Filters, today: date) -> dict[Facet, _Reader]:
    periods = filters.periods.items()
    return _FIXED | {
        Facet.PERIOD: _Several(lambda row: [name for name, period in periods if period.holds(row)]),
        Facet.ATTENTION: _Several(lambda row: attention_of(row, today)),
    }


def _narrow(
    rows: Sequence[OverviewRow], filters: Filters, readers: Mapping[Facet, _Reader], by: Iterable[Facet]
) -> Sequence[OverviewRow]:
    for facet in by:
        rows = readers[facet].narrow(rows, filters.chosen[facet])
    return rows


_STATES = {state.value: place for place, state in enumerate(ProcessState)}


def _feedback_key(day: date | None, today: date) -> tuple[int, int]:
    """What comes first from today on, then what is past with the latest first, then what is not known."""
    if day is None:
        return 2, 0
    days = (day - today).days
    return (0, days) if days >= 0 else (1, -days)
