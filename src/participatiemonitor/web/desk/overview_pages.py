"""What the overview shows, made ready for its templates."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from django.urls import reverse
from django.utils.formats import date_format

from participatiemonitor.register.models import ProcessKind, SavedView, Stage, Theme, Track
from participatiemonitor.register.overview import NOTHING, Attention, Facet, Found, Order, OverviewRow
from participatiemonitor.register.role_models import load_role_models
from participatiemonitor.register.search import normalise
from participatiemonitor.register.states import ProcessState
from participatiemonitor.web.components.items import Chip, Link
from participatiemonitor.web.desk.frame import STATE_TONES
from participatiemonitor.web.desk.overview_address import KNOWN, Question
from participatiemonitor.web.desk.words import capital

# Of what people type themselves (areas) there can be very many: the ones with the most processes are enough to tick.
MOST_SHOWN = 60
TITLES: dict[Facet, str] = {
    Facet.KIND: "Soort",
    Facet.TRACK: "Wie begint",
    Facet.STATE: "Stand",
    Facet.STAGE: "Fase",
    Facet.ROLE: "Beloofde rol",
    Facet.THEME: "Thema",
    Facet.AREA: "Wijk of kern",
    Facet.LEADER: "Projectleider",
    Facet.PERIOD: "Periode",
    Facet.ATTENTION: "Vraagt aandacht",
}
LABELS: dict[Facet, Mapping[str, str]] = {
    Facet.KIND: {kind.value: capital(kind.label) for kind in ProcessKind},
    Facet.TRACK: {
        Track.MUNICIPALITY: "De gemeente: burgerparticipatie",
        Track.SOCIETY: "Inwoners: overheidsparticipatie",
    },
    Facet.STATE: {state.value: capital(state.label) for state in ProcessState},
    Facet.STAGE: {stage.value: capital(stage.label) for stage in Stage} | {NOTHING: "Nog geen fase"},
    Facet.ROLE: {rung.code: rung.name for model in load_role_models() for rung in model.rungs} | {NOTHING: "Geen rol"},
    Facet.THEME: {theme.value: capital(theme.label) for theme in Theme} | {NOTHING: "Nog geen thema"},
    Facet.AREA: {NOTHING: "Geen wijk of kern"},
    Facet.LEADER: {},
    Facet.PERIOD: {"dit-kwartaal": "Dit kwartaal", "dit-jaar": "Dit jaar", "vorig-jaar": "Vorig jaar"},
    Facet.ATTENTION: {
        Attention.NO_ROLE: "Nog geen rol gekozen",
        Attention.FEEDBACK_SOON: "Terugkoppeling binnen twee weken",
        Attention.FEEDBACK_PASSED: "Dag van de terugkoppeling is voorbij",
        Attention.END_PASSED: "Einddatum is voorbij",
    },
}
ORDERS: dict[Order, tuple[str, str]] = {
    Order.NEWEST: ("Nieuwste eerst", "de nieuwste eerst"),
    Order.TITLE: ("Titel", "gesorteerd op titel"),
    Order.START: ("Begindatum, laatste eerst", "gesorteerd op begindatum, de laatste eerst"),
    Order.STATE: ("Stand", "gesorteerd op stand"),
    Order.FEEDBACK: (
        "Terugkoppeling, eerstvolgende eerst",
        "gesorteerd op terugkoppeling, de eerstvolgende eerst",
    ),
}


@dataclass(frozen=True, slots=True)
class OptionShown:
    """One option of a filter, with the number of dossiers it gives."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class FacetShown:
    """One filter with its options and how many are chosen; `is_cut` when there are too many to show."""

    key: str
    title: str
    options: tuple[OptionShown, ...]
    chosen: int
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class ListRow:
    """One process in the list."""

    title: str
    url: str
    about: str
    role: str
    no_role: str
    stage: str
    period: str
    leader: str
    state: Chip
    feedback: str


def facets_shown(
    question: Question, found: Found, names: Mapping[str, str], left_out: Iterable[Facet] = ()
) -> list[FacetShown]:
    """The filters with the options that find something, and those that are chosen."""
    shown = (_facet(facet, question, found, names) for facet in TITLES if facet not in left_out)
    return [facet for facet in shown if facet.options or facet.key == Facet.PERIOD]


def _facet(facet: Facet, question: Question, found: Found, names: Mapping[str, str]) -> FacetShown:
    counts, chosen = found.counts[facet], question.options.get(facet, ())
    values = [value for value in (KNOWN.get(facet) or {*counts, *chosen}) if counts.get(value) or value in chosen]
    options = [
        OptionShown(value, label_of(facet, value, names), counts.get(value, 0), value in chosen) for value in values
    ]
    if facet not in KNOWN:
        options.sort(key=lambda option: (option.value == NOTHING, _as_read(option.label)))
    most = sorted(options, key=lambda option: (-option.is_chosen, -option.count))[:MOST_SHOWN]
    first = {option.value for option in most}
    kept = tuple(option for option in options if option.value in first)
    own = facet is Facet.PERIOD and question.own_period is not None
    return FacetShown(facet.value, TITLES[facet], kept, len(chosen) + own, len(options) > len(kept))


def _as_read(label: str) -> list[tuple[int, int, str]]:
    """As people sort: wijk 2 before wijk 10, whatever the capitals and accents."""
    parts = re.findall(r"\d+|\D+", normalise(label))
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]


def label_of(facet: Facet, value: str, names: Mapping[str, str]) -> str:
    """What an option is called on screen."""
    if facet is Facet.LEADER:
        return names.get(value, "iemand anders")
    return LABELS[facet].get(value, value)


def chips_shown(question: Question, names: Mapping[str, str]) -> list[Link]:
    """Everything that narrows, each with the address without it."""
    return list(chain(_search_chip(question), _option_chips(question, names), _period_chip(question)))


def _search_chip(question: Question) -> Iterator[Link]:
    if question.terms:
        yield Link(f"Zoekt: {question.search}", f"?{question.without_search().query()}")


def _option_chips(question: Question, names: Mapping[str, str]) -> Iterator[Link]:
    for facet, option in question.narrowing():
        label = f"{TITLES[facet]}: {label_of(facet, option, names)}"
        yield Link(label, f"?{question.without(facet, option).query()}")


def _period_chip(question: Question) -> Iterator[Link]:
    since, until = question.since, question.until
    if since and until:
        label = f"Loopt tussen {short_day(since)} en {short_day(until)}"
    elif since:
        label = f"Loopt op of na {short_day(since)}"
    elif until:
        label = f"Loopt op of voor {short_day(until)}"
    else:
        return
    yield Link(label, f"?{question.without_own_period().query()}")


def views_shown(question: Question, views: Iterable[SavedView], *, user_id: int) -> list[Link]:
    """The kept overviews as links; the one that is looked at is marked."""
    now, page = question.query(whole=True), reverse("desk_overview")
    found = [Link("Alles", "?", not question.is_narrowed)]
    for view in views:
        label = view.name if view.owner_id == user_id else f"{view.name} (van {view.owner})"
        found.append(Link(label, f"{page}?{view.query}", bool(now) and view.query == now))
    return found


def list_rows(found: Sequence[OverviewRow], names: Mapping[str, str]) -> list[ListRow]:
    """The rows of one page of the list."""
    return [_row(row, names) for row in found]


def _row(row: OverviewRow, names: Mapping[str, str]) -> ListRow:
    about = (LABELS[Facet.KIND][row.kind], theme_of(row), row.area)
    return ListRow(
        title=row.title,
        url=reverse("desk_process", args=[row.code]),
        about=" · ".join(part for part in about if part),
        role=role_of(row),
        no_role=no_role_of(row),
        stage=stage_of(row),
        period=period_of(row),
        leader=names[str(row.leader_id)],
        state=state_chip_of(row),
        feedback=f"Terugkoppeling {short_day(row.feedback_on)}" if row.feedback_on else "",
    )


def role_of(row: OverviewRow) -> str:
    """The role that is promised now, in a word."""
    return label_of(Facet.ROLE, row.rung, {}) if row.rung else ""


def no_role_of(row: OverviewRow) -> str:
    """What stands in the place of a role; where nobody takes part none is needed."""
    return "geen rol nodig" if row.kind == ProcessKind.NO_PARTICIPATION else "nog niet gekozen"


def stage_of(row: OverviewRow) -> str:
    """The stage it is in now."""
    return label_of(Facet.STAGE, row.stage, {}) if row.stage else ""


def theme_of(row: OverviewRow) -> str:
    """The theme in words."""
    return label_of(Facet.THEME, row.theme, {}) if row.theme else ""


def state_chip_of(row: OverviewRow) -> Chip:
    """Where it stands."""
    return Chip(label_of(Facet.STATE, row.state, {}), STATE_TONES[row.state])


def period_of(row: OverviewRow) -> str:
    """From when until when, short."""
    if row.starts_on and row.ends_on:
        return f"{short_day(row.starts_on)} – {short_day(row.ends_on)}"
    if row.starts_on:
        return f"vanaf {short_day(row.starts_on)}"
    return f"tot en met {short_day(row.ends_on)}" if row.ends_on else ""


def short_day(day: date) -> str:
    """A date in a table, on one line: 5 dec 2026."""
    return date_format(day, "j M Y").lower().replace(" ", "\N{NO-BREAK SPACE}")


def number_text(number: int) -> str:
    """A number with a dot per thousand, as Dutch writes it."""
    return f"{number:,}".replace(",", ".")
