"""What the results page shows, made ready for its templates."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.http import Http404
from django.urls import reverse
from django.utils.http import urlencode

from participatiemonitor.analysis import gate
from participatiemonitor.analysis.blocks.response import precision_sentence
from participatiemonitor.analysis.models import With
from participatiemonitor.analysis.queries import Look, look, shared_on, standing
from participatiemonitor.analysis.results import ProcessResults
from participatiemonitor.analysis.visibility import Access, Decision, Viewer, decide
from participatiemonitor.fieldwork.queries import ResponseCount, response
from participatiemonitor.foundation.people.models import Membership, StaffRole
from participatiemonitor.foundation.people.roles import Permission, may
from participatiemonitor.register.models import Process
from participatiemonitor.web.access import DeskRequest
from participatiemonitor.web.components.items import Link
from participatiemonitor.web.desk.results_charts import shown_blocks
from participatiemonitor.web.desk.words import capital, counted, day_text


def viewer_of(membership: Membership, process: Process) -> Viewer:
    """In which capacity this person looks at this process."""
    if process.leader_id == membership.user_id:
        return Viewer.LEADER
    return Viewer.COUNCIL if membership.staff_role is StaffRole.COUNCIL_READER else Viewer.ORGANISATION


def look_at(request: DeskRequest, process: Process) -> Look:
    """The round that was asked for (`?meting=2`), else the latest; 404 for a number that does not exist."""
    asked = request.GET.get("meting", "")
    found = look(process, viewer_of(request.membership, process), asked=asked, today=request.now.date())
    if found is None:
        raise Http404
    return found


def results_url(process: Process, number: int | None, name: str = "desk_results", *more: str) -> str:
    """The address of the results, or of a page beside them, for one round."""
    address = reverse(name, args=[process.code, *more])
    return f"{address}?{urlencode({'meting': number})}" if number else address


def page_context(request: DeskRequest, process: Process, seen: Look, found: ProcessResults | None) -> dict[str, object]:
    """Everything the page needs besides the frame of the process."""
    number, role = seen.number, request.membership.staff_role
    counted_ = response(seen.round) if seen.round and found is None else None
    context: dict[str, object] = {
        "round": seen.round,
        "round_label": _round_label(seen.round) if seen.round else "",
        "round_links": _round_links(process, seen),
        "decision": seen.decision,
        "access": seen.decision.access.value,
        "results": found,
        "is_empty": _is_empty(seen),
        "minimum": gate.POLICY.minimum,
        "needs_self_evaluation": seen.decision.needs_self_evaluation,
        "has_enough": counted_ is not None and gate.shows_questions(counted_.total),
        "skip_url": results_url(process, number, "desk_results_skip"),
        "interim_url": results_url(process, number, "desk_results_interim"),
        "so_far": _so_far(seen.round, counted_) if seen.round and counted_ is not None else (),
    }
    if found is not None:
        context |= {
            "report_url": results_url(process, number, "desk_report"),
            "csv_url": results_url(process, number, "desk_results_csv"),
            "blocks": shown_blocks(found),
            "sharing": [] if role is StaffRole.COUNCIL_READER else _sharing(request, process, seen),
            "may_read_answers": may(role, Permission.OPEN_ANSWERS_CLEAN),
            "answers_url": results_url(process, number, "desk_open_answers"),
            "source": source_line(found),
        }
    return context


def _is_empty(seen: Look) -> bool:
    """Whether the round was closed without answers: then nobody has to wait or do anything for it."""
    is_closed = seen.round is not None and seen.round.closed_on is not None
    return is_closed and not seen.has_answers and seen.decision.access is not Access.NOT_SHARED


class RoundLike(Protocol):
    """What these pages read of a round."""

    @property
    def number(self) -> int: ...
    @property
    def closed_on(self) -> date | None: ...
    def get_moment_display(self) -> str: ...


def _round_label(round_: RoundLike) -> str:
    return f"Meting {round_.number}, {round_.get_moment_display()}"


def _round_links(process: Process, seen: Look) -> list[Link]:
    if len(seen.rounds) < 2:
        return []
    return [
        Link(f"{_round_label(one)} ({one.get_state_display()})", results_url(process, one.number), one == seen.round)
        for one in seen.rounds
    ]


def _so_far(round_: RoundLike, counted_: ResponseCount) -> tuple[str, ...]:
    """How many answered so far and what that is worth: no answer is in it."""
    n, population = counted_.total, counted_.population
    if not n:
        # The same sentences whether a first answer waits or not: one that appears at once tells who answered.
        mixing = "" if round_.closed_on else f"Antwoorden tellen mee zodra het er {gate.POLICY.minimum} zijn."
        return tuple(part for part in ("Er zijn nog geen antwoorden om te tellen.", mixing) if part)
    of = f" van de {population}" if population is not None and population >= n else ""
    said = [f"Tot nu toe: {counted(n, 'antwoord', 'antwoorden')}{of}."]
    if gate.shows_questions(n):
        said.append(precision_sentence(n, population))
    return tuple(said)


@dataclass(frozen=True, slots=True)
class SharedWith:
    """Whether some group sees the results, and the step that lets it."""

    who: str
    sentence: str
    url: str


def _sharing(request: DeskRequest, process: Process, seen: Look) -> list[SharedWith]:
    assert seen.round is not None
    may_share = may(request.membership.staff_role, Permission.PROCESS_EDIT)
    now_standing = standing(seen.round)
    found = []
    for slug, with_whom, viewer in _GROUPS:
        decision = decide(viewer, now_standing, today=request.now.date(), minimum=gate.POLICY.minimum)
        offer = may_share and not decision.shows_figures
        url = results_url(process, seen.number, "desk_results_share", slug) if offer else ""
        sentence = _sees(capital(with_whom.label), decision, shared_on(seen.round, with_whom))
        found.append(SharedWith(with_whom.label, sentence, url))
    return found


_GROUPS = (("organisatie", With.ORGANISATION, Viewer.ORGANISATION), ("raad", With.COUNCIL, Viewer.COUNCIL))


def _sees(who: str, decision: Decision, shared: date | None) -> str:
    """Whether a group sees the results, in words."""
    if decision.shows_figures:
        return f"{who} ziet de resultaten sinds {day_text(shared)}." if shared else f"{who} ziet de resultaten."
    if decision.shown_from:
        return f"{who} ziet de resultaten vanaf {day_text(decision.shown_from)}."
    return f"{who} ziet de resultaten nog niet."


def source_line(found: ProcessResults) -> str:
    """Which data and which method the page rests on."""
    source = found.source
    return (
        f"Gegevens: versie {source.data_version} van {day_text(source.frozen_on)}. Methode {source.method_version}. "
        f"Controlegetal {source.short_checksum}."
    )
