"""The list of groups to reach at the desk."""

from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from participatiemonitor.foundation.people.models import User
from participatiemonitor.foundation.tenancy.scope import scope
from participatiemonitor.register.models import Process, StakeholderGroup
from participatiemonitor.register.operations import GroupFacts, add_group
from participatiemonitor.register.queries import groups_of

type Desk = Callable[[User], Client]

YOUNG = {"name": "jongeren", "interest": "Zij blijven het langst.", "approach": "Op school.", "invited": "30"}


def page(process: Process) -> str:
    return reverse("desk_groups", args=[process.code])


def new(process: Process) -> str:
    return reverse("desk_group_new", args=[process.code])


def text_of(client: Client, url: str) -> str:
    return unescape(client.get(url).content.decode())


def with_group(process: Process, by: User, name: str, **facts: int) -> StakeholderGroup:
    with scope(process.municipality_id):
        return add_group(process=process, facts=GroupFacts(name, **facts), by=by, now=process.created_at)  # type: ignore[arg-type]


def names(process: Process) -> list[str]:
    with scope(process.municipality_id):
        return [group.name for group in groups_of(process)]


def test_empty_list_says_what_will_stand_there(desk: Desk, bram: User, plein: Process) -> None:
    html = text_of(desk(bram), page(plein))
    assert "Er staan nog geen groepen op de lijst." in html
    assert f'action="{new(plein)}"' in html


def test_added_group_stands_on_the_list_and_on_the_plan(desk: Desk, bram: User, plein: Process) -> None:
    client = desk(bram)
    assert client.post(new(plein), YOUNG)["Location"] == page(plein)
    html = text_of(client, page(plein))
    for part in ("jongeren", "Zij blijven het langst.", "Op school.", "Nog niet bereikt: jongeren."):
        assert part in html, part
    plan = text_of(client, reverse("desk_process", args=[plein.code]))
    assert "Nog niet bereikt: jongeren." in plan
    assert f'href="{page(plein)}"' in plan


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"name": ""}, "Geef de groep een naam, bijvoorbeeld ‘jongeren’."),
        ({"name": "x" * 121}, "Maak dit korter: hoogstens 120 tekens."),
        ({"name": "buren", "invited": "veel"}, "Vul een heel getal in, bijvoorbeeld 120."),
        ({"name": "buren", "reached": "-1"}, "Vul 0 of een hoger getal in."),
        ({"name": "Ouderen"}, "De groep ‘Ouderen’ staat al op de lijst. Kies een andere naam."),
    ],
)
def test_mistake_keeps_what_was_typed(
    data: dict[str, str], message: str, desk: Desk, bram: User, plein: Process
) -> None:
    with_group(plein, bram, "ouderen")
    response = desk(bram).post(new(plein), {"interest": "Dit blijft staan."} | data)
    html = unescape(response.content.decode())
    assert response.status_code == 200
    assert message in html
    assert "Dit blijft staan." in html
    assert "<title>Fout: " in html
    assert names(plein) == ["ouderen"]


def test_more_reached_than_invited_is_asked_about_and_kept(desk: Desk, bram: User, plein: Process) -> None:
    client = desk(bram)
    client.post(new(plein), {"name": "buren", "invited": "10", "reached": "25"})
    assert names(plein) == ["buren"]
    assert "Er kwamen er meer dan u uitnodigde." in text_of(client, page(plein))


def test_group_is_changed_on_the_same_page(desk: Desk, bram: User, plein: Process) -> None:
    group = with_group(plein, bram, "jongeren", invited=30)
    address = reverse("desk_group", args=[plein.code, group.pk])
    client = desk(bram)
    html = text_of(client, address)
    assert 'name="invited" value="30"' in html
    assert "Wie missen we?" in html
    assert client.post(address, {"name": "Jongeren", "invited": "30", "reached": "0"})["Location"] == page(plein)
    assert names(plein) == ["Jongeren"]


def test_removing_asks_first(desk: Desk, bram: User, plein: Process) -> None:
    group = with_group(plein, bram, "jongeren")
    client = desk(bram)
    address = reverse("desk_group_remove", args=[plein.code, group.pk])
    html = text_of(client, reverse("desk_group", args=[plein.code, group.pk]))
    assert f'action="{address}"' in html
    assert "Ja, verwijder deze groep" in html
    assert client.get(address).status_code == 405
    assert client.post(address)["Location"] == page(plein)
    assert names(plein) == []


def test_order_changes_with_buttons(desk: Desk, bram: User, plein: Process) -> None:
    for name in ("a", "b", "c"):
        last = with_group(plein, bram, name)
    client = desk(bram)
    address = reverse("desk_group_move", args=[plein.code, last.pk])
    assert text_of(client, page(plein)).count('value="omhoog"') == 2
    assert client.post(address, {"richting": "omhoog"})["Location"] == page(plein)
    assert names(plein) == ["a", "c", "b"]
    client.post(address, {"richting": "omlaag"})
    assert names(plein) == ["a", "b", "c"]
    assert client.post(address, {"richting": "zijwaarts"}).status_code == 404


def test_suggestion_fills_the_form_and_disappears_once_used(desk: Desk, bram: User, plein: Process) -> None:
    client = desk(bram)
    assert "?voorstel=huurders#groep" in text_of(client, page(plein))
    html = text_of(client, f"{page(plein)}?voorstel=huurders")
    assert 'name="name" value="huurders"' in html
    client.post(new(plein), {"name": "Huurders"})
    html = text_of(client, page(plein))
    assert "?voorstel=huurders" not in html
    assert "?voorstel=mantelzorgers" in html


@pytest.mark.parametrize("unknown", ["bestaat-niet", "<script>"])
def test_unknown_suggestion_is_an_empty_form(unknown: str, desk: Desk, bram: User, plein: Process) -> None:
    assert desk(bram).get(page(plein), {"voorstel": unknown}).status_code == 200


def test_reader_reads_the_list_and_changes_nothing(desk: Desk, reader: User, bram: User, plein: Process) -> None:
    group = with_group(plein, bram, "jongeren")
    client = desk(reader)
    html = text_of(client, page(plein))
    assert "jongeren" in html
    assert "<form" not in html.split("<main")[1]
    for name in ("desk_group", "desk_group_remove", "desk_group_move"):
        assert client.post(reverse(name, args=[plein.code, group.pk])).status_code == 403
    assert client.post(new(plein), YOUNG).status_code == 403
    assert names(plein) == ["jongeren"]


def test_group_of_another_process_or_municipality_is_not_found(
    desk: Desk, anna: User, bram: User, chantal: User, plein: Process, tuin: Process
) -> None:
    group = with_group(tuin, anna, "buren")
    for client, process in ((desk(anna), plein), (desk(chantal), tuin), (desk(bram), tuin)):
        for name in ("desk_group", "desk_group_remove", "desk_group_move"):
            address = reverse(name, args=[process.code, group.pk])
            assert client.post(address, {"name": "weg", "richting": "omhoog"}).status_code == 404
    assert desk(chantal).get(page(tuin)).status_code == 404
    assert names(tuin) == ["buren"]


def test_sixty_groups_with_long_and_hostile_names(desk: Desk, bram: User, plein: Process) -> None:
    hostile = "<b>Bewonersbelangenbehartigingsverenigingen</b> & مرحبا 🌳"
    with_group(plein, bram, hostile)
    for number in range(59):
        with_group(plein, bram, f"groep {number}")
    html = desk(bram).get(page(plein)).content.decode()
    assert "&lt;b&gt;Bewonersbelangenbehartigingsverenigingen&lt;/b&gt; &amp;" in html
    assert html.count("Pas aan<") == 60
    assert "0 van de 60 bereikt" in html


def test_audit_trail_says_it_in_words(desk: Desk, bram: User, plein: Process) -> None:
    client = desk(bram)
    client.post(new(plein), {"name": "jongeren"})
    assert "zette de groep ‘jongeren’ op de lijst" in text_of(client, reverse("desk_history", args=[plein.code]))
