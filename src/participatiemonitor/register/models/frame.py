"""What stands around a process: the council's frame, the groups to reach and the history of its state."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from participatiemonitor.foundation.tenancy.models import Scoped, ScopedManager
from participatiemonitor.register.models.process import Process
from participatiemonitor.register.states import ProcessState


class CouncilFrame(Scoped):
    """The raadskader: seven points on which a council can steer a process, and the decision that settled them."""

    process = models.OneToOneField(Process, on_delete=models.CASCADE, related_name="council_frame")
    subject = models.TextField(blank=True)
    parties = models.TextField(blank=True)
    goals = models.TextField(blank=True)
    steps = models.TextField(blank=True)
    own_role = models.TextField(blank=True)
    division = models.TextField(blank=True)
    progress = models.TextField(blank=True)
    settled_on = models.DateField(null=True, blank=True)
    document = models.CharField(max_length=300, blank=True)

    objects = ScopedManager["CouncilFrame"]()

    def __str__(self) -> str:
        return f"raadskader van {self.process}"


class StakeholderGroup(Scoped):
    """A group to reach: how, how many were invited and how many were reached."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="groups")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    interest = models.CharField(max_length=300, blank=True)
    approach = models.CharField(max_length=300, blank=True)
    invited = models.PositiveIntegerField(null=True, blank=True)
    reached = models.PositiveIntegerField(null=True, blank=True)

    objects = ScopedManager["StakeholderGroup"]()

    class Meta(Scoped.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["process", "position"], name="group_position_once"),
            models.UniqueConstraint(fields=["process", "name"], name="group_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class StateChange(Scoped):
    """One step of a process from one state to another."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="state_changes")
    before = models.CharField(max_length=12, choices=ProcessState)
    after = models.CharField(max_length=12, choices=ProcessState)
    reason = models.TextField(blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedManager["StateChange"]()

    def __str__(self) -> str:
        return f"{self.process}: {self.before} → {self.after}"
