"""Which success factors go together most with an outcome, by the decision table: in full, indicative, or a refusal."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from peilstok.checks import Floats
from peilstok.clusters import delete_group_jackknife, t_quantile
from peilstok.covariance import em_covariance, shrink_correlations
from peilstok.decisions import DEFAULTS, Thresholds
from peilstok.dominance import MOST_PREDICTORS, lmg, relative_weights, shapley_in_chunks, top_frequencies
from peilstok.errors import ConstantColumn, InvalidInput, InvalidSetting
from peilstok.estimates import Estimate, NotEnough, Unit
from peilstok.estimating import TOO_FEW_TO_WEIGHT
from peilstok.frame import Dataset, MissingReason
from peilstok.resampling import PAIRWISE_BELOW, bootstrap_covariances
from peilstok.results import DriverResult, Factor, LeftOut
from peilstok.scoring import checked, has_scale, person_scores, score_rows, unknown_share
from peilstok.sentences import reason

type Progress = Callable[[int, int], None]

REPLICATES = 1000
REPLICATES_WITH_GAPS = 200
GROUPS = 50
LMG = "Aandelen in de verklaarde variantie (LMG), bootstrap-percentielen"
JACKKNIFE = "Aandelen in de verklaarde variantie (LMG), jackknife met groepen"
JOHNSON = "Relatieve gewichten (Johnson), bootstrap-percentielen"
SHRUNK = "Aandelen in de verklaarde variantie (LMG) uit samenhangen die steunen op vergelijkbare trajecten"
NOT_CAUSES = "Dit zijn samenhangen, geen oorzaken."


@dataclass(frozen=True, slots=True)
class _Question:
    """A checked request: the rows with the outcome last, the factors that are left, and the settings."""

    data: Dataset
    target: str
    factors: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    rows: Floats
    weights: Floats | None
    thresholds: Thresholds
    confidence: float

    @property
    def n(self) -> int:
        """People who gave the outcome and at least one factor."""
        return int(_with_both(self.rows).sum())


@dataclass(frozen=True, slots=True)
class _Shares:
    """Shares that add up to R², their limits as parts of 1, and what made them."""

    shares: Floats
    low: Floats
    high: Floats
    top3: Floats | None
    correlations: Floats
    method: str
    replicates: int


def drivers(  # noqa: PLR0913 - one keyword per choice of the asker
    data: Dataset,
    target: str,
    factors: Sequence[str],
    *,
    seed: int,
    replicates: int | None = None,
    comparable: Sequence[Dataset] = (),
    thresholds: Thresholds = DEFAULTS,
    confidence: float = 0.95,
    progress: Progress | None = None,
) -> DriverResult | NotEnough:
    """Which factors go together most with the outcome `target`?

    Shares of R² (LMG) on an EM covariance over everybody who answered at least one of the questions; limits and top-3
    frequency from the bootstrap. n counts who gave the outcome and at least one factor. A factor is a question, or a
    score made of several (`scale_score`). From 10,000 people the limits come from a group jackknife; above 20 factors
    Johnson's weights take the place of LMG. From 25 to 149 people the correlations borrow strength from `comparable`
    processes (at least 10, the same columns); without them 60 to 149 people give an indicative result, fewer a
    refusal. At least five people per factor. A factor with more than 30 % "weet niet" and "n.v.t." (of who did not
    skip it) is left out, as is one without variation.
    `replicates`: 1,000, or 200 when 5 % or more of the answers is missing. No finite population: the process is one
    draw of what could have been. Errors as `describe`; InvalidSetting without factors.
    """
    question = _asked(data, target, factors, thresholds, confidence)
    refusal = _refusal(question, len(comparable))
    if refusal is not None:
        return refusal
    try:
        if question.n < thresholds.drivers and len(comparable) >= thresholds.comparable_processes:
            return _with_strength(question, comparable, seed, replicates, progress)
        found = _own_shares(question, seed, replicates, progress)
    except InvalidInput as problem:
        return _not_enough(question, f"Dit is niet te berekenen: {reason(problem)}.")
    indicative = question.n < thresholds.drivers
    why = f"{question.n} mensen gaven het eindoordeel en ten minste één factor. {NOT_CAUSES}"
    if data.weight is not None and question.weights is None:
        why += " " + TOO_FEW_TO_WEIGHT.format(needed=thresholds.weights)
    return _result(question, found, seed, why, indicative=indicative)


def _asked(data: Dataset, target: str, factors: Sequence[str], thresholds: Thresholds, confidence: float) -> _Question:
    if not factors or target in factors or len(set(factors)) < len(factors):
        raise InvalidSetting("name at least one factor, each once, and not the outcome itself")
    checked(data, [target, *factors])
    kept, left_out = [], []
    outcome = person_scores(data.column(target))
    for key in factors:
        why = _unusable(data, key, outcome, thresholds)
        if why:
            left_out.append(LeftOut(key, data.column(key).label, why))
        else:
            kept.append(key)
    rows = score_rows(data, [*kept, target])
    # EM uses partial answers too: whoever answered anything tells how the factors go together.
    people = ~np.isnan(rows).all(axis=1)
    is_weighted = data.weight is not None and _with_both(rows).sum() >= thresholds.weights
    weights = data.weight[people] if data.weight is not None and is_weighted else None
    return _Question(data, target, tuple(kept), tuple(left_out), rows[people], weights, thresholds, confidence)


def _with_both(rows: Floats) -> NDArray[np.bool_]:
    """Who gave the outcome (the last column) and at least one factor."""
    people: NDArray[np.bool_] = ~np.isnan(rows[:, -1]) & ~np.isnan(rows[:, :-1]).all(axis=1)
    return people


def _unusable(data: Dataset, key: str, outcome: Floats, thresholds: Thresholds) -> str:
    column = data.column(key)
    if column.numbers is None and not has_scale(column):
        return "De antwoorden hebben geen volgorde."
    if column.numbers is None and unknown_share(column) > thresholds.most_unknown:
        asked = int((column.values != MissingReason.SKIPPED).sum())
        unknown = round(unknown_share(column) * asked)
        return f"{unknown} van de {asked} mensen antwoordden “weet niet” of “n.v.t.”."
    scores = person_scores(column)[~np.isnan(outcome)]
    if np.unique(scores[~np.isnan(scores)]).size < 2:
        return "Iedereen gaf hetzelfde antwoord, of niemand antwoordde."
    return ""


def _refusal(question: _Question, comparable: int) -> NotEnough | None:
    n, limits = question.n, question.thresholds
    can_borrow = comparable >= limits.comparable_processes
    needed = limits.drivers_shrunk if can_borrow else limits.drivers_indicative
    if n < needed:
        if not can_borrow and n >= limits.drivers_shrunk:
            sentence = (
                f"Met {n} antwoorden zijn succesfactoren alleen te bepalen met steun van ten minste "
                f"{limits.comparable_processes} vergelijkbare trajecten; zonder die steun zijn er {needed} nodig."
            )
            return NotEnough(n, needed, "succesfactoren", sentence)
        return NotEnough(n, needed, "succesfactoren")
    if not question.factors:
        return _not_enough(question, "Geen van de factoren is bruikbaar: " + "; ".join(
            f"“{one.label}”: {one.why}" for one in question.left_out
        ))  # fmt: skip
    if np.unique(question.rows[~np.isnan(question.rows[:, -1]), -1]).size < 2:
        return _not_enough(question, "Iedereen gaf hetzelfde eindoordeel: er is niets om mee samen te hangen.")
    if n < 5 * len(question.factors):
        sentence = f"{n} antwoorden zijn te weinig voor {len(question.factors)} factoren: kies er minder."
        return NotEnough(n, 5 * len(question.factors), "succesfactoren", sentence)
    return None


def _not_enough(question: _Question, sentence: str) -> NotEnough:
    return NotEnough(question.n, question.thresholds.drivers, "succesfactoren", sentence)


def _own_shares(question: _Question, seed: int, replicates: int | None, progress: Progress | None) -> _Shares:
    covariance = _covariance(question.rows, question.weights)
    if len(question.factors) > MOST_PREDICTORS:
        return _bootstrapped(question, covariance, seed, replicates, progress, johnson=True)
    if question.n >= question.thresholds.jackknife:
        return _jackknifed(question, covariance, progress)
    return _bootstrapped(question, covariance, seed, replicates, progress)


def _covariance(rows: Floats, weights: Floats | None) -> Floats:
    return em_covariance(rows, weights).covariance


def _bootstrapped(
    question: _Question,
    covariance: Floats,
    seed: int,
    replicates: int | None,
    progress: Progress | None,
    *,
    johnson: bool = False,
) -> _Shares:
    gaps = float(np.isnan(question.rows).mean())
    count = replicates or (REPLICATES_WITH_GAPS if gaps >= PAIRWISE_BELOW else REPLICATES)
    done, parts = 0, []
    for block in bootstrap_covariances(question.rows, count, seed, question.weights):
        parts.append(_johnson_each(block) if johnson else shapley_in_chunks(block))
        done += block.shape[0]
        if progress is not None:
            progress(done, count)
    replicated = np.concatenate(parts)
    shares = relative_weights(covariance) if johnson else lmg(covariance)
    low, high = _percentiles(replicated, question.confidence)
    method = JOHNSON if johnson else LMG
    return _Shares(shares, low, high, top_frequencies(replicated), _with_outcome(covariance), method, count)


def _johnson_each(block: Floats) -> Floats:
    shares = np.zeros((block.shape[0], block.shape[1] - 1))
    for place, covariance in enumerate(block):
        try:
            shares[place] = relative_weights(covariance)
        except ConstantColumn:  # a sample in which everyone gave the same answer explains nothing
            continue
    return shares


def _percentiles(replicated: Floats, confidence: float) -> tuple[Floats, Floats]:
    totals = np.maximum(replicated.sum(axis=1, keepdims=True), 1e-12)
    one_tail = (1 - confidence) / 2
    low, high = np.quantile(replicated / totals, [one_tail, 1 - one_tail], axis=0)
    return low, high


def _with_outcome(covariance: Floats) -> Floats:
    scale = np.sqrt(np.diagonal(covariance))
    correlations: Floats = covariance[:-1, -1] / (scale[:-1] * scale[-1])
    return correlations


def _jackknifed(question: _Question, covariance: Floats, progress: Progress | None) -> _Shares:
    groups = (np.arange(question.rows.shape[0]) * 2654435761 % 2**32) % GROUPS
    done = 0

    def parts_of_one(kept: Floats) -> Floats:
        nonlocal done
        done += 1
        if progress is not None:
            progress(done, GROUPS + 1)
        people = kept > 0
        weights = None if question.weights is None else question.weights[people]
        shares = lmg(_covariance(question.rows[people], weights))
        return shares / shares.sum()

    parts, errors = delete_group_jackknife(parts_of_one, groups)
    half = t_quantile(GROUPS - 1, question.confidence) * errors
    low, high = np.maximum(parts - half, 0), np.minimum(parts + half, 1)
    return _Shares(lmg(covariance), low, high, None, _with_outcome(covariance), JACKKNIFE, 0)


def _with_strength(
    question: _Question, comparable: Sequence[Dataset], seed: int, replicates: int | None, progress: Progress | None
) -> DriverResult | NotEnough:
    """Borrow strength: this process is the last of the matrices that are shrunk together."""
    corrs, sizes = [], []
    for other in comparable:
        rows = score_rows(checked(other, [question.target, *question.factors]), [*question.factors, question.target])
        size = int(_with_both(rows).sum())
        if size >= question.thresholds.drivers_shrunk:
            corrs.append(_correlations(_covariance(rows, None)))
            sizes.append(size)
    if len(corrs) < question.thresholds.comparable_processes:
        return _not_enough(question, "Te weinig vergelijkbare trajecten hebben genoeg antwoorden op dezelfde vragen.")
    own = _correlations(_covariance(question.rows, question.weights))
    shrunken = shrink_correlations(np.stack([*corrs, own]), np.array([*sizes, question.n]))
    count = replicates or REPLICATES_WITH_GAPS
    parts, done = [], 0
    for block in bootstrap_covariances(question.rows, count, seed, question.weights):
        pulled = [
            shrink_correlations(np.stack([*corrs, _safe_correlations(one, own)]), np.array([*sizes, question.n]))
            for one in block
        ]
        parts.append(shapley_in_chunks(np.stack([one.correlations[-1] for one in pulled])))
        done += block.shape[0]
        if progress is not None:
            progress(done, count)
    replicated = np.concatenate(parts)
    matrix = shrunken.correlations[-1]
    low, high = _percentiles(replicated, question.confidence)
    found = _Shares(lmg(matrix), low, high, top_frequencies(replicated), matrix[:-1, -1], SHRUNK, count)
    share = float(shrunken.own_share[-1])
    why = (
        f"{question.n} antwoorden zijn te weinig voor een eigen uitkomst: {share * 100:.0f} % komt van dit traject, de "
        f"rest van {len(corrs)} vergelijkbare trajecten. {NOT_CAUSES}"
    )
    result = _result(question, found, seed, why, indicative=True)
    return replace(result, own_share=share) if isinstance(result, DriverResult) else result


def _correlations(covariance: Floats) -> Floats:
    scale = np.sqrt(np.diagonal(covariance))
    correlations: Floats = covariance / np.outer(scale, scale)
    return correlations


def _safe_correlations(covariance: Floats, own: Floats) -> Floats:
    """Correlations of a replicate; where a column happens to be constant those of all rows."""
    if (np.diagonal(covariance) < 1e-9).any():
        return own
    return np.clip(_correlations(covariance), -1, 1)


def _result(question: _Question, found: _Shares, seed: int, why: str, *, indicative: bool) -> DriverResult | NotEnough:
    explained = float(found.shares.sum())
    if explained < question.thresholds.least_explained:
        return _not_enough(question, "De factoren hangen nauwelijks samen met het eindoordeel.")
    second = _second_opinion(question, found)
    parts = found.shares / explained
    factors = []
    for place, key in enumerate(question.factors):
        value = float(parts[place])
        low, high = min(value, float(found.low[place])), max(value, float(found.high[place]))
        share = Estimate(Unit.IMPORTANCE, value, question.n, low, high, method=found.method)
        top3 = None if found.top3 is None else float(found.top3[place])
        label, correlation = question.data.column(key).label, float(found.correlations[place])
        factors.append(Factor(key, label, share, correlation, float(second[place]), top3))
    factors.sort(key=lambda factor: -factor.share.value)
    return DriverResult(
        target=question.target, n=question.n, r_squared=explained, factors=tuple(factors), left_out=question.left_out,
        method=found.method, why=why, replicates=found.replicates,
        seed=seed if found.replicates else None, indicative=indicative,
    )  # fmt: skip


def _second_opinion(question: _Question, found: _Shares) -> Floats:
    """The other method on the same covariance, as parts of 1: Johnson beside LMG."""
    weights = relative_weights(_covariance(question.rows, question.weights))
    parts: Floats = weights / weights.sum()
    return parts
