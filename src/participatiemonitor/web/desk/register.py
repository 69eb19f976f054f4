"""The register at the desk: processes, initiatives, their card, phases and promised roles."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET

from participatiemonitor.foundation.people.roles import Permission, may
from participatiemonitor.register.operations import (
    add_phase,
    change_card,
    change_phase,
)
from participatiemonitor.register.states import ProcessState
from participatiemonitor.web import access
from participatiemonitor.web.access import DeskRequest, desk_page
from participatiemonitor.web.components.items import Link
from participatiemonitor.web.desk.course_pages import course_summary
from participatiemonitor.web.desk.frame import Tab, process_context, refusals_on
from participatiemonitor.web.desk.groups_pages import groups_summary
from participatiemonitor.web.desk.kinds_pages import kind_view
from participatiemonitor.web.desk.kinds_path import ENDED
from participatiemonitor.web.desk.path import path_of
from participatiemonitor.web.desk.register_forms import (
    CardForm,
    PhaseForm,
)
from participatiemonitor.web.desk.register_pages import card_gaps, card_terms, phase_cards
from participatiemonitor.web.desk.role_changes import role_at


@desk_page(Permission.PROCESS_VIEW)
@require_GET
def plan(request: DeskRequest, code: str) -> HttpResponse:
    """The card, the phases and the promised roles of one process."""
    process = access.process(request, code)
    way = path_of(request, process)
    context = process_context(request, process, Tab.PLAN) | {
        "phases": phase_cards(process),
        "terms": card_terms(process),
        "gaps": card_gaps(process),
        "groups": groups_summary(process),
        "next_step": None if process.state in ENDED else way.next_step,
        "own": kind_view(process, request.membership, request.now.date()),
        "may_create": may(request.membership.staff_role, Permission.PROCESS_CREATE),
        "has_role": way.has_role,
        "is_behind": bool(way.rows) and process.state == ProcessState.DRAFT,
        "course": course_summary(process),
    }
    return render(request, "web/desk/register/plan.html", context)


@desk_page(Permission.PROCESS_EDIT)
def edit_card(request: DeskRequest, code: str) -> HttpResponse:
    """Change the descriptive card."""
    process = access.process(request, code)
    form = CardForm(request.POST or None, process=process)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            change_card(process=process, card=form.card(), by=request.user, now=request.now)
            messages.success(request, "De gegevens zijn opgeslagen.")
            return redirect("desk_process", process.code)
    context = process_context(request, process, Tab.PLAN, Link("Gegevens")) | {"form": form}
    return render(request, "web/desk/register/card.html", context)


@desk_page(Permission.PROCESS_EDIT)
def new_phase(request: DeskRequest, code: str) -> HttpResponse:
    """Add a phase."""
    process = access.process(request, code)
    form = PhaseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            phase = add_phase(process=process, **form.cleaned_data, by=request.user, now=request.now)
            messages.success(request, f"De fase ‘{phase.name}’ is toegevoegd. Kies nu de rol voor deze fase.")
            return redirect("desk_role", code, phase.position)
    context = process_context(request, process, Tab.PLAN, Link("Nieuwe fase")) | {"form": form}
    return render(request, "web/desk/register/phase.html", context)


@desk_page(Permission.PROCESS_EDIT)
def edit_phase(request: DeskRequest, code: str, position: int) -> HttpResponse:
    """Give a phase another name or period."""
    process = access.process(request, code)
    phase = role_at(process, position).phase
    form = PhaseForm(request.POST or None, phase=phase)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            change_phase(phase=phase, **form.cleaned_data, by=request.user, now=request.now)
            messages.success(request, "De fase is opgeslagen.")
            return redirect("desk_process", code)
    context = process_context(request, process, Tab.PLAN, Link("Fase aanpassen")) | {"form": form, "phase": phase}
    return render(request, "web/desk/register/phase.html", context)


urlpatterns = [
    path("dossier/<slug:code>/", plan, name="desk_process"),
    path("dossier/<slug:code>/kaart/", edit_card, name="desk_card"),
    path("dossier/<slug:code>/fasen/nieuw/", new_phase, name="desk_phase_new"),
    path("dossier/<slug:code>/fasen/<int:position>/", edit_phase, name="desk_phase"),
]
