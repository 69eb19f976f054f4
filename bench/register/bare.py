"""The measure to stand beside: the least that a Django project does to show a list of 25 from many.

The middleware that `startproject` writes, one table with a leader each, Django's paginator and a template of one table.
Nobody is signed in; there is no filter, no count per option, no role and no phase.
"""

import json
import os
import sys
from dataclasses import asdict

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.paginator import Paginator
from django.db import connection, models
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.urls import path

from participatiemonitor.config.settings import database

settings.configure(
    SECRET_KEY="bare" * 12,
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=[f"django.contrib.{name}" for name in ("auth", "contenttypes", "sessions", "messages")],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
    DATABASES={"default": database(os.environ["PM_BARE_DATABASE"])},
)
django.setup()

from bench.register.timing import measure  # noqa: E402 after setup


class Leader(models.Model):
    """Who leads."""

    name = models.CharField(max_length=100)

    class Meta:
        app_label = "bare"

    def __str__(self) -> str:
        return self.name


class Item(models.Model):
    """One line of the list."""

    title = models.CharField(max_length=120)
    state = models.CharField(max_length=12)
    starts_on = models.DateField()
    leader = models.ForeignKey(Leader, on_delete=models.CASCADE)

    class Meta:
        app_label = "bare"

    def __str__(self) -> str:
        return self.title


PAGE = Template(
    "<!doctype html><title>Lijst</title><h1>{{ page.paginator.count }}</h1><form><input name=zoek></form><table>"
    "{% for item in page %}<tr><th>{{ item.title }}<td>{{ item.state }}<td>{{ item.starts_on }}<td>{{ item.leader }}"
    "{% endfor %}</table>"
)


def bare_list(request: HttpRequest) -> HttpResponse:
    """25 items, narrowed to a word in the title where one is asked."""
    found = Item.objects.select_related("leader").order_by("-pk")
    if word := request.GET.get("zoek"):
        found = found.filter(title__icontains=word)
    page = Paginator(found, 25).get_page(request.GET.get("pagina"))
    return HttpResponse(PAGE.render(Context({"page": page})))


urlpatterns = [path("", bare_list)]


def main(number: int) -> None:
    """Fill the two tables and measure the list, plain and with a word."""
    with connection.schema_editor() as editor:
        editor.create_model(Leader)
        editor.create_model(Item)
    leaders = Leader.objects.bulk_create(Leader(name=f"Leider {n}") for n in range(40))
    titles = (
        "Herinrichting fietspad Kerkstraat",
        "Toekomst van schoolplein Dijkweg",
        "Nieuwe plek voor zwembad Parkweg",
    )
    Item.objects.bulk_create(
        Item(title=f"{titles[n % 3]} {n}", state="RUNNING", starts_on="2026-01-01", leader=leaders[n % 40])
        for n in range(number)
    )
    application = WSGIHandler()
    found = {
        name: asdict(measure(application, address)) for name, address in (("list", "/"), ("search", "/?zoek=fiets"))
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main(int(sys.argv[1]))
