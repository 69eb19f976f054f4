"""The audit trail of the own municipality, to read."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from participatiemonitor.foundation.audit.models import Event
from participatiemonitor.foundation.people.roles import Permission
from participatiemonitor.web.access import DeskRequest, desk_page
from participatiemonitor.web.desk.sentences import lines


@desk_page(Permission.AUDIT_VIEW)
def trail(request: DeskRequest) -> HttpResponse:
    """What was done, by whom, when: newest first, fifty a page."""
    page = Paginator(Event.objects.order_by("-at", "-pk"), 50).get_page(request.GET.get("pagina"))
    return render(request, "web/desk/audit.html", {"page": page, "lines": lines(page.object_list)})


urlpatterns = [path("logboek/", trail, name="desk_audit")]
