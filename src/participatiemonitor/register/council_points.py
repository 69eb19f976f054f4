"""The raadskader in words: seven points on which a council can steer a process, each with a question.

The seven points follow the steering points that the Samenwerkingswijzer of Noordoostpolder names for a council, in our
own words. They fit processes of the municipality and initiatives of society alike; only the examples differ.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CouncilPoint:
    """One point: what it is called, what is asked, and how an answer may read on either track."""

    key: str
    title: str
    question: str
    hint: str
    examples: Mapping[str, str]

    def example_for(self, track: str) -> str:
        """How an answer may read for a process (B) or an initiative (O)."""
        return self.examples[track]


COUNCIL_POINTS: tuple[CouncilPoint, ...] = (
    CouncilPoint(
        "subject",
        "Onderwerp en grenzen",
        "Waar gaat het over, en welke grenzen stelt de raad vooraf?",
        "Noem ook de keuzes die de raad zelf wil maken.",
        {
            "B": "Het plein wordt groener. De markt blijft. De raad kiest zelf hoeveel parkeerplekken verdwijnen.",
            "O": "Bewoners beheren het dorpshuis. Het gebouw blijft van de gemeente. Er is hoogstens 40.000 euro.",
        },
    ),
    CouncilPoint(
        "parties",
        "Wie er zeker bij horen",
        "Wie moet in elk geval meedoen of gehoord worden?",
        "Denk ook aan mensen die niet vanzelf komen.",
        {
            "B": "Bewoners rond het plein, winkeliers en jongeren. Mensen zonder computer krijgen een brief.",
            "O": "De initiatiefnemers, de verenigingen in het gebouw en de buren die er last van kunnen hebben.",
        },
    ),
    CouncilPoint(
        "goals",
        "Doel en vorm",
        "Wat moet het opleveren, en in welke vorm werkt u samen?",
        "Schrijf op wat u later kunt nagaan.",
        {
            "B": "Een ontwerp waar bewoners en winkeliers achter staan. Zij maken het samen met de gemeente.",
            "O": "Het dorpshuis blijft open. De gemeente helpt op weg en laat de plannen bij de bewoners.",
        },
    ),
    CouncilPoint(
        "steps",
        "Vaste stappen",
        "Welke stappen mogen niet worden overgeslagen?",
        "Denk aan een bijeenkomst, een stemming of een tussentijds gesprek.",
        {
            "B": "Een wandeling over het plein, twee ontwerpavonden, en een avond over het eerste ontwerp.",
            "O": "Een gesprek met de buren, een afspraak over onderhoud, en na een jaar een gesprek over het vervolg.",
        },
    ),
    CouncilPoint(
        "own_role",
        "Rol van de raad onderweg",
        "Wat doet de raad zelf, terwijl het loopt?",
        "Kijkt de raad mee, houdt hij afstand, of kiest hij een vaste contactpersoon?",
        {
            "B": "Raadsleden luisteren mee en beloven niets. Na de tweede avond praat de raad over het ontwerp.",
            "O": "De raad houdt afstand. Eén raadslid is het aanspreekpunt voor de initiatiefnemers.",
        },
    ),
    CouncilPoint(
        "division",
        "Verdeling met het college",
        "Wat beslist de raad, en wat beslist het college?",
        "Noem ook wat de projectleider zelf mag beslissen.",
        {
            "B": "De raad stelt budget en eindontwerp vast. Het college beslist over alles binnen deze grenzen.",
            "O": "De raad beslist over geld boven 40.000 euro. Het college sluit de overeenkomst.",
        },
    ),
    CouncilPoint(
        "progress",
        "Volgen en terugkijken",
        "Wanneer hoort de raad hoe het gaat, en wanneer kijkt u samen terug?",
        "Spreek ook af wie dat vertelt.",
        {
            "B": "Elk kwartaal een brief van de wethouder. Na het besluit bespreekt de raad wat deelnemers vonden.",
            "O": "De initiatiefnemers vertellen elk jaar hoe het gaat. Na twee jaar kijkt u samen terug.",
        },
    ),
)
