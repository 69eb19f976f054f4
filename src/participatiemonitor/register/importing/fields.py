"""What a row of a register can say: one field per column of the template, with its explanation and its words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from participatiemonitor.register.models import CompetentBody, ProcessKind, Theme, Track
from participatiemonitor.register.role_models import load_role_models
from participatiemonitor.register.states import ProcessState


class Sort(StrEnum):
    """How a cell is read."""

    TEXT = "tekst"
    WORD = "keuze"
    ROLE = "rol"
    DAY = "datum"
    NUMBER = "getal"
    PERSON = "e-mailadres"
    ADDRESS = "webadres"


@dataclass(frozen=True, slots=True)
class RegisterField:
    """One column of the template. `key` is the field of `Process` that it fills, unless it goes elsewhere."""

    key: str
    label: str
    sort: Sort
    meaning: str
    example: str = ""
    longest: int = 0
    # From the code to the word that people type.
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def choices(self) -> tuple[str, ...]:
        """Everything that may be typed here; nothing for a field that is free."""
        return tuple(self.words.values())


TRACK_WORDS = {Track.MUNICIPALITY.value: "gemeente", Track.SOCIETY.value: "samenleving"}
ROLE_WORDS = {rung.code: rung.name.lower() for model in load_role_models() for rung in model.choosable}
TITLE_LENGTH = 120

FIELDS: tuple[RegisterField, ...] = (
    RegisterField(
        "title", "titel", Sort.TEXT, "De naam die mensen kennen. Deze kolom is verplicht.", "Herinrichting Marktplein"
    ),
    RegisterField(
        "kind", "soort", Sort.WORD,
        "Wat voor participatie dit is. Laat u dit leeg, dan volgt het uit wie het initiatief heeft.",
        ProcessKind.PROCESS.label, words={kind.value: kind.label for kind in ProcessKind},
    ),
    RegisterField(
        "track", "wie heeft het initiatief", Sort.WORD,
        "De gemeente of de samenleving. Vul dit in, of vul de soort in. Bij een vast verband altijd invullen.",
        "gemeente", words=TRACK_WORDS,
    ),
    RegisterField(
        "central_task", "centrale opgave", Sort.TEXT, "Waar het over gaat, in een paar zinnen.",
        "Het plein wordt groener en veiliger.",
    ),
    RegisterField(
        "theme", "thema", Sort.WORD, "Het onderwerp dat het beste past.", Theme.HOUSING.label,
        words={theme.value: theme.label for theme in Theme},
    ),
    RegisterField("place", "plaats", Sort.TEXT, "De plaats of plek.", "Oeverdorp", 120),
    RegisterField("area", "wijk", Sort.TEXT, "De wijk, buurt of kern.", "Centrum", 120),
    RegisterField("scale", "schaal", Sort.TEXT, "Hoe groot het gebied is.", "buurt", 120),
    RegisterField("starts_on", "begin", Sort.DAY, "De eerste dag, zoals 31-12-2026.", "01-03-2026"),
    RegisterField("ends_on", "einde", Sort.DAY, "De laatste dag. Een schatting mag.", "31-12-2026"),
    RegisterField(
        "competent_body", "wie beslist", Sort.WORD, "Wie het besluit neemt.", CompetentBody.COUNCIL.label,
        words={body.value: body.label for body in CompetentBody},
    ),
    RegisterField(
        "what_is_fixed", "wat ligt vast", Sort.TEXT, "Waar mensen niets aan kunnen veranderen.",
        "De markt blijft op zaterdag.",
    ),
    RegisterField(
        "what_is_open", "wat is open", Sort.TEXT, "Waar mensen invloed op hebben.", "De plek van bomen en banken."
    ),
    RegisterField("goal", "doel", Sort.TEXT, "Waarom mensen meedoen.", "Een ontwerp waar de buurt achter staat."),
    RegisterField("methods", "werkvormen", Sort.TEXT, "Hoe mensen meedoen.", "Twee avonden en een vragenlijst"),
    RegisterField("participants", "deelnemers", Sort.NUMBER, "Hoeveel mensen meedoen, als heel getal.", "120"),
    RegisterField(
        "feedback_promised_on", "terugkoppeling beloofd op", Sort.DAY,
        "De dag waarop mensen horen wat er met hun inbreng is gedaan.", "15-01-2027",
    ),
    RegisterField(
        "rung", "rol", Sort.ROLE,
        "De rol die de gemeente belooft. De eerste vijf horen bij de gemeente, de andere bij de samenleving.",
        "adviseren", words=ROLE_WORDS,
    ),
    RegisterField(
        "state", "stand", Sort.WORD, f"Hoe ver het is. Laat u dit leeg, dan wordt het ‘{ProcessState.DRAFT.label}’.",
        ProcessState.RUNNING.label, words={state.value: state.label for state in ProcessState},
    ),
    RegisterField(
        "reason", "reden", Sort.TEXT, "Alleen bij ‘gestopt’ en bij ‘geen participatie’: waarom.", ""
    ),
    RegisterField(
        "leader", "projectleider (e-mail)", Sort.PERSON,
        "Het e-mailadres waarmee de projectleider hier inlogt. Laat u dit leeg, dan leidt wie inleest.", "",
    ),
    RegisterField(
        "source_id", "kenmerk", Sort.TEXT,
        "Het nummer of de code in uw eigen lijst. Hieraan zien wij of iets al in het register staat. "
        "Zonder kenmerk kijken wij naar titel en begin.", "VOORBEELD", 120,
    ),
    RegisterField("source_url", "website", Sort.ADDRESS, "De pagina op internet.", "https://www.lingedam.example", 500),
)  # fmt: skip
BY_KEY: Mapping[str, RegisterField] = {one.key: one for one in FIELDS}
