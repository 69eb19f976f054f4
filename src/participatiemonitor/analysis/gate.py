"""The gate: the only place that turns estimates into figures, and the whole policy on one screen."""

from peilstok.disclosure import Policy

POLICY = Policy(
    minimum=10,
    percentages_from=30,
    correlations_from=30,
    fine_means_from=150,
    withheld_text="–",
    too_few="Te weinig antwoorden om te tonen: {n}. Nodig zijn er {minimum}.",
    too_alike="De antwoorden lijken te veel op elkaar om te tonen.",
    count_text="{count} van de {n}",
    nearly_all="meer dan 90\u00a0%",
    nearly_none="minder dan 10\u00a0%",
    interval_text="waarschijnlijk tussen {low} en {high}",
)
