"""The question types, in the order in which a maker sees them. A new type is one folder and one line here."""

from participatiemonitor.questions.types import (
    grade,
    influence,
    more,
    multiple,
    number,
    open,  # noqa: A004 the folder is named after the question type
    role,
    single,
    statement,
    told,
    yes_no,
)
from participatiemonitor.questions.types.question_type import QuestionType

TYPES: tuple[QuestionType, ...] = (
    statement.TYPE,
    grade.TYPE,
    single.TYPE,
    multiple.TYPE,
    open.TYPE,
    number.TYPE,
    more.TYPE,
    told.TYPE,
    yes_no.TYPE,
    influence.TYPE,
    role.TYPE,
)
BY_KEY = {question_type.key: question_type for question_type in TYPES}


def type_of(key: str) -> QuestionType:
    """The type with this key. Raises KeyError."""
    return BY_KEY[key]
