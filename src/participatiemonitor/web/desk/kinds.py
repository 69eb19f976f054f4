"""What only one kind of dossier has: its own facts, the decision on a request, years, the other side, another kind."""

from dataclasses import replace

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from participatiemonitor.foundation.people.roles import Permission
from participatiemonitor.register.kinds import may_grow, row_of, running_year
from participatiemonitor.register.models import Challenge, Process, ProcessKind, StandingBody
from participatiemonitor.register.operations import (
    ProcessCard,
    change_card,
    decide_challenge,
    grow_into,
    start_year,
)
from participatiemonitor.register.queries import promised_roles
from participatiemonitor.web import access
from participatiemonitor.web.access import DeskRequest, desk_page
from participatiemonitor.web.components.items import Link
from participatiemonitor.web.desk.frame import Tab, process_context, refusals_on
from participatiemonitor.web.desk.kinds_facts import FORMS, DecisionForm, initial_of, keep_facts
from participatiemonitor.web.desk.kinds_forms import KindForm, TwinForm, YearForm
from participatiemonitor.web.desk.kinds_pages import own_part


def _of_kind(request: DeskRequest, code: str, kind: ProcessKind) -> Process:
    process = access.process(request, code)
    if process.kind != kind:
        raise Http404
    return process


def _page(
    request: DeskRequest, process: Process, title: str, form: forms.Form, template: str, **more: object
) -> HttpResponse:
    context = process_context(request, process, Tab.PLAN, Link(title)) | {"form": form, "title": title} | more
    return render(request, f"web/desk/kinds/{template}.html", context)


@desk_page(Permission.PROCESS_EDIT)
def edit_facts(request: DeskRequest, code: str) -> HttpResponse:
    """Change what only this kind has."""
    process = access.process(request, code)
    if process.kind not in FORMS:
        raise Http404
    form = FORMS[process.kind](request.POST or None, initial=initial_of(process))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            keep_facts(process, form.facts(), by=request.user, now=request.now)
            messages.success(request, "Opgeslagen.")
            return redirect("desk_process", code)
    return _page(request, process, form.TITLE, form, "facts")


@desk_page(Permission.PROCESS_EDIT)
def decide(request: DeskRequest, code: str) -> HttpResponse:
    """Lay down the decision on a request under the uitdaagrecht."""
    process = _of_kind(request, code, ProcessKind.CHALLENGE)
    form = DecisionForm(request.POST or None, challenge=row_of(process, Challenge))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            decide_challenge(process=process, **form.cleaned_data, by=request.user, now=request.now)
            messages.success(request, "Het besluit is opgeslagen.")
            return redirect("desk_process", code)
    return _page(request, process, "Besluit", form, "decision", part=own_part(process, request.now.date()))


@desk_page(Permission.PROCESS_EDIT)
def new_year(request: DeskRequest, code: str) -> HttpResponse:
    """Begin a year of a standing body, with the role that was promised last."""
    process = _of_kind(request, code, ProcessKind.STANDING_BODY)
    roles = promised_roles(process)
    runs = running_year(request.now.date(), row_of(process, StandingBody).round_month)
    form = YearForm(request.POST or None, taken={role.phase.name for role in roles}, runs=runs)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            phase = start_year(process=process, year=form.cleaned_data["year"], by=request.user, now=request.now)
            messages.success(request, f"‘{phase.name}’ is begonnen.")
            return redirect("desk_process", code)
    last = next((role for role in reversed(roles) if role.rung), None)
    return _page(request, process, "Nieuw jaar", form, "year", last=last)


@desk_page(Permission.PROCESS_EDIT)
def change_kind(request: DeskRequest, code: str) -> HttpResponse:
    """Choose another kind among those that fit who has the initiative."""
    process = access.process(request, code)
    form = KindForm(request.POST or None, process=process)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            card = replace(ProcessCard.of(process), kind=form.cleaned_data["kind"])
            change_card(process=process, card=card, by=request.user, now=request.now)
            messages.success(request, f"Dit dossier is nu: {process.get_kind_display()}.")
            return redirect("desk_process", code)
    return _page(request, process, "Soort", form, "kind")


@desk_page(Permission.PROCESS_CREATE)
def other_side(request: DeskRequest, code: str) -> HttpResponse:
    """Make the dossier of the other side."""
    process = access.process(request, code)
    if not may_grow(process):
        return redirect("desk_process", code)
    form = TwinForm(request.POST or None, process=process)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            twin = grow_into(process=process, moved_on=form.moved_on(), by=request.user, now=request.now)
            messages.success(request, f"Dit is het {twin.kind_label} dat erbij hoort. Kies hier een eigen rol.")
            return redirect("desk_process", twin.code)
    return _page(request, process, "Andere kant", form, "twin")


urlpatterns = [
    path("dossier/<slug:code>/bij-dit-soort/", edit_facts, name="desk_kind_facts"),
    path("dossier/<slug:code>/besluit/", decide, name="desk_decision"),
    path("dossier/<slug:code>/nieuw-jaar/", new_year, name="desk_year_new"),
    path("dossier/<slug:code>/soort/", change_kind, name="desk_kind"),
    path("dossier/<slug:code>/andere-kant/", other_side, name="desk_other_side"),
]
