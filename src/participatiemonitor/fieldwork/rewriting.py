"""At closing: everything of a round is written anew in random order, so that its order says nothing any more."""

from collections.abc import Sequence
from datetime import date
from random import SystemRandom

from participatiemonitor.fieldwork.models import Answer, Invitation, InvitationKey, OpenAnswer, Round
from participatiemonitor.fieldwork.payload import pack, unpack
from participatiemonitor.fieldwork.states import InvitationState, Stream
from participatiemonitor.fieldwork.storage import overwrite_removed_rows
from participatiemonitor.fieldwork.urn import ROWS_AT_ONCE

_chance = SystemRandom()


def rewrite(*, round_: Round, codes: Sequence[str], open_codes: frozenset[str], on: date) -> None:
    """Cut open answers loose, and write answers and invitations anew in random order. Part of one transaction.

    Answers get new ids and all the same date, since the last batch may be smaller than the others. Personal links
    are removed, and nobody can see any more who answered.
    """
    overwrite_removed_rows()
    _rewrite_answers(round_, codes, open_codes, on)
    _rewrite_invitations(round_)


def _rewrite_answers(round_: Round, codes: Sequence[str], open_codes: frozenset[str], on: date) -> None:
    stored = Answer.objects.filter(round=round_)
    closed: list[tuple[str, str]] = []
    loose: list[tuple[str, str]] = []
    for stream, payload in stored.values_list("stream", "payload"):
        answers = unpack(codes, payload)
        loose += [(code, str(answers.pop(code))) for code in open_codes & answers.keys()]
        closed.append((stream, pack(codes, answers)))
    stored.delete()
    _chance.shuffle(closed)
    _chance.shuffle(loose)
    place = {"municipality_id": round_.municipality_id, "round": round_}
    Answer.objects.bulk_create(
        (Answer(stream=Stream(stream), payload=payload, mixed_on=on, **place) for stream, payload in closed),
        batch_size=ROWS_AT_ONCE,
    )
    OpenAnswer.objects.bulk_create(
        (OpenAnswer(question=code, text=text, **place) for code, text in loose), batch_size=ROWS_AT_ONCE
    )


def _rewrite_invitations(round_: Round) -> None:
    InvitationKey.objects.filter(invitation__round=round_).delete()
    invitations = list(Invitation.objects.filter(round=round_))
    Invitation.objects.filter(round=round_).delete()
    for invitation in invitations:
        invitation.state = InvitationState.ENDED
    _chance.shuffle(invitations)
    Invitation.objects.bulk_create(invitations, batch_size=ROWS_AT_ONCE)
