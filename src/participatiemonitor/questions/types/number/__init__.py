"""A number, typed the Dutch way: a comma for decimals, a space or point for thousands."""

import re
from decimal import Decimal
from html import escape

from participatiemonitor.questions.definition import Item, Value
from participatiemonitor.questions.types.question_type import SKIPPED, ColumnSpec, QuestionType, Reading
from participatiemonitor.questions.types.typed_text import cleaned

_NUMBER = re.compile(r"(-?)([0-9]{1,15}|[0-9]{1,3}(?:\.[0-9]{3}){1,4})(?:,([0-9]{1,6}))?")
_PLAIN = re.compile(r"-?[0-9]{1,15}\.[0-9]{1,6}")
_STORED = re.compile(r"-?[0-9]+\.[0-9]+")
_SPACES = re.compile(r"[\s\u00a0\u202f]")


def normalised(text: str) -> str | None:
    """The number with a point for decimals, or None. "1.250" is twelve hundred and fifty; "1.5" is one and a half."""
    compact = _SPACES.sub("", text).replace("−", "-")
    found = _NUMBER.fullmatch(compact)
    if found:
        sign, whole, decimals = found.groups()
        number = Decimal(f"{sign}{whole.replace('.', '')}.{decimals or '0'}")
    elif _PLAIN.fullmatch(compact):
        number = Decimal(compact)
    else:
        return None
    plain = f"{number:f}".rstrip("0").rstrip(".")
    return "0" if plain in {"-0", ""} else plain


def dutch(number: float) -> str:
    """A limit as it stands in a sentence."""
    return f"{number:g}".replace(".", ",")


class Number(QuestionType):
    """A number between limits."""

    key = "number"
    label = "getal"
    statistic = "mean"
    chart = "dots"
    spss_level = "scale"
    required_error = "Vul een getal in."
    has_print_template = True

    def hint(self, item: Item) -> str:
        """The item's own hint, or the limits."""
        if item.hint or item.minimum is None or item.maximum is None:
            return item.hint
        return f"Een getal van {dutch(item.minimum)} tot en met {dutch(item.maximum)}."

    def problems(self, item: Item) -> list[str]:
        """Limits in the right order and no options."""
        found = ["heeft antwoorden; dat kan niet bij een getal"] if item.options else []
        if item.minimum is not None and item.maximum is not None and item.minimum > item.maximum:
            found.append("heeft een ‘minimum’ boven het ‘maximum’")
        return found

    def read(self, item: Item, texts: list[str]) -> Reading:
        """The number as text with a point for decimals."""
        typed = cleaned(" ".join(texts))
        if not typed:
            return SKIPPED
        text = normalised(typed)
        if text is None:
            return Reading(error="Dit is geen getal. Vul alleen cijfers in, bijvoorbeeld 12 of 2,5.", raw=typed)
        error = _outside(item, text)
        return Reading(error=error, raw=text) if error else Reading(value=text)

    def posted(self, value: Value) -> list[str]:
        """The number with a comma, as it stands in the field."""
        return [shown(value)]

    def slot(self, name: str, value: Value) -> str:
        """The number with a comma; a text that is no number stays as it was typed."""
        return escape(shown(value))

    def columns(self, item: Item) -> tuple[ColumnSpec, ...]:
        """One column of numbers."""
        return (
            ColumnSpec(
                key=item.code,
                label=item.text,
                codes=(),
                labels=(),
                favourable=item.favourable,
                question=item.code,
                is_number=True,
            ),
        )


def shown(value: Value) -> str:
    """What stands in the field: a stored number with a comma, any other text as it was typed."""
    text = value if isinstance(value, str) else " ".join(value)
    return text.replace(".", ",") if _STORED.fullmatch(text) else text


def _outside(item: Item, text: str) -> str:
    if item.is_whole and "." in text:
        return "Vul een heel getal in, zonder komma."
    number = float(text)
    if item.minimum is not None and number < item.minimum:
        return f"Dit getal is te laag. Vul {dutch(item.minimum)} of meer in."
    if item.maximum is not None and number > item.maximum:
        return f"Dit getal is te hoog. Vul {dutch(item.maximum)} of minder in."
    return ""


TYPE = Number()
