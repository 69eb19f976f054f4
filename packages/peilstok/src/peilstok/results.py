"""The answers to the questions a person asks. Frozen; each says which method was used and why."""

from dataclasses import dataclass

from peilstok.estimates import Distribution, Estimate, NotEnough

type Outcome = Estimate | NotEnough


@dataclass(frozen=True, slots=True)
class Description:
    """One question: how it was answered, its mean and the share of high answers.

    `not_applicable` is a part of `distribution.not_known`. `unweighted` is filled when weighting moved the mean by
    more than one standard error: then both belong on the page.
    """

    key: str
    label: str
    distribution: Distribution
    not_applicable: int
    mean: Outcome
    high_share: Outcome
    unweighted: Estimate | None = None


@dataclass(frozen=True, slots=True)
class GroupMean:
    """One group: its mean, and how far that lies from everybody else."""

    code: str
    label: str
    mean: Outcome
    from_others: Outcome


@dataclass(frozen=True, slots=True)
class Comparison:
    """A question by groups of people. `together` holds the labels of groups that were too small to stand alone."""

    key: str
    by: str
    groups: tuple[GroupMean, ...]
    together: tuple[str, ...]
    method: str
    why: str


@dataclass(frozen=True, slots=True)
class Gap:
    """What was promised against what was experienced, by the same people: promised − experienced."""

    promised: Estimate
    experienced: Estimate
    difference: Estimate
    less_than_promised: Estimate


@dataclass(frozen=True, slots=True)
class Factor:
    """One success factor. `share` is its part of the explained variance; `second_opinion` Johnson's part.

    `correlation` with the outcome carries the sign; `top3` is the share of the replicates in which the factor is among
    the three largest, None when the method has no replicates.
    """

    key: str
    label: str
    share: Estimate
    correlation: float
    second_opinion: float
    top3: float | None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A factor that was not used, and why."""

    key: str
    label: str
    why: str


@dataclass(frozen=True, slots=True)
class DriverResult:
    """What goes together with an outcome. Descriptions, not causes.

    `own_share` is the part that comes from this process itself when strength was borrowed, else 1.
    `indicative` is true between the threshold for any answer and that for a full one.
    """

    target: str
    n: int
    r_squared: float
    factors: tuple[Factor, ...]
    left_out: tuple[LeftOut, ...]
    method: str
    why: str
    replicates: int
    seed: int | None
    indicative: bool = False
    own_share: float = 1.0


@dataclass(frozen=True, slots=True)
class TrendStep:
    """From one wave to the next: the mean of the later one and the change, or the sentence why there is a break."""

    wave: str
    mean: Outcome
    change: Outcome | None
    break_sentence: str = ""


@dataclass(frozen=True, slots=True)
class Trend:
    """One question over waves with different people."""

    key: str
    steps: tuple[TrendStep, ...]
    method: str
    why: str


@dataclass(frozen=True, slots=True)
class BenchmarkUnit:
    """One process among others. `verdict` is "hoger", "lager" or "niet te onderscheiden"."""

    key: str
    n: int
    own_mean: float
    pooled: Estimate
    probability_above: float
    verdict: str
    places: tuple[int, int]


@dataclass(frozen=True, slots=True)
class BenchmarkResult:
    """Processes compared. `benchmark` is the mean over processes; ranks are shown only when they say something."""

    question: str
    benchmark: Estimate
    spread: float
    units: tuple[BenchmarkUnit, ...]
    show_places: bool
    left_out: tuple[LeftOut, ...]
    method: str
    why: str


@dataclass(frozen=True, slots=True)
class Representation:
    """One group among those who took part, against the population. `verdict`: "meer", "minder" or "gelijk"."""

    code: str
    label: str
    population_share: float
    share: Estimate
    verdict: str


@dataclass(frozen=True, slots=True)
class RepresentationResult:
    """Who took part. `may_weight` says whether weighting on this column is defensible, `why` the reason."""

    key: str
    n: int
    unknown: int
    groups: tuple[Representation, ...]
    may_weight: bool
    method: str
    why: str


@dataclass(frozen=True, slots=True)
class ScaleItem:
    """One item of a scale: its correlation with the rest, and alpha without it (None for two items)."""

    key: str
    label: str
    item_rest: float
    alpha_if_dropped: float | None


@dataclass(frozen=True, slots=True)
class ScaleResult:
    """Whether items form one scale, in a sentence and in numbers."""

    n: int
    alpha: Estimate
    omega: float | NotEnough
    items: tuple[ScaleItem, ...]
    verdict: str
    method: str
    why: str
