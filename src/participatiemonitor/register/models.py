"""Processes and initiatives with their descriptive card, phases and promised roles."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from participatiemonitor.foundation.tenancy.models import Scoped, ScopedManager
from participatiemonitor.register.states import ProcessState


class Track(models.TextChoices):
    """Who has the initiative."""

    MUNICIPALITY = "B", "burgerparticipatie"
    SOCIETY = "O", "overheidsparticipatie"


class CompetentBody(models.TextChoices):
    """Who decides in the end."""

    COUNCIL = "COUNCIL", "de raad"
    EXECUTIVE = "EXECUTIVE", "het college"
    ORGANISATION = "ORGANISATION", "de ambtelijke organisatie"


class Theme(models.TextChoices):
    """Main task fields of Iv3, shortened to one theme each."""

    GOVERNANCE = "0", "bestuur en ondersteuning"
    SAFETY = "1", "veiligheid"
    TRAFFIC = "2", "verkeer en vervoer"
    ECONOMY = "3", "economie"
    EDUCATION = "4", "onderwijs"
    CULTURE = "5", "sport, cultuur en groen"
    SOCIAL = "6", "zorg en welzijn"
    ENVIRONMENT = "7", "gezondheid, milieu en energie"
    HOUSING = "8", "wonen en ruimte"


class Process(Scoped):
    """A process of the municipality (track B) or an initiative of society (track O): equal kinds, one card.

    The card holds the fixed descriptive fields that every later comparison needs.
    """

    code = models.SlugField(max_length=60)
    track = models.CharField(max_length=1, choices=Track)
    title = models.CharField(max_length=120)
    central_task = models.TextField(blank=True)
    place = models.CharField(max_length=120, blank=True)
    scale = models.CharField(max_length=120, blank=True)
    is_standing_body = models.BooleanField(default=False)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    competent_body = models.CharField(max_length=12, choices=CompetentBody, blank=True)
    what_is_fixed = models.TextField(blank=True)
    what_is_open = models.TextField(blank=True)
    theme = models.CharField(max_length=1, choices=Theme, blank=True)
    groups_to_reach = models.TextField(blank=True)
    participants = models.PositiveIntegerField(null=True, blank=True)
    feedback_promised_on = models.DateField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=ProcessState, default=ProcessState.DRAFT)
    leader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = ScopedManager["Process"]()

    class Meta(Scoped.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "code"], name="process_code_once"),
            models.CheckConstraint(
                condition=models.Q(ends_on=None)
                | models.Q(starts_on=None)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="process_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_initiative(self) -> bool:
        """True when society has the initiative."""
        return self.track == Track.SOCIETY

    @property
    def kind_label(self) -> str:
        """What this is called on screen: traject or initiatief."""
        return "initiatief" if self.is_initiative else "traject"


class Phase(Scoped):
    """A part of a process with its own promised role."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="phases")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    objects = ScopedManager["Phase"]()

    class Meta(Scoped.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["process", "position"], name="phase_position_once")]

    def __str__(self) -> str:
        return self.name


class RoleChoice(Scoped):
    """The role that the municipality promised for a phase. The latest choice holds; earlier ones are history."""

    phase = models.ForeignKey(Phase, on_delete=models.CASCADE, related_name="role_choices")
    model = models.CharField(max_length=40)
    model_version = models.PositiveSmallIntegerField()
    rung = models.CharField(max_length=4)
    promise = models.TextField()
    reason = models.TextField(blank=True)
    chosen_at = models.DateTimeField()
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = ScopedManager["RoleChoice"]()

    def __str__(self) -> str:
        return f"{self.rung} ({self.phase})"


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
