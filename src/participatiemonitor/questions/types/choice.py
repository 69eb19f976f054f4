"""One answer out of a list: the shared part of statements, grades, single choices and the special scales."""

from participatiemonitor.questions.definition import Item, Option, Value
from participatiemonitor.questions.types.question_type import SKIPPED, ColumnSpec, QuestionType, Reading

TOO_MANY = "U koos meer dan één antwoord. Kies één antwoord."
NOT_LISTED = "Dit antwoord staat niet in de lijst. Kies een antwoord uit de lijst."


class Choice(QuestionType):
    """One answer out of a list. With `scale` the list is fixed; an item may then only give its options other words."""

    def __init__(
        self,
        key: str,
        label: str,
        *,
        statistic: str,
        chart: str,
        spss_level: str,
        scale: tuple[Option, ...] = (),
        hint: str = "",
    ) -> None:
        self.key = key
        self.label = label
        self.statistic = statistic
        self.chart = chart
        self.spss_level = spss_level
        self._scale = scale
        self._hint = hint

    def fixed_options(self) -> tuple[Option, ...]:
        """The fixed scale."""
        return self._scale

    def hint(self, item: Item) -> str:
        """The item's own hint, or else the scale's."""
        return item.hint or self._hint

    def problems(self, item: Item) -> list[str]:
        """At least two options; on a fixed scale only the scale's codes with the scale's scores."""
        found = []
        if len(item.options) < 2:
            found.append("heeft minder dan twee antwoorden")
        scores = {option.code: option.score for option in self._scale}
        for option in item.options:
            if self._scale and option.code not in scores:
                found.append(f"heeft antwoord ‘{option.code}’, dat niet in de schaal van dit type staat")
            elif self._scale and option.score != scores[option.code]:
                found.append(f"geeft antwoord ‘{option.code}’ een andere score dan de schaal")
            if option.is_exclusive:
                found.append(f"heeft ‘exclusive’ bij antwoord ‘{option.code}’; dat kan alleen bij type multiple")
        return found

    def read(self, item: Item, texts: list[str]) -> Reading:
        """The chosen code."""
        chosen = {text for text in texts if text}
        if not chosen:
            return SKIPPED
        if len(chosen) > 1:
            return Reading(error=TOO_MANY, raw="")
        code = chosen.pop()
        if item.option(code):
            return Reading(value=code)
        return Reading(error=NOT_LISTED, raw="")

    def slot(self, name: str, value: Value) -> str:
        """The chosen option is checked."""
        return " checked" if name == value else ""

    def columns(self, item: Item) -> tuple[ColumnSpec, ...]:
        """One column; "weet ik niet" is a missing reason and no category."""
        options = [option for option in item.options if not option.is_unknown]
        scores = tuple(option.score for option in options)
        return (
            ColumnSpec(
                key=item.code,
                label=item.text,
                codes=tuple(option.code for option in options),
                labels=tuple(option.label for option in options),
                scores=scores if any(score is not None for score in scores) else None,
                favourable=item.favourable,
                question=item.code,
                missing=self.missing_reasons(item),
            ),
        )
