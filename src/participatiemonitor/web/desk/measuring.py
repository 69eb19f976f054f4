"""Measuring at the desk: self-evaluation, rounds, links and invitations."""

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET

from participatiemonitor.analysis.queries import results_were_shown
from participatiemonitor.fieldwork.operations import (
    close_round,
    complete_self_evaluation,
    invite,
    open_round,
    revoke_invitation,
)
from participatiemonitor.fieldwork.queries import (
    definition_for,
    invited_count,
    response,
    round_of,
    self_evaluation,
)
from participatiemonitor.foundation.people.roles import Permission
from participatiemonitor.questions.compiled import form_for
from participatiemonitor.questions.models import Audience
from participatiemonitor.questions.queries import definition_of, latest
from participatiemonitor.register.kinds import has_participation
from participatiemonitor.register.models import Process, Track
from participatiemonitor.register.queries import promised_rung
from participatiemonitor.web import access
from participatiemonitor.web.access import DeskRequest, desk_page
from participatiemonitor.web.components.items import Link
from participatiemonitor.web.desk.frame import Tab, process_context, refusals_on, tab_url
from participatiemonitor.web.desk.links import invited_csv, open_address, personal_links, qr_file, qr_svg
from participatiemonitor.web.desk.measuring_forms import InviteForm, RevokeForm, RoundForm
from participatiemonitor.web.desk.measuring_pages import (
    leader_form,
    measure_url,
    round_row,
    round_terms,
    round_url,
)
from participatiemonitor.web.desk.path import path_of
from participatiemonitor.web.duration import minutes_for

AUDIENCES = {Track.MUNICIPALITY: Audience.PARTICIPANTS, Track.SOCIETY: Audience.INITIATORS}


def found[T](thing: T | None) -> T:
    """The thing, or a page that says that the address does not exist."""
    if thing is None:
        raise Http404
    return thing


def _round_context(request: DeskRequest, process: Process, number: int, *deeper: Link) -> dict[str, object]:
    crumbs = (Link("Meting", measure_url(process)), Link(f"Meting {number}", round_url(process, number)), *deeper)
    return process_context(request, process, Tab.MEASURING, *crumbs)


@desk_page(Permission.PROCESS_VIEW)
@require_GET
def measure(request: DeskRequest, code: str) -> HttpResponse:
    """How far the measuring of this process is, and what comes next."""
    process = access.process(request, code)
    if not has_participation(process):
        return redirect("desk_process", code)
    path_ = path_of(request, process)
    context = process_context(request, process, Tab.MEASURING) | {
        "rows": path_.rows,
        "has_role": path_.has_role,
        "steps": path_.steps,
    }
    return render(request, "web/desk/measuring/measure.html", context)


@desk_page(Permission.SELF_EVALUATE)
def evaluate(request: DeskRequest, code: str) -> HttpResponse:
    """The project leader's own answers, before the results can be seen. Nobody else answers for the leader."""
    process = access.process(request, code)
    version = latest(Audience.LEADER, process.track)
    filled = leader_form(version, process.track, request.POST if request.method == "POST" else None)
    closed, is_leader = results_were_shown(process), process.leader_id == request.membership.user_id
    if filled.is_complete and is_leader and not closed:
        complete_self_evaluation(
            process=process,
            version=version,
            answers=filled.answers,
            results_visible=closed,
            by=request.user,
            now=request.now,
        )
        messages.success(request, "Uw zelfevaluatie is bewaard. U ziet haar later naast de antwoorden van deelnemers.")
        return redirect(measure_url(process))
    crumbs = (Link("Meting", measure_url(process)), Link("Zelfevaluatie"))
    context = process_context(request, process, Tab.MEASURING, *crumbs)
    context |= {"filled": filled, "closed": closed, "is_leader": is_leader, "earlier": self_evaluation(process)}
    return render(request, "web/desk/measuring/self_evaluation.html", context)


@desk_page(Permission.ROUND_OPEN)
def new_round(request: DeskRequest, code: str) -> HttpResponse:
    """Open a round for this process."""
    process = access.process(request, code)
    rung = promised_rung(process, on=request.now.date())
    version = latest(AUDIENCES[Track(process.track)], process.track)
    form = RoundForm(request.POST or None, process=process, definition=definition_of(version), today=request.now.date())
    if request.method == "POST" and rung is not None and form.is_valid():
        with refusals_on(form):
            round_ = open_round(
                process=process,
                version=version,
                promise=rung.promise,
                promised_rung=rung.code,
                **form.cleaned_data,
                by=request.user,
                now=request.now,
            )
            messages.success(request, "De meting staat klaar. Deel nu de link.")
            return redirect(round_url(process, round_.number))
    crumbs = (Link("Meting", measure_url(process)), Link("Nieuwe meting"))
    context = process_context(request, process, Tab.MEASURING, *crumbs) | {"form": form, "rung": rung}
    return render(request, "web/desk/measuring/round_new.html", context)


@desk_page(Permission.PROCESS_VIEW)
@require_GET
def show_round(request: DeskRequest, code: str, number: int) -> HttpResponse:
    """One round: its link, the response so far, and what can be done."""
    process = access.process(request, code)
    round_ = found(round_of(process, number))
    address = open_address(request, round_.open_link)
    invited = invited_count(round_)
    context = _round_context(request, process, number) | {
        "round": round_,
        "row": round_row(process, round_, response(round_), request.now.date()),
        "terms": round_terms(round_, invited=invited),
        "has_invited": bool(invited),
        "address": address,
        "qr": qr_svg(address),
        "results_url": tab_url(Tab.RESULTS, process),
    }
    return render(request, "web/desk/measuring/round.html", context)


@desk_page(Permission.PROCESS_VIEW)
@require_GET
def poster(request: DeskRequest, code: str, number: int) -> HttpResponse:
    """A page of A4 with the QR code, to print."""
    process = access.process(request, code)
    round_ = found(round_of(process, number))
    address = open_address(request, round_.open_link)
    items = form_for(definition_for(round_), moment=round_.moment, short=round_.is_short, track=process.track).items
    context = {"process": process, "round": round_, "address": address, "qr": qr_svg(address)}
    context["minutes"] = minutes_for(items)
    return render(request, "web/desk/measuring/poster.html", context)


@desk_page(Permission.PROCESS_VIEW)
@require_GET
def qr_code(request: DeskRequest, code: str, number: int) -> HttpResponse:
    """The QR code as a drawing for letters and flyers."""
    process = access.process(request, code)
    drawing = qr_file(open_address(request, found(round_of(process, number)).open_link))
    name = f'attachment; filename="qr-{process.code}-{number}.svg"'
    return HttpResponse(drawing, content_type="image/svg+xml", headers={"Content-Disposition": name})


@desk_page(Permission.PROCESS_VIEW)
@require_GET
def preview(request: DeskRequest, code: str, number: int) -> HttpResponse:
    """The questionnaire of this round, to read."""
    process = access.process(request, code)
    round_ = found(round_of(process, number))
    form = form_for(
        definition_for(round_),
        moment=round_.moment,
        short=round_.is_short,
        variant="resident",
        track=process.track,
    )
    context = _round_context(request, process, number, Link("Vragenlijst")) | {"round": round_, "form": form}
    return render(request, "web/desk/measuring/preview.html", context)


@desk_page(Permission.INVITE)
def new_invitations(request: DeskRequest, code: str, number: int) -> HttpResponse:
    """Make personal links. They are shown once: only their hash is kept."""
    process = access.process(request, code)
    round_ = found(round_of(process, number))
    form = InviteForm(request.POST or None)
    context = _round_context(request, process, number, Link("Uitnodigen")) | {"form": form, "round": round_}
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            addresses = form.cleaned_data["addresses"]
            invited = invite(round_=round_, addresses=addresses, by=request.user, now=request.now)
            links = personal_links(request, invited)
            context |= {"links": links, "skipped": len(addresses) - len(links), "csv": invited_csv(links)}
            response_ = render(request, "web/desk/measuring/invited.html", context)
            response_["Cache-Control"] = "no-store"
            return response_
    return render(request, "web/desk/measuring/invite.html", context)


@desk_page(Permission.INVITE)
def revoke(request: DeskRequest, code: str, number: int) -> HttpResponse:
    """Make a personal link stop working."""
    process = access.process(request, code)
    round_ = found(round_of(process, number))
    form = RevokeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            revoke_invitation(round_=round_, **form.cleaned_data, by=request.user, now=request.now)
            messages.success(request, "De link werkt nu niet meer. Was hij al gebruikt? Dan blijft het antwoord staan.")
            return redirect(round_url(process, number))
    context = _round_context(request, process, number, Link("Uitnodiging intrekken")) | {"form": form, "round": round_}
    return render(request, "web/desk/measuring/revoke.html", context)


@desk_page(Permission.ROUND_CLOSE)
def close(request: DeskRequest, code: str, number: int) -> HttpResponse:
    """Close a round for good, after saying what that means."""
    process = access.process(request, code)
    round_ = found(round_of(process, number))
    form = Form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_on(form):
            close_round(round_=round_, by=request.user, now=request.now)
            messages.success(request, f"Meting {number} is gesloten.")
            return redirect(round_url(process, number))
    context = _round_context(request, process, number, Link("Sluiten")) | {"form": form, "round": round_}
    context["row"] = round_row(process, round_, response(round_), request.now.date())
    return render(request, "web/desk/measuring/close.html", context)


_ROUND = "dossier/<slug:code>/meting/<int:number>/"
urlpatterns = [
    path("dossier/<slug:code>/meting/", measure, name="desk_measure"),
    path("dossier/<slug:code>/meting/zelfevaluatie/", evaluate, name="desk_self_evaluation"),
    path("dossier/<slug:code>/meting/nieuw/", new_round, name="desk_round_new"),
    path(_ROUND, show_round, name="desk_round"),
    path(f"{_ROUND}poster/", poster, name="desk_poster"),
    path(f"{_ROUND}qr.svg", qr_code, name="desk_qr"),
    path(f"{_ROUND}vragenlijst/", preview, name="desk_preview"),
    path(f"{_ROUND}uitnodigen/", new_invitations, name="desk_invite"),
    path(f"{_ROUND}intrekken/", revoke, name="desk_revoke"),
    path(f"{_ROUND}sluiten/", close, name="desk_close"),
]
