"""Keeping the filters of the overview under a name, for oneself or for everybody."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_GET

from participatiemonitor.foundation.people.models import StaffRole
from participatiemonitor.foundation.people.roles import Permission, may
from participatiemonitor.register.models import SavedView
from participatiemonitor.register.operations import change_view, remove_view, save_view
from participatiemonitor.register.overview_rows import saved_views
from participatiemonitor.web.access import DeskRequest, desk_page
from participatiemonitor.web.components.items import Link
from participatiemonitor.web.desk.frame import refusals_on
from participatiemonitor.web.desk.overview_address import Question

FOR_ME, FOR_ALL = "mij", "iedereen"


class ViewForm(forms.Form):
    """The name of a kept overview and for whom it is."""

    name = forms.CharField(label="Naam", max_length=80, help_text="Bijvoorbeeld: Loopt in Oost.")
    for_whom = forms.ChoiceField(
        label="Voor wie is dit overzicht?",
        widget=forms.RadioSelect,
        choices=[(FOR_ME, "Alleen voor mij"), (FOR_ALL, "Voor iedereen van de gemeente")],
        initial=FOR_ME,
    )

    def __init__(self, *args: object, may_share: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # a form takes what a form takes
        if not may_share:
            del self.fields["for_whom"]

    @property
    def is_shared(self) -> bool:
        """Whether everybody of the municipality sees it."""
        return self.cleaned_data.get("for_whom") == FOR_ALL


def _may_share(request: DeskRequest) -> bool:
    """Who only reads along keeps overviews for oneself."""
    return may(request.membership.staff_role, Permission.PROCESS_EDIT)


def _may_change(request: DeskRequest, view: SavedView) -> bool:
    """The owner; and an administrator what is shared, because people leave and their overviews stay."""
    is_shared_one = view.is_shared and request.membership.staff_role == StaffRole.ADMINISTRATOR
    return view.owner_id == request.membership.user_id or is_shared_one


def _view(request: DeskRequest, key: int) -> SavedView:
    view = saved_views(request.membership.user_id).filter(pk=key).first()
    if view is None or not _may_change(request, view):
        raise Http404
    return view


def _context(request: DeskRequest, *deeper: Link) -> dict[str, object]:
    above = Link("Overzicht", reverse("desk_overview"))
    request.current_navigation = above.url
    return {"crumbs": [above, *deeper]}


@desk_page(Permission.PROCESS_VIEW)
def new_view(request: DeskRequest) -> HttpResponse:
    """Keep the filters of the address under a name."""
    question = Question.of(request.GET)
    if not question.query():
        return redirect("desk_overview")
    form = ViewForm(request.POST or None, may_share=_may_share(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            view = save_view(
                municipality=request.municipality,
                name=form.cleaned_data["name"],
                query=question.query(),
                is_shared=form.is_shared,
                by=request.user,
                now=request.now,
            )
            messages.success(request, f"‘{view.name}’ is bewaard. U vindt het boven het overzicht.")
            return redirect(f"{reverse('desk_overview')}?{view.query}")
    context = _context(request, Link("Bewaren")) | {
        "form": form,
        "title": "Bewaar dit overzicht",
        "button": "Bewaar",
        "back": f"{reverse('desk_overview')}?{question.query()}",
    }
    return render(request, "web/desk/overview/view.html", context)


@desk_page(Permission.PROCESS_VIEW)
@require_GET
def views(request: DeskRequest) -> HttpResponse:
    """All kept overviews that this person sees, with what can be done with them."""
    found = [(view, _may_change(request, view)) for view in saved_views(request.membership.user_id)]
    context = _context(request, Link("Bewaarde overzichten"))
    return render(request, "web/desk/overview/views.html", context | {"views": found, "me": request.membership.user_id})


@desk_page(Permission.PROCESS_VIEW)
def edit_view(request: DeskRequest, key: int) -> HttpResponse:
    """Give a kept overview another name, or share it."""
    view = _view(request, key)
    start = {"name": view.name, "for_whom": FOR_ALL if view.is_shared else FOR_ME}
    form = ViewForm(request.POST or None, may_share=_may_share(request), initial=start)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            change_view(
                view=view, name=form.cleaned_data["name"], is_shared=form.is_shared, by=request.user, now=request.now
            )
            messages.success(request, "Het bewaarde overzicht is aangepast.")
            return redirect("desk_views")
    above = Link("Bewaarde overzichten", reverse("desk_views"))
    context = _context(request, above, Link(view.name)) | {
        "form": form,
        "title": f"Pas ‘{view.name}’ aan",
        "button": "Sla op",
        "back": above.url,
    }
    return render(request, "web/desk/overview/view.html", context)


@desk_page(Permission.PROCESS_VIEW)
def throw_away(request: DeskRequest, key: int) -> HttpResponse:
    """Remove a kept overview, after asking."""
    view = _view(request, key)
    if request.method == "POST":
        remove_view(view=view, by=request.user, now=request.now)
        messages.success(request, f"‘{view.name}’ is verwijderd.")
        return redirect("desk_views")
    above = Link("Bewaarde overzichten", reverse("desk_views"))
    return render(
        request, "web/desk/overview/view_remove.html", _context(request, above, Link("Verwijderen")) | {"view": view}
    )


urlpatterns = [
    path("overzicht/bewaren/", new_view, name="desk_view_new"),
    path("overzicht/bewaard/", views, name="desk_views"),
    path("overzicht/bewaard/<int:key>/", edit_view, name="desk_view"),
    path("overzicht/bewaard/<int:key>/verwijderen/", throw_away, name="desk_view_remove"),
]
