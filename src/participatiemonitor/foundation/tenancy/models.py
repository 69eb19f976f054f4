"""Municipalities, and the base of everything that belongs to one of them."""

from typing import ClassVar, Self

from django.db import models

from participatiemonitor.foundation.tenancy.scope import current


class Municipality(models.Model):
    """A Dutch municipality, or a fictional one for demo and training. Shared reference data.

    Figures: CBS StatLine 85067NED, 1 January 2022, division of 1 January 2023 (CC BY 4.0).
    """

    IS_SHARED: ClassVar = "reference data of CBS, the same for everybody"

    code = models.CharField(primary_key=True, max_length=6)
    name = models.CharField(max_length=100)
    province = models.CharField(max_length=40)
    size_class = models.PositiveSmallIntegerField(null=True)
    size_class_label = models.CharField(max_length=60, blank=True)
    urbanity = models.PositiveSmallIntegerField(null=True)
    urbanity_label = models.CharField(max_length=60, blank=True)
    inhabitants = models.PositiveIntegerField(null=True)
    is_fictional = models.BooleanField(default=False)

    objects = models.Manager["Municipality"]()

    def __str__(self) -> str:
        return self.name


class ScopedQuerySet[M: models.Model](models.QuerySet[M]):
    """Rows of the municipality in scope."""

    def in_scope(self) -> Self:
        """Only rows of the municipality in scope; raises `ScopeMissing` outside a scope."""
        return self.filter(municipality_id=current())


class ScopedManager[M: models.Model](models.Manager[M]):
    """The default way to rows of a municipality: outside a scope every query raises."""

    def get_queryset(self) -> ScopedQuerySet[M]:
        return ScopedQuerySet[M](self.model, using=self._db).in_scope()


class ScopedOrSharedManager[M: models.Model](models.Manager[M]):
    """Rows of the municipality in scope and rows that belong to nobody (the shared library)."""

    def get_queryset(self) -> models.QuerySet[M]:
        visible = models.Q(municipality_id=current()) | models.Q(municipality=None)
        return super().get_queryset().filter(visible)


class Scoped(models.Model):
    """Base of every row that belongs to one municipality.

    `across` looks over the walls. Its uses are listed in tests/invariants/test_tenancy.py, each with a reason.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")

    across = models.Manager[Self]()

    class Meta:
        abstract = True
        base_manager_name = "across"
