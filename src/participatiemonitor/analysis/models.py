"""The ledger of releases: which data were shown, so that a later release cannot be subtracted from an earlier one.

Beside it: with whom results were shared, who chose not to give the own answers, and computations worth keeping.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models

from participatiemonitor.fieldwork.models import FrozenDataset, Round
from participatiemonitor.foundation.tenancy.models import Scoped, ScopedManager
from participatiemonitor.register.models import Process


class Release(Scoped):
    """Figures of this dataset have been shown to somebody.

    `item_counts` is the number of people behind every figure shown. `held` names the figures that stayed as they
    were in the release before, because too few people came in.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    dataset = models.ForeignKey(FrozenDataset, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    item_counts = models.JSONField()
    held = models.JSONField(default=list)
    method_version = models.CharField(max_length=20)
    released_on = models.DateField()

    objects = ScopedManager["Release"]()

    class Meta(Scoped.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "number"], name="release_number_once")]

    def __str__(self) -> str:
        return f"vrijgave {self.number} van {self.round}"


class With(models.TextChoices):
    """With whom results are shared."""

    ORGANISATION = "ORGANISATION", "de organisatie"
    COUNCIL = "COUNCIL", "de raad"


class Sharing(Scoped):
    """An explicit step: from this day these people see the results of this round."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    with_whom = models.CharField(max_length=12, choices=With)
    shared_on = models.DateField()
    shared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedManager["Sharing"]()

    class Meta(Scoped.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "with_whom"], name="shared_once")]

    def __str__(self) -> str:
        return f"gedeeld met {self.get_with_whom_display()}"


class SelfEvaluationSkip(Scoped):
    """The project leader chose to see the results without giving the own answers first."""

    process = models.OneToOneField(Process, on_delete=models.PROTECT, related_name="+")
    skipped_on = models.DateField()
    skipped_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedManager["SelfEvaluationSkip"]()

    def __str__(self) -> str:
        return f"zelfevaluatie overgeslagen bij {self.process}"


class DriverRun(Scoped):
    """The importance of success factors in one dataset, with the seed to repeat it. Kept because it takes long."""

    dataset = models.ForeignKey(FrozenDataset, on_delete=models.CASCADE, related_name="+")
    method_version = models.CharField(max_length=20)
    result = models.JSONField()

    objects = ScopedManager["DriverRun"]()

    class Meta(Scoped.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dataset", "method_version"], name="driver_run_once"),
        ]

    def __str__(self) -> str:
        return f"belang van factoren in {self.dataset}"
