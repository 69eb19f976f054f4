"""What the desk's first page shows, made ready for the template."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from participatiemonitor.analysis.models import Sharing, With
from participatiemonitor.fieldwork.overview import Measured
from participatiemonitor.register.kinds import has_participation
from participatiemonitor.register.models import Process, ProcessKind
from participatiemonitor.register.queries import promised_roles
from participatiemonitor.register.states import ProcessState
from participatiemonitor.web.components.items import Chip, Entry
from participatiemonitor.web.desk.attention import Facts, Matter, Reason
from participatiemonitor.web.desk.frame import kind_of
from participatiemonitor.web.desk.register_pages import state_chip
from participatiemonitor.web.desk.words import capital, counted, day_text, days_until, period_text

RUNNING = (ProcessState.RUNNING, ProcessState.EVALUATING)
_RUN = "&".join(f"staat={state}" for state in RUNNING)


@dataclass(frozen=True, slots=True)
class Tile:
    """One count on the first page."""

    label: str
    value: int
    sub: str
    url: str = ""


def tiles(found: Sequence[Process], standing: Iterable[Measured], *, own_only: bool) -> list[Tile]:
    """Counts only: what runs, what is measured, what is done."""
    rounds = [round_ for measured in standing for round_ in measured.rounds]
    open_rounds = sum(round_.is_open for round_ in rounds)
    running = [process for process in found if process.state in RUNNING]
    initiatives = sum(process.is_initiative for process in running)
    done = sum(process.state == ProcessState.CLOSED for process in found)
    whose, from_society = ("die u leidt", "die u begeleidt") if own_only else ("van de gemeente", "van inwoners")
    return [
        Tile("Lopende trajecten", len(running) - initiatives, whose, f"{reverse('desk_processes')}?{_RUN}"),
        Tile("Lopende initiatieven", initiatives, from_society, f"{reverse('desk_initiatives')}?{_RUN}"),
        Tile("Open metingen", open_rounds, f"{counted(len(rounds), 'meting', 'metingen')} in totaal"),
        Tile("Afgerond", done, "trajecten en initiatieven", f"{reverse('desk_overview')}?staat={ProcessState.CLOSED}"),
    ]


def facts_of(process: Process, measured: Measured, skipped: Collection[int], *, user_id: int, today: date) -> Facts:
    """What the list of attention needs to know of a process."""
    roles = promised_roles(process)
    return Facts(
        code=process.code,
        title=process.title,
        is_initiative=process.is_initiative,
        is_closed=process.state == ProcessState.CLOSED,
        is_stopped=process.state == ProcessState.STOPPED,
        has_ended=has_participation(process) and _has_ended(process, today),
        is_own=process.leader_id == user_id,
        is_evaluated=measured.has_self_evaluation or process.pk in skipped,
        # The role follows from the decision on a request.
        phases_without_role=0 if _waits_for_decision(process) else sum(not role.rung for role in roles),
        undecided_part=next((role.phase.position for role in roles if role.lacks_decision), None),
        untold_notice=next((role.notice.pk for role in roles if role.notice and role.is_untold), None),
        term_ends_on=_term_ends_on(process),
        feedback_promised_on=process.feedback_promised_on,
        measured=measured,
    )


def _has_ended(process: Process, today: date) -> bool:
    is_past = process.ends_on is not None and process.ends_on < today and process.state != ProcessState.DRAFT
    return is_past or process.state in (ProcessState.EVALUATING, ProcessState.STOPPED)


def _waits_for_decision(process: Process) -> bool:
    challenge = getattr(process, "challenge", None)
    return process.kind == ProcessKind.CHALLENGE and challenge is not None and not challenge.decision


def _term_ends_on(process: Process) -> date | None:
    """The last day for a decision on a request that waits for one."""
    return process.challenge.due_on if _waits_for_decision(process) else None


def attention_entries(found: Iterable[Matter], today: date) -> list[Entry]:
    """The list of attention, each line with the page where it is solved."""
    return [_entry(matter, today) for matter in found]


def _entry(matter: Matter, today: date) -> Entry:
    facts = matter.facts
    title, url_name, chip = _WORDS[matter.reason]
    arguments: list[str | int] = [facts.code]
    if matter.reason in _NUMBERED and matter.number is not None:
        arguments.append(matter.number)
    if (day := _day_of(matter)) is not None:
        title = f"{title} {day_text(day)} ({days_until(day, today)})"
    if matter.reason is Reason.TERM_ENDS and facts.term_ends_on and facts.term_ends_on < today:
        chip = Chip("Te laat", "error")
    return Entry(
        title=title,
        url=reverse(url_name, args=arguments),
        meta=facts.title,
        kind="overheidsparticipatie" if facts.is_initiative else "burgerparticipatie",
        chips=(chip,),
        about=facts.title,
    )


def _day_of(matter: Matter) -> date | None:
    if matter.reason in (Reason.FEEDBACK_SOON, Reason.FEEDBACK_LATE):
        return matter.facts.feedback_promised_on
    return matter.facts.term_ends_on if matter.reason is Reason.TERM_ENDS else None


# These are solved on the page of one round, part or notice.
_NUMBERED = (Reason.ROUND_OVERDUE, Reason.FEW_ANSWERS, Reason.DECISION_MISSING, Reason.CHANGE_UNTOLD)
_WORDS = {
    Reason.ROUND_OVERDUE: (
        "De einddatum van de meting is voorbij. Sluit de meting",
        "desk_close",
        Chip("Te laat", "warning"),
    ),
    Reason.TERM_ENDS: (
        "Besluit over het verzoek, uiterlijk op",
        "desk_decision",
        Chip("Bijna", "warning"),
    ),
    Reason.FEEDBACK_LATE: (
        "Terugkoppeling was beloofd op",
        "desk_card",
        Chip("Te laat", "warning"),
    ),
    Reason.CHANGE_UNTOLD: ("Vertel dat de rol anders is", "desk_role_notice", Chip("Te doen", "warning")),
    Reason.DECISION_MISSING: ("Leg het besluit over de rol vast", "desk_role_decision", Chip("Te doen")),
    Reason.FEW_ANSWERS: ("De meting sluit bijna en er zijn weinig antwoorden", "desk_round", Chip("Bijna", "warning")),
    Reason.FEEDBACK_SOON: ("Terugkoppeling beloofd op", "desk_process", Chip("Binnenkort", "warning")),
    Reason.EVALUATION_DUE: ("Het meedoen is voorbij. Meet wat mensen vonden", "desk_measure", Chip("Te doen")),
    Reason.SELF_EVALUATION_MISSING: ("Vul de zelfevaluatie in", "desk_self_evaluation", Chip("Te doen")),
    Reason.ROLE_MISSING: ("Kies de rol die u belooft", "desk_process", Chip("Te doen")),
    Reason.RESULTS_READY: ("Bekijk de resultaten", "desk_results", Chip("Klaar", "ok")),
}


def shared_entries(found: Iterable[Process]) -> list[Entry]:
    """The results that were shared with the council, the latest first."""
    titled = {process.pk: process for process in found}
    shared = Sharing.objects.filter(with_whom=With.COUNCIL, round__process_id__in=titled).select_related("round")
    return [
        _shared(titled[sharing.round.process_id], sharing.round.number, sharing.shared_on)
        for sharing in shared.order_by("-shared_on", "-pk")
    ]


def _shared(process: Process, number: int, day: date) -> Entry:
    return Entry(
        title=process.title,
        url=f"{reverse('desk_results', args=[process.code])}?meting={number}",
        meta=f"Meting {number}, gedeeld op {day_text(day)}",
        kind=kind_of(process),
        chips=(state_chip(process),),
    )


def own_entries(own: Iterable[Process], standing: Mapping[int, Measured]) -> list[Entry]:
    """The processes somebody leads, those that run first."""
    ordered = sorted(own, key=lambda process: process.state == ProcessState.CLOSED)
    return [_own(process, standing[process.pk]) for process in ordered]


def _own(process: Process, measured: Measured) -> Entry:
    rounds = counted(len(measured.rounds), "meting", "metingen") if measured.rounds else "nog geen meting"
    rounds = rounds if has_participation(process) else process.get_kind_display()
    period = period_text(process.starts_on, process.ends_on)
    return Entry(
        title=process.title,
        url=reverse("desk_process", args=[process.code]),
        meta=capital(", ".join(part for part in (period, rounds) if part)),
        kind=kind_of(process),
        chips=(state_chip(process),),
    )
