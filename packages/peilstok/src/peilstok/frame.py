"""The input vocabulary: a dataset is columns of coded answers with their meaning."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray


class MissingReason(IntEnum):
    """Why there is no answer. Never one code: the three are counted apart."""

    SKIPPED = 0
    NOT_KNOWN = -1
    NOT_APPLICABLE = -2


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """Answers to one closed question.

    `values` has shape (n,): k = 1…K means category `codes[k - 1]`, otherwise a `MissingReason`.
    `scores` gives each category its number, or is None for categories without order. `favourable` says whether a
    high score is good news (False for reversed items). For a number question `codes` is empty and `numbers` (n,)
    holds the values, NaN where missing; `bounds` are the ends of their scale when it is closed, as for a score made of
    several questions (`scale_score`).
    """

    key: str
    label: str
    codes: tuple[str, ...]
    labels: tuple[str, ...]
    values: NDArray[np.int8]
    scores: tuple[float, ...] | None = None
    favourable: bool = True
    numbers: NDArray[np.float64] | None = None
    bounds: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Dataset:
    """Answers of one group of people. `population` is the number of people who could answer, when known."""

    key: str
    n: int
    columns: tuple[Column, ...]
    population: int | None = None
    weight: NDArray[np.float64] | None = None

    def column(self, key: str) -> Column:
        """The column with this key. Raises KeyError."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)

    def has(self, key: str) -> bool:
        """Whether there is a column with this key."""
        return any(column.key == key for column in self.columns)
