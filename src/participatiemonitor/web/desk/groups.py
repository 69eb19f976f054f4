"""The groups that a process wants to reach, on one page: who was invited, who came, who is missing."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from participatiemonitor.foundation.people.roles import Permission
from participatiemonitor.register.models import Process, StakeholderGroup
from participatiemonitor.register.operations import add_group, change_group, move_group, remove_group
from participatiemonitor.register.queries import groups_of
from participatiemonitor.web import access
from participatiemonitor.web.access import DeskRequest, desk_page
from participatiemonitor.web.components.items import Link
from participatiemonitor.web.desk.frame import Tab, process_context, refusals_on
from participatiemonitor.web.desk.groups_forms import GroupForm
from participatiemonitor.web.desk.groups_pages import groups_context, suggested

UP = {"omhoog": True, "omlaag": False}


def _page(
    request: DeskRequest, process: Process, form: GroupForm, group: StakeholderGroup | None = None
) -> HttpResponse:
    context = process_context(request, process, Tab.PLAN, Link("Groepen")) | groups_context(process)
    return render(request, "web/desk/groups/page.html", context | {"form": form, "group": group})


def _group(process: Process, number: int) -> StakeholderGroup:
    found = groups_of(process).filter(pk=number).first()
    if found is None:
        raise Http404
    found.process = process
    return found


@desk_page(Permission.PROCESS_VIEW)
@require_GET
def groups(request: DeskRequest, code: str) -> HttpResponse:
    """The list, with a form for one more group; `?voorstel=` fills that in."""
    process = access.process(request, code)
    return _page(request, process, GroupForm(initial=suggested(request.GET.get("voorstel", ""))))


@desk_page(Permission.PROCESS_EDIT)
def new_group(request: DeskRequest, code: str) -> HttpResponse:
    """Put a group on the list."""
    process = access.process(request, code)
    form = GroupForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            group = add_group(process=process, facts=form.facts(), by=request.user, now=request.now)
            messages.success(request, f"De groep ‘{group.name}’ staat op de lijst.")
            return redirect("desk_groups", code)
    return _page(request, process, form)


@desk_page(Permission.PROCESS_EDIT)
def edit_group(request: DeskRequest, code: str, number: int) -> HttpResponse:
    """Change one group, with the list above it."""
    process = access.process(request, code)
    group = _group(process, number)
    form = GroupForm(request.POST if request.method == "POST" else None, group=group)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            change_group(group=group, facts=form.facts(), by=request.user, now=request.now)
            messages.success(request, f"De groep ‘{group.name}’ is opgeslagen.")
            return redirect("desk_groups", code)
    return _page(request, process, form, group)


@desk_page(Permission.PROCESS_EDIT)
@require_POST
def drop_group(request: DeskRequest, code: str, number: int) -> HttpResponse:
    """Take a group off the list, after the question on the page of the group."""
    process = access.process(request, code)
    group = _group(process, number)
    remove_group(group=group, by=request.user, now=request.now)
    messages.success(request, f"De groep ‘{group.name}’ staat niet meer op de lijst.")
    return redirect("desk_groups", code)


@desk_page(Permission.PROCESS_EDIT)
@require_POST
def shift_group(request: DeskRequest, code: str, number: int) -> HttpResponse:
    """Put a group one place higher or lower."""
    process = access.process(request, code)
    group = _group(process, number)
    wanted = request.POST.get("richting", "")
    if wanted not in UP:
        raise Http404
    move_group(group=group, up=UP[wanted], by=request.user, now=request.now)
    return redirect("desk_groups", code)


_GROUPS = "dossier/<slug:code>/groepen/"
urlpatterns = [
    path(_GROUPS, groups, name="desk_groups"),
    path(f"{_GROUPS}nieuw/", new_group, name="desk_group_new"),
    path(f"{_GROUPS}<int:number>/", edit_group, name="desk_group"),
    path(f"{_GROUPS}<int:number>/verwijderen/", drop_group, name="desk_group_remove"),
    path(f"{_GROUPS}<int:number>/verplaatsen/", shift_group, name="desk_group_move"),
]
