"""Rounds, invitations, the urn and the answers.

Identity side: Invitation, InvitationKey. Answer side: Ballot (the urn), Answer. Nothing on the answer side holds a
time, a sequence, an address or a key that leads to the identity side (ANO-01, ANO-03).
"""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from participatiemonitor.fieldwork.states import InvitationState, OpenAnswerState, RoundState, Stream
from participatiemonitor.foundation.tenancy.models import Scoped, ScopedManager
from participatiemonitor.questions.models import Moment, QuestionnaireVersion
from participatiemonitor.register.models import Process


class Round(Scoped):
    """One measuring (meting): one questionnaire version for one process, audience and moment."""

    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="rounds")
    version = models.ForeignKey(QuestionnaireVersion, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    moment = models.CharField(max_length=2, choices=Moment)
    is_short = models.BooleanField(default=False)
    state = models.CharField(max_length=6, choices=RoundState, default=RoundState.DRAFT)
    opens_on = models.DateField()
    closes_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    # The number of people who could answer, frozen at closing; empty when unknown.
    population = models.PositiveIntegerField(null=True, blank=True)
    # Not a secret: whoever has the link or the poster may answer.
    open_link = models.CharField(max_length=24, unique=True)
    # The promise as it stood when the round opened, shown above the questions.
    promise = models.TextField(blank=True)
    promised_rung = models.CharField(max_length=4, blank=True)

    objects = ScopedManager["Round"]()

    class Meta(Scoped.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["process", "number"], name="round_number_once"),
            models.CheckConstraint(condition=models.Q(closes_on__gte=models.F("opens_on")), name="round_closes_later"),
        ]

    def __str__(self) -> str:
        return f"meting {self.number} van {self.process}"


class Invitation(Scoped):
    """Somebody who was asked in person. The identity side."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    address = models.CharField(max_length=200)
    state = models.CharField(max_length=8, choices=InvitationState, default=InvitationState.READY)

    objects = ScopedManager["Invitation"]()

    class Meta(Scoped.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "address"], name="invited_once")]

    def __str__(self) -> str:
        return "uitnodiging"


class InvitationKey(Scoped):
    """SHA-256 of a personal link's token. The token itself is shown once and never stored."""

    token_hash = models.BinaryField(max_length=32, unique=True)
    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="+")
    expires_on = models.DateField()

    objects = ScopedManager["InvitationKey"]()

    def __str__(self) -> str:
        return "sleutel"


class Seen(Scoped):
    """Submission keys already accepted: sending twice gives the same receipt and one ballot."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="+")
    key_hash = models.BinaryField(max_length=32)

    objects = ScopedManager["Seen"]()

    class Meta(Scoped.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "key_hash"], name="seen_once")]

    def __str__(self) -> str:
        return "ontvangen"


class Ballot(Scoped):
    """The urn: a filled-in form that waits until at least ten can be mixed.

    It is sealed with a key that is not in the database: a dump taken while it waits shows nothing, also not through
    the transaction number that it shares with the invitation.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    stream = models.CharField(max_length=9, choices=Stream)
    sealed = models.BinaryField()

    objects = ScopedManager["Ballot"]()

    def __str__(self) -> str:
        return "stembiljet"


class Answer(Scoped):
    """A mixed form: the only rows that analysis may read, and only through a frozen dataset."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    stream = models.CharField(max_length=9, choices=Stream)
    mixed_on = models.DateField()
    # Values in the order of the questions (see payload.py): small, and without keys.
    payload = models.TextField()

    objects = ScopedManager["Answer"]()

    def __str__(self) -> str:
        return "antwoord"


class FrozenDataset(Scoped):
    """The answers of a round as handed to analysis: columns without identity, with a checksum. Unchangeable."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="datasets")
    number = models.PositiveSmallIntegerField()
    n = models.PositiveIntegerField()
    is_final = models.BooleanField()
    frozen_on = models.DateField()
    checksum = models.CharField(max_length=64)
    content = models.BinaryField()

    objects = ScopedManager["FrozenDataset"]()

    class Meta(Scoped.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "number"], name="dataset_number_once")]

    def __str__(self) -> str:
        return f"gegevensset {self.number} van {self.round}"


class OpenAnswer(Scoped):
    """One open answer, cut loose from its form at closing and shuffled. No key leads back to the other answers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    question = models.CharField(max_length=20)
    text = models.TextField()
    released_text = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=OpenAnswerState, default=OpenAnswerState.WAITING)

    objects = ScopedManager["OpenAnswer"]()

    def __str__(self) -> str:
        return "open antwoord"


class SelfEvaluation(Scoped):
    """The project leader's own answers, by name, given before the participants' results can be seen."""

    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="self_evaluations")
    version = models.ForeignKey(QuestionnaireVersion, on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField()
    completed_at = models.DateTimeField()
    completed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedManager["SelfEvaluation"]()

    def __str__(self) -> str:
        return f"zelfevaluatie van {self.process}"
