"""The register at the desk: processes, initiatives, their card, phases and promised roles."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET

from participatiemonitor.foundation.people.roles import OWN_PROCESSES_ONLY, Permission, may
from participatiemonitor.register.models import Process, Track
from participatiemonitor.register.operations import (
    add_phase,
    change_card,
    change_phase,
    change_state,
    choose_role,
    open_process,
)
from participatiemonitor.register.queries import PhaseRole, next_states, processes, promised_roles
from participatiemonitor.register.states import ProcessState
from participatiemonitor.web import access
from participatiemonitor.web.access import DeskRequest, desk_page
from participatiemonitor.web.components.items import Link
from participatiemonitor.web.desk.frame import Tab, process_context, refusals_on
from participatiemonitor.web.desk.path import path_of
from participatiemonitor.web.desk.register_forms import (
    CardForm,
    NewProcessForm,
    PhaseForm,
    RoleForm,
    StateForm,
)
from participatiemonitor.web.desk.register_pages import Asked, card_gaps, card_terms, list_rows, phase_cards

PER_PAGE = 25


def own_only(request: DeskRequest) -> int | None:
    """The leader to whose processes this person is limited, or nobody."""
    return request.membership.user_id if request.membership.staff_role in OWN_PROCESSES_ONLY else None


def _listing(request: DeskRequest, track: Track) -> HttpResponse:
    asked = Asked.of(request.GET)
    own = own_only(request)
    found = processes(track, leader_id=own, search=asked.search, state=asked.state)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "asked": asked,
        "page": page,
        "rows": list_rows(page.object_list, today=request.now.date()),
        "has_any": bool(page.paginator.count) or processes(track, leader_id=own).exists(),
        "is_initiative": track == Track.SOCIETY,
        "may_create": may(request.membership.staff_role, Permission.PROCESS_CREATE),
    }
    return render(request, "web/desk/register/list.html", context)


@desk_page(Permission.PROCESS_VIEW)
@require_GET
def process_list(request: DeskRequest) -> HttpResponse:
    """All processes of the municipality, or the own ones."""
    return _listing(request, Track.MUNICIPALITY)


@desk_page(Permission.PROCESS_VIEW)
@require_GET
def initiative_list(request: DeskRequest) -> HttpResponse:
    """All initiatives of society, or the own ones."""
    return _listing(request, Track.SOCIETY)


@desk_page(Permission.PROCESS_CREATE)
def new_process(request: DeskRequest) -> HttpResponse:
    """Who has the initiative? Two cards, then the short form of that kind."""
    return render(request, "web/desk/register/kind.html", {"crumbs": [Link("Nieuw")]})


@desk_page(Permission.PROCESS_CREATE)
def new_of_kind(request: DeskRequest, track: str) -> HttpResponse:
    """The first version of a process or initiative, on one page."""
    if "wissel" in request.POST:
        # The other kind was chosen halfway: everything that was typed goes along, nothing is judged yet.
        carried = NewProcessForm.carried(request.POST)
        form = NewProcessForm(track=track, membership=request.membership, initial=carried)
    else:
        form = NewProcessForm(request.POST or None, track=track, membership=request.membership)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            process = open_process(
                municipality=request.municipality,
                card=form.card(),
                rung=form.chosen_rung(),
                by=request.user,
                now=request.now,
            )
            messages.success(
                request, f"Het {process.kind_label} staat in het register. Hieronder ziet u wat u nu kunt doen."
            )
            return redirect("desk_process", process.code)
    return render(request, "web/desk/register/new.html", {"form": form, "is_initiative": track == Track.SOCIETY})


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
        "next_step": None if process.state == ProcessState.CLOSED else way.next_step,
        "has_role": way.has_role,
        "is_behind": bool(way.rows) and process.state == ProcessState.DRAFT,
        "next_states": next_states(process),
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
            return redirect("desk_process", code)
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


def _phase_role(process: Process, position: int) -> PhaseRole:
    for role in promised_roles(process):
        if role.phase.position == position:
            return role
    raise Http404


@desk_page(Permission.PROCESS_EDIT)
def edit_phase(request: DeskRequest, code: str, position: int) -> HttpResponse:
    """Give a phase another name or period."""
    process = access.process(request, code)
    phase = _phase_role(process, position).phase
    form = PhaseForm(request.POST or None, phase=phase)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            change_phase(phase=phase, **form.cleaned_data, by=request.user, now=request.now)
            messages.success(request, "De fase is opgeslagen.")
            return redirect("desk_process", code)
    context = process_context(request, process, Tab.PLAN, Link("Fase aanpassen")) | {"form": form, "phase": phase}
    return render(request, "web/desk/register/phase.html", context)


@desk_page(Permission.PROCESS_EDIT)
def edit_role(request: DeskRequest, code: str, position: int) -> HttpResponse:
    """Promise a role for a phase, or change the promise with a reason."""
    process = access.process(request, code)
    role = _phase_role(process, position)
    proposed = request.GET.get("rol", "")
    form = RoleForm(request.POST or None, track=process.track, current=role.rung, proposed=proposed)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            choose_role(phase=role.phase, **form.cleaned_data, by=request.user, now=request.now)
            messages.success(request, "De rol is opgeslagen. Vertel deelnemers welke rol zij hebben.")
            return redirect("desk_process", code)
    context = process_context(request, process, Tab.PLAN, Link("Rol")) | {"form": form, "role": role}
    return render(request, "web/desk/register/role.html", context)


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


urlpatterns = [
    path("trajecten/", process_list, name="desk_processes"),
    path("initiatieven/", initiative_list, name="desk_initiatives"),
    path("nieuw/", new_process, name="desk_process_new"),
    path("nieuw/traject/", new_of_kind, {"track": Track.MUNICIPALITY}, name="desk_process_new_municipality"),
    path("nieuw/initiatief/", new_of_kind, {"track": Track.SOCIETY}, name="desk_process_new_society"),
    path("dossier/<slug:code>/", plan, name="desk_process"),
    path("dossier/<slug:code>/kaart/", edit_card, name="desk_card"),
    path("dossier/<slug:code>/stand/", edit_state, name="desk_state"),
    path("dossier/<slug:code>/fasen/nieuw/", new_phase, name="desk_phase_new"),
    path("dossier/<slug:code>/fasen/<int:position>/", edit_phase, name="desk_phase"),
    path("dossier/<slug:code>/fasen/<int:position>/rol/", edit_role, name="desk_role"),
]
