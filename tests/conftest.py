"""People and places that every test knows."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from participatiemonitor.foundation.people.models import Membership, StaffRole, User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.foundation.tenancy.scope import scope

ROOT = Path(__file__).parent.parent
SHARED_DATA = Path(os.environ.get("PM_SHARED_DATA", ROOT.parent / "shared" / "data"))

# A busy machine is no fault of an example: no test asserts a time.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


@pytest.fixture
def shared_data() -> Path:
    """The folder with data of others, outside the repository; tests that need it skip visibly without it."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the folder ../shared/data is not here: tests on real data of others were not run")
    return SHARED_DATA


@pytest.fixture
def now() -> datetime:
    """A fixed moment."""
    return datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def lingedam(db: None) -> Municipality:
    """The fictional municipality of Anna and Bram."""
    return Municipality.objects.create(code="GM9001", name="Lingedam", province="Gelderland", is_fictional=True)


@pytest.fixture
def waterrijk(db: None) -> Municipality:
    """The fictional municipality of Chantal."""
    return Municipality.objects.create(code="GM9002", name="Waterrijk", province="Zeeland", is_fictional=True)


def _person(name: str, municipality: Municipality, role: StaffRole) -> User:
    user = User.objects.create_user(
        f"{name.lower()}@{municipality.name.lower()}.example", "geheim-voor-proef", name=name
    )
    Membership.objects.create(user=user, municipality=municipality, role=role)
    return user


@pytest.fixture
def anna(lingedam: Municipality) -> User:
    """Policy adviser in Lingedam."""
    return _person("Anna", lingedam, StaffRole.POLICY_ADVISER)


@pytest.fixture
def bram(lingedam: Municipality) -> User:
    """Project leader in Lingedam."""
    return _person("Bram", lingedam, StaffRole.PROJECT_LEADER)


@pytest.fixture
def chantal(waterrijk: Municipality) -> User:
    """Policy adviser in Waterrijk."""
    return _person("Chantal", waterrijk, StaffRole.POLICY_ADVISER)


@pytest.fixture
def in_lingedam(lingedam: Municipality) -> Iterator[Municipality]:
    """Everything in the test happens inside the scope of Lingedam."""
    with scope(lingedam.code):
        yield lingedam
