"""The named errors with which the array level refuses bad input. All are `ValueError`s with a sentence."""


class InvalidInput(ValueError):
    """Base of every refusal of the array level."""


class InvalidShape(InvalidInput):
    """An array has the wrong number of dimensions, or two arrays do not fit together."""


class NotFinite(InvalidInput):
    """NaN or infinity where a number is needed."""


class ConstantColumn(InvalidInput):
    """A column without variation, for a statistic that is about variation."""


class SingularCovariance(InvalidInput):
    """A column is an exact combination of others, for a statistic that does not allow it."""


class InvalidCovariance(InvalidInput):
    """Not a covariance matrix: not symmetric, or with a negative eigenvalue."""


class TooFewRows(InvalidInput):
    """Fewer rows, groups or items than the statistic is defined for."""


class TooManyPredictors(InvalidInput):
    """More predictors than all subsets can be computed for."""


class AllMissing(InvalidInput):
    """A column without one answer."""


class UnknownCode(InvalidInput):
    """A category code outside the declared scale."""


class InvalidCounts(InvalidInput):
    """Negative counts, or more successes than trials."""


class PopulationTooSmall(InvalidInput):
    """A population smaller than the number of answers from it."""


class InvalidWeights(InvalidInput):
    """Weights that are zero, negative or not finite."""


class InvalidSetting(InvalidInput):
    """A setting outside its range, such as a confidence of 95 instead of 0.95."""


class MarginMismatch(InvalidInput):
    """Margins that do not add up to the same total."""


class EmptyCategory(InvalidInput):
    """A margin category with a target but without respondents: merge it first."""


class WeightsTooUnequal(InvalidInput):
    """Weights that stay too unequal after trimming: the sample does not carry the margins."""


class NoConvergence(InvalidInput):
    """An iteration that did not settle: the input contradicts itself."""
