"""The audit trail. Rows are only ever added; the database refuses anything else."""

from typing import ClassVar

from django.db import models

from participatiemonitor.foundation.tenancy.models import ScopedManager


class Event(models.Model):
    """One thing that somebody did. No foreign keys: it outlives what it speaks about."""

    municipality_id = models.CharField(max_length=6)
    at = models.DateTimeField()
    actor = models.CharField(max_length=150)
    verb = models.CharField(max_length=60)
    object_type = models.CharField(max_length=40)
    object_id = models.CharField(max_length=40)
    label = models.CharField(max_length=200)
    detail = models.JSONField(default=dict)

    objects = ScopedManager["Event"]()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["municipality_id", "at"])]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor}: {self.verb} {self.label}"
