"""The path of measuring for one process: its rounds, and every step with the page where it is done."""

from dataclasses import dataclass
from datetime import date

from participatiemonitor.analysis.queries import self_evaluated
from participatiemonitor.fieldwork.queries import response, rounds_for
from participatiemonitor.foundation.people.roles import Permission, may
from participatiemonitor.register.models import Process
from participatiemonitor.register.queries import promised_rung
from participatiemonitor.web.access import DeskRequest
from participatiemonitor.web.components.items import Step
from participatiemonitor.web.desk.kinds_path import kind_step, measured_since
from participatiemonitor.web.desk.measuring_pages import RoundRow, Viewpoint, measure_steps, round_row


@dataclass(frozen=True, slots=True)
class Path:
    """Where a process stands on the way from promise to results."""

    rows: tuple[RoundRow, ...]
    steps: tuple[Step, ...]
    has_role: bool
    # What this kind asks first, where the person who looks may do it.
    first: Step | None = None

    @property
    def next_step(self) -> Step | None:
        """What to do now, when there is another page to do it."""
        if self.first is not None or not self.has_role:
            return self.first
        return next((step for step in self.steps if step.state == "current" and step.url), None)


def path_of(request: DeskRequest, process: Process) -> Path:
    """The path as this person sees it."""
    today: date = request.now.date()
    rounds = rounds_for(process)
    rows = [round_row(process, round_, response(round_), today) for round_ in rounds]
    since = measured_since(process, today)
    counted = [
        row
        for row, round_ in zip(rows, rounds, strict=True)
        if since is None or row.is_open or round_.opens_on >= since
    ]
    view = Viewpoint(
        has_role=promised_rung(process, on=today) is not None,
        is_evaluated=self_evaluated(process),
        is_leader=process.leader_id == request.membership.user_id,
        may_act=may(request.membership.staff_role, Permission.ROUND_OPEN),
    )
    may_edit = may(request.membership.staff_role, Permission.PROCESS_EDIT)
    first = kind_step(process, today) if may_edit else None
    return Path(tuple(rows), tuple(measure_steps(process, counted, view)), view.has_role, first)
