"""The results page: who sees it, what it never shows, and the steps that lead to it."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from html.parser import HTMLParser
from io import BytesIO

import pypdf
import pytest
from django.db import transaction
from django.test import Client
from django.utils.formats import date_format
from django.utils.timezone import localtime
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.factories.analysis import closed_with, mixed_in, simulated
from tests.factories.fieldwork import a_round, send_in

from participatiemonitor.analysis.models import Release, SelfEvaluationSkip, Sharing, With
from participatiemonitor.analysis.operations import release_results, share_results, skip_self_evaluation
from participatiemonitor.fieldwork.freeze import freeze
from participatiemonitor.fieldwork.models import OpenAnswer, Round
from participatiemonitor.fieldwork.operations import close_round, invite
from participatiemonitor.fieldwork.states import OpenAnswerState
from participatiemonitor.foundation.people.models import User
from participatiemonitor.foundation.tenancy.scope import scope
from participatiemonitor.questions.definition import Value
from participatiemonitor.register.models import Process
from participatiemonitor.register.operations import add_phase, choose_role
from participatiemonitor.register.states import ProcessState

type Desk = Callable[[User], Client]
type Form = Mapping[str, Value]
# Every example builds a round: looking for a smaller example takes minutes and teaches little.
SLOW_EXAMPLES = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
CHANGING = re.compile(r"csrfmiddlewaretoken\" value=\"\w+\"|[Cc]ontrolegetal [0-9a-f]{12}|nonce-\w+")


def url(process: Process, part: str = "") -> str:
    """An address under the results of a process."""
    return f"/bureau/dossier/{process.code}/resultaten/{part}"


@pytest.fixture
def evaluated(plein: Process, bram: User, today: datetime) -> Process:
    """Bram's process, for which he skipped the self-evaluation."""
    with scope(plein.municipality_id):
        skip_self_evaluation(process=plein, by=bram, now=today)
    return plein


def opened(process: Process, bram: User, today: datetime) -> Round:
    """A round that is open today."""
    day = today.date()
    return a_round(
        process, bram, today, population=40, promised_rung="BP3", opens_on=day, closes_on=day + timedelta(days=9)
    )


def measured(process: Process, bram: User, today: datetime, n: int, **how: int) -> Round:
    """A closed round with simulated answers."""
    with scope(process.municipality_id):
        round_ = opened(process, bram, today)
        return closed_with(round_, simulated(round_, n, **how), bram, today)


def text_of(response: object) -> str:
    """The page, the file or the report as text, without what differs between two equal ones."""
    content: bytes = response.content  # type: ignore[attr-defined]
    if content.startswith(b"%PDF"):
        content = "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages).encode()
    return CHANGING.sub("", content.decode("utf-8-sig"))


def test_without_a_round_the_page_says_what_comes_here(desk: Desk, bram: User, plein: Process) -> None:
    page = text_of(desk(bram).get(url(plein)))
    assert "Hier komen de resultaten" in page
    assert "Begin een meting" in page


def test_the_leader_gives_the_own_answers_first(desk: Desk, bram: User, plein: Process, today: datetime) -> None:
    measured(plein, bram, today, 14)
    page = text_of(desk(bram).get(url(plein)))
    assert "Vul eerst uw zelfevaluatie in" in page
    assert "Cijfer voor de aanpak" not in page
    assert not Release.across.exists()


def test_with_enough_answers_the_leader_hears_what_to_do_first(
    desk: Desk, bram: User, plein: Process, today: datetime
) -> None:
    with scope(plein.municipality_id):
        round_ = opened(plein, bram, today)
        assert "vanaf 10 antwoorden" in text_of(desk(bram).get(url(plein)))
        mixed_in(round_, simulated(round_, 12), today)
    page = text_of(desk(bram).get(url(plein)))
    assert "Na uw zelfevaluatie kunt u een tussenstand bekijken." in page
    assert "vanaf 10 antwoorden" not in page


def test_of_a_round_closed_without_answers_nothing_is_asked(
    desk: Desk, anna: User, bram: User, plein: Process, today: datetime
) -> None:
    with scope(plein.municipality_id):
        close_round(round_=opened(plein, bram, today), by=bram, now=today)
    for person in (bram, anna):
        page = text_of(desk(person).get(url(plein)))
        assert "Niemand heeft geantwoord" in page
        assert "zelfevaluatie" not in page
        assert "Open een nieuwe meting" in page


def test_skipping_asks_first_and_then_shows(desk: Desk, bram: User, plein: Process, today: datetime) -> None:
    measured(plein, bram, today, 14)
    client = desk(bram)
    assert "U kunt de zelfevaluatie later niet meer invullen" in text_of(
        client.get(url(plein, "zonder-zelfevaluatie/"))
    )
    assert not SelfEvaluationSkip.across.exists()
    response = client.post(url(plein, "zonder-zelfevaluatie/"), follow=True)
    assert "Cijfer voor de aanpak" in text_of(response)
    assert client.get(url(plein, "zonder-zelfevaluatie/")).status_code == 404


def test_blocks_stand_in_the_fixed_order(desk: Desk, bram: User, evaluated: Process, today: datetime) -> None:
    measured(evaluated, bram, today, 34)
    page = text_of(desk(bram).get(url(evaluated)))
    keys = re.findall(r'id="blok-(\w+)"', page)
    assert keys == ["response", "influence", "grades", "factors", "statements", "open_answers", "questions"]
    assert "34 van de 40 deelnemers antwoordden." in page
    assert "De gemeente beloofde: " in page


def test_page_and_report_show_the_promise_per_phase_and_its_change(
    desk: Desk, bram: User, evaluated: Process, today: datetime
) -> None:
    measured(evaluated, bram, today, 34)
    client = desk(bram)
    per_phase = "De belofte per fase: adviseren voor ‘Hele traject’, informeren voor ‘Uitvoering’."
    assert "De belofte per fase" not in text_of(client.get(url(evaluated)))
    with scope(evaluated.municipality_id):
        phase = add_phase(process=evaluated, name="Uitvoering", by=bram, now=today)
        choose_role(phase=phase, rung="BP1", by=bram, now=today)
    assert per_phase in text_of(client.get(url(evaluated)))
    with scope(evaluated.municipality_id):
        Process.objects.filter(pk=evaluated.pk).update(state=ProcessState.RUNNING)
        later = today + timedelta(minutes=1)
        first = Process.objects.get(pk=evaluated.pk).phases.get(position=1)
        choose_role(phase=first, rung="BP2", reason="Het geld is op.", by=bram, now=later)
    page = text_of(client.get(url(evaluated)))
    day = date_format(localtime(today), "j F Y")
    change = f"De rol voor ‘Hele traject’ veranderde op {day} van adviseren naar raadplegen."
    assert "De belofte per fase: raadplegen voor ‘Hele traject’, informeren voor ‘Uitvoering’." in page
    assert change in page
    report = " ".join(text_of(client.get(url(evaluated, "rapport/"))).split())
    assert change in report


def test_of_many_statements_a_few_stand_open_and_all_behind_a_fold(
    desk: Desk, bram: User, evaluated: Process, today: datetime
) -> None:
    measured(evaluated, bram, today, 34)
    page = text_of(desk(bram).get(url(evaluated)))
    brief = re.search(r"Uitspraken: de 2 gunstigste en de 2 minst gunstige van (\d+)", page)
    assert brief
    assert f"Toon alle {brief[1]} uitspraken</summary>" in page


def test_the_page_says_who_sees_the_results(desk: Desk, bram: User, evaluated: Process, today: datetime) -> None:
    round_ = measured(evaluated, bram, today, 14)
    client = desk(bram)
    assert "De organisatie ziet de resultaten vanaf" in text_of(client.get(url(evaluated)))
    with scope(evaluated.municipality_id):
        Round.objects.filter(pk=round_.pk).update(closed_on=today.date() - timedelta(days=14))
    page = text_of(client.get(url(evaluated)))
    assert "De organisatie ziet de resultaten.</li>" in page
    assert "De raad ziet de resultaten nog niet. <a" in page
    client.post(url(evaluated, "delen/raad/"))
    assert "De raad ziet de resultaten sinds" in text_of(client.get(url(evaluated)))


def test_five_answers_show_the_overall_grade_and_nothing_else(
    desk: Desk, bram: User, evaluated: Process, today: datetime
) -> None:
    measured(evaluated, bram, today, 5)
    page = text_of(desk(bram).get(url(evaluated)))
    assert re.findall(r'id="blok-(\w+)"', page) == ["response", "grades"]
    assert "Cijfer voor de aanpak" in page
    assert "Cijfer voor het resultaat" not in page


def test_anna_waits_two_weeks_unless_it_is_shared(
    desk: Desk, anna: User, bram: User, evaluated: Process, today: datetime
) -> None:
    round_ = measured(evaluated, bram, today, 14)
    assert "als eerste" in text_of(desk(anna).get(url(evaluated)))
    assert desk(anna).get(url(evaluated, "rapport/")).status_code == 404
    desk(bram).get(url(evaluated))
    desk(bram).post(url(evaluated, "delen/organisatie/"))
    assert "Cijfer voor de aanpak" in text_of(desk(anna).get(url(evaluated)))
    with scope(evaluated.municipality_id):
        Sharing.objects.all().delete()
        Round.objects.filter(pk=round_.pk).update(closed_on=today.date() - timedelta(days=14))
    assert "Cijfer voor de aanpak" in text_of(desk(anna).get(url(evaluated)))


def test_the_council_sees_nothing_before_the_explicit_step(
    desk: Desk, reader: User, bram: User, evaluated: Process, today: datetime
) -> None:
    measured(evaluated, bram, today, 14)
    client = desk(bram)
    client.get(url(evaluated))
    assert "Nog niet gedeeld met de raad" in text_of(desk(reader).get(url(evaluated)))
    assert desk(reader).get(url(evaluated, "bestand/")).status_code == 404
    assert "Dit kunt u niet terugdraaien" in text_of(client.get(url(evaluated, "delen/raad/")))
    assert not Sharing.across.exists()
    client.post(url(evaluated, "delen/raad/"))
    assert "Cijfer voor de aanpak" in text_of(desk(reader).get(url(evaluated)))
    assert desk(reader).post(url(evaluated, "delen/organisatie/")).status_code == 403


def test_another_municipality_finds_nothing(
    desk: Desk, chantal: User, bram: User, evaluated: Process, today: datetime
) -> None:
    measured(evaluated, bram, today, 14)
    for part in ("", "rapport/", "bestand/", "tussenstand/", "delen/raad/", "open-antwoorden/"):
        assert desk(chantal).get(url(evaluated, part)).status_code == 404


def test_an_interim_view_tells_what_it_means_first(
    desk: Desk, anna: User, bram: User, evaluated: Process, today: datetime
) -> None:
    with scope(evaluated.municipality_id):
        round_ = opened(evaluated, bram, today)
        mixed_in(round_, simulated(round_, 12), today)
        freeze(round_=round_, is_final=False, now=today)
    client = desk(bram)
    assert "Bekijk de tussenstand" in text_of(client.get(url(evaluated)))
    assert "minstens 10 mensen" in text_of(client.get(url(evaluated, "tussenstand/")))
    assert not Release.across.exists()
    shown = text_of(client.post(url(evaluated, "tussenstand/"), follow=True))
    assert "Dit is een tussenstand" in shown
    assert "Cijfer voor de aanpak" in shown
    again = client.post(url(evaluated, "tussenstand/"), follow=True)
    assert "De vorige tussenstand blijft staan" in text_of(again)
    assert "Cijfer voor de aanpak" not in text_of(desk(anna).get(url(evaluated)))


@pytest.mark.parametrize(("invited", "is_apart"), [(3, False), (12, True)])
def test_of_a_few_invited_people_nobody_sees_how_many_answered(
    desk: Desk, bram: User, evaluated: Process, today: datetime, invited: int, is_apart: bool
) -> None:
    with scope(evaluated.municipality_id):
        round_ = opened(evaluated, bram, today)
        people = [f"p{number}@x.example" for number in range(invited)]
        links = invite(round_=round_, addresses=people, by=bram, now=today)
        for number in range(20):
            send_in(round_, today, token=links[number].token if number < 2 else None)
        close_round(round_=round_, by=bram, now=today)
    client = desk(bram)
    pages = [url(evaluated), url(evaluated, "bestand/"), f"/bureau/dossier/{evaluated.code}/meting/1/"]
    told = ["ersoonlijke uitnodiging" in text_of(client.get(page)) for page in pages]
    assert told == [is_apart] * 3


def test_the_results_page_does_not_tell_that_a_first_answer_waits(
    desk: Desk, bram: User, evaluated: Process, today: datetime
) -> None:
    with scope(evaluated.municipality_id):
        round_ = opened(evaluated, bram, today)
        before = text_of(desk(bram).get(url(evaluated)))
        send_in(round_, today)
        assert text_of(desk(bram).get(url(evaluated))) == before


def test_several_rounds_can_be_chosen(desk: Desk, bram: User, evaluated: Process, today: datetime) -> None:
    measured(evaluated, bram, today, 14)
    measured(evaluated, bram, today, 12)
    client = desk(bram)
    assert "12 van de 40" in text_of(client.get(url(evaluated)))
    assert "14 van de 40" in text_of(client.get(url(evaluated) + "?meting=1"))
    assert client.get(url(evaluated) + "?meting=3").status_code == 404
    assert client.get(url(evaluated) + "?meting=x").status_code == 404


def test_open_answers_are_read_by_a_person_before_they_are_shown(
    desk: Desk, anna: User, bram: User, evaluated: Process, today: datetime
) -> None:
    with scope(evaluated.municipality_id):
        round_ = opened(evaluated, bram, today)
        forms = simulated(round_, 12, seed=2)
        forms = [{**form, "K30": "Piet de Vries was fijn", "K31": ""} for form in forms[:2]] + [
            {key: value for key, value in form.items() if key not in {"K30", "K31"}} for form in forms[2:]
        ]
        forms = [{key: value for key, value in form.items() if value} for form in forms]
        closed_with(round_, forms, bram, today)
        first, second = OpenAnswer.objects.all()
    assert "Piet" not in text_of(desk(bram).get(url(evaluated)))
    assert desk(bram).get(url(evaluated, "open-antwoorden/")).status_code == 403
    client = desk(anna)
    assert text_of(client.get(url(evaluated, "open-antwoorden/"))).count("<p>Piet de Vries") == 2
    read = url(evaluated, f"open-antwoorden/{first.pk}/")
    assert "De tekst is leeg" in text_of(client.post(read, {"text": " "}))
    client.post(read, {"text": "De gespreksleider was fijn"})
    client.post(url(evaluated, f"open-antwoorden/{second.pk}/"), {"text": "x", "stap": "niet-tonen"})
    page = text_of(desk(bram).get(url(evaluated)))
    assert "De gespreksleider was fijn" in page
    assert "Piet" not in page
    with scope(evaluated.municipality_id):
        assert OpenAnswer.objects.get(pk=second.pk).state == OpenAnswerState.WITHHELD


def test_the_leader_reads_no_open_answers_before_the_own_answers(
    desk: Desk, anna: User, tuin: Process, today: datetime
) -> None:
    # A policy adviser may clean open answers; leading a process herself, she gives her own answers first.
    with scope(tuin.municipality_id):
        measured(tuin, anna, today, 12)
        assert OpenAnswer.objects.exists()
    client = desk(anna)
    assert "Vul eerst uw zelfevaluatie in" in text_of(client.get(url(tuin)))
    assert client.get(url(tuin, "open-antwoorden/")).status_code == 404
    client.post(url(tuin, "zonder-zelfevaluatie/"))
    assert client.get(url(tuin, "open-antwoorden/")).status_code == 200


def test_open_answers_of_fewer_than_ten_people_cannot_be_read(
    desk: Desk, anna: User, bram: User, evaluated: Process, today: datetime
) -> None:
    measured(evaluated, bram, today, 9)
    assert desk(anna).get(url(evaluated, "open-antwoorden/")).status_code == 404


class Rows(HTMLParser):
    """The rows of all tables of a page: heading, then cells."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        self._open = tag in {"td", "th"}
        if self._open and self.rows:
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if self._open and self.rows and self.rows[-1]:
            self.rows[-1][-1] += data.strip()


ADDRESSES = st.sampled_from(
    ["", "?meting=1", "?tab=Resultaten&groep=bewoner", "?vraag=K09&min=1", "bestand/", "bestand/?tabel=questions",
     "rapport/", "tussenstand/"]
)  # fmt: skip
WHO = st.sampled_from(["bram", "anna", "reader"])


@pytest.fixture
def viewers(bram: User, anna: User, reader: User) -> dict[str, User]:
    """The people who might look."""
    return {"bram": bram, "anna": anna, "reader": reader}


def other(value: Value, item_codes: tuple[str, ...]) -> Value:
    """Another answer to the same question."""
    if isinstance(value, list):
        return value
    if value in item_codes:
        return item_codes[(item_codes.index(value) + 1) % len(item_codes)]
    return value


def different(round_: Round, forms: list[Form], keep: str = "") -> list[Form]:
    """The same people, who answered the same questions otherwise; `keep` is the question that stays."""
    from participatiemonitor.fieldwork.queries import definition_for

    definition = definition_for(round_)
    changed = []
    for form in forms:
        new: dict[str, Value] = {}
        for code, value in form.items():
            options = tuple(option.code for option in definition.item(code).options if not option.is_unknown)
            if definition.item(code).type == "grade":
                options = tuple(str(grade) for grade in range(1, 11))
            new[code] = value if code == keep or value == "W" else other(value, options)
        changed.append(new)
    return changed


def crawl(client: Client, process: Process) -> Iterator[str]:
    """Everything a viewer can get out of the results."""
    for part in ("", "?meting=1", "bestand/", "bestand/?tabel=questions", "rapport/", "tussenstand/", "delen/raad/"):
        yield text_of(client.get(url(process, part)))


@settings(SLOW_EXAMPLES, max_examples=10)
@given(n=st.integers(1, 9), who=WHO, way=st.sampled_from(["open", "closed", "shared"]), seed=st.integers(0, 50))
def test_answers_of_fewer_than_ten_people_never_reach_any_page(
    desk: Desk, viewers: dict[str, User], evaluated: Process, today: datetime, n: int, who: str, way: str, seed: int
) -> None:  # fmt: skip
    """Other answers of the same people give the same pages, files and reports, letter by letter."""
    bram = viewers["bram"]
    seen = []
    for is_other in (False, True):
        with transaction.atomic(), scope(evaluated.municipality_id):
            round_ = opened(evaluated, bram, today)
            forms: list[Form] = [
                {code: value for code, value in form.items() if code not in {"K30", "K31"}}
                for form in simulated(round_, n, seed=seed)
            ]
            answers = different(round_, forms, keep="K28") if is_other else forms
            if way != "open":
                closed_with(round_, answers, bram, today)
                release_results(round_=round_, by=bram, now=today)
                for whom in With if way == "shared" else ():
                    share_results(round_=round_, with_whom=whom, by=bram, now=today)
            else:
                mixed_in(round_, answers, today)
                freeze(round_=round_, is_final=False, now=today)
            seen.append(list(crawl(desk(viewers[who]), evaluated)))
            transaction.set_rollback(True)
    for was, became in zip(*seen, strict=True):
        assert re.sub(r"\d+-kerkplein", "", was) == re.sub(r"\d+-kerkplein", "", became)


@settings(SLOW_EXAMPLES, max_examples=6)
@given(who=st.sampled_from(["anna", "reader"]), seed=st.integers(0, 50), address=ADDRESSES)
def test_who_may_not_look_yet_sees_the_same_whatever_was_answered(
    desk: Desk, viewers: dict[str, User], evaluated: Process, today: datetime, who: str, seed: int, address: str
) -> None:
    bram = viewers["bram"]
    seen = []
    for is_other in (False, True):
        with transaction.atomic(), scope(evaluated.municipality_id):
            round_ = opened(evaluated, bram, today)
            forms: list[Form] = list(simulated(round_, 40, seed=seed))
            closed_with(round_, different(round_, forms) if is_other else forms, bram, today)
            release_results(round_=round_, by=bram, now=today)
            seen.append(text_of(desk(viewers[who]).get(url(evaluated, address))))
            transaction.set_rollback(True)
    assert seen[0] == seen[1]


@settings(SLOW_EXAMPLES, max_examples=10)
@given(n=st.integers(10, 34), skip=st.floats(0.05, 0.7), seed=st.integers(0, 50), address=ADDRESSES)
def test_no_row_shows_a_figure_of_fewer_than_ten_answers(
    desk: Desk, bram: User, evaluated: Process, today: datetime, n: int, skip: float, seed: int, address: str
) -> None:
    with transaction.atomic(), scope(evaluated.municipality_id):
        round_ = opened(evaluated, bram, today)
        forms = simulated(round_, n, seed=seed, skip=skip)
        closed_with(round_, forms, bram, today)
        texts = {question.text: question.code for question in _questions(round_)}
        small = {text for text, code in texts.items() if sum(form.get(code, "W") != "W" for form in forms) < 10}
        client = desk(bram)
        client.get(url(evaluated))
        response = client.get(url(evaluated, address))
        _no_small_figures(response, small)
        transaction.set_rollback(True)


def _questions(round_: Round) -> tuple[object, ...]:
    from participatiemonitor.fieldwork.queries import definition_for

    return tuple(definition_for(round_).items(round_.moment, round_.is_short))


def _no_small_figures(response: object, small: set[str]) -> None:
    text = text_of(response)
    if "bestand" in str(response.request["PATH_INFO"]):  # type: ignore[attr-defined]
        for line in text.splitlines():
            cells = line.split(";")
            if cells[1].strip('"') in small and cells[2] != "Antwoorden":
                assert cells[3] in {"–", "'–"}, line
        return
    rows = Rows()
    rows.feed(text)
    for heading, *cells in (row for row in rows.rows if row):
        if any(heading.startswith(question) for question in small):
            shown = [cell for cell in cells if not cell.startswith("–")]
            # Only the number of answers itself, or the leader's own answer in the mirror.
            assert len(shown) <= 2, (heading, cells)
            assert not any("%" in cell or "van de" in cell for cell in shown), (heading, cells)
