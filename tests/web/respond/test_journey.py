"""From link to thank-you, page by page and all at once."""

import re

from django.test import Client
from tests.factories.fieldwork import PROMISE, a_process, a_round
from tests.web.respond.browsing import Respondent

from participatiemonitor.fieldwork.models import Answer, Ballot, OpenAnswer
from participatiemonitor.fieldwork.operations import close_round
from participatiemonitor.fieldwork.payload import unpack
from participatiemonitor.fieldwork.queries import definition_for
from participatiemonitor.fieldwork.questionnaire import codes_of


def _stored(meting, bram, now) -> dict:
    close_round(round_=meting, by=bram, now=now)
    return unpack(codes_of(definition_for(meting)), Answer.objects.get().payload)


def test_start_page_says_who_asks_and_what_was_promised(resident) -> None:
    text = resident.open().text
    for part in ("Lingedam", "Kerkplein", PROMISE, "Anoniem", "De indeling van het plein", "31 maart 2026", "minuten"):
        assert part in text


def test_initiators_get_their_own_start_page_and_questions(in_lingedam, bram, now) -> None:
    process = a_process(bram, now, municipality=in_lingedam, track="O", title="Buurttuin")
    buurttuin = Respondent(f"/v/{a_round(process, bram, now).open_link}/")
    assert "samenwerking met de gemeente" in buurttuin.open().text
    buurttuin.open("?pagina=1").fill_everything()
    assert buurttuin.response.status_code == 303


def test_step_by_step_to_the_thank_you_page(resident, meting, bram, now) -> None:
    resident.open("?pagina=1").fill_everything()
    assert resident.response.status_code == 303
    thanks = resident.client.get(resident.response["Location"])
    assert "Bedankt" in thanks.content.decode()
    assert _stored(meting, bram, now)["K09"] == "5"


def test_titles_count_the_steps(resident) -> None:
    title = resident.open("?pagina=1").title
    assert re.fullmatch(r"Stap 1 van \d+ – Over u – Gemeente Lingedam", title), title
    assert resident.press("verder", P1="resident").title.startswith("Stap 2 van ")


def test_everything_on_one_page(resident, meting, bram, now) -> None:
    resident.open("?pagina=alles")
    assert len(resident.page.options) > 20
    resident.press("verstuur", K09="2", K28="W", K30="Het was gezellig")
    assert resident.response.status_code == 303
    assert _stored(meting, bram, now) == {"K09": "2", "K28": "W"}
    assert OpenAnswer.objects.get().text == "Het was gezellig"


def test_going_back_and_on_keeps_every_answer(resident) -> None:
    resident.open("?pagina=1").press("verder", P1="organisation").press("verder", K02="2", K03="W")
    resident.press("terug")
    assert resident.page.fields["K02"] == ["2"]
    assert resident.page.fields["K03"] == ["W"]
    resident.press("terug")
    assert resident.page.fields["P1"] == ["organisation"]
    assert "terug" not in resident.page.buttons


def test_the_answer_to_the_first_question_chooses_the_words(resident) -> None:
    general = resident.open("?pagina=1").press("verder", P1="resident").text
    business = resident.open("?pagina=1").press("verder", P1="business").text
    assert "als ondernemer" in business
    assert "als ondernemer" not in general


def test_an_answer_that_does_not_fit_gives_the_page_again_with_everything_kept(resident) -> None:
    resident.open("?pagina=alles")
    resident.press("verstuur", K09="99", K10="4", K30="<b>blijft</b> staan")
    assert resident.response.status_code == 422
    assert resident.title.startswith("Fout: ")
    html = resident.response.content.decode()
    assert 'href="#K09"' in html
    assert 'id="K09"' in html
    assert re.search(r'<section[^>]*tabindex="-1"[^>]*autofocus', html)
    assert resident.page.fields["K10"] == ["4"]
    assert resident.page.fields["K30"] == ["<b>blijft</b> staan"]
    assert not Ballot.objects.exists()


def test_an_error_on_a_step_keeps_earlier_pages_too(resident, meting, bram, now) -> None:
    resident.open("?pagina=1").press("verder", P1="resident").press("verder", K02="77")
    assert resident.response.status_code == 422
    resident.press("verder", K02="1").press("terug").press("terug")
    assert resident.page.fields["P1"] == ["resident"]


def test_an_empty_form_is_not_sent(invitee) -> None:
    piet = invitee().open("?pagina=1")
    while "verstuur" not in piet.page.buttons:
        piet.press("verder")
    piet.press("verstuur")
    assert piet.response.status_code == 422
    assert "nog geen enkele vraag" in piet.text
    assert not Ballot.objects.exists()
    assert "Vragen over Kerkplein" in piet.open().text


def test_thank_you_page_can_be_loaded_again_and_holds_no_answers(resident) -> None:
    resident.open("?pagina=alles").press("verstuur", K30="mijn geheime antwoord", K09="3")
    client, address = Client(), resident.response["Location"]
    first, second = client.get(address), client.get(address)
    assert first.status_code == second.status_code == 200
    assert first.content == second.content
    assert "geheime" not in first.content.decode()
    assert Ballot.objects.count() == 1


def test_pressing_send_twice_gives_one_ballot(resident, invitee) -> None:
    for somebody in (resident, invitee()):
        before = Ballot.objects.count()
        somebody.open("?pagina=alles")
        page = somebody.page
        first = somebody.press("verstuur", K09="3").response
        somebody.page = page
        second = somebody.press("verstuur", K09="3").response
        assert (first.status_code, second.status_code) == (303, 303)
        assert first["Location"] == second["Location"]
        assert Ballot.objects.count() == before + 1


def test_two_tabs_of_one_invitation_give_one_ballot(invitee) -> None:
    one = invitee().open("?pagina=alles")
    other = Respondent(one.path).open("?pagina=alles")
    one.press("verstuur", K09="3")
    other.press("verstuur", K09="5")
    assert other.response.status_code == 410
    assert "al een vragenlijst ingestuurd" in other.text
    assert Ballot.objects.count() == 1
