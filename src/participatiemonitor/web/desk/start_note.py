"""The startnotitie and the startkaart of a process: to look at and to download."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from participatiemonitor.foundation.people.roles import Permission
from participatiemonitor.publication.reports.paper import PaperFile, render_docx, render_pdf
from participatiemonitor.publication.reports.start_card import card_of
from participatiemonitor.publication.reports.start_note import StartFacts, facts_of, note_of
from participatiemonitor.web import access
from participatiemonitor.web.access import DeskRequest, desk_page
from participatiemonitor.web.components.items import Link
from participatiemonitor.web.desk.frame import Tab, process_context
from participatiemonitor.web.desk.start_note_pages import to_dos


def _facts(request: DeskRequest, code: str) -> StartFacts:
    return facts_of(access.process(request, code), today=request.now.date())


def _download(made: PaperFile, name: str) -> HttpResponse:
    response = HttpResponse(made.content, content_type=made.content_type)
    if made.extension != "html":  # without a PDF the same text is a page to read
        response["Content-Disposition"] = f'attachment; filename="{name}.{made.extension}"'
    return response


@desk_page(Permission.PROCESS_VIEW)
@require_GET
def start_note(request: DeskRequest, code: str) -> HttpResponse:
    """The startnotitie as it stands, with what is still missing and the files."""
    facts = _facts(request, code)
    paper = note_of(facts)
    context = process_context(request, facts.process, Tab.PLAN, Link(paper.kind))
    context |= {"paper": paper, "to_dos": to_dos(facts.process, paper.gaps)}
    return render(request, "web/desk/start_note/page.html", context)


@desk_page(Permission.REPORT_DOWNLOAD)
@require_GET
def note_pdf(request: DeskRequest, code: str) -> HttpResponse:
    """The startnotitie as tagged PDF; where PDF cannot be made, the same as a page."""
    return _download(render_pdf(note_of(_facts(request, code))), f"startnotitie-{code}")


@desk_page(Permission.REPORT_DOWNLOAD)
@require_GET
def note_docx(request: DeskRequest, code: str) -> HttpResponse:
    """The startnotitie as a Word file, for the council's own papers."""
    return _download(render_docx(note_of(_facts(request, code))), f"startnotitie-{code}")


@desk_page(Permission.REPORT_DOWNLOAD)
@require_GET
def card_pdf(request: DeskRequest, code: str) -> HttpResponse:
    """The startkaart for the team as PDF."""
    return _download(render_pdf(card_of(_facts(request, code))), f"startkaart-{code}")


_NOTE = "dossier/<slug:code>/startnotitie/"
urlpatterns = [
    path(_NOTE, start_note, name="desk_start_note"),
    path(f"{_NOTE}pdf/", note_pdf, name="desk_start_note_pdf"),
    path(f"{_NOTE}word/", note_docx, name="desk_start_note_docx"),
    path("dossier/<slug:code>/startkaart/", card_pdf, name="desk_start_card_pdf"),
]
