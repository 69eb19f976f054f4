"""What the agenda shows: the days of a month, as a small calendar and as a list."""

from calendar import Calendar
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.urls import reverse
from django.utils.formats import date_format

from participatiemonitor.exports.ics import DayEntry
from participatiemonitor.fieldwork.overview import Measured
from participatiemonitor.register.agenda import AgendaDay, agenda_day
from participatiemonitor.register.models import Process
from participatiemonitor.web.components.items import Kind

WEEKDAYS = (("ma", "maandag"), ("di", "dinsdag"), ("wo", "woensdag"), ("do", "donderdag"), ("vr", "vrijdag"),
            ("za", "zaterdag"), ("zo", "zondag"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of the small calendar."""

    day: date
    is_inside: bool
    is_today: bool
    count: int

    @property
    def anchor(self) -> str:
        """Where the list names this day."""
        return f"dag-{self.day.day}"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing on a day."""

    what: str
    title: str
    url: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Day:
    """A day with all that happens on it."""

    day: date
    heading: str
    anchor: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """A month as it is shown."""

    first: date
    name: str
    weeks: tuple[tuple[Cell, ...], ...]
    days: tuple[Day, ...]
    before: str
    after: str


def month_asked(value: str, today: date) -> date:
    """The first day of the month in the address; without a usable one, of this month."""
    try:
        asked = date.fromisoformat(f"{value}-01")
    except ValueError:
        return today.replace(day=1)
    return asked if 2000 <= asked.year <= 2100 else today.replace(day=1)


def month_page(first: date, found: Iterable[AgendaDay], *, today: date) -> Month:
    """The month that begins on `first`."""
    per_day: dict[date, list[AgendaDay]] = defaultdict(list)
    for one in found:
        if (one.day.year, one.day.month) == (first.year, first.month):
            per_day[one.day].append(one)
    weeks = Calendar().monthdatescalendar(first.year, first.month)
    return Month(
        first=first,
        name=date_format(first, "F Y"),
        weeks=tuple(tuple(_cell(day, first, today, per_day) for day in week) for week in weeks),
        days=tuple(_day(day, per_day[day], today) for day in sorted(per_day)),
        before=_shifted(first, -1),
        after=_shifted(first, 1),
    )


def _cell(day: date, first: date, today: date, per_day: Mapping[date, Sequence[AgendaDay]]) -> Cell:
    return Cell(day, day.month == first.month, day == today, len(per_day.get(day, ())))


def _day(day: date, found: Sequence[AgendaDay], today: date) -> Day:
    heading = date_format(day, "l j F") + (" (vandaag)" if day == today else "")
    ordered = sorted(found, key=lambda one: (one.title.lower(), one.what))
    return Day(day, heading[:1].upper() + heading[1:], f"dag-{day.day}", tuple(_line(one) for one in ordered))


def _line(one: AgendaDay) -> Line:
    kind: Kind = "overheidsparticipatie" if one.is_initiative else "burgerparticipatie"
    return Line(one.what[:1].upper() + one.what[1:], one.title, reverse("desk_process", args=[one.code]), kind)


def _shifted(first: date, months: int) -> str:
    number = first.year * 12 + first.month - 1 + months
    return f"{number // 12}-{number % 12 + 1:02}"


def round_days(processes: Iterable[Process], measured: Mapping[int, Measured]) -> Iterator[AgendaDay]:
    """When rounds open and close."""
    for process in processes:
        for round_ in measured[process.pk].rounds:
            name = f"meting {round_.number}"
            yield agenda_day(process, round_.opens_on, f"{name} begint", f"round-{round_.number}-opens")
            yield agenda_day(process, round_.closes_on, f"laatste dag van {name}", f"round-{round_.number}-closes")


def entries(found: Iterable[AgendaDay], *, site: str) -> Iterator[DayEntry]:
    """The same days for a calendar program."""
    host = site.rsplit("//", maxsplit=1)[-1]
    for one in found:
        yield DayEntry(
            uid=f"{one.code}-{one.key}@{host}",
            day=one.day,
            summary=f"{one.title}: {one.what}",
            url=site + reverse("desk_process", args=[one.code]),
        )


def around(found: Sequence[AgendaDay], first: date) -> tuple[str, str]:
    """The nearest months before and after this one in which something happens; empty where there is none."""
    months = sorted({(one.day.year, one.day.month) for one in found} | {(first.year, first.month)})
    before = after = ""
    for one, other in pairwise(months):
        if other == (first.year, first.month):
            before = f"{one[0]}-{one[1]:02}"
        if one == (first.year, first.month):
            after = f"{other[0]}-{other[1]:02}"
    return before, after
