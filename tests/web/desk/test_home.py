"""The desk's first page."""

from collections.abc import Callable
from datetime import datetime
from html import unescape

from django.test import Client
from django.urls import reverse

from participatiemonitor.analysis.models import Sharing, With
from participatiemonitor.fieldwork.models import Round
from participatiemonitor.foundation.people.models import User
from participatiemonitor.foundation.tenancy.scope import scope
from participatiemonitor.register.models import Process

type Desk = Callable[[User], Client]


def text_of(client: Client) -> str:
    return unescape(client.get(reverse("desk_home")).content.decode())


def test_leader_sees_what_needs_attention(desk: Desk, bram: User, plein: Process, meting: Round) -> None:
    html = text_of(desk(bram))
    assert "Vul de zelfevaluatie in" in html
    assert f'href="{reverse("desk_self_evaluation", args=[plein.code])}"' in html
    assert "U bent projectleider bij de gemeente Lingedam." in html


def test_leader_sees_nothing_of_others(desk: Desk, bram: User, plein: Process, tuin: Process) -> None:
    assert "Buurttuin" not in text_of(desk(bram))


def test_adviser_sees_everything_of_the_municipality(desk: Desk, anna: User, plein: Process, tuin: Process) -> None:
    html = text_of(desk(anna))
    assert html.index("Vraagt uw aandacht") < html.index("Buurttuin") < html.index("Door u geleid")


def test_council_reader_gets_counts_and_no_tasks(desk: Desk, reader: User, plein: Process, meting: Round) -> None:
    html = text_of(desk(reader))
    assert ("Open metingen" in html, "Vraagt uw aandacht" in html) == (True, False)


def test_council_reader_finds_what_was_shared(
    desk: Desk, reader: User, bram: User, plein: Process, meting: Round, today: datetime
) -> None:
    before = text_of(desk(reader))
    code = plein.municipality_id
    with scope(code):
        Sharing.objects.create(
            municipality_id=code, round=meting, with_whom=With.COUNCIL, shared_on=today.date(), shared_by=bram
        )
    html = text_of(desk(reader))
    address = f"{reverse('desk_results', args=[plein.code])}?meting={meting.number}"
    assert "Er zijn nog geen resultaten met u gedeeld." in before
    assert (address in before, address in html) == (False, True)


def test_links_of_one_kind_name_their_process(desk: Desk, bram: User, plein: Process, meting: Round) -> None:
    assert f'Vul de zelfevaluatie in<span class="pm-hidden">: {plein.title}</span>' in text_of(desk(bram))


def test_first_day_shows_one_button(desk: Desk, anna: User, reader: User) -> None:
    assert "Begin met uw eerste traject of initiatief" in text_of(desk(anna))
    assert "Er is nog niets om te bekijken" in text_of(desk(reader))


def test_trail_speaks_in_sentences(desk: Desk, lingedam: object, plein: Process, today: datetime) -> None:
    from participatiemonitor.foundation.people.models import Membership, StaffRole

    boss = User.objects.create_user("beheer@lingedam.example", "geheim-voor-proef", name="Bea")
    Membership.objects.create(user=boss, municipality=plein.municipality, role=StaffRole.ADMINISTRATOR)
    html = unescape(desk(boss).get(reverse("desk_audit")).content.decode())
    assert "beloofde de rol adviseren" in html
