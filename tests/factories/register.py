"""Processes and initiatives for tests."""

from datetime import datetime
from typing import Any

from participatiemonitor.foundation.people.models import User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.register.models import Process
from participatiemonitor.register.operations import ProcessCard, RoleDecision, open_process, record_decision
from participatiemonitor.register.queries import undecided


def a_process(
    municipality: Municipality, by: User, now: datetime, *, title: str = "Kerkplein", track: str = "B", **changes: Any
) -> Process:
    """A process with one phase; `rung` promises a role, anything else goes on the card.

    The council decided on a promise that needs it, unless `decision` is None.
    """
    rung = changes.pop("rung", "")
    decision = changes.pop("decision", RoleDecision("COUNCIL", now.date(), "Raadsbesluit 2026-12"))
    card = ProcessCard(track=track, title=title, **changes)
    process = open_process(municipality=municipality, card=card, rung=rung, by=by, now=now)
    for role in undecided(process) if decision else ():
        assert role.choice
        record_decision(choice=role.choice, decision=decision, by=by, now=now)
    return process
