"""Promising a role for a part of a process, the decision on it, and telling people that it changed."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_GET

from participatiemonitor.exports import letter as word_file
from participatiemonitor.foundation.people.roles import Permission
from participatiemonitor.register.kinds import choosable_rungs
from participatiemonitor.register.models import Process, RoleChangeNotice, RoleChoice
from participatiemonitor.register.operations import (
    change_notice,
    choose_role,
    mark_notice_sent,
    record_decision,
    redraft_notice,
)
from participatiemonitor.register.queries import PhaseRole, promised_roles
from participatiemonitor.register.states import PROMISE_IS_KNOWN
from participatiemonitor.web import access
from participatiemonitor.web.access import DeskRequest, desk_page
from participatiemonitor.web.components.items import Link
from participatiemonitor.web.desk.frame import Tab, process_context, refusals_on
from participatiemonitor.web.desk.role_changes_forms import DecisionForm, LetterForm, RoleForm
from participatiemonitor.web.desk.role_changes_pages import (
    READERS,
    Change,
    changes,
    decision_text,
    letter,
    text_for,
)


def role_at(process: Process, position: int) -> PhaseRole:
    """The part of the process at this position with its role, or 404."""
    for role in promised_roles(process):
        if role.phase.position == position:
            return role
    raise Http404


@desk_page(Permission.PROCESS_EDIT)
def edit_role(request: DeskRequest, code: str, position: int) -> HttpResponse:
    """Promise a role for a phase, or change the promise with a reason."""
    process = access.process(request, code)
    role = role_at(process, position)
    proposed = request.GET.get("rol", "")
    rungs = choosable_rungs(process)
    form = RoleForm(request.POST or None, rungs=rungs, current=role.rung, proposed=proposed)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            choice = choose_role(
                phase=role.phase,
                rung=form.cleaned_data["rung"],
                reason=form.cleaned_data.get("reason", ""),
                decision=form.decision(),
                by=request.user,
                now=request.now,
            )
            return _after_choosing(request, process, role, choice)
    context = process_context(request, process, Tab.PLAN, Link("Rol")) | {
        "form": form,
        "role": role,
        "is_known": process.state in PROMISE_IS_KNOWN,
        "deciding": " en ".join(rung.name.lower() for rung in form.deciding),
    }
    return render(request, "web/desk/register/role.html", context)


def _after_choosing(request: DeskRequest, process: Process, role: PhaseRole, choice: RoleChoice) -> HttpResponse:
    """To the page where the next thing is done: the messages, the decision, or the plan."""
    now = role_at(process, role.phase.position)
    if choice != role.choice and now.is_untold and now.notice:
        messages.success(
            request, "De rol is veranderd. Hieronder staan twee berichten klaar. Lees ze na en verstuur ze."
        )
        return redirect("desk_role_notice", process.code, now.notice.pk)
    if now.lacks_decision:
        messages.success(request, "De rol is opgeslagen. Voor deze belofte is nog een besluit nodig.")
    else:
        messages.success(request, "De rol is opgeslagen. Vertel deelnemers welke rol zij hebben.")
    return redirect("desk_process", process.code)


@desk_page(Permission.PROCESS_EDIT)
def edit_decision(request: DeskRequest, code: str, position: int) -> HttpResponse:
    """Keep the decision of the competent body on a promise."""
    process = access.process(request, code)
    role = role_at(process, position)
    choice = role.choice
    if choice is None or not role.needs_decision:
        raise Http404
    initial = {
        "decided_by": choice.decided_by or process.competent_body,
        "decided_on": choice.decided_on,
        "document": choice.decision_document,
    }
    form = DecisionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid() and (decision := form.decision()):
        with refusals_on(form):
            record_decision(choice=choice, decision=decision, by=request.user, now=request.now)
            messages.success(request, "Het besluit is vastgelegd.")
            return redirect("desk_process", code)
    context = process_context(request, process, Tab.PLAN, Link("Besluit")) | {"form": form, "role": role}
    return render(request, "web/desk/roles/decision.html", context)


def _change(process: Process, number: int) -> Change:
    for change in changes(process):
        if change.notice.pk == number:
            return change
    raise Http404


@desk_page(Permission.PROCESS_EDIT)
def notice(request: DeskRequest, code: str, number: int) -> HttpResponse:
    """The message to participants and the note for the council: read, change, take along, and keep when it was sent."""
    process = access.process(request, code)
    change = _change(process, number)
    forms = {slug: _letter_form(request, change.notice, slug) for slug in READERS if text_for(change.notice, slug)[0]}
    form = forms.get(request.POST.get("voor", ""))
    if request.method == "POST" and form and form.is_valid() and _act(request, change.notice, form):
        return redirect(f"{request.path}#{request.POST['voor']}")
    crumbs = (Link("Geschiedenis", reverse("desk_history", args=[code])), Link("Andere rol"))
    context = process_context(request, process, Tab.HISTORY, *crumbs) | {
        "change": change,
        "decision": decision_text(change.choice),
        "letters": [letter(process, change.notice, slug, form) for slug, form in forms.items()],
        "faulty": form if form and form.errors else None,
    }
    return render(request, "web/desk/roles/notice.html", context)


def _letter_form(request: DeskRequest, notice: RoleChangeNotice, slug: str) -> LetterForm:
    text, told_on = text_for(notice, slug)
    is_meant = request.POST.get("voor") == slug
    data, action = (request.POST, request.POST.get("actie", "")) if is_meant else (None, "")
    return LetterForm(data, prefix=slug, text=text, told_on=told_on, action=action)


def _act(request: DeskRequest, notice: RoleChangeNotice, form: LetterForm) -> bool:
    """Do what was asked with one text; False when it was refused and the form says why."""
    who, text = READERS[request.POST["voor"]], form.cleaned_data.get("text")
    by, now = request.user, request.now
    with refusals_on(form):
        match request.POST.get("actie"):
            case "opnieuw":
                redraft_notice(notice=notice, who=who, by=by, now=now)
                messages.success(request, "De tekst is opnieuw gemaakt met de gegevens van nu.")
            case "verstuurd":
                mark_notice_sent(notice=notice, who=who, on=form.cleaned_data["told_on"], text=text, by=by, now=now)
                messages.success(request, "Vastgelegd wanneer dit bericht is verstuurd.")
            case _:
                change_notice(notice=notice, who=who, text=text or "", by=by, now=now)
                messages.success(request, "De tekst is bewaard.")
        return True
    return False


def _text_or_404(process: Process, number: int, who: str) -> str:
    change = _change(process, number)
    text = text_for(change.notice, who)[0] if who in READERS else ""
    if not text:
        raise Http404
    return text


@desk_page(Permission.PROCESS_EDIT)
@require_GET
def letter_page(request: DeskRequest, code: str, number: int, who: str) -> HttpResponse:
    """One text on a page of its own, to print or to copy."""
    process = access.process(request, code)
    paragraphs = word_file.paragraphs(_text_or_404(process, number, who))
    context = {"process": process, "number": number, "who": who, "paragraphs": paragraphs}
    return render(request, "web/desk/roles/letter_page.html", context)


@desk_page(Permission.PROCESS_EDIT)
@require_GET
def letter_file(request: DeskRequest, code: str, number: int, who: str, kind: str) -> HttpResponse:
    """One text as a file: for a word processor, or as plain text."""
    process = access.process(request, code)
    text = _text_or_404(process, number, who)
    name = f"andere-rol-{who}-{process.code}"
    if kind == "word":
        content, media_type, name = word_file.write(text, title=process.title), word_file.MEDIA_TYPE, f"{name}.docx"
    elif kind == "tekst":
        content, media_type, name = text.encode(), "text/plain; charset=utf-8", f"{name}.txt"
    else:
        raise Http404
    return HttpResponse(
        content, content_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


_NOTICE = "dossier/<slug:code>/rolwijziging/<int:number>/"
urlpatterns = [
    path("dossier/<slug:code>/fasen/<int:position>/rol/", edit_role, name="desk_role"),
    path("dossier/<slug:code>/fasen/<int:position>/besluit/", edit_decision, name="desk_role_decision"),
    path(_NOTICE, notice, name="desk_role_notice"),
    path(f"{_NOTICE}<slug:who>/", letter_page, name="desk_role_letter"),
    path(f"{_NOTICE}<slug:who>/<slug:kind>/", letter_file, name="desk_role_letter_file"),
]
