"""Reading the audit trail."""

from collections.abc import Iterable

from django.db.models import Model, Q, QuerySet

from participatiemonitor.foundation.audit.models import Event


def events_about(things: Iterable[Model]) -> QuerySet[Event]:
    """What was done with these things: newest first. Nothing given, nothing found."""
    wanted = Q(pk__in=[])
    for thing in things:
        wanted |= Q(object_type=type(thing).__name__, object_id=str(thing.pk))
    return Event.objects.filter(wanted).order_by("-at", "-pk")
