"""The respondent's door: from a link to a thank-you, without script, cookie or account.

GET and HEAD write nothing. What is filled in travels along in the form, sealed, until it is sent.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from participatiemonitor.fieldwork import operations as fieldwork
from participatiemonitor.fieldwork.queries import RoundFace, face_by_open_link, invitation_by_token
from participatiemonitor.fieldwork.states import Stream
from participatiemonitor.foundation.sealing import SealBroken
from participatiemonitor.register.models import Track
from participatiemonitor.web.access import public_page
from participatiemonitor.web.respond import notices
from participatiemonitor.web.respond.looks import Look, questions_html, start_html
from participatiemonitor.web.respond.notices import Notice
from participatiemonitor.web.respond.same_site import is_from_this_site
from participatiemonitor.web.respond.state import EVERYTHING, FormState
from participatiemonitor.web.respond.steps import ON, Step, after

_WRONG_INPUT = 422


@dataclass(frozen=True, slots=True)
class Door:
    """A round and the way in to it. `notice` says why there is nothing to fill in."""

    face: RoundFace | None
    notice: Notice | None
    token: str | None = None

    @property
    def stream(self) -> Stream:
        """How answers through this door are labelled."""
        return Stream.OPEN_LINK if self.token is None else Stream.INVITED


def _open_door(link: str) -> Door:
    face = face_by_open_link(link)
    return Door(face, notices.UNKNOWN if face is None else notices.about_round(face, timezone.localdate()))


def _personal_door(token: str) -> Door:
    found = invitation_by_token(token)
    if found is None:
        return Door(None, notices.UNKNOWN, token)
    return Door(found.round, notices.about_invitation(found, timezone.localdate()), token)


def _quiet(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Nothing of this page is kept by browsers, handed to other sites, or found by search engines."""

    @wraps(view)
    def answered(request: HttpRequest, **names: str) -> HttpResponse:
        response = view(request, **names)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex"
        return response

    return answered


@csrf_exempt
@public_page("whoever has the open link may answer")
@require_http_methods(["GET", "HEAD", "POST"])
@_quiet
def open_link(request: HttpRequest, link: str) -> HttpResponse:
    """The questionnaire by its open link."""
    return _answer(request, _open_door(link))


@csrf_exempt
@public_page("the personal link is the key")
@require_http_methods(["GET", "HEAD", "POST"])
@_quiet
def invited(request: HttpRequest, token: str) -> HttpResponse:
    """The questionnaire by a personal link."""
    return _answer(request, _personal_door(token))


@public_page("says thank you; holds no answers")
@require_http_methods(["GET", "HEAD"])
@_quiet
def thanks_open(request: HttpRequest, link: str) -> HttpResponse:
    """After sending by the open link."""
    return _thanks(_open_door(link))


@public_page("says thank you; holds no answers")
@require_http_methods(["GET", "HEAD"])
@_quiet
def thanks_invited(request: HttpRequest, token: str) -> HttpResponse:
    """After sending by a personal link."""
    return _thanks(_personal_door(token))


def _answer(request: HttpRequest, door: Door) -> HttpResponse:
    if request.method == "POST":
        return _posted(request, door)
    if door.notice or door.face is None:
        return _notice(door, door.notice or notices.UNKNOWN)
    look, wanted = Look.of(door.face, door.stream), request.GET.get("pagina", "")
    if wanted not in {"1", EVERYTHING}:
        return HttpResponse(start_html(look, request.path))
    return _page(request, look, Step(FormState.fresh(EVERYTHING if wanted == EVERYTHING else 0)))


def _page(request: HttpRequest, look: Look, step: Step) -> HttpResponse:
    html = questions_html(look, path=request.path, state=step.state, errors=step.errors)
    return HttpResponse(html, status=_WRONG_INPUT if step.errors else 200)


def _posted(request: HttpRequest, door: Door) -> HttpResponse:
    if door.face is None or (door.notice and door.notice is not notices.USED):
        return _notice(door, door.notice or notices.UNKNOWN)
    if not is_from_this_site(request):
        return _notice(door, notices.ELSEWHERE)
    try:
        state = FormState.opened(request.POST.get("staat", ""), request.path)
    except (SealBroken, SuspiciousOperation):
        return _notice(door, notices.UNREADABLE)
    look = Look.of(door.face, door.stream)
    step = after(look.form(state.values), state, dict(request.POST.lists()), request.POST.get("doel", ON))
    if step.is_complete:
        return _sent(request, door, door.face, step.state)
    return _notice(door, door.notice) if door.notice else _page(request, look, step)


def _sent(request: HttpRequest, door: Door, face: RoundFace, state: FormState) -> HttpResponse:
    """Send the form. On a used link this only gives the receipt again to whoever sent that very form."""
    try:
        fieldwork.submit(
            round_=face,
            stream=door.stream,
            submission_key=state.submission_key,
            answers=state.values,
            token=door.token,
            now=timezone.now(),
        )
    except fieldwork.RoundNotOpen:
        return _notice(door, notices.closed(face))
    except (fieldwork.LinkUsed, fieldwork.LinkExpired, fieldwork.LinkRevoked, fieldwork.LinkUnknown) as refusal:
        return _notice(door, _REFUSED[type(refusal)])
    response = HttpResponseRedirect(request.path + "bedankt/")
    response.status_code = 303
    return response


_REFUSED: dict[type[Exception], Notice] = {
    fieldwork.LinkUsed: notices.USED,
    fieldwork.LinkExpired: notices.EXPIRED,
    fieldwork.LinkRevoked: notices.REVOKED,
    fieldwork.LinkUnknown: notices.UNKNOWN,
}


def _context(door: Door) -> dict[str, object]:
    name = f"Gemeente {door.face.municipality}" if door.face else "Participatiemonitor"
    return {"demo_notice": settings.DEMO, "municipality": {"name": name}, "face": door.face}


def _notice(door: Door, notice: Notice) -> HttpResponse:
    return HttpResponse(
        render_to_string("web/respond/notice.html", _context(door) | {"notice": notice}), status=notice.status
    )


def _thanks(door: Door) -> HttpResponse:
    if door.face is None:
        return _notice(door, notices.UNKNOWN)
    facts = {"is_initiative": door.face.track == Track.SOCIETY}
    return HttpResponse(render_to_string("web/respond/thanks.html", _context(door) | facts))
