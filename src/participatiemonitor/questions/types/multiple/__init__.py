"""Everything that fits, out of the question's own list."""

from participatiemonitor.questions.definition import Item, Value
from participatiemonitor.questions.types.choice import NOT_LISTED
from participatiemonitor.questions.types.question_type import SKIPPED, ColumnSpec, QuestionType, Reading


class Multiple(QuestionType):
    """Several answers; one that is exclusive ("geen") stands alone."""

    key = "multiple"
    label = "meer keuzes"
    statistic = "shares"
    chart = "bars"
    spss_level = "nominal"

    def hint(self, item: Item) -> str:
        """The item's own hint, or how many may be chosen."""
        if item.hint:
            return item.hint
        return f"Kies er maximaal {item.max_choices}." if item.max_choices else "Kies alles wat past."

    def problems(self, item: Item) -> list[str]:
        """At least two options, none of which says that one does not know."""
        found = []
        if len(item.options) < 2:
            found.append("heeft minder dan twee antwoorden")
        if any(option.is_unknown for option in item.options):
            found.append("heeft een antwoord ‘W’; gebruik bij type multiple een antwoord met ‘exclusive’")
        if item.max_choices is not None and not 1 <= item.max_choices <= len(item.options):
            found.append("heeft een ‘max_choices’ die niet kan")
        return found

    def read(self, item: Item, texts: list[str]) -> Reading:
        """The chosen codes, in the order of the list."""
        chosen = {text for text in texts if text}
        if not chosen:
            return SKIPPED
        known = [option for option in item.options if option.code in chosen]
        codes = [option.code for option in known]
        if len(known) < len(chosen):
            return Reading(error=NOT_LISTED, raw=codes)
        alone = next((option for option in known if option.is_exclusive), None)
        if alone and len(known) > 1:
            return Reading(error=f"U koos ‘{alone.label}’ en ook iets anders. Kies één van de twee.", raw=codes)
        if item.max_choices and len(known) > item.max_choices:
            return Reading(error=f"U koos {len(known)} antwoorden. Kies er maximaal {item.max_choices}.", raw=codes)
        return Reading(value=codes)

    def slot(self, name: str, value: Value) -> str:
        """Every chosen option is checked."""
        return " checked" if not isinstance(value, str) and name in value else ""

    def columns(self, item: Item) -> tuple[ColumnSpec, ...]:
        """One column per option: chosen or not."""
        return tuple(
            ColumnSpec(
                key=f"{item.code}:{option.code}",
                label=f"{item.text} {option.label}",
                codes=("1", "0"),
                labels=("gekozen", "niet gekozen"),
                scores=(1.0, 0.0),
                favourable=item.favourable,
                question=item.code,
                option=option.code,
                missing=self.missing_reasons(item),
            )
            for option in item.options
        )


TYPE = Multiple()
