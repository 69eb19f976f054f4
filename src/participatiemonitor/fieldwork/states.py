"""Life cycles in fieldwork, each as one table of allowed steps."""

from django.db import models


class RoundState(models.TextChoices):
    """Life of a round."""

    DRAFT = "DRAFT", "nog niet open"
    OPEN = "OPEN", "open"
    CLOSED = "CLOSED", "gesloten"


ROUND_STEPS: dict[RoundState, frozenset[RoundState]] = {
    RoundState.DRAFT: frozenset({RoundState.OPEN, RoundState.CLOSED}),
    RoundState.OPEN: frozenset({RoundState.CLOSED}),
    RoundState.CLOSED: frozenset(),
}


class Stream(models.TextChoices):
    """How an answer came in. Streams stay labelled and apart."""

    INVITED = "INVITED", "persoonlijke uitnodiging"
    OPEN_LINK = "OPEN_LINK", "open link"
    IMPORTED = "IMPORTED", "ingelezen bestand"


class InvitationState(models.TextChoices):
    """Life of an invitation.

    `USED` is set in the transaction that puts the ballot in the urn, without a time. At closing every invitation
    becomes `ENDED`, so that afterwards nobody can see who answered.
    """

    READY = "READY", "klaar om te sturen"
    USED = "USED", "gebruikt"
    REVOKED = "REVOKED", "ingetrokken"
    ENDED = "ENDED", "afgesloten"


class OpenAnswerState(models.TextChoices):
    """An open answer is read and cleaned by a person before anybody else sees it."""

    WAITING = "WAITING", "nog te lezen"
    RELEASED = "RELEASED", "vrijgegeven"
    WITHHELD = "WITHHELD", "niet getoond"
