"""Do these questions measure one thing? Alpha with its interval, omega, and each item against the rest."""

from collections.abc import Sequence

import numpy as np

from peilstok.checks import Floats
from peilstok.covariance import em_covariance
from peilstok.decisions import DEFAULTS, Thresholds
from peilstok.errors import InvalidInput, InvalidSetting
from peilstok.estimates import Estimate, NotEnough, Unit
from peilstok.frame import Column, Dataset
from peilstok.results import ScaleItem, ScaleResult
from peilstok.scales import alpha, alpha_if_dropped, item_rest, omega
from peilstok.scoring import checked, has_scale, person_scores, scale_scores, score_rows
from peilstok.sentences import reason

VERDICTS = (
    (0.60, "Toon deze vragen niet als één schaal: ze meten te verschillende dingen."),
    (0.70, "Wees voorzichtig: de vragen hangen matig samen."),
    (0.95, "Goed: de vragen vormen één schaal."),
    (1.01, "De vragen zijn bijna gelijk: een deel kan weg."),
)


def scale_score(
    data: Dataset, key: str, items: Sequence[str], *, label: str = "", top: float = 10.0, least_answered: float = 0.5
) -> Column:
    """One score per person from several questions: a column that `describe`, `drivers` and `relate` take.

    Formula: each item from 0 (bad news) to `top` (good news), reversed items turned round within their scale; then the
    mean of the answered items, for who answered at least the part `least_answered` of them. Items without at least two
    different scores: InvalidSetting, as for no items. Other errors as `describe`.
    Example: `replace(data, columns=(*data.columns, scale_score(data, "trust", ["K1", "K2"])))`.
    """
    checked(data, items)
    if not items or not all(has_scale(data.column(item)) for item in items):
        raise InvalidSetting("a score is made of at least one question, and each has an order")
    parts = np.column_stack([_from_zero_to_one(data.column(item)) for item in items]) * top
    given = (~np.isnan(parts)).sum(axis=1)
    counts = (given > 0) & (given >= least_answered * len(items))
    numbers = np.where(counts, np.nansum(parts, axis=1) / np.maximum(given, 1), np.nan)
    return Column(key, label or key, (), (), np.zeros(data.n, dtype=np.int8), numbers=numbers, bounds=(0.0, top))


def _from_zero_to_one(column: Column) -> Floats:
    scale = scale_scores(column)
    low, high = float(np.nanmin(scale)), float(np.nanmax(scale))
    unit = (person_scores(column) - low) / (high - low)
    return unit if column.favourable else 1 - unit


def reliability(
    data: Dataset, keys: Sequence[str], *, thresholds: Thresholds = DEFAULTS, confidence: float = 0.95
) -> ScaleResult | NotEnough:
    """Do these questions form one scale?

    Alpha with Feldt's interval and omega (from 100 people) on an EM covariance, reversed items turned round; each
    item's correlation with the rest and alpha without it. n is the number of people who answered at least one.
    Errors as `describe`; InvalidSetting for fewer than two questions.
    """
    if len(set(keys)) < 2:
        raise InvalidSetting("a scale has at least two questions")
    checked(data, keys)
    unordered = [data.column(key).label for key in keys if not has_scale(data.column(key))]
    if unordered:
        sentence = f"{', '.join(unordered)}: de antwoorden hebben geen volgorde."
        return NotEnough(0, thresholds.minimum, "een schaal", sentence, Unit.CORRELATION)
    rows = score_rows(data, keys, oriented=True)
    n = int((~np.isnan(rows).all(axis=1)).sum())
    if n < thresholds.minimum:
        return NotEnough(n, thresholds.minimum, "een schaal", unit=Unit.CORRELATION)
    try:
        weights = data.weight if n >= thresholds.weights else None
        covariance = em_covariance(rows, weights).covariance
        value, low, high = alpha(covariance, n, confidence=confidence)
        rests = item_rest(covariance)
    except InvalidInput as problem:
        return NotEnough(
            n, thresholds.minimum, "een schaal", f"Er is geen schaal te maken: {reason(problem)}.", Unit.CORRELATION
        )
    dropped = alpha_if_dropped(covariance) if len(keys) > 2 else [None] * len(keys)
    items = tuple(
        ScaleItem(key, data.column(key).label, float(rest), None if without is None else float(without))
        for key, rest, without in zip(keys, rests, dropped, strict=True)
    )
    verdict = next(sentence for limit, sentence in VERDICTS if value < limit)
    return ScaleResult(
        n=n,
        alpha=Estimate(Unit.CORRELATION, value, n, low, high, method="Cronbachs alfa, Feldt-interval"),
        omega=_omega(covariance, n, thresholds),
        items=items,
        verdict=verdict,
        method="Cronbachs alfa met Feldt-interval; McDonalds omega; EM-covariantie",
        why=f"{n} mensen beantwoordden ten minste één van de {len(keys)} vragen; omgekeerde vragen zijn omgedraaid.",
    )


def _omega(covariance: np.ndarray, n: int, thresholds: Thresholds) -> float | NotEnough:
    if n < thresholds.omega:
        return NotEnough(n, thresholds.omega, "omega", unit=Unit.CORRELATION)
    try:
        return omega(covariance)
    except InvalidInput as problem:
        return NotEnough(
            n, thresholds.omega, "omega", f"Omega is niet te berekenen: {reason(problem)}.", Unit.CORRELATION
        )
