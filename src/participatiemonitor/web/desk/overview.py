"""The overview of every kind of participation."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from participatiemonitor.foundation.people.roles import OWN_PROCESSES_ONLY, Permission, may
from participatiemonitor.register.models import Track
from participatiemonitor.register.queries import processes
from participatiemonitor.web.access import DeskRequest, desk_page
from participatiemonitor.web.desk.overview_pages import Asked, list_rows

PER_PAGE = 25


def own_only(request: DeskRequest) -> int | None:
    """The leader to whose processes this person is limited, or nobody."""
    return request.membership.user_id if request.membership.staff_role in OWN_PROCESSES_ONLY else None


def _listing(request: DeskRequest, track: Track) -> HttpResponse:
    asked = Asked.of(request.GET)
    own = own_only(request)
    found = processes(track, leader_id=own, search=asked.search, state=asked.state)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "asked": asked,
        "page": page,
        "rows": list_rows(page.object_list, today=request.now.date()),
        "has_any": bool(page.paginator.count) or processes(track, leader_id=own).exists(),
        "is_initiative": track == Track.SOCIETY,
        "may_create": may(request.membership.staff_role, Permission.PROCESS_CREATE),
    }
    return render(request, "web/desk/register/list.html", context)


@desk_page(Permission.PROCESS_VIEW)
@require_GET
def process_list(request: DeskRequest) -> HttpResponse:
    """All processes of the municipality, or the own ones."""
    return _listing(request, Track.MUNICIPALITY)


@desk_page(Permission.PROCESS_VIEW)
@require_GET
def initiative_list(request: DeskRequest) -> HttpResponse:
    """All initiatives of society, or the own ones."""
    return _listing(request, Track.SOCIETY)


urlpatterns = [
    path("trajecten/", process_list, name="desk_processes"),
    path("initiatieven/", initiative_list, name="desk_initiatives"),
]
