"""Bringing in a file: a closed round with a dataset, or nothing at all."""

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories.fieldwork import a_process, library_version
from tests.factories.importing import GOOD_ROWS, HEADS, KERKPLEIN, csv_bytes, kerkplein

from participatiemonitor.fieldwork.freeze import thaw
from participatiemonitor.fieldwork.importing.operations import (
    AlreadyImported,
    ImportChoices,
    ImportDone,
    NothingToImport,
    RowsRefused,
    import_answers,
)
from participatiemonitor.fieldwork.importing.rehearsal import AnswerFile, rehearse
from participatiemonitor.fieldwork.models import Answer, FrozenDataset, OpenAnswer, Round
from participatiemonitor.foundation.audit.models import Event
from participatiemonitor.foundation.errors import DomainError
from participatiemonitor.foundation.files.sections import MappingNotUsable
from participatiemonitor.foundation.files.table import FileNotUsable
from participatiemonitor.foundation.people.models import User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.questions.models import QuestionnaireVersion
from participatiemonitor.register.models import Process

MANY = tuple(GOOD_ROWS[n % 2] for n in range(12))
BAD = ("Misschien", "8", "Fiets", "")


@pytest.fixture
def plein(in_lingedam: Municipality, anna: User, now: datetime) -> Process:
    """A process that somebody measured on paper last year."""
    return a_process(anna, now, municipality=in_lingedam)


def brought_in(
    process: Process, now: datetime, *files: AnswerFile, mapping: str = KERKPLEIN, **choices: Any
) -> ImportDone:
    return import_answers(
        process=process, files=files or (kerkplein(*MANY),), mapping_text=mapping,
        choices=ImportChoices(**choices), by=process.leader, now=now,
    )  # fmt: skip


def stored() -> tuple[int, ...]:
    """How much there is of everything that an import makes."""
    models = (Round, Answer, FrozenDataset, OpenAnswer, Event)
    return (*(model.objects.count() for model in models), QuestionnaireVersion.across.count())


def test_a_file_becomes_a_closed_round_with_a_dataset(plein: Process, now: datetime) -> None:
    done = brought_in(plein, now, kerkplein(*MANY, *GOOD_ROWS[2:]), population=40)
    done.round.refresh_from_db()
    assert (done.round.state, done.round.population, done.round.closed_on) == ("CLOSED", 40, now.date())
    assert set(Answer.objects.values_list("stream", flat=True)) == {"IMPORTED"}
    assert done.dataset is not None
    dataset = thaw(done.dataset)
    assert (dataset.n, dataset.population) == (13, 40)
    assert sorted(dataset.column("eens").values) == [-1, *[1] * 6, *[2] * 6]
    assert sorted(dataset.column("cijfer").values) == [-2, *[7] * 6, *[8] * 6]
    assert sorted(dataset.column("vervoer:auto").values) == [0, *[1] * 6, *[2] * 6]


def test_open_answers_wait_to_be_read_and_are_not_in_the_dataset(plein: Process, now: datetime) -> None:
    done = brought_in(plein, now)
    assert list(OpenAnswer.objects.values_list("question", "text", "state").distinct()) == [
        ("tip", "Meer bankjes.", "WAITING")
    ]
    assert done.dataset is not None
    assert b"bankjes" not in bytes(done.dataset.content)
    assert not any("bankjes" in payload for payload in Answer.objects.values_list("payload", flat=True))


def test_the_questionnaire_is_made_once_and_changed_into_a_new_version(plein: Process, now: datetime) -> None:
    first = brought_in(plein, now).round.version
    again = brought_in(plein, now, is_again=True).round.version
    other = brought_in(plein, now, mapping=KERKPLEIN.replace("tip?", "idee?"), is_again=True).round.version
    back = brought_in(plein, now, is_again=True).round.version
    assert (first.code, first.number, first.municipality_id) == ("kerkplein-2025", 1, "GM9001")
    assert again == first == back
    assert (other.code, other.number) == ("kerkplein-2025", 2)
    assert first.definition["outcome"] == "eens"


def test_the_period_comes_from_the_mapping(plein: Process, now: datetime) -> None:
    dates = "[round]\nmoment = 'M1'\nopens_on = 2025-09-01\ncloses_on = 2025-09-30\npopulation = 25\n"
    round_ = brought_in(plein, now, mapping=dates + KERKPLEIN).round
    assert (round_.opens_on, round_.closes_on, round_.moment) == (date(2025, 9, 1), date(2025, 9, 30), "M1")
    assert round_.population == 25


def test_one_measuring_in_several_files_becomes_one_round(plein: Process, now: datetime) -> None:
    done = brought_in(plein, now, kerkplein(*MANY), kerkplein(*MANY[:3], name="rest.csv"))
    assert done.dataset is not None
    assert done.dataset.n == 15
    assert Event.objects.filter(verb="file_imported").count() == 2


def test_a_round_can_stay_open(plein: Process, now: datetime) -> None:
    done = brought_in(plein, now, is_closed=False)
    assert (done.round.state, done.dataset) == ("OPEN", None)


def test_the_same_file_is_refused_a_second_time_whatever_its_name(plein: Process, now: datetime) -> None:
    brought_in(plein, now)
    before = stored()
    with pytest.raises(AlreadyImported, match=r"‘anders\.csv’ is op 2 maart 2026 al ingelezen: meting 1 van"):
        brought_in(plein, now, kerkplein(*MANY, name="anders.csv"))
    assert stored() == before
    brought_in(plein, now, is_again=True)
    assert Round.objects.count() == 2


def test_the_same_file_twice_at_once_is_refused(plein: Process, now: datetime) -> None:
    with pytest.raises(AlreadyImported, match="staat er twee keer bij"):
        brought_in(plein, now, kerkplein(*MANY), kerkplein(*MANY))


def test_rows_that_are_refused_stop_the_import_until_somebody_says_otherwise(plein: Process, now: datetime) -> None:
    before = stored()
    with pytest.raises(RowsRefused, match="1 rij is geweigerd"):
        brought_in(plein, now, kerkplein(*MANY, BAD))
    assert stored() == before
    done = brought_in(plein, now, kerkplein(*MANY, BAD), leaves_out_refused=True)
    assert done.dataset is not None
    assert done.dataset.n == 12


@pytest.mark.parametrize(
    ("file", "mapping", "refusal"),
    [
        (AnswerFile("a.csv", b""), KERKPLEIN, FileNotUsable),
        (AnswerFile("a.csv", csv_bytes([HEADS])), KERKPLEIN, FileNotUsable),
        (kerkplein(("", "", "", "")), KERKPLEIN, NothingToImport),
        (kerkplein(), KERKPLEIN.replace('"Tip"', '"Tips"'), MappingNotUsable),
        (kerkplein(), "[[questions]]", MappingNotUsable),
        (kerkplein(), KERKPLEIN.replace("title", 'library = "bestaat-niet"\ntitle'), MappingNotUsable),
        (kerkplein(), KERKPLEIN.replace("[missing]", 'track = "O"\n[missing]'), MappingNotUsable),
        (kerkplein(), KERKPLEIN.replace("statement", "told"), RowsRefused),
    ],
)
def test_whatever_is_wrong_nothing_is_stored(
    plein: Process, now: datetime, file: AnswerFile, mapping: str, refusal: type[DomainError]
) -> None:
    before = stored()
    with pytest.raises(refusal):
        brought_in(plein, now, file, mapping=mapping)
    assert stored() == before


cells = st.sampled_from(["", "mee eens", "weet niet", "n.v.t.", "7", "Fiets", "?"])


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(cells, min_size=4, max_size=5), max_size=8), leaves_out=st.booleans())
def test_an_import_stores_every_good_row_or_nothing(
    plein: Process, now: datetime, rows: list[list[str]], leaves_out: bool
) -> None:
    file = AnswerFile("a.csv", csv_bytes([HEADS, *rows]))
    before, answers = stored(), Answer.objects.count()
    try:
        done = brought_in(plein, now, file, leaves_out_refused=leaves_out, is_again=True)
    except DomainError:
        assert stored() == before
    else:
        report = done.rehearsal.reports[0]
        assert leaves_out or report.refused == 0
        assert Answer.objects.count() == answers + report.taken
        assert report.read == report.taken + report.empty + report.filtered + report.refused


def test_a_rehearsal_stores_nothing_and_foresees_a_repeat(plein: Process, now: datetime) -> None:
    brought_in(plein, now)
    before = stored()
    rehearsal = rehearse(process=plein, files=[kerkplein(*MANY)], mapping_text=KERKPLEIN)
    assert (rehearsal.taken, rehearsal.refused, len(rehearsal.repeats)) == (12, 0, 1)
    assert stored() == before


LIBRARY = """
[questionnaire]
library = "deelnemers-burgerparticipatie"
[[questions]]
code = "K09"
column = "Geluisterd"
[[questions]]
code = "K28"
column = "Cijfer"
missing = { skipped = ["", "n.v.t."] }
"""


def test_a_file_can_be_laid_on_one_of_our_questionnaires(plein: Process, now: datetime) -> None:
    version = library_version(now)
    rows = [("Helemaal mee eens", "8", "", ""), ("W", "n.v.t.", "", ""), ("4", "6", "", "")]
    done = brought_in(plein, now, kerkplein(*rows), mapping=LIBRARY)
    assert done.round.version == version
    assert done.dataset is not None
    dataset = thaw(done.dataset)
    assert sorted(dataset.column("K09").values) == [-1, 1, 2]
    assert sorted(dataset.column("K28").values) == [0, 6, 8]


def test_a_question_that_our_questionnaire_does_not_have_is_refused(plein: Process, now: datetime) -> None:
    library_version(now)
    with pytest.raises(MappingNotUsable, match="‘K99’ staat niet in de vragenlijst"):
        brought_in(plein, now, mapping=LIBRARY.replace("K09", "K99"))


def test_the_trail_knows_the_file_but_not_its_answers(plein: Process, now: datetime) -> None:
    brought_in(plein, now)
    event = Event.objects.get(verb="file_imported")
    assert event.detail == {"checksum": kerkplein(*MANY).checksum(), "rows": 12, "taken": 12, "refused": 0}
    assert event.actor == "Anna"
