"""From coded answers to numbers: scores, turned round where needed, rows for the multivariate methods."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from peilstok.checks import Floats, row_weights
from peilstok.errors import InvalidShape, PopulationTooSmall, UnknownCode
from peilstok.estimates import Distribution
from peilstok.frame import Column, Dataset, MissingReason

REASONS = (MissingReason.SKIPPED, MissingReason.NOT_KNOWN, MissingReason.NOT_APPLICABLE)


def checked(data: Dataset, keys: Sequence[str]) -> Dataset:
    """The same dataset, after checking these columns: lengths, codes, population, weights.

    Errors: KeyError for an unknown column; InvalidShape; UnknownCode; PopulationTooSmall; InvalidWeights.
    """
    if data.population is not None and data.population < data.n:
        raise PopulationTooSmall(f"a population of {data.population} cannot give {data.n} answers")
    if data.weight is not None:
        row_weights(data.weight, data.n)
    for key in keys:
        column = data.column(key)
        if column.values.shape != (data.n,):
            raise InvalidShape(f"{key} has {column.values.size} values for {data.n} people")
        if column.values.size and (column.values.min() < min(REASONS) or column.values.max() > len(column.codes)):
            raise UnknownCode(f"{key} has a value outside its {len(column.codes)} categories and the missing reasons")
        if column.numbers is not None and column.numbers.shape != (data.n,):
            raise InvalidShape(f"{key} has {column.numbers.size} numbers for {data.n} people")
    return data


def scale_scores(column: Column) -> Floats:
    """The score of each category (K,), NaN for a category without one."""
    if column.scores is None:
        return np.full(len(column.codes), np.nan)
    return np.array([np.nan if score is None else score for score in column.scores], dtype=np.float64)


def has_scale(column: Column) -> bool:
    """Whether at least two different scores exist."""
    scores = scale_scores(column)
    return np.unique(scores[~np.isnan(scores)]).size >= 2


def person_scores(column: Column, *, oriented: bool = False) -> Floats:
    """The score of each person (n,), NaN without one; `oriented` turns reversed items round within their scale.

    The numbers of a number question are its scores.
    """
    if column.numbers is not None:
        numbers = np.where(np.isfinite(column.numbers), column.numbers, np.nan)
        ends = sum(column.bounds) if column.bounds is not None else 0.0
        return ends - numbers if oriented and not column.favourable else numbers
    scores = scale_scores(column)
    if oriented and not column.favourable:
        scores = np.nanmin(scores) + np.nanmax(scores) - scores
    people: Floats = np.concatenate([[np.nan], scores])[np.maximum(column.values, 0)]
    return people


def score_rows(data: Dataset, keys: Sequence[str], *, oriented: bool = False) -> Floats:
    """One column of scores per key (n, k), NaN where there is none."""
    return np.column_stack([person_scores(data.column(key), oriented=oriented) for key in keys])


def category_counts(column: Column, weights: Floats | None = None) -> Floats:
    """Answers per category (K,), or sums of weights."""
    answered = column.values > 0
    chosen = column.values[answered].astype(np.intp) - 1
    picked = None if weights is None else weights[answered]
    return np.bincount(chosen, weights=picked, minlength=len(column.codes)).astype(np.float64)


def missing_counts(column: Column) -> dict[MissingReason, int]:
    """How many skipped, did not know, and said it does not apply. Never one number."""
    return {reason: int((column.values == reason).sum()) for reason in REASONS}


def unknown_share(column: Column) -> float:
    """The part that said *weet niet* or *n.v.t.*, of everybody who did not skip the question; 1 when nobody is left."""
    missing = missing_counts(column)
    asked = column.values.size - missing[MissingReason.SKIPPED]
    unknown = missing[MissingReason.NOT_KNOWN] + missing[MissingReason.NOT_APPLICABLE]
    return unknown / asked if asked else 1.0


def distribution(data: Dataset, column: Column) -> Distribution:
    """Answers per category; *weet niet* and *n.v.t.* stand outside the denominator.

    Who gave a number has no category, and did not skip.
    """
    missing = missing_counts(column)
    given = np.zeros(column.values.size, bool) if column.numbers is None else np.isfinite(column.numbers)
    return Distribution(
        codes=column.codes,
        labels=column.labels,
        counts=tuple(int(count) for count in category_counts(column)),
        not_known=missing[MissingReason.NOT_KNOWN] + missing[MissingReason.NOT_APPLICABLE],
        skipped=int((~given & (column.values == MissingReason.SKIPPED)).sum()),
        population=data.population,
        uncategorised=int(given.sum()),
    )


def high_categories(column: Column) -> NDArray[np.bool_]:
    """The categories above the middle of the scale: 4 and 5 of 1 to 5, "ja" of yes and no."""
    scores = scale_scores(column)
    middle = (np.nanmin(scores) + np.nanmax(scores)) / 2
    high: NDArray[np.bool_] = np.nan_to_num(scores, nan=-np.inf) > middle
    return high


def selected(data: Dataset, people: NDArray[np.bool_], *, key: str | None = None) -> Dataset:
    """The dataset of some of the people. Its population is not known any more."""
    columns = tuple(
        replace(
            column,
            values=column.values[people],
            numbers=None if column.numbers is None else column.numbers[people],
        )
        for column in data.columns
    )
    weight = None if data.weight is None else data.weight[people]
    return Dataset(key or data.key, int(people.sum()), columns, None, weight)
