"""The overview of one municipality with very many processes, page by page. A script: prints JSON."""

import json
import sys
from dataclasses import asdict

import django

django.setup()

from bench.register.timing import measure  # noqa: E402 after setup
from bench.register.world import fill  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from participatiemonitor.foundation.people.models import Membership, StaffRole, User  # noqa: E402
from participatiemonitor.foundation.tenancy.models import Municipality  # noqa: E402
from participatiemonitor.foundation.tenancy.scope import scope  # noqa: E402
from participatiemonitor.register.operations import save_view  # noqa: E402

OVERVIEW, BOARD, FILE = "/bureau/overzicht/", "/bureau/bord/", "/bureau/overzicht/bestand/"
EVERY_FILTER = (
    "soort=PROCESS&soort=INITIATIVE&spoor=B&rol=BP3&rol=BP2&thema=2&thema=5&gebied=Wijk+7&gebied=-&fase=EXECUTION"
    "&staat=RUNNING&staat=DRAFT&periode=dit-jaar&van=2021-01-01&aandacht=einde-voorbij"
)
PAGES = {
    "overview": OVERVIEW,
    "overview, page 200": f"{OVERVIEW}?pagina=200",
    "one filter (theme)": f"{OVERVIEW}?thema=2",
    "three filters, two options each": f"{OVERVIEW}?thema=2&thema=5&staat=RUNNING&staat=DRAFT&rol=BP3&rol=-",
    "every filter at once": f"{OVERVIEW}?{EVERY_FILTER}",
    "sorted by title": f"{OVERVIEW}?volgorde=titel",
    "search that finds hundreds": f"{OVERVIEW}?zoek=fietspaden",
    "search that finds nearly all": f"{OVERVIEW}?zoek=buurt",
    "search of two words with a filter": f"{OVERVIEW}?zoek=fietspad+kerkstraat&staat=RUNNING",
    "misspelt word": f"{OVERVIEW}?zoek=fietspda",
    "initiatives": "/bureau/initiatieven/",
    "board": BOARD,
    "board, one filter": f"{BOARD}?thema=2",
    "CSV of everything": f"{FILE}csv/",
    "XLSX of everything": f"{FILE}xlsx/",
}


def main(number: int) -> None:
    """Fill the register and measure every page, signed in as a policy adviser."""
    call_command("migrate", verbosity=0)
    now = timezone.now()
    place = Municipality.objects.create(code="GM9001", name="Lingedam", province="Gelderland")
    anna = User.objects.create(email="anna@lingedam.example", name="Anna")
    Membership.objects.create(user=anna, municipality=place, role=StaffRole.POLICY_ADVISER)
    with scope(place.code):
        fill(place, anna, number=number, now=now)
        save_view(municipality=place, name="Loopt", query="staat=RUNNING", by=anna, now=now)
    client = Client()
    client.force_login(get_user_model().objects.get(pk=anna.pk))
    cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    application = WSGIHandler()
    print(json.dumps({name: asdict(measure(application, page, cookie=cookie)) for name, page in PAGES.items()}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
