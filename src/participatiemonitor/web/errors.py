"""Error pages in the house style."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from participatiemonitor.web.access import public_page


@public_page("error page")
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form was sent from another page or after a long wait."""
    return render(request, "web/public/csrf.html", {"reason": reason}, status=403)


@public_page("error page")
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The address does not exist, or not for this person."""
    return render(request, "web/public/404.html", status=404)


@public_page("a page that is closed on purpose")
def absent(request: HttpRequest) -> HttpResponse:
    """An address that a package offers and we do not."""
    return render(request, "web/public/404.html", status=404)


@public_page("error page")
def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Signed in, but not allowed."""
    return render(request, "web/public/403.html", status=403)


@public_page("error page")
def broken(request: HttpRequest) -> HttpResponse:
    """Something went wrong on our side."""
    return render(request, "web/public/500.html", status=500)
