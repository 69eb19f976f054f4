"""Writing the audit trail."""

from collections.abc import Mapping
from datetime import datetime

from participatiemonitor.foundation.audit.models import Event
from participatiemonitor.foundation.tenancy.scope import current


def record(verb: str, thing: object, *, by: object, now: datetime, detail: Mapping[str, object] | None = None) -> Event:
    """Add one event about `thing` to the trail of the municipality in scope.

    `by` is a user, or a text such as "klok" for what happens by itself. `detail` holds no personal data and no
    answers.
    """
    return Event.objects.create(
        municipality_id=current(),
        at=now,
        actor=str(by)[:150],
        verb=verb,
        object_type=type(thing).__name__,
        object_id=str(getattr(thing, "pk", "")),
        label=str(thing)[:200],
        detail=dict(detail or {}),
    )
