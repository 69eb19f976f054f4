"""The board at the desk."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.factories.register import a_process

from participatiemonitor.foundation.people.models import User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.foundation.tenancy.scope import scope
from participatiemonitor.register.models import Phase, Process, ProcessKind, Stage
from participatiemonitor.register.operations import add_phase
from participatiemonitor.register.states import ProcessState
from participatiemonitor.web.desk import board_pages

type Desk = Callable[[User], Client]
type Make = Callable[..., Process]


@pytest.fixture
def day(today: datetime) -> date:
    return timezone.localdate(today)


@pytest.fixture
def make(lingedam: Municipality, anna: User, today: datetime) -> Make:
    """A process whose first phase has this stage and day."""

    def made(title: str, stage: str = "", starts_on: date | None = None, **changes: object) -> Process:
        with scope(lingedam.code):
            process = a_process(lingedam, anna, today, title=title, **changes)
            Phase.objects.filter(process=process).update(stage=stage, starts_on=starts_on)
        return process

    return made


def columns(client: Client, query: str = "") -> dict[str, str]:
    """The text of each column by its title, with its count."""
    html = unescape(client.get(f"{reverse('desk_board')}?{query}").content.decode())
    found = {}
    for part in html.split('<section class="pm-board__column"')[1:]:
        heading = part.split('">', 2)[2].split("</span>")[0].replace('<span class="pm-board__number">', "")
        found[heading] = part.split("</section>")[0]
    return found


def test_each_dossier_stands_in_the_stage_of_now(desk: Desk, anna: User, make: Make, day: date) -> None:
    make("Ontwerp", Stage.PREPARATION)
    make("Aanleg", Stage.EXECUTION, day)
    moved = make("Verschoven", Stage.PREPARATION, day - timedelta(days=60))
    with scope(moved.municipality_id):
        add_phase(process=moved, name="Terugkijken", stage=Stage.EVALUATION, starts_on=day, by=anna, now=timezone.now())
    make("Zonder fase")
    found = columns(desk(anna))
    assert list(found) == ["Voorbereiding 1", "Uitvoering 1", "Evaluatie 1", "Nog geen fase 1"]
    for title, text in zip(("Ontwerp", "Aanleg", "Verschoven", "Zonder fase"), found.values(), strict=True):
        assert title in text
    assert reverse("desk_phase", args=[moved.code, 2]) in found["Evaluatie 1"]


def test_card_says_kind_role_state_and_what_comes_first(desk: Desk, anna: User, make: Make, day: date) -> None:
    later = day + timedelta(days=40)
    make("Ontwerp", rung="BP3", starts_on=day - timedelta(days=9), feedback_promised_on=later)
    make("Vergunning", track="O", kind=ProcessKind.THIRD_PARTY)
    make("Tarieven", kind=ProcessKind.NO_PARTICIPATION)
    (text,) = [text for text in columns(desk(anna)).values() if "Ontwerp" in text]
    for word in ("Rol: adviseren", "In voorbereiding", "terugkoppeling beloofd", "Traject van de gemeente"):
        assert word in text
    assert text.count("geen rol nodig") == 1
    for word in ("Plan van een derde", "nog niet gekozen"):
        assert word in text


def test_filters_work_on_the_board_and_counts_follow(desk: Desk, anna: User, make: Make) -> None:
    make("Ontwerp", Stage.PREPARATION, theme="2")
    make("Aanleg", Stage.EXECUTION, theme="4")
    client = desk(anna)
    assert list(columns(client, "thema=4")) == ["Voorbereiding 0", "Uitvoering 1", "Evaluatie 0", "Nog geen fase 0"]
    assert list(columns(client, "fase=EXECUTION&fase=-")) == ["Uitvoering 1", "Nog geen fase 0"]
    assert list(columns(client, "zoek=aanleggen")) == list(columns(client, "thema=4"))


def test_what_is_over_stands_in_the_list_unless_it_is_asked_for(desk: Desk, anna: User, make: Make) -> None:
    make("Nu bezig", Stage.EXECUTION)
    for title, state in (("Klaar", ProcessState.CLOSED), ("Afgeblazen", ProcessState.STOPPED)):
        process = make(title, Stage.EXECUTION, theme="2")
        with scope(process.municipality_id):
            Process.objects.filter(pk=process.pk).update(state=state)
    client = desk(anna)
    html = client.get(reverse("desk_board")).content.decode()
    assert ("Nu bezig" in html, "Klaar" in html, "Afgeblazen" in html) == (True, False, False)
    assert "Afgerond of gestopt (2): zie de lijst" in html
    assert "1 dossier<" in html
    listed = client.get(f"{reverse('desk_overview')}?staat=CLOSED&staat=STOPPED").content.decode()
    assert ("Klaar" in listed, "Afgeblazen" in listed, "Nu bezig" in listed) == (True, True, False)
    asked = client.get(f"{reverse('desk_board')}?staat=CLOSED").content.decode()
    assert ("Nu bezig" in asked, "Klaar" in asked, "zie de lijst" in asked) == (False, True, False)


def test_long_column_sends_to_the_list_for_the_rest(
    desk: Desk, anna: User, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board_pages, "MOST_CARDS", 2)
    for n in range(5):
        make(f"Plein {n}", Stage.EXECUTION, theme="2")
    client = desk(anna)
    text = columns(client, "thema=2")["Uitvoering 5"]
    assert (text.count("pm-board__card "), "En nog 3: toon alle in de lijst" in text) == (2, True)
    address = text.split(f'href="{reverse("desk_overview")}?')[1].split('"')[0]
    assert "5 dossiers gevonden" in client.get(f"{reverse('desk_overview')}?{address}").content.decode()


def test_who_reads_along_gets_no_link_to_change(desk: Desk, reader: User, anna: User, make: Make) -> None:
    make("Ontwerp")
    assert "Verander de fase" in desk(anna).get(reverse("desk_board")).content.decode()
    assert "Verander de fase" not in desk(reader).get(reverse("desk_board")).content.decode()


def test_leader_and_other_municipality_see_their_own(
    desk: Desk, bram: User, chantal: User, make: Make, plein: Process
) -> None:
    make("Van Anna")
    assert "Van Anna" not in desk(bram).get(reverse("desk_board")).content.decode()
    assert "Kerkplein" in desk(bram).get(reverse("desk_board")).content.decode()
    assert "Kerkplein" not in desk(chantal).get(reverse("desk_board")).content.decode()
