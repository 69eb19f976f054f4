"""The desk's first page."""

from django.http import HttpResponse
from django.shortcuts import render

from participatiemonitor.foundation.people.roles import Permission
from participatiemonitor.web.access import DeskRequest, desk_page


@desk_page(Permission.DESK_ENTER)
def home(request: DeskRequest) -> HttpResponse:
    """What needs attention, and everything that runs."""
    return render(request, "web/desk/home.html")
