"""Bringing in a register: choose a list, look, store."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from participatiemonitor.foundation.audit.models import Event
from participatiemonitor.foundation.files import waiting
from participatiemonitor.foundation.files.waiting import Owner
from participatiemonitor.foundation.people.roles import Permission
from participatiemonitor.register.importing.operations import REGISTER_IMPORTED, import_register
from participatiemonitor.register.importing.report import as_csv
from participatiemonitor.register.importing.template import template_csv, template_workbook
from participatiemonitor.web.access import DeskRequest, desk_page
from participatiemonitor.web.components.items import Link
from participatiemonitor.web.desk.frame import refusals_on
from participatiemonitor.web.desk.register_importing_forms import OWN, SheetForm, StoreForm, UploadForm
from participatiemonitor.web.desk.register_importing_pages import (
    SHELF,
    Look,
    WaitingNotes,
    WaitingRegister,
    look_at,
    mapping_of,
    register_file,
    said,
    terms_of,
)

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _owner(request: DeskRequest) -> Owner:
    return Owner(request.municipality.code, request.membership.user_id)


def _waiting(request: DeskRequest, key: UUID) -> WaitingRegister:
    found = SHELF.find(key=key, owner=_owner(request))
    if found is None:
        raise Http404
    return found


def _page(request: DeskRequest, name: str, title: str, **context: Any) -> HttpResponse:
    request.current_navigation = reverse("desk_register_import")
    crumbs = [Link("Register inlezen", reverse("desk_register_import")), Link(title)]
    return render(request, f"web/desk/register_importing/{name}.html", {"crumbs": crumbs, "title": title} | context)


def _checked(request: DeskRequest, look: Look, *, store: StoreForm | None = None) -> HttpResponse:
    if store is None and look.report is not None:
        store = StoreForm(report=look.report)
    sheets = SheetForm(sheets=look.sheets, current=look.sheet) if len(look.sheets) > 1 else None
    return _page(request, "check", "Controleer de lijst", look=look, store=store, sheets=sheets)


def _download(content: bytes, name: str, content_type: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@desk_page(Permission.REGISTER_IMPORT)
def upload(request: DeskRequest) -> HttpResponse:
    """Choose a list and say what sort of list it is."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        way, source = form.cleaned_data["way"], form.cleaned_data["source"]
        notes = WaitingNotes(form.file.name, way, form.mapping_text if way == OWN else "", source)
        kept = SHELF.keep(owner=_owner(request), content=form.file.content, notes=notes, now=request.now)
        return redirect("desk_register_import_check", kept.key)
    return render(request, "web/desk/register_importing/upload.html", {"form": form})


@desk_page(Permission.REGISTER_IMPORT)
def check(request: DeskRequest, key: UUID) -> HttpResponse:
    """What would come in; another sheet can be chosen here, and nothing is stored."""
    found = _waiting(request, key)
    if request.method == "POST":
        sheets = register_file(found).table().sheets
        form = SheetForm(request.POST, sheets=sheets, current="")
        if form.is_valid():
            waiting.change(found, sheet=form.cleaned_data["sheet"])
        return redirect("desk_register_import_check", key)
    return _checked(request, look_at(found, request.municipality))


@desk_page(Permission.REGISTER_IMPORT)
@require_POST
def store(request: DeskRequest, key: UUID) -> HttpResponse:
    """Put the new rows in the register, all of them or none, and forget the file."""
    look = look_at(_waiting(request, key), request.municipality)
    if look.report is None:
        return redirect("desk_register_import_check", key)
    form, notes = StoreForm(request.POST, report=look.report), look.waiting.notes
    if form.is_valid():
        with refusals_on(form):
            done = import_register(
                municipality=request.municipality,
                file=register_file(look.waiting),
                mapping=mapping_of(notes),
                choices=form.choices(notes.source, notes.sheet),
                leader=request.user,
                by=request.user,
                now=request.now,
            )
            waiting.drop(look.waiting)
            messages.success(request, said(done.report.made))
            return redirect("desk_register_import_done", done.event.pk)
    return _checked(request, look, store=form)


@desk_page(Permission.REGISTER_IMPORT)
@require_GET
def done(request: DeskRequest, event: int) -> HttpResponse:
    """What an import brought, and where it is now."""
    found = get_object_or_404(Event.objects.filter(verb=REGISTER_IMPORTED), pk=event)
    source = str(found.detail.get("source", ""))
    where = f"{reverse('desk_overview')}?{urlencode({'zoek': source})}"
    return _page(request, "done", "Ingelezen", terms=terms_of(found), source=source, where=where, event=found)


@desk_page(Permission.REGISTER_IMPORT)
@require_POST
def stop(request: DeskRequest, key: UUID) -> HttpResponse:
    """Forget the file: nothing of it was stored."""
    waiting.drop(_waiting(request, key))
    messages.info(request, "Wij hebben het bestand weggegooid. Er is niets ingelezen.")
    return redirect("desk_register_import")


@desk_page(Permission.REGISTER_IMPORT)
@require_GET
def download_report(request: DeskRequest, key: UUID) -> HttpResponse:
    """Every row with what would happen to it, for a spreadsheet."""
    look = look_at(_waiting(request, key), request.municipality)
    if look.report is None:
        raise Http404
    return _download(as_csv(look.report), "verslag.csv", "text/csv; charset=utf-8")


@desk_page(Permission.REGISTER_IMPORT)
@require_GET
def download_workbook(request: DeskRequest) -> HttpResponse:
    """The template to fill in, with explanation and choices."""
    return _download(template_workbook(), "register-sjabloon.xlsx", WORKBOOK)


@desk_page(Permission.REGISTER_IMPORT)
@require_GET
def download_csv(request: DeskRequest) -> HttpResponse:
    """The template for any program."""
    return _download(template_csv(), "register-sjabloon.csv", "text/csv; charset=utf-8")


urlpatterns = [
    path("register-inlezen/", upload, name="desk_register_import"),
    path("register-inlezen/register-sjabloon.xlsx", download_workbook, name="desk_register_import_workbook"),
    path("register-inlezen/register-sjabloon.csv", download_csv, name="desk_register_import_csv"),
    path("register-inlezen/klaar/<int:event>/", done, name="desk_register_import_done"),
    path("register-inlezen/<uuid:key>/", check, name="desk_register_import_check"),
    path("register-inlezen/<uuid:key>/opslaan/", store, name="desk_register_import_store"),
    path("register-inlezen/<uuid:key>/stoppen/", stop, name="desk_register_import_stop"),
    path("register-inlezen/<uuid:key>/verslag.csv", download_report, name="desk_register_import_report"),
]
