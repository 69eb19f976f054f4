"""Promised roles with their history, and what the role aid said."""

from django.conf import settings
from django.db import models

from participatiemonitor.foundation.tenancy.models import Scoped, ScopedManager
from participatiemonitor.register.models.process import CompetentBody, Phase, Process


class RoleChoice(Scoped):
    """The role that the municipality promised for a phase. The latest choice holds; earlier ones are history.

    Who decided on it, when and in which document belongs to a promise above raadplegen (guard rail G2).
    """

    phase = models.ForeignKey(Phase, on_delete=models.CASCADE, related_name="role_choices")
    model = models.CharField(max_length=40)
    model_version = models.PositiveSmallIntegerField()
    rung = models.CharField(max_length=4)
    promise = models.TextField()
    reason = models.TextField(blank=True)
    decided_by = models.CharField(max_length=12, choices=CompetentBody, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decision_document = models.CharField(max_length=300, blank=True)
    chosen_at = models.DateTimeField()
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedManager["RoleChoice"]()

    def __str__(self) -> str:
        return f"{self.rung} ({self.phase})"


class RoleChangeNotice(Scoped):
    """What participants and the council are told when a role changes during a process (guard rail G4).

    Both texts are ready to send and may be edited until the day on which they were sent.
    """

    choice = models.OneToOneField(RoleChoice, on_delete=models.CASCADE, related_name="notice")
    to_participants = models.TextField()
    to_council = models.TextField()
    participants_told_on = models.DateField(null=True, blank=True)
    council_told_on = models.DateField(null=True, blank=True)

    objects = ScopedManager["RoleChangeNotice"]()

    def __str__(self) -> str:
        return f"bericht bij {self.choice}"


class RoleAssessment(Scoped):
    """What the role aid said about a process on one occasion. The latest holds; earlier ones are history.

    It keeps key and version of the aid, so that the same answers give the same advice later.
    """

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="role_assessments")
    aid = models.CharField(max_length=40)
    aid_version = models.PositiveSmallIntegerField()
    answers = models.JSONField(default=dict)
    advice = models.CharField(max_length=4, blank=True)
    runner_up = models.CharField(max_length=4, blank=True)
    chosen_rung = models.CharField(max_length=4, blank=True)
    reason = models.TextField(blank=True)
    assessed_at = models.DateTimeField()
    assessed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedManager["RoleAssessment"]()

    def __str__(self) -> str:
        return f"{self.advice or 'geen advies'} ({self.process})"
