"""participatiemonitor import-answers: propose, look, store."""

from datetime import datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from tests.factories.fieldwork import a_process
from tests.factories.importing import GOOD_ROWS, KERKPLEIN, kerkplein

from participatiemonitor.__main__ import with_module_name
from participatiemonitor.fieldwork.models import Answer, Round
from participatiemonitor.foundation.people.models import User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.register.models import Process

MANY = tuple(GOOD_ROWS[n % 2] for n in range(12))


@pytest.fixture
def plein(in_lingedam: Municipality, anna: User, now: datetime) -> Process:
    return a_process(anna, now, municipality=in_lingedam)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "lijst.csv"
    path.write_bytes(kerkplein(*MANY).content)
    return path


@pytest.fixture
def mapping(tmp_path: Path) -> Path:
    path = tmp_path / "indeling.toml"
    path.write_text(KERKPLEIN, encoding="utf-8")
    return path


def run(*words: object) -> str:
    out = StringIO()
    call_command("import_answers", *(str(word) for word in words), stdout=out)
    return out.getvalue()


def test_the_command_is_typed_with_dashes() -> None:
    assert with_module_name(["participatiemonitor", "import-answers", "a-b.csv"]) == [
        "participatiemonitor", "import_answers", "a-b.csv",
    ]  # fmt: skip
    assert with_module_name(["participatiemonitor", "--help"]) == ["participatiemonitor", "--help"]
    assert with_module_name(["participatiemonitor"]) == ["participatiemonitor"]


def test_a_dry_run_tells_and_stores_nothing(plein: Process, file: Path, mapping: Path) -> None:
    said = run(file, "--mapping", mapping, "--municipality", "GM9001", "--process", plein.code, "--dry-run")
    assert "Rijen gelezen                                     12" in said
    assert "Dit was een proef. Er is niets bewaard." in said
    assert Round.objects.count() == 0


def test_an_import_tells_what_came_in(plein: Process, file: Path, mapping: Path) -> None:
    said = run(file, "--mapping", mapping, "--municipality", "gm9001", "--process", plein.code, "--population", 20)
    assert "Ingelezen: 12 ingevulde lijsten als meting 1 van ‘Kerkplein’. De meting is gesloten." in said
    assert Answer.objects.count() == 12
    assert Round.objects.get().population == 20


def test_a_proposal_is_written_once_and_never_over_another_file(file: Path, tmp_path: Path) -> None:
    target = tmp_path / "voorstel.toml"
    assert "[[questions]]" in run(file, "--propose-mapping")
    run(file, "--propose-mapping", "--mapping", target)
    assert "[[questions]]" in target.read_text(encoding="utf-8")
    with pytest.raises(CommandError, match="bestaat al"):
        run(file, "--propose-mapping", "--mapping", target)


def test_mistakes_are_one_sentence(plein: Process, file: Path, mapping: Path, tmp_path: Path) -> None:
    whole = ("--mapping", mapping, "--municipality", "GM9001", "--process", plein.code)
    for words, sentence in (
        ((file,), "Geef ook --mapping"),
        ((tmp_path / "weg.csv", *whole), "Bestaat het bestand"),
        ((file, *whole, "--municipality", "GM0000"), "Er is geen gemeente met code GM0000"),
        ((file, *whole, "--process", "anders"), f"geen traject of initiatief ‘anders’. Wel: {plein.code}"),
        ((file, *whole, "--sheet", "Blad1"), "alleen een Excel-bestand"),
        ((file, file, *whole), "staat er twee keer bij"),
    ):
        with pytest.raises(CommandError, match=sentence):
            run(*words)
    assert Round.objects.count() == 0


def test_a_mapping_that_does_not_fit_names_every_mistake(plein: Process, file: Path, mapping: Path) -> None:
    mapping.write_text(KERKPLEIN.replace('"Tip"', '"Tips"').replace('"Cijfer"', '"Cijfers"'), encoding="utf-8")
    with pytest.raises(CommandError, match=r"(?s)‘Cijfers’.*‘Tips’"):
        run(file, "--mapping", mapping, "--municipality", "GM9001", "--process", plein.code)


def test_a_file_of_200_megabytes_is_refused_unread(plein: Process, mapping: Path, tmp_path: Path) -> None:
    large = tmp_path / "groot.csv"
    with large.open("wb") as out:
        out.truncate(200_000_000)
    with pytest.raises(CommandError, match=r"Het bestand is 200 MB\. Wij lezen bestanden tot en met 50 MB"):
        run(large, "--mapping", mapping, "--municipality", "GM9001", "--process", plein.code)
