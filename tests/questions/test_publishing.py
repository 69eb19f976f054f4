"""Publishing questionnaires, and that what is published stays as it is."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from tests.factories.questions import a_definition, an_item

from participatiemonitor.foundation.audit.models import Event
from participatiemonitor.foundation.people.models import User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.foundation.tenancy.scope import scope
from participatiemonitor.questions.library import load_library
from participatiemonitor.questions.models import Audience, QuestionnaireVersion
from participatiemonitor.questions.operations import AlreadyPublished, NotUsable, publish_library, publish_version
from participatiemonitor.questions.queries import NoQuestionnaire, definition_of, latest

pytestmark = pytest.mark.django_db


def test_library_is_published_once_and_stays_the_same(now: datetime) -> None:
    first = publish_library(now=now)
    again = publish_library(now=now + timedelta(days=1))
    assert [version.pk for version in again] == [version.pk for version in first]
    assert QuestionnaireVersion.across.count() == len(load_library())
    assert {version.published_at for version in QuestionnaireVersion.across.all()} == {now}


def test_library_version_that_changed_without_a_new_number_is_refused(now: datetime) -> None:
    publish_library(now=now)
    changed = tuple(replace(definition, title="Anders") for definition in load_library())
    with pytest.raises(AlreadyPublished) as refused:
        publish_library(now=now, library=changed)
    assert str(refused.value) == (
        "‘Anders’, versie 1, is al gepubliceerd en verandert niet meer. Geef de nieuwe vragenlijst nummer 2."
    )


def test_stored_definition_is_the_one_that_was_published(now: datetime) -> None:
    publish_library(now=now)
    for definition in load_library():
        version = QuestionnaireVersion.across.get(code=definition.code)
        assert version.checksum == definition.checksum()
        assert definition_of(version) == definition
        assert definition_of(version) is definition_of(QuestionnaireVersion.across.get(pk=version.pk))


@pytest.mark.parametrize(
    ("audience", "track", "code"),
    [
        (Audience.PARTICIPANTS, "B", "deelnemers-burgerparticipatie"),
        (Audience.INITIATORS, "O", "initiatiefnemers-overheidsparticipatie"),
        (Audience.LEADER, "B", "projectleider"),
        (Audience.LEADER, "O", "projectleider"),
    ],
)
def test_latest_finds_the_questionnaire_of_the_track(now: datetime, audience: Audience, track: str, code: str) -> None:
    publish_library(now=now)
    assert latest(audience, track).code == code


def test_latest_takes_the_highest_number(now: datetime) -> None:
    publish_library(now=now)
    newer = tuple(replace(definition, number=2) for definition in load_library())
    publish_library(now=now, library=newer)
    assert latest(Audience.LEADER, "B").number == 2


def test_latest_says_when_there_is_none(now: datetime) -> None:
    publish_library(now=now)
    with pytest.raises(NoQuestionnaire, match="Er is nog geen vragenlijst voor deze groep: deelnemers"):
        latest(Audience.PARTICIPANTS, "O")


def test_own_questionnaire_is_published_with_an_event(in_lingedam: Municipality, anna: User, now: datetime) -> None:
    version = publish_version(definition=a_definition(), municipality=in_lingedam, by=anna, now=now)
    event = Event.objects.get()
    assert (event.verb, event.object_id) == ("questionnaire.published", str(version.pk))
    assert publish_version(definition=a_definition(), municipality=in_lingedam, by=anna, now=now) == version
    assert Event.objects.count() == 1


def test_own_questionnaire_is_not_seen_by_others(
    in_lingedam: Municipality, waterrijk: Municipality, anna: User, now: datetime
) -> None:
    version = publish_version(definition=a_definition(), municipality=in_lingedam, by=anna, now=now)
    assert list(QuestionnaireVersion.objects.all()) == [version]
    with scope(waterrijk.code):
        assert list(QuestionnaireVersion.objects.all()) == []


def test_other_content_under_the_same_number_is_refused(in_lingedam: Municipality, anna: User, now: datetime) -> None:
    publish_version(definition=a_definition(), municipality=in_lingedam, by=anna, now=now)
    changed = a_definition(an_item("grade"))
    with pytest.raises(AlreadyPublished):
        publish_version(definition=changed, municipality=in_lingedam, by=anna, now=now)
    second = publish_version(definition=replace(changed, number=2), municipality=in_lingedam, by=anna, now=now)
    assert second.number == 2


def test_questionnaire_with_mistakes_is_refused_in_sentences(
    in_lingedam: Municipality, anna: User, now: datetime
) -> None:
    wrong = replace(a_definition(), number=0, track="Z")
    with pytest.raises(NotUsable) as refused:
        publish_version(definition=wrong, municipality=in_lingedam, by=anna, now=now)
    assert str(refused.value) == (
        "Deze vragenlijst is nog niet goed. ‘track’ is ‘Z’; kies B, O of leeg. ‘number’ is lager dan 1."
    )
    assert QuestionnaireVersion.objects.count() == 0


TABLE = "questions_questionnaireversion"


@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE {TABLE} SET title = 'Anders'",
        f"UPDATE {TABLE} SET definition = '{{}}'",
        f"UPDATE {TABLE} SET checksum = checksum",
        f"DELETE FROM {TABLE}",
    ],
)
def test_database_refuses_to_change_a_published_version(now: datetime, statement: str) -> None:
    publish_library(now=now)
    before = list(QuestionnaireVersion.across.order_by("pk").values())
    with pytest.raises(DatabaseError, match="rows cannot be changed"), transaction.atomic():
        connection.cursor().execute(statement)
    assert list(QuestionnaireVersion.across.order_by("pk").values()) == before


def test_models_refuse_to_change_a_published_version(now: datetime) -> None:
    version = publish_library(now=now)[0]
    version.title = "Anders"
    with pytest.raises(DatabaseError), transaction.atomic():
        version.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        version.delete()
