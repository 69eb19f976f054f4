"""Summing moments inside a database or a cluster: one aggregation, numbers identical to NumPy's."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from peilstok.errors import InvalidShape, UnknownCode
from peilstok.moments import LARGEST_CODE, Moments, Numbers


def sum_moments(
    frame: Any, columns: Sequence[str] | None = None, *, by: str | Sequence[str], weight: str | None = None
) -> dict[Any, Moments]:
    """Moments of the answer columns of a frame, per value of `by`, computed where the data are.

    `frame` is any table Narwhals knows (pandas, Polars, Arrow, DuckDB, Spark, …), lazy or not; `columns` are columns of
    integer codes, 1…127 answered and below 1 or empty missing (default: all others than `by` and `weight`). With
    one name in `by` the keys are its values, else tuples. Without weights all sums are integers: the same bits from
    every engine. With `weight` the engine adds floating-point numbers in its own order (equal to about 1e-12).
    Errors: InvalidShape for unknown columns; UnknownCode for answer codes above 127. Needs `narwhals` installed.
    """
    import narwhals as nw  # noqa: PLC0415 - an optional extra

    table = nw.from_native(frame)
    keys = [by] if isinstance(by, str) else list(by)
    names = table.collect_schema().names()
    answers = list(columns) if columns is not None else [name for name in names if name not in {*keys, weight}]
    unknown = {*keys, *answers, *([weight] if weight else [])} - set(names)
    if unknown or not answers:
        raise InvalidShape(f"unknown or no columns: {', '.join(sorted(unknown)) or 'none left to sum'}")
    if isinstance(table, nw.DataFrame):
        return _in_memory(nw, table, keys, answers, weight, single=isinstance(by, str))
    rows = _aggregated(nw, table, keys, answers, weight)
    width = len(answers)
    sums: dict[Any, Moments] = {}
    for row in rows:
        key = tuple(row[: len(keys)])
        sums[key[0] if isinstance(by, str) else key] = _moments(row[len(keys) :], width, whole=weight is None)
    return sums


def _in_memory(
    nw: Any, table: Any, keys: list[str], answers: list[str], weight: str | None, *, single: bool
) -> dict[Any, Moments]:
    """A frame that is in memory already goes to NumPy, group by group."""
    filled = [nw.when(nw.col(name) > 0).then(nw.col(name)).otherwise(0).cast(nw.Int64) for name in answers]
    named = [expression.alias(f"x{place}") for place, expression in enumerate(filled)]
    codes = table.select(*named).to_numpy()
    weights = None if weight is None else table[weight].to_numpy()
    members: dict[tuple[Any, ...], list[int]] = {}
    for place, key in enumerate(table.select(*keys).rows()):
        members.setdefault(tuple(key), []).append(place)
    sums = {}
    for key in sorted(members):
        rows = members[key]
        part = Moments.from_rows(codes[rows], None if weights is None else weights[rows])
        sums[key[0] if single else key] = part
    return sums


def _aggregated(nw: Any, lazy: Any, keys: list[str], answers: list[str], weight: str | None) -> list[tuple[Any, ...]]:
    """One row per group: the keys, the largest code, then N, C (upper halves), S and Q."""
    kind = nw.Int64 if weight is None else nw.Float64
    filled = {
        f"x{place}": nw.when(nw.col(name) > 0).then(nw.col(name)).otherwise(0).cast(nw.Int64)
        for place, name in enumerate(answers)
    }
    given = {
        f"m{place}": nw.when(nw.col(name) > 0).then(1).otherwise(0).cast(nw.Int64) for place, name in enumerate(answers)
    }
    factor = {"w": nw.lit(1) if weight is None else nw.col(weight)}
    ready = lazy.with_columns(**filled, **given, **factor).with_columns(nw.col("w").cast(kind))
    width = len(answers)
    pairs = [(int(j), int(k)) for j, k in zip(*np.triu_indices(width), strict=True)]
    every = [(j, k) for j in range(width) for k in range(width)]

    def summed(label: str, left: str, right: str, places: list[tuple[int, int]], power: int = 1) -> list[Any]:
        def term(j: int, k: int) -> Any:
            one = nw.col(f"{left}{j}") * nw.col(f"{left}{j}") if power == 2 else nw.col(f"{left}{j}")
            return (one * nw.col(f"{right}{k}") * nw.col("w")).sum().alias(f"{label}_{j}_{k}")

        return [term(j, k) for j, k in places]

    largest = [nw.max_horizontal(*[nw.col(f"x{place}") for place in range(width)]).max().alias("largest")]
    aggregates = (
        largest
        + summed("n", "m", "m", pairs)
        + summed("c", "x", "x", pairs)
        + summed("s", "x", "m", every)
        + summed("q", "x", "m", every, power=2)
    )
    result = ready.group_by(*keys).agg(*aggregates).sort(*keys).collect()
    return [tuple(row) for row in result.rows()]


def _moments(numbers: tuple[Any, ...], width: int, *, whole: bool) -> Moments:
    if int(numbers[0]) > LARGEST_CODE:
        raise UnknownCode(f"answer code {numbers[0]} is above {LARGEST_CODE}")
    values: Numbers = np.array([int(n) if whole else float(n) for n in numbers[1:]])
    half = width * (width + 1) // 2
    upper = np.triu_indices(width)

    def symmetric(part: Numbers) -> Numbers:
        matrix = np.empty((width, width), dtype=part.dtype)
        matrix[upper] = part
        matrix.T[upper] = part
        return matrix

    square = width * width
    sums = values[2 * half : 2 * half + square].reshape(width, width)
    squares = values[2 * half + square :].reshape(width, width)
    return Moments(symmetric(values[:half]), sums, squares, symmetric(values[half : 2 * half]))
