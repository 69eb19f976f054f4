"""The public site."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from participatiemonitor.web.access import public_page


@public_page("public site")
def home(request: HttpRequest) -> HttpResponse:
    """What the monitor is, for whom, and how to take part."""
    return render(request, "web/public/home.html")


@public_page("public site")
def example(request: HttpRequest) -> HttpResponse:
    """Where the example of a fictional municipality can be found."""
    return render(request, "web/public/example.html")


@public_page("public site")
def method(request: HttpRequest) -> HttpResponse:
    """How is measured and what is never shown."""
    return render(request, "web/public/method.html")
