"""What a mapping file says: which column is which question, and what the texts in the cells mean."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Place:
    """Where answers stand: a column by its exact name, by its position (from 1), or both to be sure."""

    name: str = ""
    position: int | None = None

    def __str__(self) -> str:
        return f"‘{self.name}’" if self.name else f"kolom {self.position}"


@dataclass(frozen=True, slots=True)
class MappedAnswer:
    """One possible answer of a closed question and the texts in the file that mean it."""

    code: str
    label: str
    score: float | None = None
    reads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MappedChoice:
    """One option of a multiple-choice question that has a column of its own."""

    code: str
    label: str
    place: Place
    chosen: tuple[str, ...]
    not_chosen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MissingTexts:
    """Texts that stand for no answer, the three reasons apart."""

    skipped: tuple[str, ...] = ()
    not_known: tuple[str, ...] = ()
    not_applicable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MappedQuestion:
    """One question and where its answers come from: a column, several columns, or one text for everybody."""

    code: str
    type: str
    text: str
    place: Place | None = None
    constant: str = ""
    answers: tuple[MappedAnswer, ...] = ()
    choices: tuple[MappedChoice, ...] = ()
    separator: str = ""
    missing: MissingTexts = field(default_factory=MissingTexts)
    topic: str = ""
    construct: str = ""
    hint: str = ""
    is_reversed: bool = False
    is_outcome: bool = False

    @property
    def categories(self) -> tuple[MappedAnswer, ...]:
        """The answers, also of a question with a column per choice."""
        return self.answers or tuple(MappedAnswer(choice.code, choice.label) for choice in self.choices)


@dataclass(frozen=True, slots=True)
class MappedTopic:
    """A group of questions on one page."""

    key: str
    title: str
    intro: str = ""


@dataclass(frozen=True, slots=True)
class NewQuestionnaire:
    """A questionnaire that the import makes, because it is not one of ours."""

    code: str
    title: str
    audience: str
    track: str
    topics: tuple[MappedTopic, ...]


@dataclass(frozen=True, slots=True)
class RowFilter:
    """Only rows whose cell in this column holds one of these texts are read; the others are left out."""

    place: Place
    only: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WhenAsked:
    """When was asked, and how many people could answer."""

    moment: str = "M2"
    opens_on: date | None = None
    closes_on: date | None = None
    population: int | None = None


@dataclass(frozen=True, slots=True)
class AnswerMapping:
    """A whole mapping file. Either `questionnaire` or `library` (the code of one of our questionnaires) is set."""

    questions: tuple[MappedQuestion, ...]
    questionnaire: NewQuestionnaire | None = None
    library: str = ""
    sheet: str = ""
    filters: tuple[RowFilter, ...] = ()
    # What to do with a text that the mapping does not name: refuse the row, or leave that one answer out.
    unknown: str = "refuse"
    round_facts: WhenAsked = field(default_factory=WhenAsked)

    def by_code(self) -> Mapping[str, MappedQuestion]:
        """The questions by their code."""
        return {question.code: question for question in self.questions}
