"""Reads of fieldwork: what the respondent's door and the desk need."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, cast
from uuid import UUID

from django.db import connection
from django.db.models import Count, QuerySet

from participatiemonitor.fieldwork.models import (
    Answer,
    Ballot,
    Invitation,
    OpenAnswer,
    Round,
    Seen,
    SelfEvaluation,
)
from participatiemonitor.fieldwork.questionnaire import definition_by
from participatiemonitor.fieldwork.states import InvitationState, OpenAnswerState, RoundState, Stream
from participatiemonitor.questions.definition import Definition
from participatiemonitor.register.models import Process

SEEN_DAYS = 14


@dataclass(frozen=True, slots=True)
class RoundFace:
    """What a respondent may know of a round. Read in one statement, for the busiest page there is."""

    id: int
    municipality_id: str
    state: str
    opens_on: date
    closes_on: date
    moment: str
    is_short: bool
    open_link: str
    promise: str
    version_id: int
    checksum: str
    process_title: str
    track: str
    what_is_open: str
    municipality: str

    @property
    def definition(self) -> Definition:
        """The questionnaire."""
        return definition_by(self.version_id, self.checksum)

    def is_due(self, today: date) -> bool:
        """Whether the last day has gone by, or somebody closed it."""
        return self.state == RoundState.CLOSED or today > self.closes_on

    def is_early(self, today: date) -> bool:
        """Whether the first day is still to come, or nobody opened it."""
        return self.state == RoundState.DRAFT or today < self.opens_on


@dataclass(frozen=True, slots=True)
class InvitationFace:
    """What the door must know of a personal link."""

    round: RoundFace
    invitation_id: UUID | str
    state: InvitationState
    expires_on: date


@dataclass(frozen=True, slots=True)
class ResponseCount:
    """How many forms were mixed in, per stream. `waiting` says whether some still wait, never how many: a number
    that moves while people answer would tell who answered."""

    by_stream: Mapping[Stream, int]
    total: int
    population: int | None
    waiting: bool
    # Only counted when answers came in more than one way.
    invited: int = 0


_FACE = """
    r.id, r.municipality_id, r.state, r.opens_on, r.closes_on, r.moment, r.is_short, r.open_link, r.promise,
    r.version_id, v.checksum, p.title, p.track, p.what_is_open, m.name
"""
_JOINS = """
    JOIN questions_questionnaireversion v ON v.id = r.version_id
    JOIN register_process p ON p.id = r.process_id
    JOIN tenancy_municipality m ON m.code = r.municipality_id
"""
_BY_LINK = f"SELECT {_FACE} FROM fieldwork_round r {_JOINS} WHERE r.open_link = %s"  # noqa: S608 constants
_BY_TOKEN = f"""SELECT i.id, i.state, k.expires_on, {_FACE} FROM fieldwork_invitationkey k
    JOIN fieldwork_invitation i ON i.id = k.invitation_id
    JOIN fieldwork_round r ON r.id = i.round_id {_JOINS} WHERE k.token_hash = %s"""  # noqa: S608 constants


def _row(statement: str, value: str | bytes) -> tuple[Any, ...] | None:
    # Written out: composing this statement anew for every page took longer than running it.
    with connection.cursor() as cursor:
        cursor.execute(statement, [value])
        return cast("tuple[Any, ...] | None", cursor.fetchone())


def _face(row: tuple[Any, ...]) -> RoundFace:
    return RoundFace(*row)


def face_by_open_link(link: str) -> RoundFace | None:
    """The round behind an open link, of any municipality: the link says which."""
    if "\0" in link:  # PostgreSQL refuses it in a text, and no link has it
        return None
    row = _row(_BY_LINK, link)
    return None if row is None else _face(row)


def invitation_by_token(token: str) -> InvitationFace | None:
    """The invitation behind a personal link, of any municipality: the link says which."""
    row = _row(_BY_TOKEN, hash_of(token))
    if row is None:
        return None
    return InvitationFace(_face(row[3:]), row[0], InvitationState(row[1]), row[2])


def round_by_open_link(link: str) -> Round | None:
    """The round behind an open link, of any municipality."""
    return Round.across.filter(open_link=link).first()


def hash_of(token: str) -> bytes:
    """How a personal link's token or a submission key is kept."""
    return hashlib.sha256(token.encode()).digest()


def rounds_for(process: Process) -> QuerySet[Round]:
    """All rounds of a process, the latest first."""
    return Round.objects.filter(process=process).select_related("version").order_by("-number")


def round_of(process: Process, number: int) -> Round | None:
    """One round of a process."""
    return rounds_for(process).filter(number=number).first()


def definition_for(round_: Round) -> Definition:
    """The questionnaire of a round."""
    return definition_by(round_.version_id, round_.version.checksum)


def response(round_: Round) -> ResponseCount:
    """How many answered, counting mixed answers only."""
    counted = Answer.objects.filter(round=round_).values_list("stream").annotate(n=Count("id"))
    by_stream = {Stream(stream): n for stream, n in counted}
    waiting = Ballot.objects.filter(round=round_).exists()
    invited = invited_count(round_) if len(by_stream) > 1 else 0
    return ResponseCount(by_stream, sum(by_stream.values()), population_of(round_), waiting, invited)


def population_of(round_: Round) -> int | None:
    """How many people could answer: as filled in, else the number of people invited when nobody came otherwise."""
    if round_.population is not None:
        return round_.population
    invited = invited_count(round_)
    if not invited:
        return None
    # Mixed answers only: a number that goes as soon as one ballot waits would tell when somebody answered.
    others = Answer.objects.filter(round=round_).exclude(stream=Stream.INVITED).exists()
    return None if others else invited


def invited_count(round_: Round) -> int:
    """How many people were ever invited.

    A withdrawn invitation counts too: a number that drops only when the link was still unused would tell who answered.
    """
    return Invitation.objects.filter(round=round_).count()


def self_evaluation(process: Process) -> SelfEvaluation | None:
    """The project leader's own answers: the latest."""
    found = SelfEvaluation.objects.filter(process=process).select_related("version", "completed_by")
    return found.order_by("-completed_at").first()


def released_open_answers(round_: Round) -> QuerySet[OpenAnswer]:
    """Open answers that a person read and released, in an order that says nothing. `released_text` is what to show.

    From how many answers they may be shown is the gate's policy.
    """
    return OpenAnswer.objects.filter(round=round_, state=OpenAnswerState.RELEASED).order_by("question", "id")


def open_answers_to_read(round_: Round) -> QuerySet[OpenAnswer]:
    """Open answers that nobody has read yet."""
    return OpenAnswer.objects.filter(round=round_, state=OpenAnswerState.WAITING).order_by("question", "id")


def open_answer(round_: Round, open_answer_id: UUID | str) -> OpenAnswer | None:
    """One open answer of this round."""
    return OpenAnswer.objects.filter(round=round_, pk=open_answer_id).first()


def municipalities_with_work(today: date) -> list[str]:
    """Municipalities for which the clock has something to look at."""
    busy = Round.across.exclude(state=RoundState.CLOSED).values_list("municipality_id", flat=True)
    late = Seen.across.filter(round__closed_on__lt=today - timedelta(days=SEEN_DAYS))
    return sorted({*busy, *late.values_list("municipality_id", flat=True)})


def overdue_rounds(today: date) -> QuerySet[Round]:
    """Open rounds whose last day has gone by."""
    return Round.objects.filter(state=RoundState.OPEN, closes_on__lt=today)


def rounds_with_full_urn(minimum: int) -> QuerySet[Round]:
    """Open rounds in which some stream has at least this many ballots waiting."""
    waiting = Ballot.objects.values("round_id", "stream").annotate(n=Count("id")).filter(n__gte=minimum)
    return Round.objects.filter(state=RoundState.OPEN, pk__in=waiting.values("round_id"))
