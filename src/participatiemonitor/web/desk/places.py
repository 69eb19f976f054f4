"""The map of the municipality, and the place of one process on it."""

from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from participatiemonitor.foundation.people.roles import OWN_PROCESSES_ONLY, Permission
from participatiemonitor.register.models import Process
from participatiemonitor.register.operations import place_process, unplace_process
from participatiemonitor.register.overview import look
from participatiemonitor.register.overview_rows import overview_rows
from participatiemonitor.register.queries import located
from participatiemonitor.web import access
from participatiemonitor.web.access import DeskRequest, desk_page
from participatiemonitor.web.components.items import Link
from participatiemonitor.web.desk.frame import Tab, process_context, refusals_on
from participatiemonitor.web.desk.overview_address import Question
from participatiemonitor.web.desk.places_pages import WIDTHS, drawn, picker, sheet

DEGREES = {"required": "Vul een getal in, bijvoorbeeld 52,379.", "invalid": "Vul een getal in, bijvoorbeeld 52,379."}


class PlaceForm(forms.Form):
    """Latitude and longitude, typed; or a point on one of the maps."""

    use_required_attribute = False
    latitude = forms.DecimalField(
        label="Breedte", help_text="Bijvoorbeeld 52,379.", localize=True, error_messages=DEGREES
    )
    longitude = forms.DecimalField(
        label="Lengte", help_text="Bijvoorbeeld 4,900.", localize=True, error_messages=DEGREES
    )


def _pointed(request: DeskRequest) -> tuple[Decimal, Decimal] | None:
    """Latitude and longitude of the point on the map, when somebody pointed."""
    for width in WIDTHS:
        given = request.POST.get(f"kaart{width}.x", ""), request.POST.get(f"kaart{width}.y", "")
        # Enter on the map gives the corner: nobody pointed at anything.
        if all(one.isdecimal() for one in given) and given != ("0", "0"):
            paper = sheet(request.municipality, width=width)
            if paper is not None:
                longitude, latitude = paper.place(*(min(int(one), 5000) for one in given))
                return Decimal(str(latitude)), Decimal(str(longitude))
    return None


@desk_page(Permission.PROCESS_VIEW)
@require_GET
def land_map(request: DeskRequest) -> HttpResponse:
    """Everything that the filters of the overview find and that lies somewhere, on the map and in a list."""
    today, question = request.now.date(), Question.of(request.GET)
    own = request.membership.user_id if request.membership.staff_role in OWN_PROCESSES_ONLY else None
    rows = overview_rows(today=today, leader_id=own, search=question.terms)
    found = {row.pk for row in look(rows, question.filters(today), today=today).rows}
    placed = [process for process in located() if process.pk in found]
    context = {
        "map": drawn(request.municipality, placed),
        "placed": len(placed),
        "elsewhere": len(found) - len(placed),
        "is_narrowed": question.is_narrowed,
        "query": question.query(whole=True),
    }
    return render(request, "web/desk/places/map.html", context)


@desk_page(Permission.PROCESS_EDIT)
def place(request: DeskRequest, code: str) -> HttpResponse:
    """Point at the place of a process on the map, or type it."""
    process = access.process(request, code)
    form = PlaceForm(initial={"latitude": process.latitude, "longitude": process.longitude})
    if request.method == "POST":
        at = _pointed(request)
        given: Any = {"latitude": at[0], "longitude": at[1]} if at else request.POST
        form = PlaceForm(given)
        if form.is_valid():
            with refusals_on(form):
                place_process(process=process, **form.cleaned_data, by=request.user, now=request.now)
                messages.success(request, "De plek is opgeslagen.")
                return redirect("desk_place", code)
    context = process_context(request, process, Tab.PLAN, Link("Plek op de kaart")) | {
        "form": form,
        "has_map": sheet(request.municipality) is not None,
        "widths": WIDTHS,
    }
    return render(request, "web/desk/places/place.html", context)


@desk_page(Permission.PROCESS_EDIT)
@require_POST
def no_place(request: DeskRequest, code: str) -> HttpResponse:
    """Take a process off the map."""
    unplace_process(process=access.process(request, code), by=request.user, now=request.now)
    messages.success(request, "De plek is verwijderd.")
    return redirect("desk_place", code)


@desk_page(Permission.PROCESS_EDIT)
@require_GET
def place_map(request: DeskRequest, code: str, width: int) -> HttpResponse:
    """The map to point on, as a picture."""
    process: Process = access.process(request, code)
    svg = picker(request.municipality, process, width=width) if width in WIDTHS else None
    if svg is None:
        raise Http404
    return HttpResponse(svg, content_type="image/svg+xml", headers={"Cache-Control": "no-store"})


urlpatterns = [
    path("kaart/", land_map, name="desk_map"),
    path("dossier/<slug:code>/plek/", place, name="desk_place"),
    path("dossier/<slug:code>/plek/weg/", no_place, name="desk_no_place"),
    path("dossier/<slug:code>/plek/kaart-<int:width>.svg", place_map, name="desk_place_map"),
]
