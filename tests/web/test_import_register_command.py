"""participatiemonitor import-register: look, store, and say what is wrong in one sentence."""

import json
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from tests.factories.register_importing import PLEIN, TUIN, a_list

from participatiemonitor.foundation.audit.models import Event
from participatiemonitor.foundation.people.models import Membership, StaffRole, User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.register.models import Process

GEMEENTE = ("--municipality", "GM9001")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "register.csv"
    path.write_bytes(a_list().content)
    return path


@pytest.fixture
def with_mistake(tmp_path: Path) -> Path:
    path = tmp_path / "fout.csv"
    path.write_bytes(a_list(PLEIN, ("2", "", *TUIN[2:])).content)
    return path


def run(*words: object) -> str:
    out = StringIO()
    call_command("import_register", *(str(word) for word in words), stdout=out)
    return out.getvalue()


def told(*words: object) -> Any:
    return json.loads(run(*words, "--json"))


def test_a_dry_run_tells_and_stores_nothing(in_lingedam: Municipality, anna: User, file: Path) -> None:
    said = run(file, *GEMEENTE, "--dry-run")
    assert "Rijen gelezen                                           2" in said
    assert "Rij 3: Buurttuin Oost: nieuw" in said
    assert "Dit was een proef. Er is niets bewaard." in said
    assert not Process.objects.exists()


def test_an_import_tells_what_came_in_and_how_to_find_it(in_lingedam: Municipality, anna: User, file: Path) -> None:
    said = run(file, "--municipality", "gm9001")
    assert "In het register gezet: 2 rijen. Rijen zonder projectleider leidt Anna." in said
    assert "zoekt op ‘registerlijst’" in said
    assert Process.objects.count() == 2
    assert Event.objects.get().actor == "opdracht import-register"
    assert "Er is niets nieuws." in run(file, *GEMEENTE)
    assert Process.objects.count() == 2


def test_the_report_for_a_program(in_lingedam: Municipality, anna: User, file: Path) -> None:
    rehearsal = told(file, *GEMEENTE, "--dry-run")
    assert (rehearsal["stored"], rehearsal["counts"]["new"]) == (False, 2)
    stored = told(file, *GEMEENTE)
    assert (stored["stored"], stored["counts"]["new"]) == (True, 2)
    again = told(file, *GEMEENTE)
    assert (again["stored"], again["counts"]["new"], again["counts"]["stood"]) == (False, 0, 2)


def test_refused_rows_stop_everything_unless_they_may_stay_out(
    in_lingedam: Municipality, anna: User, with_mistake: Path
) -> None:
    for more in ((), ("--json",)):
        with pytest.raises(CommandError, match=r"Geweigerd: 1 rij\."):
            run(with_mistake, *GEMEENTE, *more)
    assert not Process.objects.exists()
    run(with_mistake, *GEMEENTE, "--without-refused")
    assert Process.objects.get().title == "Herinrichting Marktplein"


def test_the_leader_is_the_administrator_or_who_is_named(
    in_lingedam: Municipality, anna: User, bram: User, file: Path
) -> None:
    chief = User.objects.create_user("beheer@lingedam.example", "geheim-voor-proef", name="Chef")
    Membership.objects.create(user=chief, municipality=in_lingedam, role=StaffRole.ADMINISTRATOR)
    run(file, *GEMEENTE)
    assert set(Process.objects.values_list("leader", flat=True)) == {chief.pk}
    run(file, *GEMEENTE, "--source", "tweede", "--leader", "BRAM@lingedam.example")
    assert set(Process.objects.filter(source="tweede").values_list("leader", flat=True)) == {bram.pk}


def test_a_mapping_of_ones_own(in_lingedam: Municipality, anna: User, tmp_path: Path) -> None:
    mapping = tmp_path / "eigen.toml"
    mapping.write_text(
        'name = "Eigen"\nsource = "buurt"\n[fields.title]\ncolumn = "wat"\n[fields.track]\nconstant = "samenleving"\n',
        encoding="utf-8",
    )
    file = tmp_path / "lijst.csv"
    file.write_text("wat;wie\nBuurttuin;Oost\n", encoding="utf-8")
    run(file, *GEMEENTE, "--mapping", mapping)
    assert (Process.objects.get().source, Process.objects.get().track) == ("buurt", "O")


def test_mistakes_are_one_sentence(in_lingedam: Municipality, anna: User, file: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "fout.toml"
    wrong.write_text("[fields.titel]\ncolumn = 1\n", encoding="utf-8")
    for words, sentence in (
        ((tmp_path / "weg.csv", *GEMEENTE), "Bestaat het bestand"),
        ((file, "--municipality", "GM0000"), "Er is geen gemeente met code GM0000"),
        ((file, *GEMEENTE, "--mapping", "consul"), "of een van: sjabloon, decidim, mysociety"),
        ((file, *GEMEENTE, "--mapping", wrong), r"(?s)De indeling past niet:.*‘name’ ontbreekt.*dit veld"),
        ((file, *GEMEENTE, "--mapping", "decidim"), "Wij vinden geen kolom ‘id’"),
        ((file, *GEMEENTE, "--sheet", "Blad1"), "alleen een Excel-bestand"),
        ((file, *GEMEENTE, "--source", "x" * 61), "hooguit 60 tekens"),
        ((file, *GEMEENTE, "--leader", "niemand@elders.example"), "werkt niemand met adres"),
    ):  # fmt: skip
        with pytest.raises(CommandError, match=sentence):
            run(*words)
    assert not Process.objects.exists()


def test_a_municipality_without_people_is_told_what_to_do(in_lingedam: Municipality, file: Path) -> None:
    with pytest.raises(CommandError, match="Maak eerst een beheerder"):
        run(file, *GEMEENTE)


def test_a_file_of_200_megabytes_is_refused_unread(in_lingedam: Municipality, anna: User, tmp_path: Path) -> None:
    large = tmp_path / "groot.csv"
    with large.open("wb") as out:
        out.truncate(200_000_000)
    with pytest.raises(CommandError, match=r"Het bestand is 200 MB\. Wij lezen bestanden tot en met 50 MB"):
        run(large, *GEMEENTE)


@pytest.mark.realdata
def test_the_named_mapping_for_assemblies(
    in_lingedam: Municipality, anna: User, now: datetime, shared_data: Path
) -> None:
    register = shared_data / "uk-citizens-assemblies" / "register.csv"
    said = run(register, "--mapping", "mysociety", *GEMEENTE)
    assert "thema niet herkend: 5 rijen" in said
    assert "‘AI Explainability’ (1 keer)" in said
    assert Process.objects.count() == 50
