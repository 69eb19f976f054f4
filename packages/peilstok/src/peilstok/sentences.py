"""Why a computation was refused, in plain Dutch: one sentence part per named error."""

from peilstok import errors

REASONS: dict[type[errors.InvalidInput], str] = {
    errors.ConstantColumn: "bij een van de vragen gaf iedereen hetzelfde antwoord",
    errors.SingularCovariance: "een vraag volgt precies uit de andere vragen",
    errors.InvalidCovariance: "de samenhangen spreken elkaar tegen",
    errors.TooFewRows: "er zijn te weinig antwoorden",
    errors.TooManyPredictors: "er zijn te veel factoren tegelijk",
    errors.AllMissing: "op een van de vragen antwoordde niemand",
    errors.NotFinite: "er staat een waarde in die geen getal is",
    errors.UnknownCode: "er staat een antwoord in dat niet bij de vraag hoort",
    errors.InvalidCounts: "de aantallen kunnen niet kloppen",
    errors.PopulationTooSmall: "er zijn meer antwoorden dan deelnemers",
    errors.InvalidWeights: "een gewicht is nul, negatief of geen getal",
    errors.MarginMismatch: "de bevolkingsaantallen tellen niet op tot hetzelfde totaal",
    errors.EmptyCategory: "van een groep uit de bevolking antwoordde niemand",
    errors.WeightsTooUnequal: "de gewichten blijven te ongelijk",
    errors.NoConvergence: "de berekening komt niet tot rust omdat de antwoorden elkaar tegenspreken",
    errors.InvalidShape: "de gegevens passen niet bij elkaar",
    errors.InvalidSetting: "een instelling ligt buiten haar grenzen",
}


def reason(problem: errors.InvalidInput) -> str:
    """The reason of a refusal as the second half of a Dutch sentence."""
    return REASONS.get(type(problem), "de gegevens kloppen niet")
