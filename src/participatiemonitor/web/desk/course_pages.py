"""What the pages about the course of a process show: where it stands, and each possible step in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.urls import reverse
from django.utils.text import slugify
from django.utils.timezone import localdate

from participatiemonitor.foundation.people.models import User
from participatiemonitor.register.guard_rails import OpenPoint
from participatiemonitor.register.kinds import has_participation
from participatiemonitor.register.models import Process, StateChange
from participatiemonitor.register.operations.course import BINDING, points_before
from participatiemonitor.register.queries import next_states, rules, state_changes, undecided, why_not_approve
from participatiemonitor.register.states import ProcessState as S
from participatiemonitor.register.states import needs_reason
from participatiemonitor.web.components.items import Link
from participatiemonitor.web.desk.words import capital, day_text

LINE = (S.DRAFT, S.PREPARED, S.APPROVED, S.RUNNING, S.EVALUATING, S.CLOSED)
LINE_OF_NONE = (S.DRAFT, S.PREPARED, S.APPROVED, S.CLOSED)
type MarkState = Literal["done", "current", "todo", "skipped"]

# What a step is called and what it does, by where it leads; a way back is named by both ends.
_FORWARD = {
    S.PREPARED: ("Zet klaar voor besluit", "De aanpak is af. Hij kan worden vastgesteld."),
    S.APPROVED: ("Stel vast", "De aanpak ligt vast. Vanaf nu geldt de belofte aan deelnemers."),
    S.RUNNING: ("Laat mensen meedoen", "Het begint. Verandert daarna een rol? Vertel dat dan aan iedereen en de raad."),
    S.EVALUATING: ("Begin met terugkijken", "Het meedoen is klaar. U meet wat mensen vonden en kijkt terug."),
    S.CLOSED: ("Rond dit {what} af", "Alles is klaar. Metingen en resultaten blijven te bekijken."),
    S.STOPPED: ("Stop dit {what}", "Het gaat niet verder. U legt uit waarom. Meten kan daarna nog steeds."),
}
_BACK = {
    (S.PREPARED, S.DRAFT): ("Werk verder aan de aanpak", "De aanpak is toch nog niet af."),
    (S.APPROVED, S.PREPARED): ("Trek het vaststellen in", "De aanpak moet daarna opnieuw worden vastgesteld."),
    (S.EVALUATING, S.RUNNING): ("Laat mensen weer meedoen", "Het meedoen was toch nog niet klaar."),
    (S.CLOSED, S.EVALUATING): ("Open het weer", "U kijkt toch nog verder terug. U legt uit waarom."),
    (S.CLOSED, S.DRAFT): ("Open het weer", "U werkt de uitleg opnieuw uit. U legt uit waarom."),
}
_OF_NONE = {
    S.APPROVED: ("Stel vast", "Het staat vast dat mensen niet meedoen. De uitleg blijft in het register staan."),
    S.CLOSED: ("Rond dit {what} af", "Iedereen kan lezen waarom mensen niet meedoen. Er hoeft niets meer te gebeuren."),
    S.STOPPED: ("Stop dit {what}", "Het gaat niet verder. U legt uit waarom."),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """One state on the line."""

    label: str
    state: MarkState
    note: str = ""

    @property
    def spoken(self) -> str:
        """Where this stands, for who does not see the line."""
        return {"done": "geweest", "current": "nu", "todo": "nog niet", "skipped": "overgeslagen"}[self.state]


def line(process: Process, changes: Sequence[StateChange]) -> list[Mark]:
    """Every state in its order; a stopped process stands where it was when it stopped."""
    states = LINE if has_participation(process) else LINE_OF_NONE
    current = S(process.state)
    stopped = changes[0] if current == S.STOPPED and changes else None
    at = S(stopped.before) if stopped else current
    place = states.index(at) if at in states else 0
    visited = {S.DRAFT, *(change.after for change in changes)}
    marks = []
    for number, state in enumerate(states):
        if number < place:
            marks.append(Mark(capital(state.label), "done" if state in visited or not changes else "skipped"))
        elif number == place:
            note = f"gestopt op {_day(stopped)}" if stopped else f"sinds {_since(process, changes)}"
            marks.append(Mark(capital(state.label), "current", note))
        else:
            marks.append(Mark(capital(state.label), "todo"))
    return marks


def _day(change: StateChange) -> str:
    return day_text(localdate(change.changed_at))


def _since(process: Process, changes: Sequence[StateChange]) -> str:
    return _day(changes[0]) if changes else day_text(localdate(process.created_at))


@dataclass(frozen=True, slots=True)
class StepOption:
    """A step that the table allows, in words: what it does, what stands in its way, and what it asks."""

    state: S
    label: str
    what: str
    url: str
    who: str = ""
    obstacle: str = ""
    way_out: Link | None = None
    points: tuple[OpenPoint, ...] = ()
    needs_reason: bool = False

    @property
    def is_direct(self) -> bool:
        """Whether one press is enough: nothing is asked."""
        return not (self.needs_reason or self.points or self.state == S.STOPPED)

    @property
    def is_stop(self) -> bool:
        """Whether this ends the process."""
        return self.state == S.STOPPED


def slug_of(state: S) -> str:
    """A state as it stands in an address."""
    return slugify(state.label)


def options(process: Process, user: User) -> list[StepOption]:
    """The steps that are possible now, the usual one first and stopping last."""
    current = S(process.state)
    order = {state: number for number, state in enumerate((*LINE, S.STOPPED))}
    place = order[current]
    wanted = sorted(next_states(process), key=lambda state: (state == S.STOPPED, order[state] < place, order[state]))
    return [_option(process, current, state, user) for state in wanted]


def _option(process: Process, current: S, wanted: S, user: User) -> StepOption:
    label, what = _words(process, current, wanted)
    label = label.format(what=process.kind_label)
    obstacle, way_out = _obstacle(process, current, wanted, user)
    return StepOption(
        state=wanted,
        label=label,
        what=what,
        url=reverse("desk_step", args=[process.code, slug_of(wanted)]),
        who=_who(current, wanted),
        obstacle=obstacle,
        way_out=way_out,
        points=points_before(process, wanted),
        needs_reason=needs_reason(current, wanted),
    )


def _words(process: Process, current: S, wanted: S) -> tuple[str, str]:
    if current == S.STOPPED:
        return "Ga weer verder", f"De stand wordt weer ‘{wanted.label}’. U legt uit waarom."
    if (current, wanted) in _BACK:
        return _BACK[current, wanted]
    if not has_participation(process) and wanted in _OF_NONE:
        return _OF_NONE[wanted]
    return _FORWARD[wanted]


def _obstacle(process: Process, current: S, wanted: S, user: User) -> tuple[str, Link | None]:
    missing = undecided(process) if wanted in BINDING else ()
    if missing:
        role = missing[0]
        url = reverse("desk_role_decision", args=[process.code, role.phase.position])
        sentence = f"Voor de rol {role.name.lower()} is eerst een besluit nodig."
        return sentence, Link("Leg het besluit vast", url)
    if (current, wanted) == (S.PREPARED, S.APPROVED):
        return why_not_approve(process, user), None
    return "", None


def _who(current: S, wanted: S) -> str:
    if (current, wanted) != (S.PREPARED, S.APPROVED):
        return ""
    if rules().needs_second_person:
        return "Bij uw gemeente stelt iemand anders vast dan wie het klaarzette."
    return "Leg vooraf voor aan wie hierover gaat. Daarna kunt u dit zelf doen."


@dataclass(frozen=True, slots=True)
class PointRow:
    """Something that is not settled before a start, with the place on the card where it is filled in."""

    text: str
    url: str


def point_rows(process: Process, points: Sequence[OpenPoint]) -> list[PointRow]:
    """The checklist before a start."""
    return [PointRow(point.text, _place(process, point.field)) for point in points]


def _place(process: Process, field: str) -> str:
    if not field:
        return f"{reverse('desk_process', args=[process.code])}#rollen"
    return f"{reverse('desk_card', args=[process.code])}#id_{field}{_FIRST_PART.get(field, '')}"


_FIRST_PART = {"feedback_promised_on": "_day"}


@dataclass(frozen=True, slots=True)
class PastStep:
    """A step that was taken."""

    day: str
    before: str
    after: str
    who: str
    reason: str


def past_steps(changes: Sequence[StateChange]) -> list[PastStep]:
    """Every step with its reason, newest first."""
    return [
        PastStep(_day(change), S(change.before).label, S(change.after).label, str(change.changed_by), change.reason)
        for change in changes
    ]


@dataclass(frozen=True, slots=True)
class CourseSummary:
    """Where a process stands, for its own page."""

    label: str
    is_stopped: bool
    stopped_on: str
    reason: str
    asks_measuring: bool


def course_summary(process: Process) -> CourseSummary:
    """Where this process stands, and why it stopped when it did."""
    is_stopped = process.state == S.STOPPED
    stop = state_changes(process).filter(after=S.STOPPED).first() if is_stopped else None
    return CourseSummary(
        label=S(process.state).label,
        is_stopped=is_stopped,
        stopped_on=_day(stop) if stop else "",
        reason=stop.reason if stop else "",
        asks_measuring=is_stopped and has_participation(process),
    )
