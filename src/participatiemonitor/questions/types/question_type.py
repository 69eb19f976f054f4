"""What every question type promises: reading an answer, drawing the question, and the columns it yields."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field

from participatiemonitor.questions.definition import NOT_APPLICABLE, Item, Option, Value
from participatiemonitor.questions.types.segments import Drawn, drawn, place
from peilstok.frame import MissingReason

_FOLDER = "questions/types"


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """One column that a question yields in a dataset.

    `scores` has one entry per code: a number, or None for a category outside the scale (such as "dat was mij niet
    duidelijk"). It is None when the categories have no order. `question` is the code of the question; `option` is
    the option that this column is about, for a multiple choice. A number question has no codes. `missing` names
    stored codes that are no answer.
    """

    key: str
    label: str
    codes: tuple[str, ...]
    labels: tuple[str, ...]
    scores: tuple[float | None, ...] | None = None
    favourable: bool = True
    question: str = ""
    option: str = ""
    is_number: bool = False
    missing: Mapping[str, MissingReason] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a question makes of posted texts: a value to store, or a sentence about what is wrong.

    `raw` is what to show again beside an error, so that nothing typed is lost.
    """

    value: Value | None = None
    error: str = ""
    raw: Value | None = None


SKIPPED = Reading()


@dataclass(frozen=True, slots=True)
class DrawnOption:
    """An option as a template needs it. `checked` is the place that a chosen option fills."""

    code: str
    label: str
    id: str
    checked: str
    is_unknown: bool


class QuestionType(ABC):
    """A way of asking. Its members are explained in docs/dev/new-question-type.md.

    `statistic` and `chart` are what the result page shows first; `spss_level` is the measure level in an export.
    """

    key: str
    label: str
    statistic: str
    chart: str
    spss_level: str
    # What is said when a required question was left open.
    required_error = "Kies een antwoord."
    has_print_template = False

    def fixed_options(self) -> tuple[Option, ...]:
        """The options of a fixed scale; empty when each question brings its own."""
        return ()

    def hint(self, item: Item) -> str:
        """The line under the question."""
        return item.hint

    def problems(self, item: Item) -> list[str]:
        """What is wrong with the settings of this item, in sentences; empty when all is well."""
        return []

    @abstractmethod
    def read(self, item: Item, texts: list[str]) -> Reading:
        """The value in posted texts. Whatever was posted gives a value, nothing, or a sentence; never an exception."""

    @abstractmethod
    def slot(self, name: str, value: Value) -> str:
        """What stands in a named place of the template for this value, escaped for HTML."""

    @abstractmethod
    def columns(self, item: Item) -> tuple[ColumnSpec, ...]:
        """The columns this question yields; none for an open text."""

    def missing_reasons(self, item: Item) -> dict[str, MissingReason]:
        """Stored codes that are no answer, with the reason."""
        unknown = {option.code: MissingReason.NOT_KNOWN for option in item.options if option.is_unknown}
        return {NOT_APPLICABLE: MissingReason.NOT_APPLICABLE} | unknown

    def posted(self, value: Value) -> list[str]:
        """The texts that a browser posts for this value."""
        return [value] if isinstance(value, str) else list(value)

    def drawn(self, item: Item, variant: str, *, name: str = "", condition: str = "", on_paper: bool = False) -> Drawn:
        """The question's template, read once. `condition` says in words when the question is meant."""
        name = name or item.code
        file = "print.html" if on_paper and self.has_print_template else "field.html"
        hint = self.hint(item)
        described = [f"{name}-{part}" for part, text in (("condition", condition), ("hint", hint)) if text]
        context = {
            "item": item,
            "name": name,
            "text": item.wording(variant),
            "hint": hint,
            "condition": condition,
            "options": _drawn_options(item, name),
            "value": place("value"),
        }
        return drawn(f"{_FOLDER}/{self.key}/{file}", context, described=" ".join(described), name=name)

    def render(self, item: Item, variant: str, name: str, value: Value | None = None, error: str = "") -> str:
        """The question as HTML. Forms keep what `drawn` gives instead of calling this for every request."""
        return self.html(self.drawn(item, variant, name=name), value, error)

    def html(self, drawing: Drawn, value: Value | None, error: str = "") -> str:
        """A drawing with value and error put in."""
        return drawing.html(None if value is None else lambda name: self.slot(name, value), error)


def _drawn_options(item: Item, name: str) -> tuple[DrawnOption, ...]:
    # The first option carries the question's own id, so that a link in an error summary lands on it.
    return tuple(
        DrawnOption(
            code=option.code,
            label=option.label,
            id=name if not number else f"{name}-{option.code}",
            checked=place(option.code),
            is_unknown=option.is_unknown,
        )
        for number, option in enumerate(item.options)
    )
