"""The course of a process: where it stands, and its next step."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from participatiemonitor.foundation.people.roles import Permission
from participatiemonitor.register.operations import change_state
from participatiemonitor.register.states import ProcessState
from participatiemonitor.web import access
from participatiemonitor.web.access import DeskRequest, desk_page
from participatiemonitor.web.components.items import Link
from participatiemonitor.web.desk.course_forms import StateForm
from participatiemonitor.web.desk.frame import Tab, process_context, refusals_on


@desk_page(Permission.PROCESS_EDIT)
def edit_state(request: DeskRequest, code: str) -> HttpResponse:
    """Bring a process to its next state."""
    process = access.process(request, code)
    form = StateForm(request.POST or None, process=process)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            state = ProcessState(form.cleaned_data["state"])
            change_state(process=process, state=state, by=request.user, now=request.now)
            messages.success(request, f"De stand is nu: {state.label}.")
            return redirect("desk_process", code)
    context = process_context(request, process, Tab.PLAN, Link("Stand")) | {"form": form}
    return render(request, "web/desk/register/state.html", context)


urlpatterns = [path("dossier/<slug:code>/stand/", edit_state, name="desk_state")]
