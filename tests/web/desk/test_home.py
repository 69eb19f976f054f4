"""The desk's first page."""

from collections.abc import Callable
from datetime import datetime, timedelta
from html import unescape

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.factories.analysis import closed_with, simulated
from tests.factories.fieldwork import a_round
from tests.factories.register import a_process

from participatiemonitor.analysis.models import Sharing, With
from participatiemonitor.fieldwork.models import Round
from participatiemonitor.foundation.people.models import Membership, StaffRole, User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.foundation.tenancy.scope import scope
from participatiemonitor.questions.operations import publish_library
from participatiemonitor.register.models import Challenge, Process, RoleChangeNotice
from participatiemonitor.register.operations import change_state, choose_role
from participatiemonitor.register.states import ProcessState

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
    assert html.index("Vraagt uw aandacht") < html.index("Buurttuin") < html.index("Uw trajecten en initiatieven")


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


def test_analyst_finds_the_closed_measurings(
    desk: Desk, bram: User, lingedam: Municipality, plein: Process, meting: Round, today: datetime
) -> None:
    lars = User.objects.create_user("lars@lingedam.example", "geheim-voor-proef", name="Lars")
    Membership.objects.create(user=lars, municipality=lingedam, role=StaffRole.ANALYST)
    before = text_of(desk(lars))
    with scope(lingedam.code):
        closed_with(meting, simulated(meting, 12), bram, today)
    html = text_of(desk(lars))
    address = f"{reverse('desk_results', args=[plein.code])}?meting={meting.number}"
    assert "Er is nog geen meting gesloten." in before
    assert (address in before, address in html, "12 antwoorden" in html) == (False, True, True)
    assert "Lees antwoorden in" in html
    assert "Gesloten metingen" not in text_of(desk(bram))


def test_links_of_one_kind_name_their_process(desk: Desk, bram: User, plein: Process, meting: Round) -> None:
    assert f'Vul de zelfevaluatie in<span class="pm-hidden">: {plein.title}</span>' in text_of(desk(bram))


def test_first_day_shows_one_button(desk: Desk, anna: User, reader: User) -> None:
    assert "Begin met uw eerste traject of initiatief" in text_of(desk(anna))
    assert "Er is nog niets om te bekijken" in text_of(desk(reader))


def test_trail_speaks_in_sentences(desk: Desk, lingedam: object, plein: Process, today: datetime) -> None:
    boss = User.objects.create_user("beheer@lingedam.example", "geheim-voor-proef", name="Bea")
    Membership.objects.create(user=boss, municipality=plein.municipality, role=StaffRole.ADMINISTRATOR)
    html = unescape(desk(boss).get(reverse("desk_audit")).content.decode())
    assert "beloofde de rol adviseren" in html


def test_each_matter_leads_to_the_page_where_it_is_solved(
    desk: Desk, anna: User, bram: User, lingedam: Municipality, today: datetime
) -> None:
    """All kinds of matters at once; every link opens."""
    publish_library(now=today)
    day = timezone.localdate(today)
    with scope(lingedam.code):
        undecided = a_process(lingedam, anna, today, title="Zonder besluit", rung="BP4", decision=None)
        changed = a_process(lingedam, anna, today, title="Andere belofte", rung="BP2")
        change_state(process=changed, state=ProcessState.RUNNING, reason="Het loopt al.", by=anna, now=today)
        choose_role(phase=changed.phases.get(), rung="BP1", reason="Er is geen tijd.", by=anna, now=today)
        notice = RoleChangeNotice.objects.get()
        a_process(lingedam, anna, today, title="Beloofd", rung="BP2", feedback_promised_on=day - timedelta(days=3))
        request = a_process(lingedam, anna, today, title="Groenonderhoud", track="O", kind="CHALLENGE", rung="OP4")
        Challenge.objects.filter(process=request).update(received_on=day - timedelta(days=60), term_weeks=8)
        ended = a_process(lingedam, anna, today, title="Klaar", rung="BP2", ends_on=day - timedelta(days=1))
        Process.objects.filter(pk=ended.pk).update(state=ProcessState.RUNNING)
        measured = a_process(lingedam, anna, today, title="Stil", rung="BP2")
        a_round(measured, anna, today, opens_on=day, closes_on=day + timedelta(days=5), population=40)
    client = desk(anna)
    html = text_of(client)
    for words, address in (
        ("Leg het besluit over de rol vast", reverse("desk_role_decision", args=[undecided.code, 1])),
        ("Vertel dat de rol anders is", reverse("desk_role_notice", args=[changed.code, notice.pk])),
        ("Terugkoppeling was beloofd op", None),
        ("Besluit over het verzoek, uiterlijk op", reverse("desk_decision", args=[request.code])),
        ("Het meedoen is voorbij. Meet wat mensen vonden", reverse("desk_measure", args=[ended.code])),
        ("De meting sluit bijna en er zijn weinig antwoorden", reverse("desk_round", args=[measured.code, 1])),
    ):
        assert words in html
        if address:
            assert f'href="{address}"' in html
            assert client.get(address).status_code == 200, address
    order = ["Groenonderhoud", "Beloofd", "Andere belofte", "Zonder besluit", "Stil"]
    places = [html.index(f'">: {title}</span>') for title in order]
    assert places == sorted(places)


def test_attention_costs_a_fixed_number_of_queries(
    desk: Desk, anna: User, lingedam: Municipality, today: datetime
) -> None:
    client = desk(anna)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("desk_home")).status_code == 200
        return len(queries)

    def more(number: int) -> None:
        with scope(lingedam.code):
            process = a_process(lingedam, anna, today, title=f"Plein {number}", rung="BP4", decision=None)
            Process.objects.filter(pk=process.pk).update(state=ProcessState.RUNNING)
            process.refresh_from_db()
            choose_role(phase=process.phases.get(), rung="BP2", reason="Geen tijd.", by=anna, now=today)
            request = a_process(lingedam, anna, today, title=f"Verzoek {number}", track="O", kind="CHALLENGE")
            Challenge.objects.filter(process=request).update(received_on=today.date(), term_weeks=1)

    more(1)
    cost()
    one = cost()
    for number in range(2, 5):
        more(number)
    assert cost() == one


def test_of_many_matters_the_most_urgent_stand_there_and_the_rest_is_counted(
    desk: Desk, anna: User, lingedam: Municipality, today: datetime
) -> None:
    with scope(lingedam.code):
        for number in range(32):
            a_process(lingedam, anna, today, title=f"Plein {number:02}", rung="BP4", decision=None)
        a_process(lingedam, anna, today, title="Zonder rol")
    html = text_of(desk(anna))
    assert html.count("Leg het besluit over de rol vast") == 30
    assert "Er zijn nog 3 punten." in html
