"""A filled-in form as a small text: values in the order of the questions, without their codes."""

import json
import re
from collections.abc import Mapping, Sequence

from participatiemonitor.questions.definition import Value

_NUMBER = re.compile(r"0|-?[1-9][0-9]{0,8}")


def pack(codes: Sequence[str], answers: Mapping[str, Value]) -> str:
    """The answers as a list in the order of `codes`; whole numbers are written without quotes, skipped is null.

    Raises KeyError for an answer to a question that is not in `codes`.
    """
    unknown = answers.keys() - set(codes)
    if unknown:
        raise KeyError(", ".join(sorted(unknown)))
    values = [_small(answers.get(code)) for code in codes]
    while values and values[-1] is None:
        values.pop()
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def unpack(codes: Sequence[str], packed: str) -> dict[str, Value]:
    """The answers again, by code; skipped questions are absent."""
    values = json.loads(packed)
    pairs = zip(codes, values, strict=False)
    return {code: str(value) if isinstance(value, int) else value for code, value in pairs if value is not None}


def _small(value: Value | None) -> int | str | list[str] | None:
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        return int(value)
    return value
