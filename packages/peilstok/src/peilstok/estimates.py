"""What a computation returns: an estimate with its uncertainty, or a refusal in a sentence.

Nothing here may be shown to a reader as it is. Only `peilstok.disclosure` turns an estimate into a `Figure`.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class Unit(StrEnum):
    """What a value counts or measures, which decides how it is rounded and written."""

    COUNT = "count"
    SHARE = "share"  # 0..1 in an estimate, whole percentages in a figure
    GRADE = "grade"  # report mark 1..10
    SCORE = "score"  # construct rescaled to 0..10
    MEAN = "mean"  # on the item's own scale
    DIFFERENCE = "difference"  # between two means or grades
    CORRELATION = "correlation"
    IMPORTANCE = "importance"  # share of explained variance, 0..1


@dataclass(frozen=True, slots=True)
class Estimate:
    """One value with its interval.

    `value`, `low` and `high` are on the scale of `unit`; `low` and `high` are None when everybody answered
    (then the group is described completely) or when the method gives no interval.
    `count` is the number of successes behind a share. `homogeneous` is true when all answers were the same.
    """

    unit: Unit
    value: float
    n: int
    low: float | None = None
    high: float | None = None
    population: int | None = None
    effective_n: float | None = None
    count: int | None = None
    homogeneous: bool = False
    method: str = ""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotEnough:
    """A refusal: there are `n` answers where `what` needs `needed`. A result, not an exception."""

    n: int
    needed: int
    what: str
    sentence: str = field(default="")
    unit: Unit = Unit.IMPORTANCE

    def __post_init__(self) -> None:
        if not self.sentence:
            missing = self.needed - self.n
            text = f"Nog {missing} antwoorden nodig voor {self.what}: er zijn er {self.n}, nodig zijn er {self.needed}."
            object.__setattr__(self, "sentence", text)


@dataclass(frozen=True, slots=True)
class Distribution:
    """Answers per category, in the order of the scale.

    `counts` has one number per entry of `codes`; `not_known` and `skipped` stand outside the denominator. A question
    that asks for a number has no categories: `uncategorised` says how many people gave one.
    """

    codes: tuple[str, ...]
    labels: tuple[str, ...]
    counts: tuple[int, ...]
    not_known: int = 0
    skipped: int = 0
    population: int | None = None
    uncategorised: int = 0

    @property
    def n(self) -> int:
        """Number of answers in the denominator."""
        return sum(self.counts) + self.uncategorised
