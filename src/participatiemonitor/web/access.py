"""Who may open which page: decorators and guarded accessors. Every view carries one of the two decorators."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from participatiemonitor.foundation.people.models import Membership, User
from participatiemonitor.foundation.people.roles import OWN_PROCESSES_ONLY, Permission, may
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.foundation.tenancy.scope import scope
from participatiemonitor.register.models import Process

# Where the session keeps the code of the chosen municipality.
MUNICIPALITY_KEY = "municipality"

type View = Callable[..., HttpResponseBase]


class DeskRequest(HttpRequest):
    """A request at the desk, after the decorator: somebody signed in, working for one municipality."""

    user: User
    municipality: Municipality
    membership: Membership
    # Everything this person may choose from; the membership of now is one of them.
    memberships: tuple[Membership, ...]
    now: datetime
    # The address of the navigation item that holds this page; without it, the page's own address.
    current_navigation: str


@dataclass(frozen=True, slots=True)
class DeskPage:
    """Marks a view as a desk page with the permission it asks."""

    permission: Permission


@dataclass(frozen=True, slots=True)
class PublicPage:
    """Marks a view as open to everybody, with the reason."""

    reason: str


def public_page(reason: str) -> Callable[[View], View]:
    """A page for everybody. The reason stands in the generated access table."""

    def mark(view: View) -> View:
        view.door = PublicPage(reason)  # type: ignore[attr-defined]  # functions carry marks
        return view

    return mark


def desk_page(permission: Permission) -> Callable[[View], View]:
    """A page for staff with this permission, inside the scope of their municipality.

    Not signed in: to the sign-in page. No membership or no permission: a page that says what to do.
    Sets `request.municipality`, `request.membership` and `request.now`.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            memberships = memberships_of(request)
            membership = chosen_membership(request, memberships)
            if membership is None:
                return render(request, "web/desk/no_membership.html", status=403)
            desk: Any = request
            desk.membership, desk.municipality, desk.now = membership, membership.municipality, timezone.localtime()
            desk.memberships = memberships
            if not may(membership.staff_role, permission):
                return render(request, "web/public/403.html", status=403)
            with scope(membership.municipality_id):
                return _rendered(view(request, *args, **kwargs))

        guarded.door = DeskPage(permission)  # type: ignore[attr-defined]  # functions carry marks
        return guarded

    return decorate


def _rendered(response: HttpResponseBase) -> HttpResponseBase:
    render_now = getattr(response, "render", None)
    if render_now is not None and not getattr(response, "is_rendered", True):
        return render_now()  # type: ignore[no-any-return]  # templates read scoped rows: render inside the scope
    return response


def memberships_of(request: HttpRequest) -> tuple[Membership, ...]:
    """The municipalities the signed-in person works for, by name."""
    found = Membership.objects.filter(user_id=request.user.pk or 0, is_active=True)
    return tuple(found.select_related("municipality").order_by("municipality__name"))


def chosen_membership(request: HttpRequest, memberships: Sequence[Membership]) -> Membership | None:
    """The membership the signed-in person works with now: the chosen municipality, else the first."""
    chosen = request.session.get(MUNICIPALITY_KEY)
    for membership in memberships:
        if membership.municipality_id == chosen:
            return membership
    return memberships[0] if memberships else None


def sees_process(membership: Membership, process: Process) -> bool:
    """Whether this person may open this process at all."""
    if membership.staff_role in OWN_PROCESSES_ONLY:
        return process.leader_id == membership.user_id
    return True


def process(request: DeskRequest, code: str) -> Process:
    """The process with this code in the own municipality, or 404 (also when it is somebody else's)."""
    found = Process.objects.select_related("leader", "municipality").filter(code=code).first()
    if found is None or not sees_process(request.membership, found):
        raise Http404
    return found


class AnonymousPathsMiddleware:
    """Pages for respondents never read or set a cookie: whatever the browser sends is dropped at the door (ANO-07)."""

    PREFIXES = ("/v/", "/u/")

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info.startswith(self.PREFIXES):
            request.META.pop("HTTP_COOKIE", None)
        return self.get_response(request)
