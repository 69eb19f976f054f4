"""Reading open answers: a person cleans and releases each of them, or decides that it is not shown."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from participatiemonitor.analysis import gate
from participatiemonitor.analysis.queries import Look
from participatiemonitor.fieldwork.operations import release_open_answer, withhold_open_answer
from participatiemonitor.fieldwork.queries import definition_for, open_answer, open_answers_to_read, response
from participatiemonitor.foundation.people.roles import Permission
from participatiemonitor.register.models import Process
from participatiemonitor.web import access
from participatiemonitor.web.access import DeskRequest, desk_page
from participatiemonitor.web.components.items import Link
from participatiemonitor.web.desk.frame import Tab, process_context, refusals_on
from participatiemonitor.web.desk.results_pages import look_at, results_url

PER_PAGE = 10
LONGEST = 4000


class ReleaseForm(forms.Form):
    """The words with which an open answer may be shown."""

    text = forms.CharField(
        label="Tekst die te zien mag zijn",
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=LONGEST,
        required=False,
        help_text="Haal namen, adressen en alles weg waaraan iemand te herkennen is. Laat de rest zoals het is.",
    )


def _readable(request: DeskRequest, process: Process) -> Look:
    """The closed round with enough answers that is asked for, or 404; also while a leader owes the own answers."""
    seen = look_at(request, process)
    if seen.decision.needs_self_evaluation:
        raise Http404
    if seen.round is None or seen.round.closed_on is None or not gate.shows_open_answers(response(seen.round).total):
        raise Http404
    return seen


@desk_page(Permission.OPEN_ANSWERS_CLEAN)
@require_GET
def waiting(request: DeskRequest, code: str) -> HttpResponse:
    """Open answers that nobody has read yet, ten a page."""
    process = access.process(request, code)
    seen = _readable(request, process)
    assert seen.round is not None
    page = Paginator(open_answers_to_read(seen.round), PER_PAGE).get_page(request.GET.get("pagina"))
    questions = {item.code: item.text for item in definition_for(seen.round).items()}
    rows = [
        (one, questions.get(one.question, ""), results_url(process, seen.number, "desk_open_answer", str(one.pk)))
        for one in page.object_list
    ]
    context = process_context(request, process, Tab.RESULTS, Link("Open antwoorden"))
    context |= {"rows": rows, "page": page, "back_url": results_url(process, seen.number)}
    context["query"] = urlencode({"meting": str(seen.number)})
    return render(request, "web/desk/results/open_answers.html", context)


@desk_page(Permission.OPEN_ANSWERS_CLEAN)
def read(request: DeskRequest, code: str, answer_id: UUID) -> HttpResponse:
    """Read one open answer, clean it and release it, or do not show it."""
    process = access.process(request, code)
    seen = _readable(request, process)
    assert seen.round is not None
    answer = open_answer(seen.round, answer_id)
    if answer is None:
        raise Http404
    back = results_url(process, seen.number, "desk_open_answers")
    form = ReleaseForm(request.POST or None, initial={"text": answer.released_text or answer.text})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            _decide(request, answer_id, form.cleaned_data["text"])
            return redirect(back)
    question = next((item.text for item in definition_for(seen.round).items() if item.code == answer.question), "")
    context = process_context(request, process, Tab.RESULTS, Link("Open antwoorden", back), Link("Lezen"))
    context |= {"form": form, "answer": answer, "question": question, "back_url": back}
    return render(request, "web/desk/results/open_answer.html", context)


def _decide(request: DeskRequest, answer_id: UUID, text: str) -> None:
    if request.POST.get("stap") == "niet-tonen":
        withhold_open_answer(open_answer_id=answer_id, by=request.user, now=request.now)
        messages.success(request, "Dit antwoord wordt niet getoond.")
    else:
        release_open_answer(open_answer_id=answer_id, text=text, by=request.user, now=request.now)
        messages.success(request, "Het antwoord is vrijgegeven.")


_ANSWERS = "dossier/<slug:code>/resultaten/open-antwoorden/"
urlpatterns = [
    path(_ANSWERS, waiting, name="desk_open_answers"),
    path(f"{_ANSWERS}<uuid:answer_id>/", read, name="desk_open_answer"),
]
