"""The course of a process: where it stands, which steps are possible, and taking one."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_GET

from participatiemonitor.foundation.people.roles import Permission, may
from participatiemonitor.register.models import Process
from participatiemonitor.register.operations import change_state
from participatiemonitor.register.queries import state_changes
from participatiemonitor.register.states import ProcessState
from participatiemonitor.web import access
from participatiemonitor.web.access import DeskRequest, desk_page
from participatiemonitor.web.components.items import Link
from participatiemonitor.web.desk.course_forms import StepForm
from participatiemonitor.web.desk.course_pages import (
    StepOption,
    course_summary,
    line,
    options,
    past_steps,
    point_rows,
    slug_of,
)
from participatiemonitor.web.desk.frame import Tab, process_context, refusals_on

TITLE = "Stand"


@desk_page(Permission.PROCESS_VIEW)
@require_GET
def show(request: DeskRequest, code: str) -> HttpResponse:
    """Where this process stands, what can be done now, and the way it came."""
    process = access.process(request, code)
    changes = list(state_changes(process))
    may_edit = may(request.membership.staff_role, Permission.PROCESS_EDIT)
    context = process_context(request, process, Tab.PLAN, Link(TITLE)) | {
        "line": line(process, changes),
        "course": course_summary(process),
        "options": options(process, request.user) if may_edit else (),
        "past": past_steps(changes),
    }
    return render(request, "web/desk/course/page.html", context)


def _option(request: DeskRequest, process: Process, step: str) -> StepOption:
    for option in options(process, request.user):
        if slug_of(option.state) == step:
            return option
    raise Http404


@desk_page(Permission.PROCESS_EDIT)
def take_step(request: DeskRequest, code: str, step: str) -> HttpResponse:
    """One step: what it does, what stands open before it, and the reason where one is asked."""
    process = access.process(request, code)
    if slug_of(ProcessState(process.state)) == step:
        return redirect("desk_state", code)
    option = _option(request, process, step)
    form = StepForm(request.POST if request.method == "POST" else None, process=process, option=option)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            reason = form.cleaned_data.get("reason", "")
            change_state(process=process, state=option.state, reason=reason, by=request.user, now=request.now)
            messages.success(request, f"De stand is nu: {option.state.label}.")
            return redirect("desk_process", code)
    crumbs = (Link(TITLE, reverse("desk_state", args=[code])), Link(option.label))
    context = process_context(request, process, Tab.PLAN, *crumbs) | {
        "form": form,
        "option": option,
        "points": point_rows(process, option.points),
    }
    return render(request, "web/desk/course/step.html", context)


urlpatterns = [
    path("dossier/<slug:code>/stand/", show, name="desk_state"),
    path("dossier/<slug:code>/stand/<slug:step>/", take_step, name="desk_step"),
]
