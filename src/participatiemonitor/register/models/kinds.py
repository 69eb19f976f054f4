"""What only one kind of process needs, one table per kind."""

from datetime import date, timedelta

from django.db import models

from participatiemonitor.foundation.tenancy.models import Scoped, ScopedManager
from participatiemonitor.register.models.process import CompetentBody, Process


class BodyType(models.TextChoices):
    """What sort of standing body this is."""

    NEIGHBOURHOOD = "NEIGHBOURHOOD", "wijkraad"
    VILLAGE = "VILLAGE", "dorpsraad"
    ADVISORY = "ADVISORY", "adviesraad"
    OTHER = "OTHER", "ander vast verband"


class StandingBody(Scoped):
    """A body that stays, with a round every year. `round_month` is the month in which a year begins."""

    process = models.OneToOneField(Process, on_delete=models.CASCADE, related_name="standing_body")
    body_type = models.CharField(max_length=13, choices=BodyType, default=BodyType.OTHER)
    round_month = models.PositiveSmallIntegerField(default=1)

    objects = ScopedManager["StandingBody"]()

    def __str__(self) -> str:
        return str(self.process)


class Required(models.TextChoices):
    """Whether participation is compulsory for a plan under the Omgevingswet."""

    YES = "YES", "ja"
    NO = "NO", "nee"
    UNKNOWN = "UNKNOWN", "nog niet bekend"


class ThirdPartyPlan(Scoped):
    """A plan of a third party under the Omgevingswet: the applicant does the participation, the municipality judges."""

    process = models.OneToOneField(Process, on_delete=models.CASCADE, related_name="third_party_plan")
    applicant = models.CharField(max_length=200, blank=True)
    application_number = models.CharField(max_length=80, blank=True)
    is_required = models.CharField(max_length=7, choices=Required, default=Required.UNKNOWN)
    applicant_approach = models.TextField(blank=True)
    judgement = models.TextField(blank=True)

    objects = ScopedManager["ThirdPartyPlan"]()

    def __str__(self) -> str:
        return str(self.process)


class ChallengeDecision(models.TextChoices):
    """How a request under the uitdaagrecht ended."""

    GRANTED = "GRANTED", "toegewezen"
    PARTLY = "PARTLY", "deels toegewezen"
    REFUSED = "REFUSED", "afgewezen"
    WITHDRAWN = "WITHDRAWN", "ingetrokken"


class Challenge(Scoped):
    """A request to take over a task of the municipality, with the term of the municipality's own ordinance."""

    process = models.OneToOneField(Process, on_delete=models.CASCADE, related_name="challenge")
    requester = models.CharField(max_length=200, blank=True)
    task = models.TextField(blank=True)
    received_on = models.DateField(null=True, blank=True)
    term_weeks = models.PositiveSmallIntegerField(null=True, blank=True)
    extra_weeks = models.PositiveSmallIntegerField(default=0)
    extension_reason = models.TextField(blank=True)
    decision = models.CharField(max_length=9, choices=ChallengeDecision, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True)
    agreements = models.TextField(blank=True)
    evaluation = models.TextField(blank=True)

    objects = ScopedManager["Challenge"]()

    def __str__(self) -> str:
        return str(self.process)

    @property
    def due_on(self) -> date | None:
        """The last day of the term, extension included; unknown without a day of receipt or a term."""
        if self.received_on is None or self.term_weeks is None:
            return None
        return self.received_on + timedelta(weeks=self.term_weeks + self.extra_weeks)


class NoParticipationGround(models.TextChoices):
    """Why people do not take part."""

    EXCLUDED = "EXCLUDED", "de wet sluit participatie uit"
    NO_ROOM = "NO_ROOM", "er is bijna niets te kiezen"
    URGENT = "URGENT", "er is spoed of gevaar"
    SECRET = "SECRET", "het moet geheim blijven"
    BUDGET = "BUDGET", "het gaat om begroting, tarieven of belastingen"
    INTERNAL = "INTERNAL", "het gaat alleen de organisatie zelf aan"
    NO_MEANS = "NO_MEANS", "tijd, mensen of geld ontbreken"
    OTHER = "OTHER", "een andere reden"


class NoParticipation(Scoped):
    """The choice to involve nobody, with its reason (guard rail G6)."""

    process = models.OneToOneField(Process, on_delete=models.CASCADE, related_name="no_participation")
    ground = models.CharField(max_length=8, choices=NoParticipationGround, blank=True)
    reason = models.TextField(blank=True)
    decided_by = models.CharField(max_length=12, choices=CompetentBody, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    how_explained = models.TextField(blank=True)

    objects = ScopedManager["NoParticipation"]()

    def __str__(self) -> str:
        return str(self.process)
