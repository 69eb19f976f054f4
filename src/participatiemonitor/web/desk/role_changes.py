"""Promising a role for a part of a process, and changing it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from participatiemonitor.foundation.people.roles import Permission
from participatiemonitor.register.kinds import choosable_rungs
from participatiemonitor.register.models import Process
from participatiemonitor.register.operations import choose_role
from participatiemonitor.register.queries import PhaseRole, promised_roles
from participatiemonitor.web import access
from participatiemonitor.web.access import DeskRequest, desk_page
from participatiemonitor.web.components.items import Link
from participatiemonitor.web.desk.frame import Tab, process_context, refusals_on
from participatiemonitor.web.desk.role_changes_forms import RoleForm


def role_at(process: Process, position: int) -> PhaseRole:
    """The part of the process at this position with its role, or 404."""
    for role in promised_roles(process):
        if role.phase.position == position:
            return role
    raise Http404


@desk_page(Permission.PROCESS_EDIT)
def edit_role(request: DeskRequest, code: str, position: int) -> HttpResponse:
    """Promise a role for a phase, or change the promise with a reason."""
    process = access.process(request, code)
    role = role_at(process, position)
    proposed = request.GET.get("rol", "")
    rungs = choosable_rungs(process)
    form = RoleForm(request.POST or None, rungs=rungs, current=role.rung, proposed=proposed)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            choose_role(phase=role.phase, **form.cleaned_data, by=request.user, now=request.now)
            messages.success(request, "De rol is opgeslagen. Vertel deelnemers welke rol zij hebben.")
            return redirect("desk_process", code)
    context = process_context(request, process, Tab.PLAN, Link("Rol")) | {"form": form, "role": role}
    return render(request, "web/desk/register/role.html", context)


urlpatterns = [path("dossier/<slug:code>/fasen/<int:position>/rol/", edit_role, name="desk_role")]
