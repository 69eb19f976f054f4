"""Processes and initiatives with their descriptive card, and their phases."""

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


class ProcessKind(models.TextChoices):
    """What sort of participation this is; each asks something of its own beside the card."""

    PROCESS = "PROCESS", "traject van de gemeente"
    INITIATIVE = "INITIATIVE", "initiatief uit de samenleving"
    STANDING_BODY = "STANDING", "vast verband"
    THIRD_PARTY = "THIRD", "plan van een derde"
    CHALLENGE = "CHALLENGE", "verzoek uitdaagrecht"
    NO_PARTICIPATION = "NONE", "geen participatie"


# Who has the initiative follows from the kind; only a standing body can be set up by either.
TRACKS_OF_KIND: dict[ProcessKind, tuple[Track, ...]] = {
    ProcessKind.PROCESS: (Track.MUNICIPALITY,),
    ProcessKind.INITIATIVE: (Track.SOCIETY,),
    ProcessKind.STANDING_BODY: (Track.MUNICIPALITY, Track.SOCIETY),
    ProcessKind.THIRD_PARTY: (Track.SOCIETY,),
    ProcessKind.CHALLENGE: (Track.SOCIETY,),
    ProcessKind.NO_PARTICIPATION: (Track.MUNICIPALITY,),
}

WORDS_OF_KIND: dict[ProcessKind, str] = {
    ProcessKind.PROCESS: "traject",
    ProcessKind.INITIATIVE: "initiatief",
    ProcessKind.STANDING_BODY: "verband",
    ProcessKind.THIRD_PARTY: "plan",
    ProcessKind.CHALLENGE: "verzoek",
    ProcessKind.NO_PARTICIPATION: "besluit",
}


class Stage(models.TextChoices):
    """The part of the work that people take part in, as article 150 of the Gemeentewet names it."""

    PREPARATION = "PREPARATION", "voorbereiding"
    EXECUTION = "EXECUTION", "uitvoering"
    EVALUATION = "EVALUATION", "evaluatie"


def _kind_fits_track() -> models.Q:
    fits = models.Q()
    for kind, tracks in TRACKS_OF_KIND.items():
        fits |= models.Q(kind=kind, track__in=tracks)
    return fits


class Process(Scoped):
    """A process of the municipality (track B) or an initiative of society (track O): equal kinds, one card.

    The card holds the fixed descriptive fields that every later comparison needs. What only one kind needs stands in
    a table of that kind (`models/kinds.py`). `grown_from` links the two sides of what began on the other track:
    since `ownership_moved_on`, or without that day both at once from the beginning.
    `source` and `source_id` say where an imported row came from, so that a second import makes no double.
    """

    code = models.SlugField(max_length=60)
    kind = models.CharField(max_length=10, choices=ProcessKind)
    track = models.CharField(max_length=1, choices=Track)
    title = models.CharField(max_length=120)
    central_task = models.TextField(blank=True)
    place = models.CharField(max_length=120, blank=True)
    scale = models.CharField(max_length=120, blank=True)
    area = models.CharField(max_length=120, blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    competent_body = models.CharField(max_length=12, choices=CompetentBody, blank=True)
    what_is_fixed = models.TextField(blank=True)
    what_is_open = models.TextField(blank=True)
    theme = models.CharField(max_length=1, choices=Theme, blank=True)
    goal = models.TextField(blank=True)
    methods = models.TextField(blank=True)
    means = models.TextField(blank=True)
    participants = models.PositiveIntegerField(null=True, blank=True)
    feedback_promised_on = models.DateField(null=True, blank=True)
    feedback_by = models.CharField(max_length=120, blank=True)
    feedback_form = models.CharField(max_length=200, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=ProcessState, default=ProcessState.DRAFT)
    leader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    grown_from = models.OneToOneField(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="grown_into"
    )
    ownership_moved_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=60, blank=True)
    source_id = models.CharField(max_length=120, blank=True)
    source_url = models.URLField(max_length=500, blank=True)
    search_words = models.TextField(blank=True)

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
            models.CheckConstraint(condition=_kind_fits_track(), name="process_kind_fits_track"),
            models.UniqueConstraint(
                fields=["municipality", "source", "source_id"],
                condition=~models.Q(source_id=""),
                name="process_source_once",
            ),
            models.CheckConstraint(
                condition=models.Q(latitude=None, longitude=None)
                | models.Q(latitude__isnull=False, longitude__isnull=False),
                name="process_point_whole",
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
        """What this is called in a sentence, always after ‘het’ or ‘dit’."""
        return WORDS_OF_KIND[ProcessKind(self.kind)]


class Phase(Scoped):
    """A part of a process with its own promised role."""

    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="phases")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    stage = models.CharField(max_length=11, choices=Stage, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    objects = ScopedManager["Phase"]()

    class Meta(Scoped.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["process", "position"], name="phase_position_once")]

    def __str__(self) -> str:
        return self.name
