"""Questions about one group of people: how was this answered, by whom, and does it change."""

from collections.abc import Sequence

import numpy as np

from peilstok.correlations import correlation
from peilstok.decisions import DEFAULTS, Thresholds
from peilstok.errors import InvalidInput
from peilstok.estimates import Estimate, NotEnough, Unit
from peilstok.estimating import BETA, SILENT, Usage, mean_of, scored_people, share_of, triple
from peilstok.frame import Column, Dataset, MissingReason
from peilstok.intervals import difference
from peilstok.means import paired_difference
from peilstok.results import Comparison, Description, Gap, GroupMean, Outcome, Trend, TrendStep
from peilstok.scoring import (
    checked,
    distribution,
    has_scale,
    high_categories,
    missing_counts,
    person_scores,
    scale_scores,
    score_rows,
    selected,
)
from peilstok.sentences import reason

MOVER = "Verschil van twee groepen uit de marges van beide (MOVER)"
JACKKNIFE = "Correlatie met een jackknife-interval op de z-schaal"
PAIRED = "Beta-interval op het verschil per persoon"


def describe(
    data: Dataset,
    key: str,
    *,
    high: Sequence[str] | None = None,
    unit: Unit = Unit.MEAN,
    thresholds: Thresholds = DEFAULTS,
    confidence: float = 0.95,
) -> Description:
    """How was this question answered?

    Counts per category with the three kinds of missing answers apart; the mean with its Beta interval, in `unit`; the
    share of the categories `high` with Wilson's interval. `high` are codes, counted among everybody who answered;
    default: above the middle of the scale, among the answers that have a score. With a population
    the intervals are about these participants in this wave. Weights are used from `thresholds.weights` answers on.
    Errors: KeyError, InvalidShape, UnknownCode, PopulationTooSmall, InvalidWeights.
    Example: `describe(data, "K09").mean.value`.
    """
    column = checked(data, [key]).column(key)
    mean = mean_of(data, column, thresholds, unit=unit, confidence=confidence)
    return Description(
        key=key,
        label=column.label,
        distribution=distribution(data, column),
        not_applicable=missing_counts(column)[MissingReason.NOT_APPLICABLE],
        mean=mean,
        high_share=_high_share(data, column, high, thresholds, confidence),
        unweighted=_unweighted(data, column, mean, thresholds, confidence),
    )


def _high_share(
    data: Dataset, column: Column, high: Sequence[str] | None, thresholds: Thresholds, confidence: float
) -> Outcome:
    if high is not None:
        for code in high:
            if code not in column.codes:
                raise KeyError(code)
        chosen = np.array([code in high for code in column.codes], dtype=bool)
    elif has_scale(column):
        chosen = high_categories(column)
    else:
        sentence = f"“{column.label}” heeft geen volgorde: noem de antwoorden waarvan u het aandeel wilt weten."
        return NotEnough(0, thresholds.minimum, "een aandeel", sentence, Unit.SHARE)
    return share_of(data, column, chosen, thresholds, of_scored=high is None, confidence=confidence)


def _unweighted(
    data: Dataset, column: Column, mean: Outcome, thresholds: Thresholds, confidence: float
) -> Estimate | None:
    """The unweighted mean, when weighting moved it by more than a standard error (a quarter of the interval)."""
    if data.weight is None or not isinstance(mean, Estimate):
        return None
    plain = mean_of(Dataset(data.key, data.n, data.columns, data.population), column, thresholds, confidence=confidence)
    if not isinstance(plain, Estimate) or plain.low is None or plain.high is None:
        return None
    return plain if abs(plain.value - mean.value) > (plain.high - plain.low) / 4 else None


def compare(
    data: Dataset, key: str, by: str, *, thresholds: Thresholds = DEFAULTS, confidence: float = 0.95
) -> Comparison:
    """Do groups of people answer this question differently?

    Every category of `by` with enough answers gets its mean and its difference from everybody else in another group
    (MOVER). The other categories are taken together. No finite population: the size of each group in the population
    is not known. Whether a split may be shown is for `released_lattice` and the gate. Errors as `describe`.
    """
    column, grouping = checked(data, [key, by]).column(key), data.column(by)
    answered = scored_people(column)
    sizes = {place: int((answered & (grouping.values == place + 1)).sum()) for place in range(len(grouping.codes))}
    large = [place for place, size in sizes.items() if size >= thresholds.minimum]
    small = [place for place, size in sizes.items() if 0 < size < thresholds.minimum]
    parts = [(grouping.codes[place], grouping.labels[place], grouping.values == place + 1) for place in large]
    if small:
        parts.append(("overig", "overig", np.isin(grouping.values, [place + 1 for place in small])))
    known = grouping.values > 0
    groups = []
    for code, label, people in parts:
        mean = mean_of(selected(data, people), selected(data, people).column(key), thresholds, confidence=confidence)
        rest = selected(data, known & ~people)
        other = mean_of(rest, rest.column(key), thresholds, confidence=confidence)
        groups.append(GroupMean(code, label, mean, _change(other, mean, MOVER)))
    why = f"De groepen bestaan uit verschillende mensen; elke groep telt ten minste {thresholds.minimum} antwoorden."
    return Comparison(key, by, tuple(groups), tuple(grouping.labels[place] for place in small), MOVER, why)


def _change(before: Outcome, after: Outcome, method: str) -> Outcome:
    for side in (after, before):
        if isinstance(side, NotEnough):
            return NotEnough(side.n, side.needed, "een verschil", unit=Unit.DIFFERENCE)
    assert isinstance(before, Estimate)
    assert isinstance(after, Estimate)
    found = difference(triple(after), triple(before))
    return Estimate(Unit.DIFFERENCE, found.estimate, min(before.n, after.n), found.low, found.high, method=method)


def gap(
    data: Dataset, promised: str, experienced: str, *, thresholds: Thresholds = DEFAULTS, confidence: float = 0.95
) -> Gap | NotEnough:
    """How far is what people experienced from what was promised to them?

    The same people answered both, on the same scale: the interval is on the individual differences, which is narrower
    than on two separate means. A positive difference means: less experienced than promised. Errors as `describe`.
    """
    one, two = checked(data, [promised, experienced]).column(promised), data.column(experienced)
    scale = scale_scores(one)
    if not (has_scale(one) and has_scale(two)) or not np.array_equal(scale, scale_scores(two), equal_nan=True):
        sentence = f"“{one.label}” en “{two.label}” hebben niet dezelfde schaal: er is geen verschil te berekenen."
        return NotEnough(0, thresholds.minimum, "een verschil", sentence, Unit.DIFFERENCE)
    first, second = person_scores(one), person_scores(two)
    both = ~(np.isnan(first) | np.isnan(second))
    usage = Usage(data, both, thresholds)
    if usage.n < thresholds.minimum:
        return NotEnough(usage.n, thresholds.minimum, "het verschil tussen beloofd en ervaren", unit=Unit.DIFFERENCE)
    weights = None if usage.weights is None else data.weight
    found = paired_difference(
        first, second, scale=scale[~np.isnan(scale)], weights=weights, population=usage.population,
        confidence=confidence,
    )  # fmt: skip
    gaps = (first - second)[both]
    people = selected(data, both)
    people = Dataset(people.key, people.n, people.columns, data.population, people.weight)
    less = Column(
        "minder", "minder ervaren dan beloofd", ("nee", "ja"), ("nee", "ja"), (1 + (gaps > 0)).astype(np.int8)
    )
    sides = [mean_of(people, people.column(key), thresholds, confidence=confidence) for key in (promised, experienced)]
    share = share_of(people, less, [False, True], thresholds, confidence=confidence)
    assert isinstance(sides[0], Estimate)
    assert isinstance(sides[1], Estimate)
    assert isinstance(share, Estimate)
    same = bool((gaps == gaps[0]).all())
    return Gap(sides[0], sides[1], usage.finished(Unit.DIFFERENCE, found, PAIRED, homogeneous=same), share)


def relate(
    data: Dataset, key: str, other: str, *, thresholds: Thresholds = DEFAULTS, confidence: float = 0.95
) -> Estimate | NotEnough:
    """How closely do two questions go together, for the people who answered both?

    Pearson's correlation with a jackknife interval on the z scale. No finite population and no weights. `n` counts the
    people who answered both, also in a refusal. Errors as `describe`.
    """
    first, second = score_rows(checked(data, [key, other]), [key, other]).T
    n = int((~(np.isnan(first) | np.isnan(second))).sum())
    if n < thresholds.correlation:
        return NotEnough(n, thresholds.correlation, "een samenhang", unit=Unit.CORRELATION)
    try:
        found = correlation(first, second, confidence=confidence)
    except InvalidInput as problem:
        sentence = f"Er is geen samenhang te berekenen: {reason(problem)}."
        return NotEnough(n, thresholds.correlation, "een samenhang", sentence, Unit.CORRELATION)
    return Estimate(Unit.CORRELATION, found.estimate, n, found.low, found.high, method=JACKKNIFE)


def trend(waves: Sequence[Dataset], key: str, *, thresholds: Thresholds = DEFAULTS, confidence: float = 0.95) -> Trend:
    """Did the answers change from wave to wave?

    Different people in every wave: MOVER on the intervals of both. No finite population: a trend is read as a change
    in what people think, not as a count of these participants. Where the question or its answers changed there is a
    break instead of a difference. Errors as `describe`. A question that was not asked is a break, not an error.
    """
    steps: list[TrendStep] = []
    previous: tuple[Column, Outcome] | None = None
    for wave in waves:
        if not wave.has(key):
            needed = NotEnough(0, thresholds.minimum, key, f"In {wave.key} is deze vraag niet gesteld.", Unit.MEAN)
            steps.append(TrendStep(wave.key, needed, None, needed.sentence))
            previous = None
            continue
        column = checked(wave, [key]).column(key)
        mean = mean_of(wave, column, thresholds, of_population=False, confidence=confidence)
        change, sentence = None, ""
        if previous is not None and not _same_question(previous[0], column):
            sentence = f"De vraag of de antwoorden zijn in {wave.key} veranderd: vergelijk niet met de vorige meting."
        elif previous is not None:
            change = _change(previous[1], mean, MOVER)
        steps.append(TrendStep(wave.key, mean, change, sentence))
        previous = column, mean
    why = "Elke meting heeft andere deelnemers. " + SILENT
    return Trend(key, tuple(steps), f"{BETA}; {MOVER}", why)


def _same_question(one: Column, two: Column) -> bool:
    same_scale = np.array_equal(scale_scores(one), scale_scores(two), equal_nan=True)
    return one.codes == two.codes and one.label == two.label and one.favourable == two.favourable and same_scale
