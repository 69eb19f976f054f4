"""The clock mixes, closes and forgets on time, and stops when it is told to."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from tests.factories.fieldwork import a_process, a_round, send_in

from participatiemonitor.clock.entries import ENTRIES, run_due
from participatiemonitor.fieldwork.models import Answer, Ballot, Round, Seen
from participatiemonitor.fieldwork.states import RoundState
from participatiemonitor.foundation.audit.models import Event
from participatiemonitor.foundation.tenancy.scope import scope


@pytest.fixture
def meting(lingedam, bram, now) -> Round:
    with scope(lingedam.code):
        return a_round(a_process(bram, now, municipality=lingedam), bram, now)


def _send(round_: Round, now: datetime, count: int) -> None:
    for _ in range(count):
        send_in(round_, now)


def _count(model, lingedam) -> int:
    with scope(lingedam.code):
        return model.objects.count()


def test_a_full_urn_is_mixed_and_a_half_full_one_waits(meting, lingedam, now) -> None:
    _send(meting, now, 9)
    run_due({}, now)
    assert _count(Answer, lingedam) == 0
    _send(meting, now, 3)
    run_due({}, now)
    assert (_count(Answer, lingedam), _count(Ballot, lingedam)) == (12, 0)


def test_a_round_is_closed_the_day_after_its_last_day(meting, lingedam, now) -> None:
    _send(meting, now, 3)
    run_due({}, datetime(2026, 3, 31, 20, tzinfo=UTC))
    meting.refresh_from_db()
    assert meting.state == RoundState.OPEN
    run_due({}, datetime(2026, 4, 1, 5, tzinfo=UTC))
    meting.refresh_from_db()
    assert meting.state == RoundState.CLOSED
    with scope(lingedam.code):
        assert Event.objects.get(verb="round_closed").actor == "klok"


def test_submission_keys_go_two_weeks_after_closing(meting, lingedam, now) -> None:
    _send(meting, now, 1)
    run_due({}, datetime(2026, 4, 1, 5, tzinfo=UTC))
    run_due({}, datetime(2026, 4, 10, 5, tzinfo=UTC))
    assert _count(Seen, lingedam) == 1
    run_due({}, datetime(2026, 4, 17, 5, tzinfo=UTC))
    assert _count(Seen, lingedam) == 0


@pytest.mark.django_db
def test_entries_run_as_often_as_they_say(now) -> None:
    last: dict[str, datetime] = {}
    assert run_due(last, now) == [entry.name for entry in ENTRIES]
    assert run_due(last, now + timedelta(seconds=3)) == []
    assert run_due(last, now + timedelta(seconds=11)) == ["stembussen mengen"]


def test_trouble_in_one_municipality_does_not_stop_the_others(
    meting, lingedam, waterrijk, chantal, now, settings, caplog
) -> None:
    with scope(waterrijk.code):
        other = a_round(a_process(chantal, now, municipality=waterrijk), chantal, now)
    settings.SECRET_KEY = "een sleutel die kwijtraakt" + "x" * 30
    _send(meting, now, 12)
    settings.SECRET_KEY = "de sleutel van nu" + "x" * 40
    _send(other, now, 12)
    run_due({}, now)
    assert _count(Answer, lingedam) == 0
    assert _count(Ballot, lingedam) == 12, "ballots that cannot be read now must stay"
    assert _count(Answer, waterrijk) == 12
    assert "failed for GM9001" in caplog.text


def test_ballots_sealed_with_an_earlier_key_are_read(meting, lingedam, now, settings) -> None:
    _send(meting, now, 12)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "een nieuwe sleutel" + "x" * 40
    run_due({}, now)
    assert _count(Answer, lingedam) == 12


@pytest.mark.slow
@pytest.mark.parametrize("wish", [signal.SIGINT, signal.SIGTERM])
def test_the_command_stops_cleanly(wish, tmp_path) -> None:
    environment = {**os.environ, "PM_DATA": str(tmp_path), "PM_TESTING": "1"}
    environment["PM_DATABASE"] = f"sqlite:///{tmp_path / 'klok.sqlite3'}"
    command = [sys.executable, "-m", "participatiemonitor"]
    subprocess.run([*command, "migrate", "--verbosity", "0"], env=environment, check=True)
    running = subprocess.Popen(
        [*command, "clock", "--verbosity", "2"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with running as clock:
        try:
            assert clock.stdout
            assert clock.stdout.readline() == "De klok loopt.\n"
            with pytest.raises(subprocess.TimeoutExpired):
                clock.wait(timeout=1)
            clock.send_signal(wish)
            _, errors = clock.communicate(timeout=20)
        finally:
            clock.kill()
    assert (clock.returncode, errors) == (0, "")
