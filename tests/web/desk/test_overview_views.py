"""Keeping the filters of the overview at the desk."""

from collections.abc import Callable
from datetime import datetime
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from participatiemonitor.foundation.audit.models import Event
from participatiemonitor.foundation.people.models import Membership, StaffRole, User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.foundation.tenancy.scope import scope
from participatiemonitor.register.models import Process, SavedView
from participatiemonitor.register.operations import save_view
from participatiemonitor.web.desk.sentences import lines

type Desk = Callable[[User], Client]

QUESTION = "thema=2&staat=RUNNING&volgorde=titel"
SAVE, OVERVIEW, ALL = "desk_view_new", "desk_overview", "desk_views"


def text_of(client: Client, url: str) -> str:
    return unescape(client.get(url).content.decode())


def saved(owner: User, municipality: Municipality, now: datetime, **changes: object) -> SavedView:
    facts = {"name": "Loopt", "query": QUESTION, "is_shared": False} | changes
    with scope(municipality.code):
        return save_view(municipality=municipality, **facts, by=owner, now=now)  # type: ignore[arg-type]


@pytest.fixture
def boss(lingedam: Municipality) -> User:
    user = User.objects.create_user("baas@lingedam.example", "geheim-voor-proef", name="Bea")
    Membership.objects.create(user=user, municipality=lingedam, role=StaffRole.ADMINISTRATOR)
    return user


def test_filters_are_kept_and_found_back(desk: Desk, anna: User, plein: Process) -> None:
    client = desk(anna)
    assert f"{reverse(SAVE)}?{QUESTION}" in text_of(client, f"{reverse(OVERVIEW)}?{QUESTION}&pagina=3")
    response = client.post(f"{reverse(SAVE)}?{QUESTION}&onzin=1", {"name": "Verkeer loopt", "for_whom": "mij"})
    assert response["Location"] == f"{reverse(OVERVIEW)}?{QUESTION}"
    html = text_of(client, response["Location"])
    assert f'href="{reverse(OVERVIEW)}?{QUESTION}" aria-current="page">Verkeer loopt</a>' in html
    assert 'href="?" aria-current="page">Alles' not in html
    assert 'href="?" aria-current="page">Alles' in text_of(client, reverse(OVERVIEW))


def test_track_of_the_page_is_kept_too(desk: Desk, anna: User, plein: Process) -> None:
    html = text_of(desk(anna), f"{reverse('desk_processes')}?thema=2")
    assert f"{reverse(SAVE)}?spoor=B&thema=2" in html


def test_own_view_is_of_its_owner_only(
    desk: Desk, anna: User, bram: User, boss: User, chantal: User, lingedam: Municipality, today: datetime
) -> None:
    view = saved(anna, lingedam, today)
    for person in (bram, boss, chantal):
        client = desk(person)
        assert "Loopt" not in text_of(client, reverse(ALL))
        for name in ("desk_view", "desk_view_remove"):
            assert client.get(reverse(name, args=[view.pk])).status_code == 404
            assert client.post(reverse(name, args=[view.pk]), {"name": "x"}).status_code == 404
    with scope(lingedam.code):
        assert SavedView.objects.get().name == "Loopt"


def test_shared_view_is_seen_by_all_and_changed_by_owner_and_administrator(
    desk: Desk,
    anna: User,
    bram: User,
    boss: User,
    chantal: User,
    lingedam: Municipality,
    plein: Process,
    today: datetime,
) -> None:
    view = saved(anna, lingedam, today, is_shared=True)
    address, remove = reverse("desk_view", args=[view.pk]), reverse("desk_view_remove", args=[view.pk])
    assert "Loopt (van Anna)" in text_of(desk(bram), reverse(OVERVIEW))
    assert desk(bram).post(address, {"name": "x", "for_whom": "mij"}).status_code == 404
    assert "Loopt" not in text_of(desk(chantal), reverse(ALL))
    desk(boss).post(address, {"name": "Loopt nu", "for_whom": "iedereen"})
    assert "Loopt nu (van Anna)" in text_of(desk(bram), reverse(OVERVIEW))
    assert "Weet u het zeker" not in text_of(desk(anna), remove)
    assert "Het verdwijnt voor iedereen" in text_of(desk(anna), remove)
    with scope(lingedam.code):
        assert SavedView.objects.exists(), "looking at the question removes nothing"
    assert desk(anna).post(remove)["Location"] == reverse(ALL)
    with scope(lingedam.code):
        assert not SavedView.objects.exists()
        said = [line.what for line in lines(Event.objects.filter(verb__startswith="view_").order_by("pk"))]
    assert said == [
        "deelde het overzicht ‘Loopt’ met iedereen",
        "gaf het gedeelde overzicht ‘Loopt’ de naam ‘Loopt nu’",
        "verwijderde het gedeelde overzicht ‘Loopt nu’",
    ]


def test_taken_name_is_refused_above_the_form(desk: Desk, anna: User, lingedam: Municipality, today: datetime) -> None:
    saved(anna, lingedam, today)
    response = desk(anna).post(f"{reverse(SAVE)}?thema=4", {"name": "LOOPT", "for_whom": "mij"})
    html = unescape(response.content.decode())
    assert "U hebt al een overzicht dat ‘LOOPT’ heet." in html
    assert 'value="LOOPT"' in html


def test_without_filters_there_is_nothing_to_keep(desk: Desk, anna: User, lingedam: Municipality) -> None:
    for method in (desk(anna).get, desk(anna).post):
        assert method(reverse(SAVE), {"name": "x"} if method.__name__ == "post" else {})["Location"] == reverse(
            OVERVIEW
        )
    with scope(lingedam.code):
        assert not SavedView.objects.exists()


def test_who_only_reads_along_keeps_for_oneself(desk: Desk, reader: User, lingedam: Municipality) -> None:
    client = desk(reader)
    assert "Voor iedereen" not in text_of(client, f"{reverse(SAVE)}?{QUESTION}")
    client.post(f"{reverse(SAVE)}?{QUESTION}", {"name": "Mijn lijst", "for_whom": "iedereen"})
    with scope(lingedam.code):
        view = SavedView.objects.get()
        assert (view.name, view.is_shared) == ("Mijn lijst", False)


def test_list_of_kept_overviews_says_when_it_is_empty(desk: Desk, anna: User) -> None:
    assert "Nog niets bewaard" in text_of(desk(anna), reverse(ALL))
