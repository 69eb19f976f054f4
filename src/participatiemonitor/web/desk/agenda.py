"""The agenda of all processes, and the address at which a calendar program follows it."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from participatiemonitor.exports import ics
from participatiemonitor.fieldwork.overview import measured
from participatiemonitor.foundation.people.models import Membership
from participatiemonitor.foundation.people.roles import OWN_PROCESSES_ONLY, Permission, may
from participatiemonitor.foundation.tenancy.scope import scope
from participatiemonitor.register.agenda import AgendaDay, days_of
from participatiemonitor.register.feeds import feed_of
from participatiemonitor.register.models import CalendarFeed
from participatiemonitor.register.operations import end_feed, make_feed
from participatiemonitor.register.queries import dated_processes
from participatiemonitor.web.access import DeskRequest, desk_page, public_page
from participatiemonitor.web.components.items import Link
from participatiemonitor.web.desk.agenda_pages import WEEKDAYS, around, entries, month_asked, month_page, round_days
from participatiemonitor.web.desk.links import absolute


@desk_page(Permission.PROCESS_VIEW)
@require_GET
def agenda(request: DeskRequest) -> HttpResponse:
    """One month, with the way to the months before and after it."""
    found = list(_days(request.membership))
    today = request.now.date()
    first = month_asked(request.GET.get("maand", ""), today)
    before, after = around(found, first)
    context = {
        "month": month_page(first, found, today=today),
        "weekdays": WEEKDAYS,
        "has_any": bool(found),
        "filled_before": before,
        "filled_after": after,
        "has_feed": CalendarFeed.objects.filter(owner=request.user).exists(),
    }
    return render(request, "web/desk/agenda/month.html", context)


@desk_page(Permission.PROCESS_VIEW)
@require_POST
def new_feed(request: DeskRequest) -> HttpResponse:
    """Make the own calendar address and show it once."""
    secret = make_feed(municipality=request.municipality, by=request.user, now=request.now)
    request.current_navigation = reverse("desk_agenda")
    address = absolute(request, reverse("agenda_feed", args=[secret]))
    crumbs = [Link("Agenda", reverse("desk_agenda")), Link("Agenda-adres")]
    return render(request, "web/desk/agenda/feed.html", {"address": address, "crumbs": crumbs})


@desk_page(Permission.PROCESS_VIEW)
@require_POST
def no_feed(request: DeskRequest) -> HttpResponse:
    """End the own calendar address."""
    end_feed(by=request.user, now=request.now)
    messages.success(request, "Uw agenda-adres werkt niet meer.")
    return redirect("desk_agenda")


@public_page("a calendar program brings a secret address, not a session")
@require_GET
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The agenda of the person whose address this is, as that person may see it today."""
    found = feed_of(secret)
    membership = (
        found
        and Membership.objects.filter(
            user_id=found.owner_id, municipality_id=found.municipality_id, is_active=True, user__is_active=True
        )
        .select_related("municipality")
        .first()
    )
    if not membership or not may(membership.staff_role, Permission.PROCESS_VIEW):
        raise Http404
    site = absolute(request, "/").rstrip("/")
    with scope(membership.municipality_id):
        days = list(_days(membership))
    name = f"Participatie {membership.municipality.name}"
    body = ics.write(entries(days, site=site), name=name, now=timezone.now())
    return HttpResponse(body, content_type=ics.MEDIA_TYPE, headers={"Cache-Control": "private, max-age=3600"})


def _days(membership: Membership) -> Iterator[AgendaDay]:
    own = membership.user_id if membership.staff_role in OWN_PROCESSES_ONLY else None
    found = list(dated_processes(leader_id=own))
    for process in found:
        yield from days_of(process, process.phases.all(), getattr(process, "challenge", None))
    yield from round_days(found, measured([process.pk for process in found]))


urlpatterns = [
    path("agenda/", agenda, name="desk_agenda"),
    path("agenda/adres/", new_feed, name="desk_agenda_new_feed"),
    path("agenda/adres/weg/", no_feed, name="desk_agenda_no_feed"),
]
# Outside the desk: who comes here brings no session.
feed_urlpatterns = [path("agenda/<str:secret>.ics", feed, name="agenda_feed")]
