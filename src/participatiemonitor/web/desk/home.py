"""The desk's first page, and the choice of municipality for who works for several."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET

from participatiemonitor.analysis.queries import self_evaluation_skipped
from participatiemonitor.fieldwork.overview import measured
from participatiemonitor.foundation.people.models import StaffRole
from participatiemonitor.foundation.people.roles import OWN_PROCESSES_ONLY, Permission, may
from participatiemonitor.register.queries import processes
from participatiemonitor.web.access import MUNICIPALITY_KEY, DeskRequest, desk_page
from participatiemonitor.web.desk.attention import matters
from participatiemonitor.web.desk.home_closed import closed_entries
from participatiemonitor.web.desk.home_page import attention_entries, facts_of, own_entries, shared_entries, tiles

# Who has more to do than this begins here; the rest comes into view as it is done.
MOST_MATTERS = 30


@desk_page(Permission.DESK_ENTER)
@require_GET
def home(request: DeskRequest) -> HttpResponse:
    """What needs attention, and everything that runs."""
    role = request.membership.staff_role
    user_id = request.membership.user_id
    own = user_id if role in OWN_PROCESSES_ONLY else None
    found = list(processes(leader_id=own))
    keys = [process.pk for process in found]
    standing, skipped = measured(keys), self_evaluation_skipped(keys)
    today = request.now.date()
    facts = [facts_of(process, standing[process.pk], skipped, user_id=user_id, today=today) for process in found]
    found_matters = matters(facts, today=today)
    acts, is_council = may(role, Permission.PROCESS_EDIT), role is StaffRole.COUNCIL_READER
    context = {
        "tiles": tiles(found, standing.values(), own_only=own is not None),
        "attention": attention_entries(found_matters[:MOST_MATTERS], today) if acts else [],
        "attention_left": max(0, len(found_matters) - MOST_MATTERS),
        "own": own_entries([process for process in found if process.leader_id == user_id], standing),
        "to_read": shared_entries(found) if is_council else [],
        "closed": [] if acts or is_council else closed_entries(found, standing),
        "is_council": is_council,
        "has_any": bool(found),
        "acts": acts,
        "may_create": may(role, Permission.PROCESS_CREATE),
        "may_import": not acts and may(role, Permission.ANSWERS_IMPORT),
        "intro": f"U bent {role.label} bij de gemeente {request.municipality.name}.",
    }
    return render(request, "web/desk/home.html", context)


@desk_page(Permission.DESK_ENTER)
def municipality(request: DeskRequest) -> HttpResponse:
    """Choose for which of the own municipalities to work now."""
    if request.method == "POST":
        wanted = request.POST.get("gemeente", "")
        if wanted not in {membership.municipality_id for membership in request.memberships}:
            raise Http404
        request.session[MUNICIPALITY_KEY] = wanted
        return redirect("desk_home")
    return render(request, "web/desk/municipality.html", {"memberships": request.memberships})


urlpatterns = [
    path("", home, name="desk_home"),
    path("gemeente/", municipality, name="desk_municipality"),
]
