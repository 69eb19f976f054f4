"""Self-evaluation, rounds, links and invitations at the desk."""

import base64
import re
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from tests.factories.fieldwork import a_round, send_in

from participatiemonitor.analysis.models import Release
from participatiemonitor.fieldwork.models import FrozenDataset, Invitation, Round, SelfEvaluation
from participatiemonitor.fieldwork.operations import close_round, mix_round
from participatiemonitor.foundation.people.models import User
from participatiemonitor.foundation.tenancy.scope import scope
from participatiemonitor.register.models import Process
from participatiemonitor.register.states import ProcessState

type Desk = Callable[[User], Client]


def parts(name: str, day: datetime) -> dict[str, str]:
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def sent(today: datetime, **changes: str) -> dict[str, str]:
    begin, end = timezone.localtime(today), timezone.localtime(today) + timedelta(days=14)
    fields = {"moment": "M1", "is_short": "nee", "population": "40"}
    return fields | parts("opens_on", begin) | parts("closes_on", end) | changes


def answer(round_: Round, today: datetime, people: Iterable[int]) -> None:
    with scope(round_.municipality_id):
        for _ in people:
            send_in(round_, today)
        mix_round(round_=round_, now=today)


def text_of(client: Client, url: str) -> str:
    return unescape(client.get(url).content.decode())


def test_leader_opens_a_round_and_gets_its_link(desk: Desk, bram: User, plein: Process, today: datetime) -> None:
    client = desk(bram)
    response = client.post(reverse("desk_round_new", args=[plein.code]), sent(today))
    assert response["Location"] == reverse("desk_round", args=[plein.code, 1])
    with scope(plein.municipality_id):
        round_ = Round.objects.get()
        assert (round_.state, round_.moment, round_.is_short, round_.population) == ("OPEN", "M1", False, 40)
        assert (round_.promised_rung, round_.version.audience) == ("BP3", "PARTICIPANTS")
    html = text_of(client, response["Location"])
    assert f"http://testserver/v/{round_.open_link}/" in html
    assert '<svg viewBox="0 0 ' in html


def test_initiative_asks_the_initiators(desk: Desk, anna: User, tuin: Process, today: datetime) -> None:
    client = desk(anna)
    client.post(reverse("desk_role", args=[tuin.code, 1]), {"rung": "OP4"})
    client.post(reverse("desk_round_new", args=[tuin.code]), sent(today))
    with scope(tuin.municipality_id):
        assert Round.objects.get().version.audience == "INITIATORS"


def test_without_a_promised_role_no_round_opens(desk: Desk, anna: User, tuin: Process, today: datetime) -> None:
    response = desk(anna).post(reverse("desk_round_new", args=[tuin.code]), sent(today))
    assert "Beloof eerst een rol" in response.content.decode()
    with scope(tuin.municipality_id):
        assert not Round.objects.exists()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"closes_on_year": "2020"}, "De laatste dag ligt voor de eerste dag"),
        ({"opens_on_day": "", "opens_on_month": "", "opens_on_year": ""}, "Vul in wanneer de meting begint."),
        ({"closes_on_month": "13"}, "Deze datum bestaat niet."),
        ({"moment": "M3"}, "Kies één van de genoemde mogelijkheden."),
        ({"is_short": ""}, "Kies één van de mogelijkheden."),
        ({"population": "-3"}, "Vul een getal van 1 of hoger in."),
    ],
)
def test_round_that_does_not_fit_is_named_and_kept(
    change: dict[str, str], message: str, desk: Desk, bram: User, plein: Process, today: datetime
) -> None:
    fields = sent(today, **change)
    html = unescape(desk(bram).post(reverse("desk_round_new", args=[plein.code]), fields).content.decode())
    assert message in html
    assert f'name="population" value="{fields["population"]}"' in html
    with scope(plein.municipality_id):
        assert not Round.objects.exists()


def test_response_shows_counts_and_nobody(
    desk: Desk, bram: User, plein: Process, meting: Round, today: datetime
) -> None:
    client = desk(bram)
    client.post(reverse("desk_invite", args=[plein.code, 1]), {"addresses": "piet@x.example"})
    answer(meting, today, range(12))
    for address in (reverse("desk_measure", args=[plein.code]), reverse("desk_round", args=[plein.code, 1])):
        html = text_of(client, address)
        assert "12 antwoorden van de 40 mensen" in html
        assert "piet" not in html


def test_waiting_answers_are_never_counted(
    desk: Desk, bram: User, plein: Process, meting: Round, today: datetime
) -> None:
    pages = []
    for people in (range(3), range(4)):
        answer(meting, today, people)
        pages.append(text_of(desk(bram), reverse("desk_round", args=[plein.code, 1])).split("</header>")[-1])
    assert "0 antwoorden van de 40 mensen" in pages[0]
    assert pages[0] == pages[1]


@pytest.mark.parametrize("page", ["desk_round", "desk_close", "desk_measure"])
def test_nobody_sees_that_a_first_answer_came_in(
    page: str, desk: Desk, bram: User, plein: Process, meting: Round, today: datetime
) -> None:
    # With one invitation, or one visit, a sentence that appears at once would tell who answered.
    address = reverse(page, args=[plein.code] if page == "desk_measure" else [plein.code, 1])
    client, seen = desk(bram), []
    for people in (range(0), range(1)):
        answer(meting, today, people)
        seen.append(text_of(client, address).split("</header>")[-1].split("csrf")[0])
    assert seen[0] == seen[1]


def test_invited_people_get_a_link_that_is_shown_once(desk: Desk, bram: User, plein: Process, meting: Round) -> None:
    client = desk(bram)
    address = reverse("desk_invite", args=[plein.code, 1])
    response = client.post(address, {"addresses": "Piet@x.example\n\n piet@x.example ; an@x.example\r\n"})
    html = unescape(response.content.decode())
    links = re.findall(r"http://testserver/u/([\w-]{22})/", html)
    assert len(set(links)) == 2
    assert response["Cache-Control"] == "no-store"
    listed = base64.b64decode(re.findall(r"data:text/csv;charset=utf-8;base64,([\w+/=]+)", html)[0])
    rows = listed.decode("utf-8-sig").splitlines()
    assert rows == [
        "adres;link",
        *(f"{who}@x.example;http://testserver/u/{token}/" for who, token in zip(("piet", "an"), links, strict=True)),
    ]
    assert client.get(f"/u/{links[0]}/").status_code == 200
    again = unescape(client.post(address, {"addresses": "piet@x.example"}).content.decode())
    assert "Zij krijgen geen tweede link" in again
    assert "/u/" not in text_of(client, reverse("desk_round", args=[plein.code, 1]))


def test_formula_in_an_address_stays_text_in_the_list(desk: Desk, bram: User, plein: Process, meting: Round) -> None:
    response = desk(bram).post(reverse("desk_invite", args=[plein.code, 1]), {"addresses": "=1+1@x.example"})
    listed = base64.b64decode(re.findall(r"base64,([\w+/=]+)", unescape(response.content.decode()))[0]).decode(
        "utf-8-sig"
    )
    assert listed.splitlines()[1].startswith("'=1+1@x.example;")


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "Vul minstens één e-mailadres in."),
        ("piet@x.example\ngeen adres\nook@niet", "Dit zijn geen e-mailadressen: ‘geen adres’, ‘ook@niet’."),
        ("piet@x.example\n@", "Dit is geen e-mailadres: ‘@’."),
    ],
)
def test_one_wrong_address_makes_nothing(
    typed: str, message: str, desk: Desk, bram: User, plein: Process, meting: Round
) -> None:
    html = unescape(
        desk(bram).post(reverse("desk_invite", args=[plein.code, 1]), {"addresses": typed}).content.decode()
    )
    assert message in html
    assert typed in html
    with scope(plein.municipality_id):
        assert not Invitation.objects.exists()


def test_revoking_shows_the_same_whether_the_link_was_used_or_not(
    desk: Desk, bram: User, plein: Process, meting: Round, today: datetime
) -> None:
    client = desk(bram)
    address = reverse("desk_revoke", args=[plein.code, 1])
    made = client.post(reverse("desk_invite", args=[plein.code, 1]), {"addresses": "piet@x.example\nan@x.example"})
    tokens = re.findall(r"/u/([\w-]{22})/", made.content.decode())
    with scope(plein.municipality_id):
        Round.objects.update(population=None)
        send_in(meting, today, token=tokens[1])
    pages = [text_of(client, reverse("desk_round", args=[plein.code, 1]))]
    for person in ("piet@x.example", " AN@x.example "):
        response = client.post(address, {"address": person}, follow=True)
        pages.append(unescape(response.content.decode()))
    mains = [page.split("Antwoorden tot nu toe")[1].split("csrf")[0] for page in pages]
    assert mains[0] == mains[1] == mains[2]
    assert "De link werkt nu niet meer." in pages[1]
    assert "ingetrokken" in client.get(f"/u/{tokens[0]}/").content.decode()


def test_address_that_was_not_invited_is_named_and_kept(desk: Desk, bram: User, plein: Process, meting: Round) -> None:
    response = desk(bram).post(reverse("desk_revoke", args=[plein.code, 1]), {"address": "wie@x.example"})
    html = response.content.decode()
    assert ("Dit adres is niet uitgenodigd" in html, 'value="wie@x.example"' in html) == (True, True)


def test_closing_asks_first_and_then_is_final(
    desk: Desk, bram: User, plein: Process, meting: Round, today: datetime
) -> None:
    answer(meting, today, range(12))
    client = desk(bram)
    address = reverse("desk_close", args=[plein.code, 1])
    assert "U kunt dit niet terugdraaien" in client.get(address).content.decode()
    with scope(plein.municipality_id):
        assert Round.objects.get().state == "OPEN"
    assert client.post(address).status_code == 302
    with scope(plein.municipality_id):
        assert Round.objects.get().state == "CLOSED"
        assert FrozenDataset.objects.filter(is_final=True).count() == 1
    again = client.post(address)
    assert (again.status_code, "Deze meting is al gesloten." in again.content.decode()) == (200, True)
    assert "Sluit de meting" not in client.get(reverse("desk_round", args=[plein.code, 1])).content.decode()


def test_round_closed_without_answers_offers_another_round(
    desk: Desk, bram: User, plein: Process, meting: Round, today: datetime
) -> None:
    with scope(plein.municipality_id):
        close_round(round_=meting, by=bram, now=today)
    client = desk(bram)
    html = client.get(reverse("desk_round", args=[plein.code, 1])).content.decode()
    path = client.get(reverse("desk_measure", args=[plein.code])).content.decode()
    assert "Niemand heeft geantwoord." in html
    assert "Bekijk de resultaten" not in html
    assert f'href="{reverse("desk_round_new", args=[plein.code])}"' in html
    assert f'href="{reverse("desk_results", args=[plein.code])}">Bekijk' not in path
    day = date_format(timezone.localdate(today), "j F Y")
    assert f"{day} tot en met {day}." in path, "the last day is the day of closing"


def test_closed_round_invites_nobody(desk: Desk, bram: User, plein: Process, meting: Round, today: datetime) -> None:
    with scope(plein.municipality_id):
        close_round(round_=meting, by=bram, now=today)
    html = unescape(
        desk(bram).post(reverse("desk_invite", args=[plein.code, 1]), {"addresses": "piet@x.example"}).content.decode()
    )
    assert "U kunt niemand meer uitnodigen." in html
    assert "piet@x.example" in html


def test_leader_gives_the_own_answers(desk: Desk, bram: User, plein: Process) -> None:
    client = desk(bram)
    address = reverse("desk_self_evaluation", args=[plein.code])
    response = client.post(address, {"L01": "4", "L13": "7", "L10": "5", "onbekend": "x"})
    assert response["Location"] == reverse("desk_measure", args=[plein.code])
    with scope(plein.municipality_id):
        evaluation = SelfEvaluation.objects.get()
        assert (evaluation.answers, evaluation.completed_by) == ({"L01": "4", "L13": "7"}, bram)


def test_nobody_answers_for_the_leader(desk: Desk, anna: User, plein: Process) -> None:
    response = desk(anna).post(reverse("desk_self_evaluation", args=[plein.code]), {"L01": "4"})
    assert "De projectleider vult dit zelf in" in response.content.decode()
    with scope(plein.municipality_id):
        assert not SelfEvaluation.objects.exists()


@pytest.mark.parametrize(
    ("fields", "message"), [({}, "Beantwoord minstens één vraag."), ({"L01": "99", "L13": "7"}, "Fout")]
)
def test_self_evaluation_that_does_not_fit_is_kept(
    fields: dict[str, str], message: str, desk: Desk, bram: User, plein: Process
) -> None:
    html = desk(bram).post(reverse("desk_self_evaluation", args=[plein.code]), fields).content.decode()
    assert message in html
    assert "L13" not in fields or re.search(r'name="L13" value="7"[^>]* checked', html)
    with scope(plein.municipality_id):
        assert not SelfEvaluation.objects.exists()


def test_self_evaluation_is_closed_once_results_were_shown(
    desk: Desk, bram: User, plein: Process, meting: Round, today: datetime
) -> None:
    answer(meting, today, range(12))
    with scope(plein.municipality_id):
        frozen = close_round(round_=meting, by=bram, now=today)
        assert frozen is not None
        Release.objects.create(
            municipality=plein.municipality, round=meting, dataset=frozen, number=1, item_counts={},
            method_version="1", released_on=timezone.localdate(today),
        )  # fmt: skip
    response = desk(bram).post(reverse("desk_self_evaluation", args=[plein.code]), {"L01": "4"})
    assert "De zelfevaluatie is gesloten" in response.content.decode()
    with scope(plein.municipality_id):
        assert not SelfEvaluation.objects.exists()


def test_qr_code_is_a_drawing_to_download(desk: Desk, bram: User, plein: Process, meting: Round) -> None:
    response = desk(bram).get(reverse("desk_qr", args=[plein.code, 1]))
    assert response["Content-Type"] == "image/svg+xml"
    assert b'xmlns="http://www.w3.org/2000/svg"' in response.content


def test_preview_shows_the_questions_of_the_round(desk: Desk, bram: User, plein: Process, meting: Round) -> None:
    html = text_of(desk(bram), reverse("desk_preview", args=[plein.code, 1]))
    assert 'name="K09"' in html
    assert "bewaren wij niet" in html


def test_measuring_tab_costs_few_queries_per_round(
    desk: Desk, bram: User, plein: Process, meting: Round, today: datetime
) -> None:
    client = desk(bram)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("desk_measure", args=[plein.code]))
        return len(queries)

    cost()
    one = cost()
    day = timezone.localdate(today)
    with scope(plein.municipality_id):
        for _ in range(4):
            a_round(plein, bram, today, opens_on=day, closes_on=day, population=40)
    # Two counts a round: mixed answers, and whether any wait. A process has a handful of rounds.
    assert cost() - one <= 4 * 2


def test_plan_names_the_next_step_until_all_is_done(desk: Desk, bram: User, plein: Process) -> None:
    address = reverse("desk_process", args=[plein.code])
    running = text_of(desk(bram), address)
    Process.across.filter(pk=plein.pk).update(state=ProcessState.CLOSED)
    assert "Uw volgende stap" in running
    assert reverse("desk_self_evaluation", args=[plein.code]) in running
    assert "Uw volgende stap" not in text_of(desk(bram), address)


def test_poster_says_how_many_minutes_it_takes(desk: Desk, bram: User, plein: Process, meting: Round) -> None:
    whole = text_of(desk(bram), reverse("desk_poster", args=[plein.code, 1]))
    Round.across.filter(pk=meting.pk).update(is_short=True)
    short = text_of(desk(bram), reverse("desk_poster", args=[plein.code, 1]))
    minutes = [int(html.split("Het kost ongeveer ")[1].split()[0]) for html in (whole, short)]
    assert minutes[0] > minutes[1]
    assert "Gemeente Lingedam" in whole
