"""Bringing in answers from a file: choose, look, store."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_GET, require_POST

from participatiemonitor.fieldwork.importing.operations import import_answers
from participatiemonitor.fieldwork.importing.propose import propose_mapping
from participatiemonitor.fieldwork.importing.waiting import SHELF, WaitingAnswers, WaitingNotes, answer_file
from participatiemonitor.foundation.files import waiting
from participatiemonitor.foundation.files.waiting import Owner
from participatiemonitor.foundation.people.roles import Permission
from participatiemonitor.register.queries import processes
from participatiemonitor.web import access
from participatiemonitor.web.access import DeskRequest, desk_page
from participatiemonitor.web.components.items import Link
from participatiemonitor.web.desk.frame import refusals_on
from participatiemonitor.web.desk.importing_forms import AdjustForm, StoreForm, UploadForm
from participatiemonitor.web.desk.importing_pages import Look, adjusted, look_at
from participatiemonitor.web.desk.words import counted


def _owner(request: DeskRequest) -> Owner:
    return Owner(request.municipality.code, request.membership.user_id)


def _waiting(request: DeskRequest, key: UUID) -> WaitingAnswers:
    found = SHELF.find(key=key, owner=_owner(request))
    if found is None:
        raise Http404
    return found


def _look(request: DeskRequest, key: UUID) -> Look:
    found = _waiting(request, key)
    return look_at(found, access.process(request, found.notes.process_code))


def _checked(
    request: DeskRequest, look: Look, *, adjust: AdjustForm | None = None, store: StoreForm | None = None
) -> HttpResponse:
    if store is None and look.rehearsal is not None:
        store = StoreForm(rehearsal=look.rehearsal, process=look.process)
    request.current_navigation = reverse("desk_import")
    crumbs = [Link("Antwoorden inlezen", reverse("desk_import")), Link("Controleer het bestand")]
    context = {"look": look, "adjust": adjust or AdjustForm(look=look), "store": store, "crumbs": crumbs}
    return render(request, "web/desk/importing/check.html", context)


@desk_page(Permission.ANSWERS_IMPORT)
def upload(request: DeskRequest) -> HttpResponse:
    """Choose a file, the process it belongs to, and a mapping or a proposal for one."""
    form = UploadForm(request.POST or None, request.FILES or None, initial={"process": request.GET.get("traject")})
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["answers"].name
        proposal = "" if form.mapping_text else propose_mapping(form.table, name)
        notes = WaitingNotes(name, form.cleaned_data["process"], form.mapping_text or proposal, proposal)
        kept = SHELF.keep(owner=_owner(request), content=form.content, notes=notes, now=request.now)
        return redirect("desk_import_check", kept.key)
    return render(request, "web/desk/importing/upload.html", {"form": form, "has_any": processes().exists()})


@desk_page(Permission.ANSWERS_IMPORT)
def check(request: DeskRequest, key: UUID) -> HttpResponse:
    """What would come in; the mapping can be changed here, and nothing is stored."""
    look = _look(request, key)
    form = AdjustForm(request.POST or None, look=look)
    if request.method == "POST" and form.is_valid():
        adjusted(look.waiting, **form.cleaned_data)
        return redirect("desk_import_check", key)
    return _checked(request, look, adjust=form)


@desk_page(Permission.ANSWERS_IMPORT)
@require_POST
def store(request: DeskRequest, key: UUID) -> HttpResponse:
    """Bring the answers in, all of them or none, and forget the file."""
    look = _look(request, key)
    if look.rehearsal is None:
        return redirect("desk_import_check", key)
    form = StoreForm(request.POST, rehearsal=look.rehearsal, process=look.process)
    if form.is_valid():
        with refusals_on(form):
            done = import_answers(
                process=look.process,
                files=[answer_file(look.waiting)],
                mapping_text=look.waiting.notes.mapping_text,
                choices=form.choices(look.waiting.notes.sheet),
                by=request.user,
                now=request.now,
            )
            waiting.drop(look.waiting)
            lists = counted(done.rehearsal.taken, "ingevulde lijst is", "ingevulde lijsten zijn")
            messages.success(request, f"{lists} ingelezen. De meting is gesloten.")
            return redirect("desk_round", look.process.code, done.round.number)
    return _checked(request, look, store=form)


@desk_page(Permission.ANSWERS_IMPORT)
@require_POST
def stop(request: DeskRequest, key: UUID) -> HttpResponse:
    """Forget the file: nothing of it was stored."""
    waiting.drop(_waiting(request, key))
    messages.info(request, "Wij hebben het bestand weggegooid. Er is niets ingelezen.")
    return redirect("desk_import")


@desk_page(Permission.ANSWERS_IMPORT)
@require_GET
def download_mapping(request: DeskRequest, key: UUID) -> HttpResponse:
    """The mapping as a file, to keep for the next time."""
    text = _waiting(request, key).notes.mapping_text
    headers = {"Content-Disposition": 'attachment; filename="indeling.toml"'}
    return HttpResponse(text, content_type="application/toml; charset=utf-8", headers=headers)


urlpatterns = [
    path("inlezen/", upload, name="desk_import"),
    path("inlezen/<uuid:key>/", check, name="desk_import_check"),
    path("inlezen/<uuid:key>/opslaan/", store, name="desk_import_store"),
    path("inlezen/<uuid:key>/stoppen/", stop, name="desk_import_stop"),
    path("inlezen/<uuid:key>/indeling.toml", download_mapping, name="desk_import_mapping"),
]
