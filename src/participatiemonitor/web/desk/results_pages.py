"""What the results page shows, made ready for its templates."""

from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse
from django.utils.http import urlencode

from participatiemonitor.analysis import gate
from participatiemonitor.analysis.blocks.response import precision_sentence
from participatiemonitor.analysis.models import With
from participatiemonitor.analysis.queries import self_evaluated, shared_on, standing
from participatiemonitor.analysis.results import ProcessResults
from participatiemonitor.analysis.visibility import Decision, Viewer, decide
from participatiemonitor.fieldwork.models import Round
from participatiemonitor.fieldwork.queries import response, rounds_for
from participatiemonitor.foundation.people.models import Membership, StaffRole
from participatiemonitor.foundation.people.roles import Permission, may
from participatiemonitor.register.models import Process
from participatiemonitor.web.access import DeskRequest
from participatiemonitor.web.components.items import Link
from participatiemonitor.web.desk.words import capital, counted, day_text


@dataclass(frozen=True, slots=True)
class Chosen:
    """The round a page is about, and what this person may see of it."""

    rounds: tuple[Round, ...]
    round: Round | None
    decision: Decision
    self_evaluated: bool
    has_answers: bool = False


def viewer_of(membership: Membership, process: Process) -> Viewer:
    """In which capacity this person looks at this process."""
    if process.leader_id == membership.user_id:
        return Viewer.LEADER
    return Viewer.COUNCIL if membership.staff_role is StaffRole.COUNCIL_READER else Viewer.ORGANISATION


def choose(request: DeskRequest, process: Process) -> Chosen:
    """The round that was asked for (`?meting=2`), else the latest; 404 for a number that does not exist."""
    rounds = tuple(rounds_for(process))
    asked = request.GET.get("meting", "")
    if asked:
        round_ = next((one for one in rounds if str(one.number) == asked), None)
        if round_ is None:
            raise Http404
    else:
        round_ = rounds[0] if rounds else None
    now_standing = standing(round_) if round_ else None
    decision = decide(
        viewer_of(request.membership, process), now_standing, today=request.now.date(), minimum=gate.POLICY.minimum
    )
    done = now_standing.self_evaluated if now_standing else self_evaluated(process)
    return Chosen(rounds, round_, decision, done, bool(now_standing and now_standing.mixed))


def results_url(process: Process, round_: Round | None = None, name: str = "desk_results", **more: str) -> str:
    """The address of the results, or of a page beside them, for one round."""
    query = ({"meting": str(round_.number)} if round_ else {}) | more
    address = reverse(name, args=[process.code])
    return f"{address}?{urlencode(query)}" if query else address


def page_context(
    request: DeskRequest, process: Process, chosen: Chosen, found: ProcessResults | None
) -> dict[str, object]:
    """Everything the page needs besides the frame of the process."""
    round_, role = chosen.round, request.membership.staff_role
    context: dict[str, object] = {
        "round": round_,
        "round_links": _round_links(process, chosen),
        "decision": chosen.decision,
        "access": chosen.decision.access.value,
        "results": found,
        "minimum": gate.POLICY.minimum,
        "needs_self_evaluation": chosen.decision.needs_self_evaluation,
        "skip_url": _besides(process, round_, "desk_results_skip"),
        "interim_url": _besides(process, round_, "desk_results_interim"),
    }
    if round_ is not None:
        context |= {"so_far": _so_far(round_) if found is None else (), "round_label": _round_label(round_)}
    if found is not None and round_ is not None:
        context |= {
            "report_url": results_url(process, round_, "desk_report"),
            "csv_url": results_url(process, round_, "desk_results_csv"),
            "sharing": _sharing(process, round_, may(role, Permission.PROCESS_EDIT)),
            "may_read_answers": may(role, Permission.OPEN_ANSWERS_CLEAN),
            "answers_url": _besides(process, round_, "desk_open_answers"),
            "source": source_line(found),
        }
    return context


def _besides(process: Process, round_: Round | None, name: str) -> str:
    return results_url(process, round_, name) if round_ else ""


def _round_label(round_: Round) -> str:
    return f"Meting {round_.number}, {round_.get_moment_display()}"


def _round_links(process: Process, chosen: Chosen) -> list[Link]:
    if len(chosen.rounds) < 2:
        return []
    return [
        Link(f"{_round_label(one)} ({one.get_state_display()})", results_url(process, one), one == chosen.round)
        for one in chosen.rounds
    ]


def _so_far(round_: Round) -> tuple[str, ...]:
    """How many answered so far and what that is worth: no answer is in it."""
    counted_ = response(round_)
    n, population = counted_.total, counted_.population
    if not n:
        waiting = "De eerste antwoorden wachten nog tot er genoeg zijn om te mengen." if counted_.waiting else ""
        return tuple(part for part in ("Er zijn nog geen antwoorden om te tellen.", waiting) if part)
    of = f" van de {population}" if population is not None and population >= n else ""
    said = [f"Tot nu toe: {counted(n, 'antwoord', 'antwoorden')}{of}."]
    if gate.shows_questions(n):
        said.append(precision_sentence(n, population))
    return tuple(said)


@dataclass(frozen=True, slots=True)
class SharedWith:
    """Whether some group sees the results, and the step that lets it."""

    who: str
    since: str
    url: str


def _sharing(process: Process, round_: Round, may_share: bool) -> list[SharedWith]:
    found = []
    for slug, with_whom in (("organisatie", With.ORGANISATION), ("raad", With.COUNCIL)):
        day = shared_on(round_, with_whom)
        address = reverse("desk_results_share", args=[process.code, slug])
        url = f"{address}?{urlencode({'meting': str(round_.number)})}" if may_share and day is None else ""
        found.append(SharedWith(capital(with_whom.label), day_text(day) if day else "", url))
    return found


def source_line(found: ProcessResults) -> str:
    """Which data and which method the page rests on."""
    source = found.source
    return (
        f"Gegevens: versie {source.data_version} van {day_text(source.frozen_on)}. Methode {source.method_version}. "
        f"Controlegetal {source.short_checksum}."
    )
