"""Beginning a dossier: who has the initiative, and then the short form of that kind."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_GET

from participatiemonitor.foundation.people.roles import Permission
from participatiemonitor.register.models import Process
from participatiemonitor.register.operations import open_process
from participatiemonitor.web.access import DeskRequest, desk_page
from participatiemonitor.web.components.items import Link
from participatiemonitor.web.desk.frame import refusals_on
from participatiemonitor.web.desk.kinds_facts import keep_facts
from participatiemonitor.web.desk.kinds_new_forms import BEGINNINGS, BY_SLUG, NewForm


@desk_page(Permission.PROCESS_CREATE)
@require_GET
def who_begins(request: DeskRequest) -> HttpResponse:
    """Whose initiative is it? The first question of the role aid, with a card per kind."""
    return render(request, "web/desk/kinds/begin.html", {"crumbs": [Link("Nieuw")]})


@desk_page(Permission.PROCESS_CREATE)
@require_GET
def both_sides(request: DeskRequest) -> HttpResponse:
    """Both, or grown from one to the other: how two dossiers belong together."""
    return render(request, "web/desk/kinds/both.html", {"crumbs": [_first_page(), Link("Van beide of gegroeid")]})


@desk_page(Permission.PROCESS_CREATE)
def new_of_kind(request: DeskRequest, slug: str) -> HttpResponse:
    """The first version of a dossier, on one page. It can be kept at any point."""
    form = _form(request, slug)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            process = _make(request, form)
            if "later" in request.POST:
                messages.success(request, "Bewaard. Hieronder ziet u wat er nog ontbreekt.")
            else:
                messages.success(
                    request, f"Het {process.kind_label} staat in het register. Hieronder ziet u wat u nu kunt doen."
                )
            return redirect("desk_process", process.code)
    others = [other for other in BEGINNINGS if other.slug != slug]
    crumbs = [_first_page(), Link(form.beginning.title)]
    context = {"form": form, "beginning": form.beginning, "others": others, "crumbs": crumbs}
    return render(request, "web/desk/kinds/new.html", context)


def _form(request: DeskRequest, slug: str) -> NewForm:
    if slug not in BY_SLUG:
        raise Http404
    beginning, membership = BY_SLUG[slug], request.membership
    if "wissel" in request.POST:
        # Another kind was chosen halfway: everything that was typed goes along, nothing is judged yet.
        return NewForm(beginning=beginning, membership=membership, initial=NewForm.read(request.POST))
    is_draft = "later" in request.POST
    return NewForm(request.POST or None, beginning=beginning, membership=membership, is_draft=is_draft)


@transaction.atomic
def _make(request: DeskRequest, form: NewForm) -> Process:
    """The dossier with everything that was typed, or nothing when a part is refused."""
    by, now = request.user, request.now
    rung = form.chosen_rung()
    process = open_process(municipality=request.municipality, card=form.card(), rung=rung, by=by, now=now)
    facts = form.facts()
    if facts is not None:
        keep_facts(process, facts, by=by, now=now)
    return process


def _first_page() -> Link:
    return Link("Nieuw", reverse("desk_process_new"))


urlpatterns = [
    path("nieuw/", who_begins, name="desk_process_new"),
    path("nieuw/van-beide/", both_sides, name="desk_new_both"),
    path("nieuw/traject/", new_of_kind, {"slug": "traject"}, name="desk_process_new_municipality"),
    path("nieuw/initiatief/", new_of_kind, {"slug": "initiatief"}, name="desk_process_new_society"),
    path("nieuw/<slug:slug>/", new_of_kind, name="desk_new"),
]
