"""The only maker of figures: an estimate goes in, a figure that may be shown comes out.

There is no policy here. Thresholds, rounding and wording come in as a `Policy`; the product's own policy stands on
one screen in its gate. Sources: SDC-01 to SDC-05 of the product's standards; rounding after Dutch statistical
practice (counts under 30, whole percentages from 30).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from peilstok.estimates import Distribution, Estimate, NotEnough, Unit
from peilstok.figures import Column, Figure, FigureTable, Row, Status
from peilstok.writing import dutch_number


@dataclass(frozen=True, slots=True)
class Policy:
    """Thresholds, rounding and wording. All counts are numbers of answers."""

    minimum: int
    percentages_from: int
    correlations_from: int
    fine_means_from: int  # from here a mean on the item's own scale gets two decimals
    withheld_text: str
    too_few: str  # with {n} and {minimum}
    too_alike: str
    count_text: str  # with {count} and {n}
    nearly_all: str
    nearly_none: str
    interval_text: str  # with {low} and {high}
    interval_of_ten: str = ""  # for a share shown as a count: {low} and {high} of every ten, rounded outwards
    everybody_text: str = ""  # in the place of an interval when everybody answered


def decimals(unit: Unit, n: int, policy: Policy) -> int:
    """Number of decimals a value of this unit is shown with."""
    if unit in (Unit.COUNT, Unit.SHARE, Unit.IMPORTANCE):
        return 0
    if unit is Unit.CORRELATION:
        return 2
    if unit in (Unit.MEAN, Unit.DIFFERENCE) and n >= policy.fine_means_from:
        return 2
    return 1


def _scaled(unit: Unit, value: float, places: int) -> float:
    return round(value * 100 if unit in (Unit.SHARE, Unit.IMPORTANCE) else value, places) + 0.0


def _written(unit: Unit, scaled: float, places: int) -> str:
    suffix = "\u00a0%" if unit in (Unit.SHARE, Unit.IMPORTANCE) else ""
    return dutch_number(scaled, places) + suffix


def withheld(unit: Unit, reason: str, policy: Policy, *, n: int | None = None) -> Figure:
    """A figure that says why there is no number."""
    return Figure(unit=unit, status=Status.WITHHELD, text=policy.withheld_text, n=n, reason=reason)


def release(estimate: Estimate | NotEnough, policy: Policy, *, minimum: int | None = None) -> Figure:
    """Turn one estimate into a figure, or into a figure that says why it is withheld.

    `minimum` may only be lower than the policy's for the single exception the policy names (the overall grade of a
    closed round); callers outside the gate cannot reach this function.
    """
    if isinstance(estimate, NotEnough):
        return withheld(estimate.unit, estimate.sentence, policy, n=estimate.n)
    floor = policy.minimum if minimum is None else minimum
    if estimate.unit is Unit.CORRELATION:
        floor = max(floor, policy.correlations_from)
    if estimate.n < floor:
        return withheld(estimate.unit, policy.too_few.format(n=estimate.n, minimum=floor), policy, n=estimate.n)
    if estimate.homogeneous and estimate.n < policy.percentages_from:
        return _release_homogeneous(estimate, policy)
    return _release_shown(estimate, policy)


def _release_homogeneous(estimate: Estimate, policy: Policy) -> Figure:
    if estimate.unit is not Unit.SHARE:
        return withheld(estimate.unit, policy.too_alike, policy, n=estimate.n)
    is_all = estimate.value > 0.5
    return Figure(
        unit=Unit.SHARE, status=Status.INDICATIVE, text=policy.nearly_all if is_all else policy.nearly_none,
        value=90.0 if is_all else 10.0, n=estimate.n, population=estimate.population, bound=">" if is_all else "<",
    )  # fmt: skip


def _release_shown(estimate: Estimate, policy: Policy) -> Figure:
    unit, n = estimate.unit, estimate.n
    places = decimals(unit, n, policy)
    value = _scaled(unit, estimate.value, places)
    text, count = _written(unit, value, places), None
    if unit is Unit.SHARE and n < policy.percentages_from:
        if estimate.count is None:
            raise ValueError("a share of fewer answers than the percentage threshold needs its count")
        count = estimate.count
        text = policy.count_text.format(count=count, n=n)
    low, high, interval = _interval(estimate, places, policy, in_counts=count is not None)
    return Figure(
        unit=unit, status=Status.FULL if n >= policy.percentages_from else Status.INDICATIVE, text=text, value=value,
        low=low, high=high, n=n, population=estimate.population, count=count, interval=interval,
    )  # fmt: skip


def _interval(
    estimate: Estimate, places: int, policy: Policy, *, in_counts: bool
) -> tuple[float | None, float | None, str]:
    if estimate.low is None or estimate.high is None:
        is_everybody = estimate.population is not None and estimate.population == estimate.n
        return None, None, policy.everybody_text if is_everybody else ""
    unit = estimate.unit
    low, high = (_scaled(unit, bound, places) for bound in (estimate.low, estimate.high))
    if in_counts and policy.interval_of_ten:
        # Percentages would pretend a precision that a few answers do not have.
        tens = math.floor(estimate.low * 10 + 1e-9), math.ceil(estimate.high * 10 - 1e-9)
        return low, high, policy.interval_of_ten.format(low=tens[0], high=tens[1])
    return low, high, policy.interval_text.format(low=_written(unit, low, places), high=_written(unit, high, places))


def release_fact(unit: Unit, value: float, *, text: str = "", places: int = 1) -> Figure:
    """Something somebody stated under the own name, such as a promise or a self-evaluation: no disclosure rule."""
    scaled = _scaled(unit, value, places)
    return Figure(unit=unit, status=Status.FULL, text=text or _written(unit, scaled, places), value=scaled)


def release_count(count: int, *, of: int | None = None, text: str = "") -> Figure:
    """A count of people or answers that carries no answer: response, invitations, register facts."""
    shown = text or (f"{count} van {of}" if of is not None else str(count))
    return Figure(unit=Unit.COUNT, status=Status.FULL, text=shown, value=float(count), n=count, population=of)


def release_distribution(distribution: Distribution, policy: Policy) -> tuple[Figure, ...]:
    """One figure per category of the scale, all shown or all withheld.

    With fewer answers than the minimum, or with everybody in one category below the percentage threshold, nothing
    is shown: one visible category would give the others away.
    """
    n = distribution.n
    if n < policy.minimum:
        hidden = withheld(Unit.SHARE, policy.too_few.format(n=n, minimum=policy.minimum), policy, n=n)
        return tuple(hidden for _ in distribution.counts)
    if max(distribution.counts) == n and n < policy.percentages_from:
        hidden = withheld(Unit.SHARE, policy.too_alike, policy, n=n)
        return tuple(hidden for _ in distribution.counts)
    shares = (
        Estimate(Unit.SHARE, count / n, n, population=distribution.population, count=count)
        for count in distribution.counts
    )
    return tuple(release(share, policy) for share in shares)


def table(
    key: str, title: str, columns: Sequence[tuple[str, str]], rows: Sequence[Row], *, remark: str = ""
) -> FigureTable:
    """Put figures together in a table; every row must have one figure per column (ValueError otherwise)."""
    made = tuple(Column(*column) for column in columns)
    for row in rows:
        if len(row.cells) != len(made):
            raise ValueError(f"row {row.key} has {len(row.cells)} figures for {len(made)} columns")
    return FigureTable(key=key, title=title, columns=made, rows=tuple(rows), remark=remark)


def row(key: str, label: str, cells: Sequence[Figure], *, emphasis: bool = False, note: str = "") -> Row:
    """One row of figures."""
    return Row(key=key, label=label, cells=tuple(cells), emphasis=emphasis, note=note)


def marked_indicative(figure: Figure) -> Figure:
    """The same figure, marked as indicative (never the other way round)."""
    return replace(figure, status=Status.INDICATIVE) if figure.is_shown else figure
