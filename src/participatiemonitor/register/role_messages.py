"""What participants and the council read when a role changes while people know the promise (guard rail G4). Pure.

Both texts are a beginning: whoever sends them may change every word. They rank no role above another (G12).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from participatiemonitor.register.role_models import Rung


@dataclass(frozen=True, slots=True)
class RoleChange:
    """Everything that the texts about one change of role are made from; days are written out.

    `part` is empty when the process has one part. `before` and `after` carry the promise as it was made.
    `decision` says who decided, when and in which document; `lacks_decision` that it is needed and not there yet.
    """

    title: str
    kind: str
    kind_label: str
    municipality: str
    part: str
    state: str
    before: Rung
    after: Rung
    gives_more_room: bool
    reason: str
    contact: str
    address: str
    changed_on: str
    hears_on: str = ""
    decision: str = ""
    lacks_decision: bool = False
    decides: str = ""
    asks_council: str = ""

    @property
    def is_ladder(self) -> bool:
        """Whether the municipality has the initiative: then roles differ in what participants may decide."""
        return self.after.code.startswith("B")


# Who reads this, and what they have to do with it; the kinds that are not named here follow the track.
_ADDRESSED = {"INITIATIVE": "Beste initiatiefnemer,", "CHALLENGE": "Beste indiener,"}
_CONCERNS = {
    "PROCESS": "U doet mee aan ‘{title}’.",
    "INITIATIVE": "U werkt aan het initiatief ‘{title}’.",
    "STANDING": "U praat mee in ‘{title}’.",
    "THIRD": "U woont of werkt bij het plan ‘{title}’, of u praat erover mee.",
    "CHALLENGE": "U vroeg om een taak van de gemeente over te nemen. Het gaat om ‘{title}’.",
}
# What changes for who reads this: first with less room or a municipality that does more, then the other way.
_FOR_PARTICIPANTS = {
    "ladder": (
        "U kunt straks minder bepalen dan wij eerder zeiden. Wij begrijpen het als dat tegenvalt.",
        "U kunt straks meer bepalen dan wij eerder zeiden. Dat kan ook meer tijd vragen. U kiest zelf of u dat wilt.",
    ),
    "trap": (
        "De gemeente gaat zelf meer doen en bepalen dan wij eerder zeiden. Wij begrijpen het als dat tegenvalt.",
        "De gemeente laat meer aan u over dan wij eerder zeiden. Lukt iets niet zonder ons? Laat het dan weten.",
    ),
    "THIRD": (
        "De gemeente bekijkt vanaf nu of het plan past bij de regels, en beslist. "
        "De aanvrager organiseert het gesprek met de buurt.",
        "De gemeente brengt vanaf nu ook zelf mensen bij elkaar. De aanvrager blijft verantwoordelijk voor het plan.",
    ),
}
_FOR_COUNCIL = {
    "ladder": (
        "Deelnemers kunnen straks minder bepalen dan hun was beloofd. Dat kan het vertrouwen schaden.",
        "Deelnemers kunnen straks meer bepalen dan hun was beloofd. De raad en het college moeten dat waarmaken.",
    ),
    "trap": (
        "De gemeente gaat zelf meer doen en bepalen dan was beloofd. Dat kan initiatiefnemers tegenvallen.",
        "De gemeente laat meer aan anderen over dan was beloofd. De raad stuurt dan minder op de inhoud.",
    ),
    "THIRD": (
        "De gemeente bekijkt vanaf nu of het plan past bij de regels, en beslist.",
        "De gemeente brengt vanaf nu ook zelf partijen bij elkaar. Dat vraagt meer tijd van de organisatie.",
    ),
}
OPEN_DAY = "[vul een datum in]"


def to_participants(change: RoleChange) -> str:
    """The message to everybody who takes part, ready to send."""
    day = change.hears_on or OPEN_DAY
    return _text(
        (
            f"Onderwerp: wij veranderen onze belofte bij ‘{change.title}’",
            _ADDRESSED.get(change.kind, "Beste deelnemer,"),
            f"{_concerns(change)} U weet wat u van de gemeente mag verwachten. Dat verandert.",
            *_part(change),
            f"Wat wij eerder beloofden\n‘{change.before.promise}’",
            f"Wat wij vanaf nu beloven\n‘{change.after.promise}’",
            f"Wat er voor u verandert\n{_said(_FOR_PARTICIPANTS, change)}{_still_owner(change)}",
            f"Waarom dit verandert\n{change.reason}",
            f"Wat u al deed\n{change.after.earlier_input}",
            f"Wanneer u meer hoort\nUiterlijk op {day} vertellen wij u hoe het verdergaat.",
            f"Vragen\nStel uw vraag aan {change.contact} ({change.address}).",
            f"Met vriendelijke groet,\nGemeente {change.municipality}\n{change.contact}",
        )
    )


def to_council(change: RoleChange) -> str:
    """The note for the council, ready to send."""
    return _text(
        (
            f"Aan: de gemeenteraad van {change.municipality}\nVan: {change.contact}\nDatum: {change.changed_on}\n"
            f"Onderwerp: de gemeente verandert haar belofte bij ‘{change.title}’",
            f"Wat er verandert\nHet gaat om ‘{change.title}’, een {change.kind_label}. De stand is nu: {change.state}.",
            *_part(change),
            f"Eerst beloofde de gemeente {change.before.name.lower()}: ‘{change.before.promise}’",
            f"Nu belooft de gemeente {change.after.name.lower()}: ‘{change.after.promise}’",
            f"Waarom\n{change.reason}",
            f"Gevolgen\n{_said(_FOR_COUNCIL, change)}\n"
            f"Over wat mensen al deden, schrijven wij hun: ‘{change.after.earlier_input}’\n"
            "Een meting die al open is, houdt de eerdere belofte.",
            *([f"Wat de nieuwe rol van de raad vraagt\n{change.asks_council}"] if change.asks_council else []),
            f"Besluit\n{_decision(change)}",
            f"Ons verzoek\n{_request(change)}",
        )
    )


def _text(parts: Iterable[str]) -> str:
    return "\n\n".join(parts)


def _concerns(change: RoleChange) -> str:
    return _CONCERNS[change.kind].format(title=change.title)


def _part(change: RoleChange) -> list[str]:
    return [f"Dit gaat over het onderdeel ‘{change.part}’."] if change.part else []


def _said(sentences: dict[str, tuple[str, str]], change: RoleChange) -> str:
    track = "ladder" if change.is_ladder else "trap"
    return sentences.get(change.kind, sentences[track])[change.gives_more_room]


def _still_owner(change: RoleChange) -> str:
    return " Het initiatief blijft van u." if change.kind == "INITIATIVE" else ""


def _decision(change: RoleChange) -> str:
    if change.decision:
        return change.decision
    if change.lacks_decision:
        return "Voor deze rol is een besluit nodig. Dat besluit is er nog niet."
    return "Voor deze rol is geen apart besluit nodig."


def _request(change: RoleChange) -> str:
    asked = "Wij vragen de raad om kennis te nemen van deze verandering."
    if change.lacks_decision and change.decides == "COUNCIL":
        return "Wij vragen de raad om over deze rol te besluiten."
    return asked
