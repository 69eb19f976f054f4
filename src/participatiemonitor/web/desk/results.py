"""The results of one process: the page, the report, the file, and the steps that lead to them."""

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET

from participatiemonitor.analysis.models import With
from participatiemonitor.analysis.operations import (
    release_interim,
    release_results,
    share_results,
    skip_self_evaluation,
)
from participatiemonitor.analysis.queries import Look, results
from participatiemonitor.analysis.results import ProcessResults
from participatiemonitor.analysis.visibility import Access, Viewer
from participatiemonitor.exports import csv_table
from participatiemonitor.foundation.people.roles import Permission
from participatiemonitor.publication.reports.project import ProjectReport, render_pdf
from participatiemonitor.register.models import Process
from participatiemonitor.web import access
from participatiemonitor.web.access import DeskRequest, desk_page
from participatiemonitor.web.components.items import Link
from participatiemonitor.web.desk import open_answers
from participatiemonitor.web.desk.frame import Tab, process_context, refusals_on
from participatiemonitor.web.desk.results_pages import look_at, page_context, results_url, source_line, viewer_of

SHARE_WITH = {"organisatie": With.ORGANISATION, "raad": With.COUNCIL}


def _shown(request: DeskRequest, seen: Look) -> ProcessResults | None:
    """The figures this person may see now; looking for the first time is what releases them."""
    if seen.round is None or not seen.decision.shows_figures:
        return None
    if seen.decision.access is Access.SHOW and seen.has_answers:
        release_results(round_=seen.round, by=request.user, now=request.now)
    return results(seen.round)


@desk_page(Permission.RESULTS_VIEW)
@require_GET
def show(request: DeskRequest, code: str) -> HttpResponse:
    """What the answers say, in the fixed order; or why there is nothing to see yet and what to do."""
    process = access.process(request, code)
    seen = look_at(request, process)
    found = _shown(request, seen)
    context = process_context(request, process, Tab.RESULTS) | page_context(request, process, seen, found)
    return render(request, "web/desk/results/page.html", context)


def _shown_or_404(request: DeskRequest, process: Process) -> ProcessResults:
    found = _shown(request, look_at(request, process))
    if found is None:
        raise Http404
    return found


@desk_page(Permission.REPORT_DOWNLOAD)
@require_GET
def report(request: DeskRequest, code: str) -> HttpResponse:
    """The two-page report as PDF; where PDF cannot be made, the same report as a page."""
    process = access.process(request, code)
    found = _shown_or_404(request, process)
    made = render_pdf(ProjectReport.of(process, found, made_on=request.now.date()))
    response = HttpResponse(made.content, content_type=made.content_type)
    if made.is_pdf:
        name = f"rapport-{code}-meting-{found.source.round_number}.pdf"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@desk_page(Permission.REPORT_DOWNLOAD)
@require_GET
def as_csv(request: DeskRequest, code: str) -> HttpResponse:
    """All tables of the results as one file: a line per figure."""
    found = _shown_or_404(request, access.process(request, code))
    content = csv_table.write(found.tables(), source=source_line(found))
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{code}-meting-{found.source.round_number}.csv"'
    return response


@desk_page(Permission.PROCESS_EDIT)
def interim(request: DeskRequest, code: str) -> HttpResponse:
    """Look at an open round, after reading what that means for the next figures."""
    process = access.process(request, code)
    seen = look_at(request, process)
    if seen.round is None or seen.decision.access not in (Access.MAY_LOOK, Access.INTERIM):
        raise Http404
    form = Form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_on(form):
            release_interim(round_=seen.round, by=request.user, now=request.now)
            return redirect(results_url(process, seen.number))
    context = process_context(request, process, Tab.RESULTS, Link("Tussenstand"))
    context |= {"form": form, "back_url": results_url(process, seen.number)}
    return render(request, "web/desk/results/interim.html", context)


@desk_page(Permission.SELF_EVALUATE)
def skip(request: DeskRequest, code: str) -> HttpResponse:
    """See the results without giving the own answers, after reading what is lost."""
    process = access.process(request, code)
    seen = look_at(request, process)
    if viewer_of(request.membership, process) is not Viewer.LEADER or seen.self_evaluated:
        raise Http404
    if request.method == "POST":
        skip_self_evaluation(process=process, by=request.user, now=request.now)
        return redirect(results_url(process, seen.number))
    context = process_context(request, process, Tab.RESULTS, Link("Zonder zelfevaluatie"))
    return render(request, "web/desk/results/skip.html", context | {"round": seen.round})


@desk_page(Permission.PROCESS_EDIT)
def share(request: DeskRequest, code: str, who: str) -> HttpResponse:
    """Let the organisation or the council see the results; this cannot be undone."""
    process = access.process(request, code)
    seen = look_at(request, process)
    if who not in SHARE_WITH or seen.round is None or seen.decision.access is not Access.SHOW:
        raise Http404
    form = Form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_on(form):
            share_results(round_=seen.round, with_whom=SHARE_WITH[who], by=request.user, now=request.now)
            messages.success(request, f"De resultaten zijn nu ook te zien voor {SHARE_WITH[who].label}.")
            return redirect(results_url(process, seen.number))
    context = process_context(request, process, Tab.RESULTS, Link("Delen"))
    context |= {"form": form, "round": seen.round, "who": SHARE_WITH[who].label, "is_council": who == "raad"}
    return render(request, "web/desk/results/share.html", context)


_RESULTS = "dossier/<slug:code>/resultaten/"
urlpatterns = [
    path(_RESULTS, show, name="desk_results"),
    path(f"{_RESULTS}rapport/", report, name="desk_report"),
    path(f"{_RESULTS}bestand/", as_csv, name="desk_results_csv"),
    path(f"{_RESULTS}tussenstand/", interim, name="desk_results_interim"),
    path(f"{_RESULTS}zonder-zelfevaluatie/", skip, name="desk_results_skip"),
    path(f"{_RESULTS}delen/<slug:who>/", share, name="desk_results_share"),
    *open_answers.urlpatterns,
]
