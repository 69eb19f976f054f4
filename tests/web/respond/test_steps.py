"""From page to page when questions depend on each other."""

import secrets

import pytest
from tests.factories.fieldwork import a_process, a_round
from tests.web.respond.browsing import Respondent

from participatiemonitor.fieldwork.models import Answer, Round
from participatiemonitor.fieldwork.operations import close_round
from participatiemonitor.fieldwork.payload import unpack
from participatiemonitor.fieldwork.queries import definition_for
from participatiemonitor.fieldwork.questionnaire import codes_of
from participatiemonitor.questions.compiled import form_for
from participatiemonitor.questions.definition import Definition, Item, Topic
from participatiemonitor.questions.operations import publish_version
from participatiemonitor.web.respond.state import END, FormState
from participatiemonitor.web.respond.steps import BACK, ON, SEND, after

LOW = {"op": "lt", "q": "S1", "v": 3}
PROEF = Definition(
    "wegen", 1, "Wegen", "PARTICIPANTS", "B",
    (
        Topic("een", "Een", (Item("S1", "statement", "Het was goed."),)),
        Topic("twee", "Twee", (Item("S2", "statement", "Ik wist waarom.", when=LOW),)),
        Topic(
            "drie", "Drie", (Item("N1", "number", "Hoe vaak?"), Item("S3", "statement", "Kies.", is_required=True)),
        ),
        Topic("vier", "Vier", (Item("S4", "statement", "Nog iets.", when={"op": "eq", "q": "S3", "v": "1"}),)),
    ),
)  # fmt: skip


@pytest.fixture
def wegen(in_lingedam, bram, now) -> Round:
    version = publish_version(definition=PROEF, municipality=in_lingedam, by=bram, now=now)
    return a_round(a_process(bram, now, municipality=in_lingedam), bram, now, version=version)


@pytest.fixture
def resident(wegen: Round) -> Respondent:
    return Respondent(f"/v/{wegen.open_link}/").open("?pagina=1")


def test_a_page_without_questions_is_passed_by(resident) -> None:
    assert "Stap 3 van 4" in resident.press("verder", S1="5").title
    assert "Stap 1 van 4" in resident.press("terug").title
    assert "Stap 2 van 4" in resident.press("verder", S1="1").title


def test_answers_that_are_hidden_in_the_end_are_not_stored(resident, wegen, bram, now) -> None:
    resident.press("verder", S1="1").press("verder", S2="2")
    resident.press("terug").press("terug").press("verder", S1="5").press("verstuur", S3="3", N1="2")
    assert resident.response.status_code == 303
    close_round(round_=wegen, by=bram, now=now)
    stored = unpack(codes_of(definition_for(wegen)), Answer.objects.get().payload)
    assert stored == {"S1": "5", "S3": "3", "N1": "2"}


def test_hidden_answers_are_dropped_on_the_single_page_too(wegen, bram, now) -> None:
    everything = Respondent(f"/v/{wegen.open_link}/").open("?pagina=alles")
    everything.press("verstuur", S1="5", S2="2", S3="3")
    close_round(round_=wegen, by=bram, now=now)
    assert unpack(codes_of(definition_for(wegen)), Answer.objects.get().payload) == {"S1": "5", "S3": "3"}


def test_a_page_that_appears_after_sending_is_shown_first(resident) -> None:
    resident.press("verder", S1="5")
    assert "verstuur" in resident.page.buttons
    assert "Stap 4 van 4" in resident.press("verstuur", S3="1").title


def test_sending_is_asked_when_the_next_page_disappears(resident, wegen) -> None:
    resident.press("verder", S1="5").press("verstuur", S3="1").press("terug")
    assert "verder" in resident.page.buttons
    resident.press("verder", S3="3")
    assert "U bent klaar met de vragen" in resident.text
    assert resident.press("terug").page.fields["S3"] == ["3"]
    resident.press("verstuur")
    assert resident.response.status_code == 303


def test_going_back_keeps_what_does_not_fit_and_going_on_asks_again(resident) -> None:
    resident.press("verder", S1="5").press("terug", N1="heel vaak")
    resident.press("verder")
    assert resident.page.fields["N1"] == ["heel vaak"]
    resident.press("verstuur", S3="3")
    assert resident.response.status_code == 422
    assert "Dit is geen getal" in resident.text


def test_a_required_question_holds_the_page(resident) -> None:
    resident.press("verder", S1="5").press("verstuur", N1="3")
    assert resident.response.status_code == 422
    assert 'href="#S3"' in resident.response.content.decode()
    assert resident.page.fields["N1"] == ["3"]


@pytest.mark.parametrize("page", [0, 2, END, "alles"])
@pytest.mark.parametrize("wish", [BACK, ON, SEND, "onzin"])
def test_whatever_is_posted_gives_a_page_or_is_complete(page, wish, wegen) -> None:
    form = form_for(definition_for(wegen), moment="M2")
    step = after(form, FormState(page, secrets.token_hex(4)), {"S1": ["9", "5"], "N1": ["x"], "onzin": ["1"]}, wish)
    assert step.is_complete is False
    assert step.state.page in {*range(4), END, "alles"}
