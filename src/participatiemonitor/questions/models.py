"""Questionnaire versions: drafted once, then published and unchangeable."""

from typing import ClassVar

from django.db import models

from participatiemonitor.foundation.tenancy.models import Municipality, ScopedOrSharedManager


class Audience(models.TextChoices):
    """Of whom we ask."""

    PARTICIPANTS = "PARTICIPANTS", "deelnemers"
    INITIATORS = "INITIATORS", "initiatiefnemers"
    LEADER = "LEADER", "projectleider"


class Moment(models.TextChoices):
    """When we ask: right after taking part, or after decision and feedback."""

    AFTER_TAKING_PART = "M1", "direct na het meedoen"
    AFTER_DECISION = "M2", "na het besluit en de terugkoppeling"


class QuestionnaireVersion(models.Model):
    """One published version of a questionnaire. `definition` is checked data; its checksum never changes.

    Library versions belong to nobody (`municipality` is empty) and are seen by all; a version that an import made
    belongs to one municipality.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    code = models.SlugField(max_length=60)
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=150)
    audience = models.CharField(max_length=12, choices=Audience)
    definition = models.JSONField()
    checksum = models.CharField(max_length=64)
    published_at = models.DateTimeField()

    objects = ScopedOrSharedManager["QuestionnaireVersion"]()
    across = models.Manager["QuestionnaireVersion"]()

    class Meta:
        base_manager_name = "across"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "code", "number"], name="version_number_once"),
            models.UniqueConstraint(
                fields=["code", "number"], condition=models.Q(municipality=None), name="library_version_number_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, versie {self.number}"
