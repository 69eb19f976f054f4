"""The words by which a process is found follow every change of its texts."""

from datetime import datetime
from importlib import import_module

import pytest
from django.apps import apps
from tests.factories.register import a_process

from participatiemonitor.foundation.people.models import User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.register.models import BodyType, Process, ProcessKind
from participatiemonitor.register.operations import (
    ChallengeFacts,
    GroupFacts,
    NoParticipationFacts,
    ProcessCard,
    StandingBodyFacts,
    ThirdPartyPlanFacts,
    add_group,
    change_card,
    change_challenge,
    change_group,
    change_no_participation,
    change_standing_body,
    change_third_party_plan,
    grow_into,
    remove_group,
)
from participatiemonitor.register.search import matches, terms


def found_by(query: str) -> list[str]:
    return [process.title for process in Process.objects.order_by("pk") if matches(process.search_words, terms(query))]


def test_new_process_is_found_by_its_card(in_lingedam: Municipality, anna: User, now: datetime) -> None:
    a_process(
        in_lingedam, anna, now, title="Fietspad Dijkweg", central_task="Veilig naar school", area="Oeverwijk",
        goal="Minder ongelukken", place="Oeverdorp",
    )  # fmt: skip
    a_process(in_lingedam, anna, now, title="Kerkplein")
    for query in ("fietspaden", "dijkweg", "scholen", "oeverwijk", "oeverdorp", "ongeluk", "veilig fietspad"):
        assert found_by(query) == ["Fietspad Dijkweg"], query


def test_changed_card_is_found_by_what_it_says_now(in_lingedam: Municipality, anna: User, now: datetime) -> None:
    process = a_process(in_lingedam, anna, now, title="Fietspad Dijkweg")
    change_card(process=process, card=ProcessCard(track="B", title="Speeltuin"), by=anna, now=now)
    assert (found_by("fietspad"), found_by("speeltuinen")) == ([], ["Speeltuin"])
    process.refresh_from_db()
    assert matches(process.search_words, terms("speeltuin"))


def test_process_is_found_by_its_groups(in_lingedam: Municipality, anna: User, now: datetime) -> None:
    process = a_process(in_lingedam, anna, now)
    group = add_group(process=process, facts=GroupFacts("Jongeren", interest="skaten"), by=anna, now=now)
    assert found_by("jongeren") == found_by("skaten") == ["Kerkplein"]
    group = change_group(group=group, facts=GroupFacts("Ondernemers"), by=anna, now=now)
    assert (found_by("jongeren"), found_by("ondernemer")) == ([], ["Kerkplein"])
    remove_group(group=group, by=anna, now=now)
    assert found_by("ondernemer") == []


def test_other_side_is_found_by_the_groups_it_took_along(in_lingedam: Municipality, anna: User, now: datetime) -> None:
    process = a_process(in_lingedam, anna, now, title="Wandelpad")
    add_group(process=process, facts=GroupFacts("Wandelaars"), by=anna, now=now)
    grow_into(process=process, by=anna, now=now)
    assert found_by("wandelaar") == ["Wandelpad", "Wandelpad"]


def test_each_kind_is_found_by_facts_of_its_own(in_lingedam: Municipality, anna: User, now: datetime) -> None:
    body = a_process(in_lingedam, anna, now, title="Raad", kind=ProcessKind.STANDING_BODY)
    facts = StandingBodyFacts(BodyType.VILLAGE, 1)
    change_standing_body(process=body, facts=facts, by=anna, now=now)
    plan = a_process(in_lingedam, anna, now, title="Plan", track="O", kind=ProcessKind.THIRD_PARTY)
    change_third_party_plan(process=plan, facts=ThirdPartyPlanFacts(applicant="Bouwbedrijf Balk"), by=anna, now=now)
    challenge = a_process(in_lingedam, anna, now, title="Verzoek", track="O", kind=ProcessKind.CHALLENGE)
    change_challenge(process=challenge, facts=ChallengeFacts(requester="Stichting Perk"), by=anna, now=now)
    none = a_process(in_lingedam, anna, now, title="Tarieven", kind=ProcessKind.NO_PARTICIPATION)
    change_no_participation(process=none, facts=NoParticipationFacts(reason="Wettelijk bepaald"), by=anna, now=now)
    found = [found_by(query) for query in ("dorpsraden", "balk", "stichtingen", "wettelijk")]
    assert found == [["Raad"], ["Plan"], ["Verzoek"], ["Tarieven"]]


@pytest.mark.parametrize("kind", list(ProcessKind))
def test_rows_from_before_the_search_get_the_same_words(
    kind: ProcessKind, in_lingedam: Municipality, anna: User, now: datetime
) -> None:
    track = "B" if kind in (ProcessKind.PROCESS, ProcessKind.STANDING_BODY, ProcessKind.NO_PARTICIPATION) else "O"
    process = a_process(in_lingedam, anna, now, title="Dijk", track=track, kind=kind, goal="Droge voeten")
    add_group(process=process, facts=GroupFacts("Vissers", interest="steigers"), by=anna, now=now)
    process.refresh_from_db()
    words = process.search_words
    assert "visser." in words
    Process.objects.update(search_words="")
    import_module("participatiemonitor.register.migrations.0006_search_words").fill(apps, None)
    process.refresh_from_db()
    assert process.search_words == words
