"""An open round and people who open its link."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
import time_machine
from tests.factories.fieldwork import a_process, a_round
from tests.web.respond.browsing import Respondent

from participatiemonitor.fieldwork.models import Round
from participatiemonitor.fieldwork.operations import invite
from participatiemonitor.foundation.people.models import User


@pytest.fixture(autouse=True)
def _in_march(now: datetime) -> Iterator[None]:
    with time_machine.travel(now, tick=True):
        yield


@pytest.fixture
def meting(in_lingedam, bram: User, now: datetime) -> Round:
    return a_round(a_process(bram, now, municipality=in_lingedam), bram, now)


@pytest.fixture
def resident(meting: Round) -> Respondent:
    """Somebody with the open link."""
    return Respondent(f"/v/{meting.open_link}/")


@pytest.fixture
def invitee(meting: Round, bram: User, now: datetime) -> Callable[..., Respondent]:
    """Makes somebody with a personal link."""

    def make(address: str = "piet@x.example", **changes: object) -> Respondent:
        (invited,) = invite(round_=meting, addresses=[address], by=bram, now=now, **changes)  # type: ignore[arg-type]
        return Respondent(f"/u/{invited.token}/")

    return make
