"""The address of the overview: what somebody asks stands in it, so that it can be kept, sent and gone back to."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict

from participatiemonitor.register.models import ProcessKind, Stage, Theme, Track
from participatiemonitor.register.overview import NOTHING, Attention, Facet, Filters, Order, Period, periods_of
from participatiemonitor.register.role_models import load_role_models
from participatiemonitor.register.search import SearchTerm, terms
from participatiemonitor.register.states import ProcessState

SEARCH, SINCE, UNTIL, ORDER, PAGE = "zoek", "van", "tot", "volgorde", "pagina"
OWN_PERIOD = "zelf"
LONGEST, MOST_OPTIONS = 120, 100


def _rungs() -> list[str]:
    return [rung.code for model in load_role_models() for rung in model.rungs]


# What may stand in the address, in the order of the screen. Areas and leaders are whatever the register holds.
KNOWN: dict[Facet, tuple[str, ...]] = {
    Facet.KIND: tuple(ProcessKind.values),
    Facet.TRACK: tuple(Track.values),
    Facet.ROLE: (*_rungs(), NOTHING),
    Facet.THEME: (*Theme.values, NOTHING),
    Facet.STAGE: (*Stage.values, NOTHING),
    Facet.STATE: tuple(ProcessState.values),
    Facet.PERIOD: tuple(periods_of(date.min.replace(year=2000))),
    Facet.ATTENTION: tuple(each.value for each in Attention),
}


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody asks of the overview. `track` narrows a page of its own, such as that of the initiatives."""

    search: str = ""
    chosen: Mapping[Facet, tuple[str, ...]] | None = None
    since: date | None = None
    until: date | None = None
    order: Order = Order.NEWEST
    track: str = ""

    @classmethod
    def of(cls, given: QueryDict, *, track: str = "") -> "Question":
        """From the address. What does not exist is left out; a period the wrong way round is turned."""
        search = given.get(SEARCH, "").replace("\0", "").strip()[:LONGEST]
        chosen = {facet: options for facet in Facet if (options := tuple(_options(facet, given.getlist(facet))))}
        if track:
            chosen[Facet.TRACK] = (track,)
        since, until = _day(given.get(SINCE)), _day(given.get(UNTIL))
        if since and until and until < since:
            since, until = until, since
        order = given.get(ORDER, "")
        return cls(search, chosen, since, until, Order(order) if order in list(Order) else Order.NEWEST, track)

    @property
    def options(self) -> Mapping[Facet, tuple[str, ...]]:
        """The chosen options of each facet that has any."""
        return self.chosen or {}

    @property
    def terms(self) -> tuple[SearchTerm, ...]:
        """The words that are looked for."""
        return terms(self.search)

    @property
    def own_period(self) -> Period | None:
        """The period that somebody filled in, if any."""
        return Period(self.since, self.until) if self.since or self.until else None

    @property
    def is_narrowed(self) -> bool:
        """Whether something is left out, beside the track of the page."""
        return bool(self.terms or self.own_period or any(True for _ in self.narrowing()))

    def narrowing(self) -> Iterator[tuple[Facet, str]]:
        """Every chosen option, except the track that is the page itself."""
        for facet, options in self.options.items():
            if not (self.track and facet is Facet.TRACK):
                yield from ((facet, option) for option in options)

    def filters(self, today: date) -> Filters:
        """What the rows are narrowed by."""
        chosen = {facet: frozenset(options) for facet, options in self.options.items()}
        own = self.own_period
        if own:
            chosen[Facet.PERIOD] = chosen.get(Facet.PERIOD, frozenset()) | {OWN_PERIOD}
        return Filters(chosen, periods_of(today, own), self.order)

    def query(self, *, whole: bool = False) -> str:
        """The question as it stands in the address; `whole` with the track, for a page of everything."""
        return urlencode(list(self._pairs(whole=whole)))

    def _pairs(self, *, whole: bool) -> Iterator[tuple[str, str]]:
        if self.search:
            yield SEARCH, self.search
        for facet in Facet:
            if whole or not (self.track and facet is Facet.TRACK):
                yield from ((facet.value, option) for option in self.options.get(facet, ()))
        for name, day in ((SINCE, self.since), (UNTIL, self.until)):
            if day:
                yield name, day.isoformat()
        if self.order is not Order.NEWEST:
            yield ORDER, self.order.value

    def without(self, facet: Facet, option: str) -> "Question":
        """The same without one option."""
        left = tuple(other for other in self.options.get(facet, ()) if other != option)
        return replace(self, chosen={**self.options, facet: left})

    def only(self, facet: Facet, option: str) -> "Question":
        """The same with this option alone in its facet."""
        return replace(self, chosen={**self.options, facet: (option,)})

    def without_search(self) -> "Question":
        """The same without words."""
        return replace(self, search="")

    def without_own_period(self) -> "Question":
        """The same without the period that was filled in."""
        return replace(self, since=None, until=None)

    def searching(self, search: str) -> "Question":
        """The same with other words."""
        return replace(self, search=search)

    def search_only(self) -> "Question":
        """The words without any filter."""
        return Question(search=self.search, order=self.order, track=self.track).in_track()

    def cleared(self) -> "Question":
        """Nothing but the order."""
        return Question(order=self.order, track=self.track).in_track()

    def in_track(self) -> "Question":
        """The same with the track of the page among its options."""
        return replace(self, chosen={**self.options, Facet.TRACK: (self.track,)}) if self.track else self

    def sorted_by(self, order: Order) -> "Question":
        """The same in another order."""
        return replace(self, order=order)


def _options(facet: Facet, given: Iterable[str]) -> list[str]:
    """The options that exist, in the order of the screen, each once."""
    texts = dict.fromkeys(text.replace("\0", "").strip()[:LONGEST] for text in given)
    if facet in KNOWN:
        return [option for option in KNOWN[facet] if option in texts]
    if facet is Facet.LEADER:
        return sorted((text for text in texts if text.isascii() and text.isdigit()), key=int)[:MOST_OPTIONS]
    return sorted(text for text in texts if text)[:MOST_OPTIONS]


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
