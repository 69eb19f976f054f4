"""A text in the respondent's own words."""

from html import escape

from participatiemonitor.questions.definition import Item, Value
from participatiemonitor.questions.types.question_type import SKIPPED, ColumnSpec, QuestionType, Reading
from participatiemonitor.questions.types.typed_text import cleaned

MAX_LENGTH = 4000


class Open(QuestionType):
    """An open text. It yields no column: open answers are cut loose from their form."""

    key = "open"
    label = "open vraag"
    statistic = "quotes"
    chart = "quotes"
    spss_level = "nominal"
    required_error = "Vul een antwoord in."
    has_print_template = True

    def hint(self, item: Item) -> str:
        """The item's own hint, or the warning about names."""
        return item.hint or "Noem geen namen."

    def problems(self, item: Item) -> list[str]:
        """An open question has no options."""
        return ["heeft antwoorden; dat kan niet bij een open vraag"] if item.options else []

    def read(self, item: Item, texts: list[str]) -> Reading:
        """The cleaned text."""
        text = cleaned("\n".join(texts))
        if not text:
            return SKIPPED
        if len(text) > MAX_LENGTH:
            over = len(text) - MAX_LENGTH
            tekens = "teken" if over == 1 else "tekens"
            error = f"Uw tekst is {over} {tekens} te lang. Er passen {MAX_LENGTH} tekens. Maak de tekst korter."
            return Reading(error=error, raw=text)
        return Reading(value=text)

    def slot(self, name: str, value: Value) -> str:
        """The text itself."""
        return escape(value if isinstance(value, str) else "\n".join(value))

    def columns(self, item: Item) -> tuple[ColumnSpec, ...]:
        """None."""
        return ()


TYPE = Open()
