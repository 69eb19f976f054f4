"""The urn: ballots wait sealed and leave it in shuffled batches, so that nobody can tell whose answer is whose.

Why this way: docs/adr/0007-ballots-wait-sealed-in-the-urn.md; tried by tests/fieldwork/test_linkage_attack.py.
"""

from collections.abc import Iterable
from datetime import date
from random import SystemRandom
from uuid import uuid4

from django.db import connection

from participatiemonitor.fieldwork.models import Answer, Ballot, Round
from participatiemonitor.fieldwork.states import Stream
from participatiemonitor.fieldwork.storage import overwrite_removed_rows
from participatiemonitor.foundation.sealing import seal, unseal

# While a round is open a batch is never smaller than this.
MINIMUM_BATCH = 10
ROWS_AT_ONCE = 500

# Written out: it is on the way of every respondent, and half of the time went into composing it.
_PUT_IN = """INSERT INTO fieldwork_ballot (id, municipality_id, round_id, stream, sealed)
    VALUES (%s, %s, %s, %s, %s)"""
_PURPOSE = "urn"
_SMALLEST = 1024
_chance = SystemRandom()


def put_in(*, round_id: int, municipality_id: str, stream: Stream, packed: str) -> None:
    """Add one ballot to the urn."""
    sealed = seal(_padded(packed.encode()), purpose=_PURPOSE, bound_to=str(round_id))
    with connection.cursor() as cursor:
        cursor.execute(_PUT_IN, [uuid4().hex, municipality_id, round_id, stream.value, sealed])


def _padded(data: bytes) -> bytes:
    # The length of a sealed ballot would tell who wrote a long answer; JSON ignores spaces at the end.
    size = _SMALLEST
    while size < len(data):
        size *= 2
    return data.ljust(size)


def empty_into_answers(*, round_: Round, on: date, minimum: int) -> int:
    """Move the ballots of each stream that holds at least `minimum` of them; returns how many moved.

    Streams are mixed apart: one invited ballot among nine of the open link would stand alone. The caller holds the
    lock on the round, so no ballot comes in between reading and removing.
    """
    overwrite_removed_rows()
    moved = 0
    for stream in Stream:
        waiting = Ballot.objects.filter(round=round_, stream=stream)
        sealed = [bytes(row) for row in waiting.values_list("sealed", flat=True)]
        if len(sealed) < max(minimum, 1):
            continue
        packed = [unseal(row, purpose=_PURPOSE, bound_to=str(round_.pk)).decode().rstrip() for row in sealed]
        waiting.delete()
        store_shuffled(round_=round_, stream=stream, packed=packed, on=on)
        moved += len(packed)
    return moved


def store_shuffled(*, round_: Round, stream: Stream, packed: Iterable[str], on: date) -> int:
    """Insert answers in random order with new ids; returns how many."""
    rows = [
        Answer(municipality_id=round_.municipality_id, round=round_, stream=stream, mixed_on=on, payload=text)
        for text in packed
    ]
    _chance.shuffle(rows)
    Answer.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE)
    return len(rows)
