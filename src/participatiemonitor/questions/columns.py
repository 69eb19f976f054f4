"""From questions to the columns of a dataset, and from a stored answer to a cell."""

import math
from collections.abc import Collection, Mapping

from participatiemonitor.questions.definition import Definition, Item, Value
from participatiemonitor.questions.routing import visible
from participatiemonitor.questions.types import type_of
from participatiemonitor.questions.types.question_type import ColumnSpec
from peilstok.frame import MissingReason

__all__ = ["ColumnSpec", "category", "column_for", "columns_for", "columns_of", "is_shown", "number"]


def columns_for(item: Item) -> tuple[ColumnSpec, ...]:
    """The columns a question yields: one, one per option for a multiple choice ("P2:code"), none for an open text."""
    return type_of(item.type).columns(item)


def column_for(item: Item) -> ColumnSpec:
    """The one column of a question. Raises ValueError for types that yield none or several."""
    columns = columns_for(item)
    if len(columns) != 1:
        raise ValueError(f"{item.code} yields {len(columns)} columns; use columns_for()")
    return columns[0]


def columns_of(
    definition: Definition,
    moment: str | None = None,
    short: bool = False,
    *,
    track: str = "",
    extra: Collection[str] = (),
) -> tuple[ColumnSpec, ...]:
    """All columns of a form, in the order of the questions."""
    items = definition.items(moment, short, track=track, extra=extra)
    return tuple(column for item in items for column in columns_for(item))


def category(column: ColumnSpec, answers: Mapping[str, Value]) -> int:
    """The place of the answer among the column's codes, from 1; or a `MissingReason`."""
    value = answers.get(column.question)
    # An empty list is an answer: a file can say that somebody chose none of the options.
    if value is None or value == "":
        return MissingReason.SKIPPED
    if isinstance(value, str) and value in column.missing:
        return column.missing[value]
    if column.option:
        return column.codes.index("1" if column.option in value else "0") + 1
    assert isinstance(value, str)
    # A code that the questionnaire does not know cannot be stored; an import that tries it must fail here.
    return column.codes.index(value) + 1


def number(column: ColumnSpec, answers: Mapping[str, Value]) -> float:
    """The number in a number question; NaN when there is none."""
    value = answers.get(column.question)
    return float(value) if isinstance(value, str) and value else math.nan


def is_shown(definition: Definition, answers: Mapping[str, Value]) -> frozenset[str]:
    """Codes of the questions that this respondent saw; what was hidden by a rule is not applicable, not skipped."""
    everything = [item.code for item in definition.all_items]
    return frozenset(item.code for item in visible(definition, answers, extra=everything))
