"""The raadskader at the desk: to read, to print and to fill in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET

from participatiemonitor.foundation.people.roles import Permission
from participatiemonitor.register.council_points import COUNCIL_POINTS
from participatiemonitor.register.operations import set_council_frame
from participatiemonitor.register.queries import council_frame_of
from participatiemonitor.web import access
from participatiemonitor.web.access import DeskRequest, desk_page
from participatiemonitor.web.components.items import Link
from participatiemonitor.web.desk.council_frame_forms import CouncilFrameForm
from participatiemonitor.web.desk.frame import Tab, process_context, refusals_on

TITLE = Link("Raadskader")


@desk_page(Permission.PROCESS_VIEW)
@require_GET
def show(request: DeskRequest, code: str) -> HttpResponse:
    """The seven points as they stand, also for paper."""
    process = access.process(request, code)
    frame = council_frame_of(process)
    points = [(point, getattr(frame, point.key)) for point in COUNCIL_POINTS] if frame else []
    context = process_context(request, process, Tab.PLAN, TITLE) | {"council_frame": frame, "points": points}
    return render(request, "web/desk/council_frame/page.html", context)


@desk_page(Permission.PROCESS_EDIT)
def edit(request: DeskRequest, code: str) -> HttpResponse:
    """Fill in the seven points; they can be kept at any moment."""
    process = access.process(request, code)
    data = request.POST if request.method == "POST" else None
    form = CouncilFrameForm(data, track=process.track, frame=council_frame_of(process))
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            set_council_frame(process=process, facts=form.facts(), by=request.user, now=request.now)
            messages.success(request, "Het raadskader is opgeslagen.")
            return redirect("desk_council_frame", code)
    context = process_context(request, process, Tab.PLAN, TITLE) | {"form": form}
    return render(request, "web/desk/council_frame/form.html", context)


urlpatterns = [
    path("dossier/<slug:code>/raadskader/", show, name="desk_council_frame"),
    path("dossier/<slug:code>/raadskader/aanpassen/", edit, name="desk_council_frame_edit"),
]
