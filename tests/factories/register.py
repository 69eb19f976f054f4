"""Processes and initiatives for tests."""

from datetime import datetime
from typing import Any

from participatiemonitor.foundation.people.models import User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.register.models import Process
from participatiemonitor.register.operations import ProcessCard, open_process


def a_process(
    municipality: Municipality, by: User, now: datetime, *, title: str = "Kerkplein", track: str = "B", **changes: Any
) -> Process:
    """A process with one phase; `rung` promises a role, anything else goes on the card."""
    rung = changes.pop("rung", "")
    card = ProcessCard(track=track, title=title, **changes)
    return open_process(municipality=municipality, card=card, rung=rung, by=by, now=now)
