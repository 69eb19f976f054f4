"""Everything that changes fieldwork. Each operation is one transaction.

Sending in a form writes no audit event: an event per answer, with its time, would rebuild the link to the person.
"""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypedDict, Unpack
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from participatiemonitor.fieldwork.freeze import freeze
from participatiemonitor.fieldwork.models import (
    Answer,
    FrozenDataset,
    Invitation,
    InvitationKey,
    OpenAnswer,
    Round,
    Seen,
    SelfEvaluation,
)
from participatiemonitor.fieldwork.payload import pack
from participatiemonitor.fieldwork.queries import (
    SEEN_DAYS,
    RoundFace,
    definition_for,
    face_by_open_link,
    hash_of,
    invitation_by_token,
    population_of,
)
from participatiemonitor.fieldwork.questionnaire import codes_of, only_asked, open_codes_of
from participatiemonitor.fieldwork.rewriting import rewrite
from participatiemonitor.fieldwork.states import ROUND_STEPS, InvitationState, OpenAnswerState, RoundState, Stream
from participatiemonitor.fieldwork.storage import sweep_after_commit
from participatiemonitor.fieldwork.urn import MINIMUM_BATCH, empty_into_answers, put_in, store_shuffled
from participatiemonitor.foundation.audit.operations import record
from participatiemonitor.foundation.errors import DomainError
from participatiemonitor.foundation.people.models import User
from participatiemonitor.foundation.tenancy.scope import scope
from participatiemonitor.questions.definition import Value
from participatiemonitor.questions.models import QuestionnaireVersion
from participatiemonitor.register.models import Process

# Letters and digits that nobody mistakes for each other on a poster; 12 of them are 59 bits.
_LINK_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_LINK_LENGTH = 12
_TOKEN_BYTES = 16
_ADDRESS_LENGTH = 200

# The busiest write there is, so in one statement: only while the round is open, and only the first time. The lock is
# shared with other submissions and excludes mixing and closing, which take the row FOR UPDATE; SQLite has one writer.
_REMEMBER_KEY = """INSERT INTO fieldwork_seen (municipality_id, round_id, key_hash)
    SELECT municipality_id, id, %s FROM fieldwork_round
    WHERE id = %s AND state = 'OPEN' AND opens_on <= %s AND closes_on >= %s {lock} ON CONFLICT DO NOTHING"""


class PeriodReversed(DomainError):
    """A round that closes before it opens."""


class StepNotAllowed(DomainError):
    """A round cannot go from its state to the wanted one."""


class RoundNotOpen(DomainError):
    """Answers were sent to a round that is not open."""


class LinkUnknown(DomainError):
    """A personal link that does not exist, or not for this round."""


class LinkUsed(DomainError):
    """A personal link with which somebody already answered."""


class LinkExpired(DomainError):
    """A personal link whose last day has gone by."""


class LinkRevoked(DomainError):
    """A personal link that the municipality withdrew."""


class AddressUnfit(DomainError):
    """An address that is empty or too long."""


class ResultsAlreadySeen(DomainError):
    """A self-evaluation after the results could be seen is no mirror any more."""


class TextMissing(DomainError):
    """An open answer was released without a text."""


class RoundPlan(TypedDict):
    """What is decided before a round opens."""

    version: QuestionnaireVersion
    moment: str
    is_short: bool
    opens_on: date
    closes_on: date
    population: int | None
    promise: str
    promised_rung: str


@dataclass(frozen=True, slots=True)
class Invited:
    """A new personal link. The token is shown once and never stored."""

    address: str
    token: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """Your answers were received. Says nothing about them; sending twice gives the same receipt."""

    is_repeat: bool


@transaction.atomic
def prepare_round(*, process: Process, by: User | str, now: datetime, **plan: Unpack[RoundPlan]) -> Round:
    """Prepare the next round of a process. Nobody can answer yet."""
    if plan["closes_on"] < plan["opens_on"]:
        raise PeriodReversed("De laatste dag ligt voor de eerste dag. Kies een latere laatste dag.")
    # One at a time per process: two rounds prepared at the same moment get two numbers.
    Process.objects.select_for_update().get(pk=process.pk)
    last = Round.objects.filter(process=process).aggregate(last=Max("number"))["last"] or 0
    link = "".join(secrets.choice(_LINK_LETTERS) for _ in range(_LINK_LENGTH))
    round_ = Round.objects.create(
        municipality_id=process.municipality_id, process=process, number=last + 1, open_link=link, **plan
    )
    record("round_prepared", round_, by=by, now=now, detail={"moment": round_.moment})
    return round_


@transaction.atomic
def start_round(*, round_: Round, by: User | str, now: datetime) -> Round:
    """Open a prepared round; people can answer from its first day on."""
    _step(round_, RoundState.OPEN)
    record("round_opened", round_, by=by, now=now)
    return round_


@transaction.atomic
def open_round(*, process: Process, by: User | str, now: datetime, **plan: Unpack[RoundPlan]) -> Round:
    """Prepare a round and open it at once."""
    return start_round(round_=prepare_round(process=process, by=by, now=now, **plan), by=by, now=now)


def _step(round_: Round, wanted: RoundState) -> None:
    locked = Round.objects.select_for_update().get(pk=round_.pk)
    if wanted not in ROUND_STEPS[RoundState(locked.state)]:
        raise StepNotAllowed(f"Deze meting is {locked.get_state_display()}. Dat kunt u niet meer veranderen.")
    round_.state = wanted
    round_.save(update_fields=["state"])


@transaction.atomic
def invite(
    *, round_: Round, addresses: Iterable[str], by: User, now: datetime, expires_on: date | None = None
) -> tuple[Invited, ...]:
    """Make a personal link for everybody who was not invited yet; the link works until the round closes.

    Who was invited before gets no second link, whether that person answered or not: so nobody learns who did.
    """
    if round_.state == RoundState.CLOSED:
        raise RoundNotOpen("Deze meting is gesloten. U kunt niemand meer uitnodigen.")
    wanted = dict.fromkeys(address.strip() for address in addresses)
    for address in wanted:
        if not address or len(address) > _ADDRESS_LENGTH:
            raise AddressUnfit(f"Een adres is leeg of langer dan {_ADDRESS_LENGTH} tekens. Pas dit adres aan.")
    known = set(Invitation.objects.filter(round=round_).values_list("address", flat=True))
    place = {"municipality_id": round_.municipality_id}
    new = [Invitation(round=round_, address=address, **place) for address in wanted if address not in known]
    Invitation.objects.bulk_create(new)
    tokens = [secrets.token_urlsafe(_TOKEN_BYTES) for _ in new]
    last_day = expires_on or round_.closes_on
    InvitationKey.objects.bulk_create(
        InvitationKey(invitation=invitation, token_hash=hash_of(token), expires_on=last_day, **place)
        for invitation, token in zip(new, tokens, strict=True)
    )
    record("people_invited", round_, by=by, now=now, detail={"n": len(new)})
    return tuple(Invited(invitation.address, token) for invitation, token in zip(new, tokens, strict=True))


@transaction.atomic
def revoke_invitation(*, round_: Round, address: str, by: User, now: datetime) -> None:
    """Withdraw a personal link. When it was used already nothing happens, and nobody is told: that would say who."""
    found = Invitation.objects.filter(round=round_, address=address.strip())
    if not found.exists():
        raise LinkUnknown("Dit adres is niet uitgenodigd voor deze meting.")
    found.filter(state=InvitationState.READY).update(state=InvitationState.REVOKED)
    record("invitation_revoked", round_, by=by, now=now)


def submit(
    *,
    round_: Round | RoundFace,
    stream: Stream,
    submission_key: str,
    answers: Mapping[str, Value],
    token: str | None = None,
    now: datetime,
) -> Receipt:
    """Put one filled-in form in the urn. `token` is the personal link's, for the invited stream.

    One transaction: the submission key is remembered, the invitation is used, the ballot lies in the urn, or nothing
    of it. The same submission key again gives the same receipt and no second ballot. Answers to questions that the
    rules hide in the end are dropped.
    """
    face = round_ if isinstance(round_, RoundFace) else face_by_open_link(round_.open_link)
    if face is None:
        raise LinkUnknown("Deze meting bestaat niet.")
    definition = face.definition
    asked = only_asked(definition, answers, moment=face.moment, short=face.is_short, track=face.track)
    packed = pack(codes_of(definition), asked)
    today = timezone.localdate(now)
    with scope(face.municipality_id), transaction.atomic():
        if not _is_first_time(face, submission_key, today):
            return Receipt(is_repeat=True)
        if stream == Stream.INVITED:
            _use_invitation(face, token or "", today)
        put_in(round_id=face.id, municipality_id=face.municipality_id, stream=stream, packed=packed)
    return Receipt(is_repeat=False)


def _is_first_time(face: RoundFace, submission_key: str, today: date) -> bool:
    # The same key at the same moment waits here for the other's commit, and is then seen.
    key = hash_of(submission_key)
    lock = "FOR KEY SHARE" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(_REMEMBER_KEY.format(lock=lock), [key, face.id, today, today])
        if cursor.rowcount == 1:
            return True
    if Seen.objects.filter(round_id=face.id, key_hash=key).exists():
        return False
    raise RoundNotOpen("Deze vragenlijst is niet open.")


def _use_invitation(face: RoundFace, token: str, today: date) -> None:
    found = invitation_by_token(token)
    if found is None or found.round.id != face.id:
        raise LinkUnknown("Deze link kennen wij niet.")
    if found.expires_on < today:
        raise LinkExpired("De laatste dag van deze link is voorbij.")
    # One statement that both checks and marks: of two at the same moment only one gets the row.
    free = Invitation.objects.filter(pk=found.invitation_id, state=InvitationState.READY)
    if free.update(state=InvitationState.USED):
        return
    state = Invitation.objects.values_list("state", flat=True).get(pk=found.invitation_id)
    if state == InvitationState.REVOKED:
        raise LinkRevoked("De gemeente heeft deze link ingetrokken.")
    raise LinkUsed("Met deze link is al een vragenlijst ingestuurd.")


@transaction.atomic
def mix_round(*, round_: Round, now: datetime) -> int:
    """Mix the streams in which at least ten ballots wait; returns how many ballots moved.

    Figures follow in steps: a new dataset is frozen when at least ten, and at least a tenth, came in since the last
    one, so that the number of kept datasets stays small.
    """
    locked = Round.objects.select_for_update().get(pk=round_.pk)
    if locked.state != RoundState.OPEN:
        return 0
    moved = empty_into_answers(round_=locked, on=timezone.localdate(now), minimum=MINIMUM_BATCH)
    if moved:
        record("answers_mixed", locked, by="klok", now=now)
        _freeze_when_grown(locked, now)
    return moved


def _freeze_when_grown(round_: Round, now: datetime) -> None:
    last = FrozenDataset.objects.filter(round=round_).order_by("-number").values_list("n", flat=True).first() or 0
    if Answer.objects.filter(round=round_).count() - last >= max(MINIMUM_BATCH, last // 10):
        freeze(round_=round_, is_final=False, now=now)


@transaction.atomic
def close_round(*, round_: Round, by: User | str, now: datetime) -> FrozenDataset | None:
    """Close a round for good and freeze its answers; None when nobody answered.

    What waits is mixed, whatever its number; then everything is written anew in random order, personal links go,
    and open answers are cut loose.
    """
    today = timezone.localdate(now)
    _step(round_, RoundState.CLOSED)
    round_.refresh_from_db()
    definition = definition_for(round_)
    empty_into_answers(round_=round_, on=today, minimum=1)
    round_.population = population_of(round_)
    round_.closed_on = today
    round_.save(update_fields=["population", "closed_on"])
    rewrite(round_=round_, codes=codes_of(definition), open_codes=open_codes_of(definition), on=today)
    frozen = freeze(round_=round_, is_final=True, now=now) if Answer.objects.filter(round=round_).exists() else None
    record("round_closed", round_, by=by, now=now, detail={"n": frozen.n if frozen else 0})
    sweep_after_commit()
    return frozen


@transaction.atomic
def store_imported(*, round_: Round, forms: Iterable[Mapping[str, Value]], by: User | str, now: datetime) -> int:
    """Store forms that were read from a file, in random order; returns how many."""
    locked = Round.objects.select_for_update().get(pk=round_.pk)
    if locked.state == RoundState.CLOSED:
        raise RoundNotOpen("Deze meting is gesloten. U kunt er geen antwoorden meer inlezen.")
    codes = codes_of(definition_for(locked))
    packed = [pack(codes, form) for form in forms]
    stored = store_shuffled(round_=locked, stream=Stream.IMPORTED, packed=packed, on=timezone.localdate(now))
    record("answers_imported", locked, by=by, now=now, detail={"n": stored})
    return stored


@transaction.atomic
def complete_self_evaluation(
    *,
    process: Process,
    version: QuestionnaireVersion,
    answers: Mapping[str, Value],
    results_visible: bool,
    by: User,
    now: datetime,
) -> SelfEvaluation:
    """Keep the project leader's own answers.

    `results_visible` says whether figures of the participants have been shown already: analysis keeps that ledger, so
    the door asks it and passes the answer. Then the mirror is closed. Before that a second version replaces nothing;
    the latest counts.
    """
    if results_visible:
        raise ResultsAlreadySeen(
            "De resultaten van de deelnemers zijn al te zien. U kunt de zelfevaluatie nu niet meer invullen."
        )
    evaluation = SelfEvaluation.objects.create(
        municipality_id=process.municipality_id,
        process=process,
        version=version,
        answers=dict(answers),
        completed_at=now,
        completed_by=by,
    )
    record("self_evaluation_completed", process, by=by, now=now)
    return evaluation


@transaction.atomic
def release_open_answer(*, open_answer_id: UUID, text: str, by: User, now: datetime) -> OpenAnswer:
    """Release an open answer in the words it may be shown with: without names and what leads to a person."""
    cleaned = text.strip()
    if not cleaned:
        raise TextMissing("De tekst is leeg. Schrijf de tekst die te zien mag zijn, of toon dit antwoord niet.")
    return _read_open_answer(open_answer_id, OpenAnswerState.RELEASED, cleaned, by, now)


@transaction.atomic
def withhold_open_answer(*, open_answer_id: UUID, by: User, now: datetime) -> OpenAnswer:
    """Decide that an open answer is not shown to anybody."""
    return _read_open_answer(open_answer_id, OpenAnswerState.WITHHELD, "", by, now)


def _read_open_answer(
    open_answer_id: UUID, state: OpenAnswerState, released_text: str, by: User, now: datetime
) -> OpenAnswer:
    answer = OpenAnswer.objects.select_for_update().get(pk=open_answer_id)
    answer.state, answer.released_text = state, released_text
    answer.save(update_fields=["state", "released_text"])
    record(f"open_answer_{state.lower()}", answer, by=by, now=now)
    return answer


@transaction.atomic
def forget_submission_keys(*, now: datetime) -> int:
    """Remove the submission keys of rounds that closed two weeks ago; nobody sends those again."""
    last_day = timezone.localdate(now) - timedelta(days=SEEN_DAYS)
    removed, _ = Seen.objects.filter(round__closed_on__lt=last_day).delete()
    return removed
