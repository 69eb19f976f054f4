"""The page that says how far a process is, and the steps that it offers."""

from collections.abc import Callable
from datetime import date, datetime
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories.register import a_process

from participatiemonitor.foundation.people.models import User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.foundation.tenancy.scope import scope
from participatiemonitor.register.models import Process, RoleChoice, StateChange
from participatiemonitor.register.operations import change_rules, change_state
from participatiemonitor.register.states import ProcessState as S
from participatiemonitor.web.desk.course_pages import line, options, slug_of

type Desk = Callable[[User], Client]

WHOLE = {
    "what_is_fixed": "Het budget.", "what_is_open": "De bomen.", "means": "Twee mensen, een half jaar.",
    "feedback_promised_on": date(2027, 12, 5), "feedback_by": "De wethouder", "feedback_form": "Een avond",
}  # fmt: skip


def text_of(client: Client, url: str) -> str:
    return unescape(client.get(url).content.decode())


def stand(process: Process) -> str:
    return reverse("desk_state", args=[process.code])


def step(process: Process, state: S) -> str:
    return reverse("desk_step", args=[process.code, slug_of(state)])


def put(process: Process, state: S, **more: object) -> None:
    with scope(process.municipality_id):
        Process.objects.filter(pk=process.pk).update(state=state, **more)


@pytest.fixture
def whole(lingedam: Municipality, anna: User, bram: User, today: datetime) -> Process:
    """A process of Bram with everything that a start needs."""
    with scope(lingedam.code):
        return a_process(lingedam, anna, today, title="Kerkplein", leader=bram, rung="BP3", **WHOLE)


def test_steps_have_addresses_of_their_own() -> None:
    assert len({slug_of(state) for state in S}) == len(S)
    assert slug_of(S.EVALUATING) == "wordt-geevalueerd"


def test_page_shows_the_line_and_every_step_in_words(desk: Desk, bram: User, whole: Process) -> None:
    html = text_of(desk(bram), stand(whole))
    labels = ["In voorbereiding", "Klaar voor besluit", "Vastgesteld", "Loopt", "Wordt geëvalueerd", "Afgerond"]
    places = [html.index(f'pm-steps__label">{label}') for label in labels]
    assert places == sorted(places)
    assert 'aria-current="step"' in html
    for label, what in (("Zet klaar voor besluit", "De aanpak is af."), ("Laat mensen meedoen", "Het begint.")):
        assert (label in html, what in html) == (True, True)
    assert "Er is nog geen stap gezet." in html


def test_a_step_that_asks_nothing_takes_one_press(desk: Desk, bram: User, whole: Process) -> None:
    client = desk(bram)
    assert f'action="{step(whole, S.PREPARED)}"' in text_of(client, stand(whole))
    response = client.post(step(whole, S.PREPARED), follow=True)
    assert "De stand is nu: klaar voor besluit." in unescape(response.content.decode())
    html = text_of(client, stand(whole))
    assert "Van ‘in voorbereiding’ naar <strong>‘klaar voor besluit’</strong>" in html


def test_what_the_table_does_not_allow_is_not_there(desk: Desk, bram: User, whole: Process) -> None:
    client = desk(bram)
    assert client.post(step(whole, S.CLOSED)).status_code == 404
    assert client.get(reverse("desk_step", args=[whole.code, "onzin"])).status_code == 404
    assert client.get(step(whole, S.DRAFT))["Location"] == stand(whole)


def test_start_with_open_points_shows_them_with_the_place_to_fill_them_in(
    desk: Desk, bram: User, plein: Process
) -> None:
    client = desk(bram)
    assert "Nog niet alles is rond" in text_of(client, stand(plein))
    html = text_of(client, step(plein, S.RUNNING))
    card = reverse("desk_card", args=[plein.code])
    for part in (
        "Er staat niets dat open is.",
        "Er staat nog niet wat vastligt.",
        "Mensen weten nog niet wanneer, van wie en hoe zij horen",
        "Er staat nog niet welke mensen, tijd en geld er zijn.",
        "Ik begin toch, omdat …",
        f'href="{card}#id_what_is_open"',
        f'href="{card}#id_feedback_promised_on_day"',
    ):
        assert part in html, part


def test_places_on_the_card_exist(desk: Desk, bram: User, plein: Process) -> None:
    html = text_of(desk(bram), reverse("desk_card", args=[plein.code]))
    for name in ("what_is_open", "what_is_fixed", "means", "feedback_promised_on_day", "feedback_by", "feedback_form"):
        assert f'id="id_{name}"' in html, name


def test_start_with_open_points_asks_a_reason_that_is_kept(desk: Desk, bram: User, plein: Process) -> None:
    client = desk(bram)
    refused = unescape(client.post(step(plein, S.RUNNING), {"reason": ""}).content.decode())
    assert "leg uit waarom u toch begint" in refused
    client.post(step(plein, S.RUNNING), {"reason": "De brief is al weg."})
    html = text_of(client, stand(plein))
    assert "De brief is al weg." in html
    assert "Bij het begin stond nog open:" in html


def test_start_without_a_role_leads_to_the_roles(desk: Desk, anna: User, tuin: Process) -> None:
    html = text_of(desk(anna), step(tuin, S.RUNNING))
    assert "Er is nog geen rol beloofd." in html
    assert f'href="{reverse("desk_process", args=[tuin.code])}#rollen"' in html


def test_promise_without_decision_blocks_the_start_and_says_what_to_do(desk: Desk, bram: User, whole: Process) -> None:
    with scope(whole.municipality_id):
        RoleChoice.objects.update(decided_on=None)
    client = desk(bram)
    for page in (stand(whole), step(whole, S.RUNNING)):
        html = text_of(client, page)
        assert "Voor de rol adviseren is eerst een besluit nodig." in html
        assert reverse("desk_role_decision", args=[whole.code, 1]) in html
    client.post(step(whole, S.RUNNING))
    with scope(whole.municipality_id):
        assert Process.objects.get(pk=whole.pk).state == S.DRAFT


def test_stopping_is_explained_and_meant(desk: Desk, bram: User, whole: Process) -> None:
    put(whole, S.RUNNING)
    client = desk(bram)
    page = text_of(client, step(whole, S.STOPPED))
    assert ("Wat er gebeurt als u stopt" in page, "Waarom stopt dit traject?" in page) == (True, True)
    for sent, message in (
        ({"reason": "Het geld is op."}, "Vink aan dat u dit zeker weet."),
        ({"is_sure": "on"}, "Leg uit waarom."),
    ):
        assert message in unescape(client.post(step(whole, S.STOPPED), sent).content.decode())
    client.post(step(whole, S.STOPPED), {"reason": "Het geld is op.", "is_sure": "on"})
    plan = text_of(client, reverse("desk_process", args=[whole.code]))
    assert ("Dit traject is gestopt" in plan, "Reden: Het geld is op." in plan) == (True, True)
    assert "Meet ook wat zij ervan vonden" in plan
    assert reverse("desk_measure", args=[whole.code]) in plan


def test_initiative_that_stopped_is_measured_too(desk: Desk, anna: User, tuin: Process) -> None:
    put(tuin, S.STOPPED)
    html = text_of(desk(anna), reverse("desk_process", args=[tuin.code]))
    assert "Dit initiatief is gestopt" in html
    assert "van een initiatief dat stopt, leert u net zo veel." in html


def test_what_stopped_goes_on_where_it_was(desk: Desk, bram: User, whole: Process, today: datetime) -> None:
    with scope(whole.municipality_id):
        change_state(process=whole, state=S.RUNNING, by=bram, now=today)
        change_state(process=whole, state=S.STOPPED, reason="Even niet.", by=bram, now=today)
    client = desk(bram)
    html = text_of(client, stand(whole))
    assert ("Ga weer verder" in html, "gestopt op" in html) == (True, True)
    assert "Waarom?" in text_of(client, step(whole, S.RUNNING))
    client.post(step(whole, S.RUNNING), {"reason": "Er is weer geld."})
    with scope(whole.municipality_id):
        assert Process.objects.get(pk=whole.pk).state == S.RUNNING


def test_second_person_reads_why_not_and_another_approves(
    desk: Desk, anna: User, bram: User, whole: Process, today: datetime
) -> None:
    with scope(whole.municipality_id):
        change_rules(
            municipality=whole.municipality, needs_second_person=True, challenge_term_weeks=None, by=anna, now=today
        )
        change_state(process=whole, state=S.PREPARED, by=bram, now=today)
    html = text_of(desk(bram), stand(whole))
    assert "Een beheerder of beleidsadviseur stelt dit vast." in html
    assert step(whole, S.APPROVED) not in html
    assert step(whole, S.RUNNING) not in html
    desk(bram).post(step(whole, S.APPROVED))
    with scope(whole.municipality_id):
        assert Process.objects.get(pk=whole.pk).state == S.PREPARED
    desk(anna).post(step(whole, S.APPROVED))
    with scope(whole.municipality_id):
        assert Process.objects.get(pk=whole.pk).state == S.APPROVED


def test_reader_sees_the_course_without_steps(desk: Desk, reader: User, whole: Process) -> None:
    html = text_of(desk(reader), stand(whole))
    assert ("Vastgesteld" in html, "Wat kunt u nu doen?" in html) == (True, False)
    assert stand(whole) in text_of(desk(reader), reverse("desk_process", args=[whole.code]))


def test_line_says_what_was_skipped(whole: Process, bram: User, today: datetime) -> None:
    with scope(whole.municipality_id):
        change_state(process=whole, state=S.RUNNING, by=bram, now=today)
        marks = line(whole, list(StateChange.objects.all()))
    assert [mark.state for mark in marks] == ["done", "skipped", "skipped", "current", "todo", "todo"]


def test_line_of_what_came_in_on_the_way_skips_nothing(whole: Process) -> None:
    whole.state = S.RUNNING
    assert [mark.state for mark in line(whole, [])] == ["done", "done", "done", "current", "todo", "todo"]


def test_no_participation_has_a_short_line_and_words_of_its_own(
    lingedam: Municipality, anna: User, today: datetime
) -> None:
    with scope(lingedam.code):
        none = a_process(lingedam, anna, today, title="Tarieven", kind="NONE")
        assert [mark.label for mark in line(none, [])] == [
            "In voorbereiding", "Klaar voor besluit", "Vastgesteld", "Afgerond",
        ]  # fmt: skip
        assert [option.state for option in options(none, anna)] == [S.PREPARED, S.CLOSED, S.STOPPED]
        assert "mensen niet meedoen" in options(none, anna)[1].what


@pytest.mark.parametrize("state", S)
def test_every_step_of_the_table_has_words(state: S, whole: Process, anna: User) -> None:
    with scope(whole.municipality_id):
        whole.state = state
        for option in options(whole, anna):
            assert option.label
            assert option.what.endswith(".")
