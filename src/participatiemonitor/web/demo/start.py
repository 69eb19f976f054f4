"""What the demo's dossiers have at their start: the role aid, groups to reach and a raadskader."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from participatiemonitor.foundation.people.models import User
from participatiemonitor.register import operations as register
from participatiemonitor.register.models import Process


def fill_start(process: Process, data: Mapping[str, Any], *, by: User, now: datetime) -> None:
    """Fill in what the content file says about the start."""
    if "aid" in data:
        assessment = register.assess_role(process=process, answers=data["aid"], by=by, now=now)
        register.settle_assessment(
            assessment=assessment, rung=data["rung"], reason=data.get("aid_reason", ""), by=by, now=now
        )
    for group in data.get("groups", ()):
        register.add_group(process=process, facts=register.GroupFacts(**group), by=by, now=now)
    if "frame" in data:
        facts = register.FrameFacts(**data["frame"])
        register.set_council_frame(process=process, facts=facts, by=by, now=now)
