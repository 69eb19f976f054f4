"""Two registers of others: what is mapped, what is not, and that a second import changes nothing."""

from collections import Counter
from datetime import date, datetime
from pathlib import Path

import pytest
from django.db.models import Q
from tests.factories.register_importing import brought, rehearsed

from participatiemonitor.foundation.audit.models import Event
from participatiemonitor.foundation.people.models import User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.register.importing.operations import NothingNew
from participatiemonitor.register.importing.rehearsal import RegisterFile
from participatiemonitor.register.importing.report import Outcome
from participatiemonitor.register.models import Phase, Process, StateChange

pytestmark = pytest.mark.realdata


@pytest.fixture
def barcelona(shared_data: Path) -> RegisterFile:
    return RegisterFile("proposals.csv", (shared_data / "barcelona-pam-2016-proposals" / "proposals.csv").read_bytes())


@pytest.fixture
def assemblies(shared_data: Path) -> RegisterFile:
    return RegisterFile("register.csv", (shared_data / "uk-citizens-assemblies" / "register.csv").read_bytes())


@pytest.mark.slow
def test_the_proposals_of_barcelona(
    in_lingedam: Municipality, anna: User, now: datetime, barcelona: RegisterFile
) -> None:
    report = brought(in_lingedam, barcelona, anna, now, "decidim").report
    assert report.summary[:5] == (
        ("Rijen gelezen", 10_860), ("Nieuw in het register", 10_860), ("Stond er al", 0),
        ("Verschilt van het register, blijft zoals het is", 0), ("Geweigerd", 0),
    )  # fmt: skip
    found = Process.objects.all()
    assert Counter(found.values_list("kind", flat=True)) == {"INITIATIVE": 9_560, "PROCESS": 1_300}
    assert Counter(found.values_list("state", flat=True)) == {"APPROVED": 8_142, "STOPPED": 2_718}
    assert StateChange.objects.count() == 2_711
    assert "Gestopt zonder reden: 7 rijen. Vul de reden later aan." in report.remarks
    assert Phase.objects.count() == 10_860
    assert len(set(found.values_list("code", flat=True))) == 10_860
    # Every proposal has a day, a page and a scale; 6,333 of a district and 84 of the whole city name a district.
    assert not found.filter(Q(starts_on=None) | Q(source_url="") | Q(central_task="")).exists()
    assert found.exclude(area="").count() == 6_417
    assert Counter(found.values_list("scale", flat=True)) == {"stadsdeel": 6_342, "hele stad": 4_518}
    first = found.get(source_id="3")
    assert (first.title, first.area, first.starts_on, first.theme, first.track) == (
        "Sensibilitzar sobre la diversitat funcional", "Gràcia", date(2016, 1, 22), "6", "B",
    )  # fmt: skip


def test_what_of_barcelona_is_not_mapped_is_told_with_its_values(
    in_lingedam: Municipality, barcelona: RegisterFile
) -> None:
    report = rehearsed(in_lingedam, barcelona, "decidim").report
    assert [use.name for use in report.unused] == [
        "code", "category_name", "official", "from_meeting", "total_votes", "total_comments",
        "total_positive_comments", "total_neutral_comments", "total_negative_comments", "author_role", "author_erased",
    ]  # fmt: skip
    theme = report.unread[0]
    assert [one.field for one in report.unread] == ["thema"]
    assert theme.sentence == "thema niet herkend: 1.131 rijen"
    assert dict(theme.texts) == {
        "Cicles de vida": 456, "Equitat de gènere i diversitat sexual": 279,
        "Migració, interculturalitat i discriminació zero": 204, "Un nou lideratge públic": 110,
        "Justícia global": 39, "Ciutat d’acollida": 23, "Defensa i protecció dels Drets Humans": 20,
    }  # fmt: skip
    assert any(remark.startswith("Titel ingekort: 559 rijen.") for remark in report.remarks)


@pytest.mark.slow
def test_long_titles_of_barcelona_stand_whole_in_the_central_task(
    in_lingedam: Municipality, anna: User, now: datetime, barcelona: RegisterFile
) -> None:
    import csv
    import io

    brought(in_lingedam, barcelona, anna, now, "decidim")
    rows = csv.DictReader(io.StringIO(barcelona.content.decode(), newline=""))
    whole = {row["id"]: " ".join(row["title"].split()) for row in rows}
    shortened = list(Process.objects.filter(title__endswith="…"))
    assert len([one for one in shortened if len(whole[one.source_id]) > 120]) == 559
    for process in shortened:
        title = whole[process.source_id]
        if len(title) > 120:
            assert title.startswith(process.title.rstrip("…"))
            assert process.central_task.startswith(f"{title}\n\n")
            assert 60 < len(process.title) <= 120


@pytest.mark.slow
def test_a_second_import_of_barcelona_changes_nothing(
    in_lingedam: Municipality, anna: User, now: datetime, barcelona: RegisterFile
) -> None:
    brought(in_lingedam, barcelona, anna, now, "decidim")
    before = set(Process.objects.values_list()), Phase.objects.count(), Event.objects.count()
    report = rehearsed(in_lingedam, barcelona, "decidim").report
    assert (report.number(Outcome.STOOD), report.made, report.number(Outcome.DIFFERS)) == (10_860, 0, 0)
    with pytest.raises(NothingNew):
        brought(in_lingedam, barcelona, anna, now, "decidim")
    assert (set(Process.objects.values_list()), Phase.objects.count(), Event.objects.count()) == before


def test_the_register_of_assemblies(
    in_lingedam: Municipality, anna: User, now: datetime, assemblies: RegisterFile
) -> None:
    report = brought(in_lingedam, assemblies, anna, now, "mysociety").report
    assert (report.made, report.refused) == (50, 0)
    found = Process.objects.all()
    assert Counter(found.values_list("state", flat=True)) == {"CLOSED": 48, "RUNNING": 2}
    assert found.filter(kind="PROCESS", methods="burgerberaad", starts_on__month=1, starts_on__day=1).count() == 50
    assert found.exclude(participants=None).count() == 49
    adur = found.get(source_id="la-adu-2020-climate-assembly")
    assert (adur.title, adur.place, adur.participants, adur.theme) == (
        "Climate Assembly, Adur District Council (2020)", "Adur District Council", 43, "7",
    )  # fmt: skip
    # One address in the list is the name of a file: the report that stands beside it is taken.
    southwark = found.get(source_id="la-swk-2022-climate-assembly")
    assert southwark.source_url.startswith("https://")


def test_what_of_the_assemblies_is_not_mapped_is_told_with_its_values(
    in_lingedam: Municipality, assemblies: RegisterFile
) -> None:
    report = rehearsed(in_lingedam, assemblies, "mysociety").report
    assert [use.name for use in report.unused] == [
        "authority_type", "local_authority_code", "faciliator", "source_notes", "data_source", "licence_notes",
        "cached_report_url", "__index_level_0__",
    ]  # fmt: skip
    assert report.unread[0].sentence == "thema niet herkend: 5 rijen"
    assert {text for text, _ in report.unread[0].texts} == {
        "COVID-19 Recovery", "Transport/Environment", "Assisted Dying", "Fit for the Future", "AI Explainability",
    }  # fmt: skip
    assert any("alleen het jaar bekend" in remark for remark in report.remarks)


def test_a_second_import_of_the_assemblies_changes_nothing(
    in_lingedam: Municipality, anna: User, now: datetime, assemblies: RegisterFile
) -> None:
    brought(in_lingedam, assemblies, anna, now, "mysociety")
    before = set(Process.objects.values_list())
    assert rehearsed(in_lingedam, assemblies, "mysociety").report.number(Outcome.STOOD) == 50
    with pytest.raises(NothingNew):
        brought(in_lingedam, assemblies, anna, now, "mysociety")
    assert set(Process.objects.values_list()) == before
