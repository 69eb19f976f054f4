"""Everything one result page is made from: round, questionnaire, answers, the leader's own answers. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from participatiemonitor.analysis.drivers import Drivers
from participatiemonitor.analysis.ledger import ASIDES
from participatiemonitor.analysis.outline import Outline
from participatiemonitor.charts import Tone
from participatiemonitor.questions.definition import Item
from peilstok.frame import Dataset

WHO = {"PARTICIPANTS": "deelnemers", "INITIATORS": "initiatiefnemers"}


@dataclass(frozen=True, slots=True)
class StreamCount:
    """How many answers came in along one way."""

    key: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Response:
    """How many people answered, per stream, of how many."""

    streams: tuple[StreamCount, ...]
    total: int
    population: int | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The answers behind each figure: the latest ones, or the earlier ones for figures that must stand as they were."""

    latest: Dataset
    earlier: Dataset | None = None
    held: frozenset[str] = frozenset()

    def of(self, key: str) -> Dataset:
        """The answers that the figure with this key rests on."""
        return self.earlier if self.earlier is not None and key in self.held else self.latest

    def beside(self, key: str) -> Dataset:
        """The answers that the numbers beside a figure rest on: who did not know, who skipped."""
        return self.of(key if key in self.held else ASIDES)

    def has(self, key: str) -> bool:
        """Whether this question was asked."""
        return self.latest.has(key)

    def note(self, key: str) -> str:
        """A sentence for a figure that stands as it was, else nothing."""
        if self.earlier is None or key not in self.held:
            return ""
        return "Stand van de tussenstand: er kwamen te weinig antwoorden bij om een nieuw cijfer te tonen."


@dataclass(frozen=True, slots=True)
class OwnAnswer:
    """One answer of the project leader that mirrors a question to participants."""

    question: Item
    mirrored: str
    value: str


@dataclass(frozen=True, slots=True)
class QuoteGroup:
    """Open answers to one question, cleaned and released by a person."""

    question: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PromisedPart:
    """What was promised for one part of a process, and what it was before when people knew; the day written out."""

    part: str
    rung: str
    before: str = ""
    changed_on: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """What the blocks of the results are made from."""

    outline: Outline
    evidence: Evidence
    response: Response
    audience: str
    track: str
    is_final: bool
    promised_rung: str = ""
    rungs: Mapping[str, str] = field(default_factory=dict)  # code -> name, in the order of ladder or trap
    promises: tuple[PromisedPart, ...] = ()
    drivers: Drivers | None = None
    own_answers: tuple[OwnAnswer, ...] = ()
    own_answers_given_on: date | None = None
    own_answers_came_later: bool = False
    quotes: tuple[QuoteGroup, ...] = ()
    open_answers_waiting: int = 0

    @property
    def who(self) -> str:
        """What the people who answered are called."""
        return WHO.get(self.audience, "mensen") if self.outline.is_own else "mensen"

    @property
    def n(self) -> int:
        """Number of answers."""
        return self.evidence.latest.n

    @property
    def tone(self) -> Tone:
        """The colour of the direction this process belongs to."""
        return Tone.OVERHEID if self.track == "O" else Tone.BURGER
