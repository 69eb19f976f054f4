"""How long a questionnaire takes, as it is told to the people who fill it in."""

from collections.abc import Iterable

from participatiemonitor.questions.definition import Item

_SECONDS_CLOSED, _SECONDS_OPEN = 8, 45


def minutes_for(items: Iterable[Item]) -> int:
    """About how many minutes these questions take, at least one."""
    seconds = sum(_SECONDS_OPEN if item.type == "open" else _SECONDS_CLOSED for item in items)
    return max(1, round(seconds / 60))
