"""How a municipality and its people work with the register."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from participatiemonitor.foundation.tenancy.models import Scoped, ScopedManager


class RegisterRules(Scoped):
    """What a municipality laid down about its register. Without a row the defaults hold."""

    needs_second_person = models.BooleanField(default=False)
    challenge_term_weeks = models.PositiveSmallIntegerField(null=True, blank=True)
    ordinance = models.CharField(max_length=300, blank=True)

    objects = ScopedManager["RegisterRules"]()

    class Meta(Scoped.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["municipality"], name="register_rules_once")]

    def __str__(self) -> str:
        return f"afspraken van {self.municipality}"


class SavedView(Scoped):
    """Filters of the overview under a name: for oneself, or for everybody of the municipality."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=1000)
    is_shared = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    objects = ScopedManager["SavedView"]()

    class Meta(Scoped.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "owner", "name"], name="saved_view_name_once")
        ]

    def __str__(self) -> str:
        return self.name


class CalendarFeed(Scoped):
    """The address of a person's calendar. Only the hash of its secret is kept."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()

    objects = ScopedManager["CalendarFeed"]()

    class Meta(Scoped.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "owner"], name="calendar_feed_once_per_person")
        ]

    def __str__(self) -> str:
        return f"agenda van {self.owner}"
