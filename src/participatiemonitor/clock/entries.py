"""The entries of the clock: what happens by itself, how often, and which operation does it.

Every entry may run twice without harm, and runs inside the scope of one municipality.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError
from django.utils import timezone

from participatiemonitor.fieldwork import operations, queries
from participatiemonitor.fieldwork.urn import MINIMUM_BATCH
from participatiemonitor.foundation.tenancy.scope import scope

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happens by itself."""

    name: str
    every: timedelta
    run: Callable[[datetime], None]


def mix_full_urns(now: datetime) -> None:
    """Mix the ballots of every open round in which enough are waiting."""
    for round_ in queries.rounds_with_full_urn(MINIMUM_BATCH):
        operations.mix_round(round_=round_, now=now)


def close_overdue_rounds(now: datetime) -> None:
    """Close every round whose last day has gone by."""
    for round_ in queries.overdue_rounds(timezone.localdate(now)):
        operations.close_round(round_=round_, by="klok", now=now)


def forget_old_submission_keys(now: datetime) -> None:
    """Forget submission keys two weeks after their round was closed."""
    operations.forget_submission_keys(now=now)


ENTRIES = (
    Entry("stembussen mengen", timedelta(seconds=10), mix_full_urns),
    Entry("afgelopen metingen sluiten", timedelta(minutes=10), close_overdue_rounds),
    Entry("oude sleutels vergeten", timedelta(hours=12), forget_old_submission_keys),
)


def _run_one(entry: Entry, municipality: str, now: datetime) -> None:
    # One municipality's trouble must not stop the clock of the others. The database being away is another matter.
    try:
        entry.run(now)
    except DatabaseError:
        raise
    except Exception:
        log.exception("%s failed for %s", entry.name, municipality)


def run_due(last: dict[str, datetime], now: datetime) -> list[str]:
    """Run every entry that is due, for every municipality with work. Returns the names of what ran.

    `last` remembers when each entry ran and is updated.
    """
    due = [entry for entry in ENTRIES if entry.name not in last or now - last[entry.name] >= entry.every]
    for code in queries.municipalities_with_work(timezone.localdate(now)) if due else ():
        with scope(code):
            for entry in due:
                _run_one(entry, code, now)
    last.update({entry.name: now for entry in due})
    return [entry.name for entry in due]
