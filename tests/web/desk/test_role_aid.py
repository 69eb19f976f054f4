"""The role aid at the desk: questions, outcome, what if, and the choice that follows."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories.register import a_process

from participatiemonitor.foundation.people.models import User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.foundation.tenancy.scope import scope
from participatiemonitor.register import role_aids
from participatiemonitor.register.models import Process, RoleAssessment
from participatiemonitor.register.operations import add_phase, choose_role
from participatiemonitor.register.queries import promised_roles

type Desk = Callable[[User], Client]

STREET = {f"B{place:02}": int(number) for place, number in enumerate("433342213313112", start=1)}
GARDEN = {f"O{place:02}": int(number) for place, number in enumerate("2221222122112", start=1)}


@pytest.fixture
def plein(in_lingedam: Municipality, bram: User, now: datetime) -> Process:
    return a_process(in_lingedam, bram, now)


@pytest.fixture
def garden(in_lingedam: Municipality, bram: User, now: datetime) -> Process:
    return a_process(in_lingedam, bram, now, title="Buurtmoestuin", track="O")


def _questions(process: Process) -> str:
    return reverse("desk_role_aid", args=[process.code])


def _result(process: Process) -> str:
    return reverse("desk_role_aid_result", args=[process.code])


def _text(client: Client, url: str, data: dict[str, object] | None = None) -> str:
    return unescape(client.get(url, data).content.decode())


def test_plan_leads_to_the_questions(desk: Desk, bram: User, plein: Process) -> None:
    client = desk(bram)
    assert f'href="{_questions(plein)}"' in _text(client, reverse("desk_process", args=[plein.code]))
    html = _text(client, _questions(plein))
    assert html.count("<fieldset") == 15
    assert html.count("Weet ik nog niet") == 15
    for topic in ("Ruimte", "Mensen", "Meedoen", "Voorwaarden"):
        assert f">{topic}</h2>" in html


def test_answers_lead_to_an_advice_with_everything_that_goes_with_it(desk: Desk, bram: User, plein: Process) -> None:
    client = desk(bram)
    response = client.post(_questions(plein), STREET)
    assert response["Location"] == _result(plein)
    html = _text(client, _result(plein))
    for part in (
        "Ons advies", "Coproduceren", "‘Wij maken het plan samen.’", "Deze rol past daarna het best.", "Adviseren",
        "Deze antwoorden gaven de doorslag", "Hun ideeën én inzet bij de uitvoering",
        "Verder dan coproduceren kan nu niet.", "Minder dan raadplegen past niet.", "groot, voor een kleine groep",
        "Van de raad", "Van het college", "Van de ambtelijke organisatie", "ontwerpatelier", "Dit meet u straks",
        "Daarvoor is een besluit nodig", "Spelregels die altijd gelden", "versie 1",
    ):  # fmt: skip
        assert part in html, part
    with scope(plein.municipality_id):
        kept = RoleAssessment.objects.get()
        assert (kept.advice, kept.answers, kept.assessed_by) == ("BP4", STREET, bram)


def test_initiative_gets_questions_of_its_own(desk: Desk, bram: User, garden: Process) -> None:
    client = desk(bram)
    assert _text(client, _questions(garden)).count("<fieldset") == 13
    client.post(_questions(garden), GARDEN)
    assert "Faciliteren" in _text(client, _result(garden))


def test_answers_can_be_kept_half_way(desk: Desk, bram: User, plein: Process) -> None:
    client = desk(bram)
    response = client.post(_questions(plein), {"B01": 5, "B02": "", "later": "ja"})
    assert response["Location"] == reverse("desk_process", args=[plein.code])
    html = _text(client, _questions(plein))
    assert 'name="B01" value="5" id="id_B01_4" checked' in html
    assert html.count("checked") == 15
    assert "14 vragen zijn nog niet beantwoord" in _text(client, _result(plein))


def test_nothing_answered_gives_no_advice_but_a_reason(desk: Desk, bram: User, plein: Process) -> None:
    client = desk(bram)
    client.post(_questions(plein), {})
    html = _text(client, _result(plein))
    assert "Nog geen advies" in html
    assert "Er is nog geen vraag beantwoord." in html
    assert "Kies deze rol" not in html


def test_broken_input_keeps_the_other_answers(desk: Desk, bram: User, plein: Process) -> None:
    response = desk(bram).post(_questions(plein), STREET | {"B03": "9"})
    html = unescape(response.content.decode())
    assert response.status_code == 200
    assert "Fout: " in html
    assert 'href="#id_B03_0"' in html
    assert 'name="B01" value="4" id="id_B01_3" checked' in html
    with scope(plein.municipality_id):
        assert not RoleAssessment.objects.exists()


def test_large_effect_without_choice_gives_the_red_message(desk: Desk, bram: User, plein: Process) -> None:
    client = desk(bram)
    client.post(_questions(plein), {"B01": 1, "B04": 4})
    html = _text(client, _result(plein))
    assert "Het gevolg is groot, maar er is niets te kiezen." in html
    assert "utrecht-alert--error" in html
    assert "Een andere rol blijft er met deze antwoorden niet over." in html


def test_equal_roles_stand_side_by_side(desk: Desk, bram: User, plein: Process) -> None:
    client = desk(bram)
    client.post(_questions(plein), {"B06": 1})
    html = _text(client, _result(plein))
    assert "Twee rollen passen even goed" in html
    assert "Wat informeren vraagt" in html
    assert "Wat raadplegen vraagt" in html


def test_result_without_answers_goes_to_the_questions(desk: Desk, bram: User, plein: Process) -> None:
    assert desk(bram).get(_result(plein))["Location"] == _questions(plein)


def test_what_if_shows_the_change_and_keeps_nothing(desk: Desk, bram: User, plein: Process) -> None:
    client = desk(bram)
    client.post(_questions(plein), STREET)
    html = _text(client, _result(plein), STREET | {"B09": 1})
    assert "Het bewaarde advies is: <strong>coproduceren</strong>" in html
    assert "Hoeveel tijd is er tot het besluit? <strong>Minder dan 6 weken</strong>" in html
    assert "Verder dan raadplegen kan nu niet." in html
    assert "Kies deze rol" not in html
    with scope(plein.municipality_id):
        assert RoleAssessment.objects.get().answers == STREET


def test_what_if_with_the_kept_answers_is_no_what_if(desk: Desk, bram: User, plein: Process) -> None:
    client = desk(bram)
    client.post(_questions(plein), STREET)
    assert "Deze antwoorden zijn niet bewaard" not in _text(client, _result(plein), dict(STREET))


def test_what_if_can_be_kept(desk: Desk, bram: User, plein: Process) -> None:
    client = desk(bram)
    html = _text(client, _result(plein), {"B13": 2})
    assert "Deze antwoorden zijn nog niet bewaard." in html
    assert '<input type="hidden" name="B13" value="2">' in html
    client.post(_questions(plein), {"B13": 2})
    with scope(plein.municipality_id):
        assert RoleAssessment.objects.get().advice == "BP1"


def test_what_if_that_does_not_exist_shows_the_kept_advice(desk: Desk, bram: User, plein: Process) -> None:
    client = desk(bram)
    assert client.get(_result(plein), {"B01": "99"})["Location"] == _questions(plein)
    client.post(_questions(plein), STREET)
    html = _text(client, _result(plein), {"B01": "99"})
    assert "Kies één van de genoemde mogelijkheden." in html
    assert "Coproduceren" in html


def test_advised_role_is_chosen_and_stands_ready_to_promise(desk: Desk, bram: User, plein: Process) -> None:
    client = desk(bram)
    client.post(_questions(plein), STREET)
    response = client.post(_result(plein), {"rung": "BP4", "reason": ""})
    role = reverse("desk_role", args=[plein.code, 1])
    assert response["Location"] == f"{role}?rol=BP4"
    assert 'value="BP4" id="id_rung_3" checked' in _text(client, response["Location"])
    client.post(response["Location"], {"rung": "BP4"})
    with scope(plein.municipality_id):
        assert promised_roles(plein)[0].rung == "BP4"


def test_other_role_asks_the_reason_and_keeps_it(desk: Desk, bram: User, plein: Process) -> None:
    client = desk(bram)
    client.post(_questions(plein), STREET)
    refused = unescape(client.post(_result(plein), {"rung": "BP2", "reason": " "}).content.decode())
    assert "Leg uit waarom u een andere rol kiest dan het advies." in refused
    assert 'value="BP2" id="id_rung_1" checked' in refused
    client.post(_result(plein), {"rung": "BP2", "reason": "De raad wil dit."})
    with scope(plein.municipality_id):
        kept = RoleAssessment.objects.get()
        assert (kept.chosen_rung, kept.reason) == ("BP2", "De raad wil dit.")
    history = _text(client, reverse("desk_history", args=[plein.code]))
    assert "koos de rol raadplegen anders dan het advies van de rolwijzer" in history
    assert "vulde de rolwijzer in met 15 antwoorden" in history


def test_changing_a_promise_after_the_aid_still_asks_why(desk: Desk, bram: User, plein: Process, now: datetime) -> None:
    with scope(plein.municipality_id):
        choose_role(phase=plein.phases.get(), rung="BP2", by=bram, now=now)
    client = desk(bram)
    role = reverse("desk_role", args=[plein.code, 1]) + "?rol=BP4"
    assert 'value="BP4" id="id_rung_3" checked' in _text(client, role)
    refused = unescape(client.post(role, {"rung": "BP4", "reason": ""}).content.decode())
    assert "Leg uit waarom de rol verandert." in refused
    assert client.post(role, {"rung": "BP2", "reason": ""}).status_code == 302


def test_with_more_phases_the_phase_is_asked(desk: Desk, bram: User, plein: Process, now: datetime) -> None:
    with scope(plein.municipality_id):
        add_phase(process=plein, name="Uitvoering", by=bram, now=now)
    client = desk(bram)
    client.post(_questions(plein), STREET)
    assert "Voor welke fase?" in _text(client, _result(plein))
    response = client.post(_result(plein), {"rung": "BP4", "phase": "2"})
    assert response["Location"].startswith(reverse("desk_role", args=[plein.code, 2]))
    assert client.post(_result(plein), {"rung": "BP4", "phase": "7"}).status_code == 200


@pytest.fixture
def newer_aid(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Puts a second version for track B beside the first, in a folder of its own."""

    def put() -> None:
        for file in role_aids.FOLDER.glob("*.toml"):
            shutil.copy(file, tmp_path)
        first = (tmp_path / "rolwijzer-burgerparticipatie-1.toml").read_text(encoding="utf-8")
        newer = first.replace("version = 1", "version = 2")
        (tmp_path / "rolwijzer-burgerparticipatie-2.toml").write_text(newer, encoding="utf-8")
        monkeypatch.setattr(role_aids, "FOLDER", tmp_path)
        role_aids.load_role_aids.cache_clear()

    yield put
    monkeypatch.undo()
    role_aids.load_role_aids.cache_clear()


def test_advice_of_an_earlier_version_says_so(
    desk: Desk, bram: User, plein: Process, newer_aid: Callable[[], None]
) -> None:
    client = desk(bram)
    client.post(_questions(plein), STREET)
    newer_aid()
    html = _text(client, _result(plein))
    assert "Er is een nieuwere rolwijzer" in html
    assert "versie 1" in html
    client.post(_questions(plein), STREET)
    html = _text(client, _result(plein))
    assert "Er is een nieuwere rolwijzer" not in html
    assert "versie 2" in html


@pytest.mark.parametrize("address", [_questions, _result])
def test_council_reader_cannot_open_it(
    desk: Desk, reader: User, plein: Process, address: Callable[[Process], str]
) -> None:
    assert desk(reader).get(address(plein)).status_code == 403
    assert desk(reader).post(address(plein), STREET).status_code == 403


@pytest.mark.parametrize("address", [_questions, _result])
def test_other_municipality_finds_nothing(
    desk: Desk, chantal: User, plein: Process, address: Callable[[Process], str]
) -> None:
    assert desk(chantal).get(address(plein)).status_code == 404
    assert desk(chantal).post(address(plein), STREET).status_code == 404
