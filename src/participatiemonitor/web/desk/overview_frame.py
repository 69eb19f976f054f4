"""What every page of the overview shares: reading the rows for who asks, and the filters above them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse

from participatiemonitor.foundation.people.models import User
from participatiemonitor.foundation.people.roles import OWN_PROCESSES_ONLY
from participatiemonitor.register.models import Track
from participatiemonitor.register.overview import OVER, Facet, Found, Order, OverviewRow, look
from participatiemonitor.register.overview_rows import overview_rows, words_of
from participatiemonitor.register.search import known_words, nearest
from participatiemonitor.register.states import ProcessState
from participatiemonitor.web.access import DeskRequest
from participatiemonitor.web.desk.overview_address import Question
from participatiemonitor.web.desk.overview_pages import ORDERS, chips_shown, facets_shown, number_text

PAGE_OF_TRACK = {
    "": "desk_overview",
    Track.MUNICIPALITY.value: "desk_processes",
    Track.SOCIETY.value: "desk_initiatives",
}

NOT_OVER = tuple(state.value for state in ProcessState if state not in OVER)


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody asked and what was found for it. `rows` is everything with the words, before the filters."""

    question: Question
    rows: list[OverviewRow]
    found: Found
    names: Mapping[str, str]
    today: date
    own: int | None

    @property
    def hidden(self) -> tuple[Facet, ...]:
        """Filters that say nothing here: the track of the page, and the leader for who sees the own ones only."""
        track = (Facet.TRACK,) if self.question.track else ()
        return track if self.own is None else (*track, Facet.LEADER)


def own_only(request: DeskRequest) -> int | None:
    """The leader to whose processes this person is limited, or nobody."""
    return request.membership.user_id if request.membership.staff_role in OWN_PROCESSES_ONLY else None


def see(request: DeskRequest, track: str = "", *, leave_out_over: bool = False) -> Seen:
    """Look at the overview with the question of the address.

    `leave_out_over` leaves out what is closed or stopped, unless somebody asks for a state.
    """
    question, today, own = Question.of(request.GET, track=track), request.now.date(), own_only(request)
    rows = overview_rows(today=today, leader_id=own, search=question.terms)
    filters = question.filters(today)
    if leave_out_over and Facet.STATE not in filters.chosen:
        filters = replace(filters, chosen={**filters.chosen, Facet.STATE: frozenset(NOT_OVER)})
    found = look(rows, filters, today=today)
    return Seen(question, rows, found, _names({row.leader_id for row in rows}), today, own)


def _names(leaders: set[int]) -> dict[str, str]:
    return {str(user.pk): str(user) for user in User.objects.filter(pk__in=leaders).only("name", "email")}


def filters_context(seen: Seen, *, page: str) -> dict[str, object]:
    """Everything that `web/desk/overview/filters.html` needs on the page with this address."""
    question = seen.question
    facets = facets_shown(question, seen.found, seen.names, seen.hidden)
    return {
        "question": question,
        "page_url": page,
        "facets": facets,
        "chips": chips_shown(question, seen.names),
        "chosen": sum(facet.chosen for facet in facets),
        "clear_url": f"?{question.cleared().query()}",
        "orders": [(order.value, ORDERS[order][0], order is question.order) for order in Order],
        "result": result_text(seen),
    }


def result_text(seen: Seen) -> str:
    """How many dossiers were found."""
    number = len(seen.found.rows)
    noun = "dossier" if number == 1 else "dossiers"
    return f"{number_text(number)} {noun}{' gevonden' if seen.question.is_narrowed else ''}"


def page_of(question: Question) -> str:
    """The address of the overview in which this question was asked."""
    return reverse(PAGE_OF_TRACK[question.track])


def proposal(seen: Seen) -> str:
    """The same words with each word that occurs nowhere replaced by the nearest that does; empty when there is none."""
    known = known_words(words_of(seen.own))
    words, is_changed = [], False
    for term in seen.question.terms:
        occurs = any(term.word in word for word in known)
        better = "" if occurs else nearest(term.word, known)
        words.append(better or term.word)
        is_changed = is_changed or bool(better)
    return " ".join(words) if is_changed else ""
