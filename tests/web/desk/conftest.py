"""A desk with somebody behind it."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.factories.fieldwork import a_round
from tests.factories.register import a_process

from participatiemonitor.fieldwork.models import Round
from participatiemonitor.foundation.people.models import Membership, StaffRole, User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.foundation.tenancy.scope import scope
from participatiemonitor.questions.operations import publish_library
from participatiemonitor.register.models import Process


@pytest.fixture
def desk() -> Callable[[User], Client]:
    """A browser in which this person is signed in."""

    def signed_in(person: User) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return signed_in


@pytest.fixture
def reader(lingedam: Municipality) -> User:
    """Reads along for the council in Lingedam."""
    user = User.objects.create_user("raad@lingedam.example", "geheim-voor-proef", name="Rik")
    Membership.objects.create(user=user, municipality=lingedam, role=StaffRole.COUNCIL_READER)
    return user


@pytest.fixture
def today() -> datetime:
    """Now: pages at the desk take their time from the clock."""
    return timezone.now()


@pytest.fixture
def plein(lingedam: Municipality, anna: User, bram: User, today: datetime) -> Process:
    """A process that Bram leads, with a promised role."""
    publish_library(now=today)
    with scope(lingedam.code):
        return a_process(lingedam, anna, today, title="Kerkplein", leader=bram, rung="BP3", participants=40)


@pytest.fixture
def tuin(lingedam: Municipality, anna: User, today: datetime) -> Process:
    """An initiative that Anna looks after, without a role."""
    publish_library(now=today)
    with scope(lingedam.code):
        return a_process(lingedam, anna, today, title="Buurttuin", track="O")


@pytest.fixture
def meting(plein: Process, bram: User, today: datetime) -> Round:
    """An open round of the process of Bram."""
    day = timezone.localdate(today)
    with scope(plein.municipality_id):
        return a_round(plein, bram, today, opens_on=day, closes_on=day + timedelta(days=10), population=40)
