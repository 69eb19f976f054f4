"""What a municipality laid down about its register."""

from datetime import datetime

from django.db import transaction

from participatiemonitor.foundation.audit.operations import record
from participatiemonitor.foundation.people.models import User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.register.models import RegisterRules


@transaction.atomic
def change_rules(
    *,
    municipality: Municipality,
    needs_second_person: bool,
    challenge_term_weeks: int | None,
    ordinance: str = "",
    by: User,
    now: datetime,
) -> RegisterRules:
    """Lay down who approves and which term the uitdaagrecht has. Requests that are there keep their own term."""
    Municipality.objects.select_for_update().get(pk=municipality.pk)
    rules = RegisterRules.objects.filter(municipality=municipality).first() or RegisterRules(municipality=municipality)
    wanted = {
        "needs_second_person": needs_second_person,
        "challenge_term_weeks": challenge_term_weeks,
        "ordinance": ordinance.strip(),
    }
    changed = sorted(name for name, value in wanted.items() if getattr(rules, name) != value)
    if changed:
        for name in changed:
            setattr(rules, name, wanted[name])
        rules.save()
        record("rules_changed", rules, by=by, now=now, detail={"fields": changed})
    return rules
