"""Who took part, against who could: the difference per group, and weights when they are defensible."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from peilstok.decisions import DEFAULTS, Thresholds
from peilstok.errors import InvalidInput, MarginMismatch
from peilstok.estimates import NotEnough, Unit
from peilstok.estimating import WILSON, Usage
from peilstok.frame import Dataset
from peilstok.proportions import wilson
from peilstok.results import Representation, RepresentationResult
from peilstok.scoring import category_counts, checked
from peilstok.sentences import reason
from peilstok.weighting import trimmed_rake


def represent(
    data: Dataset,
    key: str,
    population: Mapping[str, float],
    *,
    thresholds: Thresholds = DEFAULTS,
    confidence: float = 0.95,
) -> RepresentationResult | NotEnough:
    """Did who took part resemble the population?

    Per category of `key`: the share among those who answered, unweighted, with Wilson's interval, against the share
    of `population` (numbers or shares per code). "meer" or "minder" when the population's share lies outside the
    interval. No finite population: the question is how people came to take part. Also says whether weighting on this
    column is defensible: from 40 answers, with at least 5 in every category that exists in the population.
    Errors as `describe`; KeyError for a population code the column does not have; MarginMismatch for a population
    below 0 or all 0.
    """
    column = checked(data, [key]).column(key)
    for code in population:
        if code not in column.codes:
            raise KeyError(code)
    total = float(sum(population.values()))
    if not (total > 0 and np.isfinite(total)) or min(population.values()) < 0:
        raise MarginMismatch("the population must be numbers of 0 or more, and not all 0")
    counts = category_counts(column)
    usage = Usage(Dataset(data.key, data.n, data.columns), column.values > 0, thresholds, of_population=False)
    if usage.n < thresholds.minimum:
        return NotEnough(usage.n, thresholds.minimum, "een vergelijking met de bevolking", unit=Unit.SHARE)
    groups = []
    for place, code in enumerate(column.codes):
        count, expected = int(counts[place]), float(population.get(code, 0)) / total
        low, high = wilson(count, usage.n, confidence=confidence)
        verdict = "minder" if high < expected else "meer" if low > expected else "gelijk"
        share = usage.finished(
            Unit.SHARE, (count / usage.n, low, high), WILSON, count=count, homogeneous=count == usage.n
        )
        groups.append(Representation(code, column.labels[place], expected, share, verdict))
    may_weight, why = _may_weight(groups, usage.n, thresholds)
    return RepresentationResult(key, usage.n, data.n - usage.n, tuple(groups), may_weight, WILSON, why)


def _may_weight(groups: list[Representation], n: int, thresholds: Thresholds) -> tuple[bool, str]:
    if n < thresholds.weights:
        return False, f"Wegen kan vanaf {thresholds.weights} antwoorden: er zijn er {n}."
    small = [
        group.label
        for group in groups
        if group.population_share > 0 and (group.share.count or 0) < thresholds.weight_category
    ]
    if small:
        return False, f"Wegen kan niet: minder dan {thresholds.weight_category} antwoorden bij {', '.join(small)}."
    if all(group.verdict == "gelijk" for group in groups):
        return False, "Wegen is niet nodig: de groepen namen naar verhouding deel."
    return True, "Wegen kan: elke groep is vertegenwoordigd en de verhoudingen wijken af."


def weighted(
    data: Dataset, targets: Mapping[str, Mapping[str, float]], *, thresholds: Thresholds = DEFAULTS
) -> Dataset | NotEnough:
    """The same dataset with weights that make these columns look like the population.

    `targets` maps columns to numbers per code; the margins need the same total. Raked and, where needed, trimmed; a
    refusal when there are fewer than 40 answers, an unknown category for someone, fewer than 5 answers in a category,
    or when the weights stay too unequal. Errors as `describe`; KeyError for an unknown column or code.
    """
    columns = [checked(data, [key]).column(key) for key in targets]
    if data.n < thresholds.weights:
        return NotEnough(data.n, thresholds.weights, "wegen")
    margins = []
    for column, target in zip(columns, targets.values(), strict=True):
        unknown = int((column.values <= 0).sum())
        if unknown:
            sentence = f"Van {unknown} mensen is “{column.label}” niet bekend: daarop kan niet gewogen worden."
            return NotEnough(data.n - unknown, data.n, "wegen", sentence)
        for code in target:
            if code not in column.codes:
                raise KeyError(code)
        margin = np.array([float(target.get(code, 0)) for code in column.codes])
        counts = category_counts(column)
        small = [column.labels[place] for place in np.flatnonzero((margin > 0) & (counts < thresholds.weight_category))]
        if small:
            sentence = f"Minder dan {thresholds.weight_category} antwoorden bij {', '.join(small)}: voeg groepen samen."
            return NotEnough(data.n, thresholds.weights, "wegen", sentence)
        margins.append(margin)
    codes = np.stack([column.values.astype(np.int64) - 1 for column in columns], axis=1)
    try:
        weights = trimmed_rake(codes, margins, data.weight)
    except MarginMismatch:
        raise
    except InvalidInput as problem:
        return NotEnough(data.n, thresholds.weights, "wegen", f"Wegen kan niet: {reason(problem)}.")
    return replace(data, weight=weights * data.n / weights.sum())
