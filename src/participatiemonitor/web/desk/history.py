"""What was done with one process, in plain sentences."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from participatiemonitor.fieldwork.queries import rounds_for
from participatiemonitor.foundation.audit.queries import events_about
from participatiemonitor.foundation.people.roles import Permission, may
from participatiemonitor.web import access
from participatiemonitor.web.access import DeskRequest, desk_page
from participatiemonitor.web.desk.frame import Tab, process_context
from participatiemonitor.web.desk.role_changes_pages import change_entries
from participatiemonitor.web.desk.sentences import lines

PER_PAGE = 50


@desk_page(Permission.PROCESS_VIEW)
@require_GET
def history(request: DeskRequest, code: str) -> HttpResponse:
    """What was done with this process, by whom, when: newest first."""
    process = access.process(request, code)
    page = Paginator(events_about([process, *rounds_for(process)]), PER_PAGE).get_page(request.GET.get("pagina"))
    context = process_context(request, process, Tab.HISTORY) | {"page": page, "lines": lines(page.object_list)}
    context["changes"] = change_entries(process, may_edit=may(request.membership.staff_role, Permission.PROCESS_EDIT))
    return render(request, "web/desk/register/history.html", context)


urlpatterns = [path("dossier/<slug:code>/geschiedenis/", history, name="desk_history")]
