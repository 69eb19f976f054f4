"""What the board shows: a column for each stage, with the dossiers that are in it now."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.urls import reverse

from participatiemonitor.register.agenda import AgendaDay, days_of
from participatiemonitor.register.models import Phase, Process, Stage
from participatiemonitor.register.overview import NOTHING, Facet, OverviewRow
from participatiemonitor.register.overview_rows import place_of_now
from participatiemonitor.web.components.items import Chip, Kind
from participatiemonitor.web.desk.frame import kind_of
from participatiemonitor.web.desk.overview_address import Question
from participatiemonitor.web.desk.overview_pages import (
    label_of,
    no_role_of,
    number_text,
    role_of,
    short_day,
    state_chip_of,
)

# So many cards a column that the page stays readable; the rest is one step away in the list.
MOST_CARDS = 25
COLUMNS = (*Stage.values, NOTHING)


@dataclass(frozen=True, slots=True)
class BoardCard:
    """One dossier on the board. `next_day` is what happens first, `move_url` where its phase is changed."""

    title: str
    url: str
    direction: Kind
    kind: str
    role: str
    no_role: str
    state: Chip
    next_day: str
    move_url: str


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """The dossiers in one stage; `more_url` shows those that do not fit on the board."""

    key: str
    title: str
    count: str
    cards: tuple[BoardCard, ...]
    left: str
    more_url: str


def board_columns(found: Sequence[OverviewRow], question: Question, today: date) -> list[BoardColumn]:
    """The columns of the board; those that the filters leave out are not shown."""
    chosen = question.options.get(Facet.STAGE, ())
    keys = [key for key in COLUMNS if not chosen or key in chosen]
    rows = {key: [row for row in found if (row.stage or NOTHING) == key] for key in keys}
    known = _processes(row.pk for key in keys for row in rows[key][:MOST_CARDS])
    return [_column(key, rows[key], question, known, today) for key in keys]


def _processes(keys: Iterable[int]) -> dict[int, Process]:
    """The dossiers on the board with their phases, in two queries."""
    phases = Prefetch("phases", queryset=Phase.objects.order_by("position"))
    found = Process.objects.filter(pk__in=list(keys)).select_related("challenge").prefetch_related(phases)
    return {process.pk: process for process in found}


def _column(
    key: str, rows: Sequence[OverviewRow], question: Question, known: Mapping[int, Process], today: date
) -> BoardColumn:
    left = len(rows) - MOST_CARDS
    return BoardColumn(
        key=key if key != NOTHING else "geen",
        title=label_of(Facet.STAGE, key, {}),
        count=number_text(len(rows)),
        cards=tuple(_card(row, known[row.pk], today) for row in rows[:MOST_CARDS] if row.pk in known),
        left=number_text(left) if left > 0 else "",
        more_url=f"{reverse('desk_overview')}?{question.only(Facet.STAGE, key).query()}",
    )


def _card(row: OverviewRow, process: Process, today: date) -> BoardCard:
    return BoardCard(
        title=row.title,
        url=reverse("desk_process", args=[row.code]),
        direction=kind_of(process),
        kind=label_of(Facet.KIND, row.kind, {}),
        role=role_of(row),
        no_role=no_role_of(row),
        state=state_chip_of(row),
        next_day=next_day(process, today),
        move_url=_move_url(process, today),
    )


def next_day(process: Process, today: date) -> str:
    """What happens first from today on, with its day; empty when nothing is planned."""
    coming = sorted(_coming(process, today), key=lambda one: one.day)
    return f"{short_day(coming[0].day)}: {coming[0].what}" if coming else ""


def _coming(process: Process, today: date) -> Iterator[AgendaDay]:
    days = days_of(process, process.phases.all(), getattr(process, "challenge", None))
    yield from (one for one in days if one.day >= today)


def _move_url(process: Process, today: date) -> str:
    """The page on which the phase of now gets another stage or days; a new phase where there is none."""
    phases = list(process.phases.all())
    if not phases:
        return reverse("desk_phase_new", args=[process.code])
    now = phases[place_of_now([phase.starts_on for phase in phases], today)]
    return reverse("desk_phase", args=[process.code, now.position])
