"""The ledger of releases: which data were shown, so that a later release cannot be subtracted from an earlier one."""

from typing import ClassVar

from django.db import models

from participatiemonitor.fieldwork.models import FrozenDataset, Round
from participatiemonitor.foundation.tenancy.models import Scoped, ScopedManager


class Release(Scoped):
    """Figures of this dataset have been shown to somebody. `item_counts` is n per question."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    dataset = models.ForeignKey(FrozenDataset, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    item_counts = models.JSONField()
    method_version = models.CharField(max_length=20)
    released_on = models.DateField()

    objects = ScopedManager["Release"]()

    class Meta(Scoped.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "number"], name="release_number_once")]

    def __str__(self) -> str:
        return f"vrijgave {self.number} van {self.round}"
