"""The raadskader of a process."""

from dataclasses import dataclass, fields
from datetime import date, datetime

from django.db import transaction

from participatiemonitor.foundation.audit.operations import record
from participatiemonitor.foundation.people.models import User
from participatiemonitor.register.models import CouncilFrame, Process
from participatiemonitor.register.queries import council_frame_of


@dataclass(frozen=True, slots=True)
class FrameFacts:
    """The seven points of a raadskader, and the decision that settled them. Everything may stay empty."""

    subject: str = ""
    parties: str = ""
    goals: str = ""
    steps: str = ""
    own_role: str = ""
    division: str = ""
    progress: str = ""
    settled_on: date | None = None
    document: str = ""

    @classmethod
    def of(cls, frame: CouncilFrame) -> "FrameFacts":
        """The frame as it stands now."""
        return cls(**{field.name: getattr(frame, field.name) for field in fields(cls)})


@transaction.atomic
def set_council_frame(*, process: Process, facts: FrameFacts, by: User, now: datetime) -> CouncilFrame | None:
    """Keep the raadskader, finished or not. The audit event names the fields that changed, not their contents.

    Without a frame and without anything filled in there is nothing to keep.
    """
    # Two people writing the first version at once must not make two frames.
    Process.objects.select_for_update().get(pk=process.pk)
    frame = council_frame_of(process) or CouncilFrame(municipality_id=process.municipality_id, process=process)
    changed = []
    for field in fields(facts):
        value = getattr(facts, field.name)
        value = value.strip() if isinstance(value, str) else value
        if getattr(frame, field.name) != value:
            setattr(frame, field.name, value)
            changed.append(field.name)
    if changed:
        frame.save()
        record("council_frame_set", process, by=by, now=now, detail={"fields": sorted(changed)})
    return frame if frame.pk else None
