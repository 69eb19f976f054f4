"""Reading the register."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet

from participatiemonitor.foundation.people.models import Membership, StaffRole, User
from participatiemonitor.foundation.people.roles import Permission, may
from participatiemonitor.register.kinds import has_participation, highest_rung
from participatiemonitor.register.models import (
    CouncilFrame,
    Phase,
    Process,
    RegisterRules,
    RoleAssessment,
    RoleChangeNotice,
    RoleChoice,
    StakeholderGroup,
    StateChange,
)
from participatiemonitor.register.role_advice import RoleAdvice, advise
from participatiemonitor.register.role_aids import role_aid
from participatiemonitor.register.role_models import Rung, role_model
from participatiemonitor.register.states import ProcessState, steps


@dataclass(frozen=True, slots=True)
class PhaseRole:
    """A phase with the role that holds for it; without a role yet, rung, name and promise are empty."""

    phase: Phase
    rung: str
    name: str
    promise: str
    chosen_at: datetime | None
    history: tuple[RoleChoice, ...] = ()
    needs_decision: bool = False

    @property
    def choice(self) -> RoleChoice | None:
        """The choice that holds."""
        return self.history[-1] if self.history else None

    @property
    def lacks_decision(self) -> bool:
        """Whether the competent body has to decide on this promise and its decision is not recorded (G2)."""
        return self.needs_decision and self.choice is not None and self.choice.decided_on is None

    @property
    def notice(self) -> RoleChangeNotice | None:
        """What people are told about the last change; nothing when it changed before anybody knew the promise."""
        return notice_of(self.choice) if self.choice else None

    @property
    def is_untold(self) -> bool:
        """Whether participants or the council still have to hear that the role changed (G4)."""
        return self.notice is not None and bool(untold(self.notice))


def processes(track: str | None = None, *, leader_id: int | None = None) -> QuerySet[Process]:
    """Processes and initiatives: newest first, with leader, phases and promised roles in a fixed number of queries.

    Narrowed to one track or one leader, where given.
    """
    found = Process.objects.select_related("leader", "municipality", "challenge").prefetch_related(
        Prefetch("phases", queryset=_phases())
    )
    if track is not None:
        found = found.filter(track=track)
    if leader_id is not None:
        found = found.filter(leader_id=leader_id)
    return found.order_by("-created_at", "-pk")


def dated_processes(*, leader_id: int | None = None) -> QuerySet[Process]:
    """Processes that have not stopped, with everything that has a day: phases and the term of a request."""
    found = Process.objects.exclude(state=ProcessState.STOPPED).select_related("challenge")
    found = found.prefetch_related(Prefetch("phases", queryset=Phase.objects.order_by("position")))
    return found.filter(leader_id=leader_id) if leader_id is not None else found


def located() -> QuerySet[Process]:
    """Processes that have a place on the map."""
    return Process.objects.exclude(latitude=None).order_by("title", "pk")


def promised_roles(process: Process) -> tuple[PhaseRole, ...]:
    """Every phase in order, with the role that was promised for it and the history of that promise.

    Where nobody takes part there are none, also when something was promised before.
    """
    if not has_participation(process):
        return ()
    fetched = "phases" in getattr(process, "_prefetched_objects_cache", {})
    phases = process.phases.all() if fetched else _phases().filter(process=process)
    return tuple(_phase_role(phase, process.track) for phase in phases)


def promised_role(process: Process, *, on: date | None = None) -> PhaseRole | None:
    """The promise that holds now: of the last phase with a role that has begun, else of the first with a role."""
    return role_of_now(promised_roles(process), on=on)


def role_of_now(roles: Iterable[PhaseRole], *, on: date | None = None) -> PhaseRole | None:
    """The one of these promises that holds now."""
    chosen = [role for role in roles if role.rung]
    begun = [role for role in chosen if on is None or role.phase.starts_on is None or role.phase.starts_on <= on]
    if begun:
        return begun[-1]
    return chosen[0] if chosen else None


def promised_rung(process: Process, *, on: date | None = None) -> Rung | None:
    """The rung that holds now, with the promise as it was made."""
    role = promised_role(process, on=on)
    if role is None:
        return None
    return replace(role_model(process.track, role.history[-1].model_version).rung(role.rung), promise=role.promise)


def undecided(process: Process) -> tuple[PhaseRole, ...]:
    """The parts whose promise waits for a decision of the competent body (G2)."""
    return tuple(role for role in promised_roles(process) if role.lacks_decision)


def notice_of(choice: RoleChoice) -> RoleChangeNotice | None:
    """What people are told about this choice, when it changed a promise that they knew."""
    return getattr(choice, "notice", None)


def untold(notice: RoleChangeNotice) -> tuple[str, ...]:
    """Who still has to hear: `participants`, `council`. Without a text there is nothing to tell them."""
    found = []
    if notice.to_participants and notice.participants_told_on is None:
        found.append("participants")
    if notice.to_council and notice.council_told_on is None:
        found.append("council")
    return tuple(found)


def current_choice(phase: Phase) -> RoleChoice | None:
    """The latest choice of a role for this phase."""
    return phase.role_choices.order_by("-chosen_at", "-pk").first()


def latest_assessment(process: Process) -> RoleAssessment | None:
    """What the role aid said last about this process."""
    found = RoleAssessment.objects.filter(process=process).select_related("process", "assessed_by")
    return found.order_by("-assessed_at", "-pk").first()


def advice_of(assessment: RoleAssessment) -> RoleAdvice:
    """The advice from the version of the aid that it was made with, within what the kind of process allows."""
    process = assessment.process
    top = highest_rung(process.track, process.kind)
    return advise(role_aid(process.track, assessment.aid_version), assessment.answers, top=top)


def rules() -> RegisterRules:
    """What the municipality in scope laid down about its register, or the defaults."""
    return RegisterRules.objects.first() or RegisterRules()


def council_frame_of(process: Process) -> CouncilFrame | None:
    """The raadskader of this process, when somebody began one."""
    return CouncilFrame.objects.filter(process=process).first()


def groups_of(process: Process) -> QuerySet[StakeholderGroup]:
    """The groups that this process wants to reach, in their order."""
    return StakeholderGroup.objects.filter(process=process).order_by("position")


def next_states(process: Process) -> tuple[ProcessState, ...]:
    """The states that this process may go to, by the rules of its municipality."""
    current = ProcessState(process.state)
    stop = StateChange.objects.filter(process=process, after=ProcessState.STOPPED).order_by("-changed_at", "-pk")
    last = stop.first() if current == ProcessState.STOPPED else None
    return steps(
        current,
        needs_second_person=rules().needs_second_person,
        has_participation=has_participation(process),
        stopped_in=ProcessState(last.before) if last else None,
    )


def state_changes(process: Process) -> QuerySet[StateChange]:
    """Every step of this process with its reason, newest first."""
    return StateChange.objects.filter(process=process).select_related("changed_by").order_by("-changed_at", "-pk")


def why_not_approve(process: Process, user: User) -> str:
    """Why this person may not approve a prepared process, as a sentence; empty when they may.

    Only where the municipality wants a second person: then it is somebody who may approve and did not prepare it.
    """
    if not rules().needs_second_person:
        return ""
    approvers = " of ".join(role.label for role in StaffRole if may(role, Permission.PROCESS_APPROVE))
    own = Membership.objects.filter(user=user, municipality_id=process.municipality_id, is_active=True).first()
    if own is None or not may(own.staff_role, Permission.PROCESS_APPROVE):
        return f"Een {approvers} stelt dit vast. Vraag een van hen om dat te doen."
    # Taking up again what was stopped is no preparing.
    prepared = state_changes(process).filter(after=ProcessState.PREPARED).exclude(before=ProcessState.STOPPED).first()
    if prepared is not None and prepared.changed_by_id == user.pk:
        return f"U hebt dit zelf klaargezet. Een andere {approvers} stelt het vast."
    return ""


def _phases() -> QuerySet[Phase]:
    choices = RoleChoice.objects.order_by("chosen_at", "pk").select_related("chosen_by", "notice")
    return Phase.objects.order_by("position").prefetch_related(Prefetch("role_choices", queryset=choices))


def _phase_role(phase: Phase, track: str) -> PhaseRole:
    history = tuple(phase.role_choices.all())
    if not history:
        return PhaseRole(phase, "", "", "", None)
    last = history[-1]
    try:
        rung = role_model(track, last.model_version).rung(last.rung)
    except KeyError:
        return PhaseRole(phase, last.rung, last.rung, last.promise, last.chosen_at, history)
    name, needs_decision = rung.name, rung.needs_decision
    return PhaseRole(phase, last.rung, name, last.promise, last.chosen_at, history, needs_decision)
