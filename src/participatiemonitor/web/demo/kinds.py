"""What the demo's dossiers have of their own kind: facts, years, a decision and the other side."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from participatiemonitor.foundation.people.models import User
from participatiemonitor.register import operations as register
from participatiemonitor.register.models import Process, ProcessKind
from participatiemonitor.register.queries import rules


def fill_kind(process: Process, data: Mapping[str, Any], *, by: User, now: datetime) -> None:
    """Fill in what the content file says about this kind."""
    facts = dict(data.get("facts", {}))
    match process.kind:
        case ProcessKind.STANDING_BODY:
            _body(process, facts, data.get("years", ()), by, now)
        case ProcessKind.THIRD_PARTY:
            plan = register.ThirdPartyPlanFacts(**facts)
            register.change_third_party_plan(process=process, facts=plan, by=by, now=now)
        case ProcessKind.CHALLENGE:
            # The term counts from a while ago, so that there is something to count whenever the demo starts.
            received_on = data["today"] - timedelta(days=facts.pop("received_days_ago"))
            term = rules().challenge_term_weeks
            request = register.ChallengeFacts(received_on=received_on, term_weeks=term, **facts)
            register.change_challenge(process=process, facts=request, by=by, now=now)
        case ProcessKind.NO_PARTICIPATION:
            none = register.NoParticipationFacts(**facts)
            register.change_no_participation(process=process, facts=none, by=by, now=now)


def _body(process: Process, facts: dict[str, Any], years: list[int], by: User, now: datetime) -> None:
    body = register.StandingBodyFacts(**facts)
    register.change_standing_body(process=process, facts=body, by=by, now=now)
    for year in years:
        began = datetime.combine(date(year, body.round_month, 1), time(10, 0), tzinfo=UTC)
        register.start_year(process=process, year=year, by=by, now=began)


def fill_other_side(process: Process, data: Mapping[str, Any], *, by: User, now: datetime) -> None:
    """Make the dossier of the other side, when the content file names the day on which it took over."""
    if "moved_on" in data:
        register.grow_into(process=process, moved_on=data["moved_on"], by=by, now=now)
