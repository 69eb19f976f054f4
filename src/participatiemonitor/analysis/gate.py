"""The gate: the only place that turns estimates into figures, and the whole policy on one screen.

A municipality may be stricter, never looser. Reasons: docs/methods/kleine-aantallen.md and docs/adr/.

| matter                              | rule                                                                        |
|-------------------------------------|-----------------------------------------------------------------------------|
| fewer than 10 answers               | response count only; at close, from 5 answers, the overall grade            |
| 10–29 answers                       | counts ("14 van de 18"), marked "indicatief"; no percentages                |
| 30 and more                         | whole percentages; grades and scores with one decimal                       |
| 150 and more                        | a mean on the item's own scale with two decimals                            |
| interval                            | on every estimate, with the known number of participants; n = N: say so     |
| everybody in one category, under 30 | "meer dan 90 %", no distribution, no mean                                   |
| release in time                     | first at 10; a next one when every shown group grew by 0 or at least 10     |
| made of several questions           | from their figures, not their people; only when each of them is shown       |
| importance of success factors       | from 150 answers; 25–149 needs comparable processes; else refuse            |
| correlations                        | from 30 answers, at close; 10 people who answered otherwise than most       |
| open answers                        | from 10 answers, cleaned and released by a person, shuffled, never per group|
"""

from collections.abc import Sequence

from peilstok.disclosure import (
    Policy,
    release,
    release_count,
    release_distribution,
    release_fact,
    row,
    table,
    withheld,
)
from peilstok.estimates import Distribution, Estimate, NotEnough, Unit
from peilstok.figures import Figure, Row

__all__ = ["POLICY", "Row", "row", "table"]  # passed on: rows and tables are made here too

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
    interval_of_ten="waarschijnlijk {low} tot {high} van elke 10",
    everybody_text="iedereen heeft geantwoord",
)
PART_TOO_ALIKE = "De antwoorden op een van de vragen lijken te veel op elkaar. Daarom tonen wij dit niet."
SINGLES_OUT = "Met dit cijfer is uit te rekenen wat een paar mensen antwoordden. Daarom tonen wij het niet."
OVERALL_GRADE_FROM = 5  # only at close and without any split
RELEASE_STEP = 10  # answers that a shown group must grow by, or stay equal
DRIVERS_FROM = 150
DRIVERS_WITH_COMPARABLE_FROM = 25
OPEN_ANSWERS_FROM = 10
FACTS_NOT_ANSWERS = (Unit.COUNT, Unit.SCORE, Unit.GRADE)  # what a self-evaluation or a count may state


def shows_questions(n: int) -> bool:
    """Whether a round with this many answers shows anything per question."""
    return n >= POLICY.minimum


def shows_overall_grade(n: int, *, is_final: bool) -> bool:
    """Whether a small closed round shows its overall grade, and nothing else."""
    return is_final and OVERALL_GRADE_FROM <= n < POLICY.minimum


def shows_importance(n: int) -> bool:
    """Whether the importance of success factors is shown from a process's own answers."""
    return n >= DRIVERS_FROM


def shows(key: str, n: int) -> bool:
    """Whether the figure with this key of the ledger is shown when this many people stand behind it."""
    return shows_importance(n) if key == "drivers" else n >= POLICY.minimum


def shows_streams(invited: int) -> bool:
    """Whether answers are counted per way of taking part: with a few invitations that number says who answered."""
    return invited == 0 or invited >= POLICY.minimum


def shows_open_answers(n: int) -> bool:
    """Whether released open answers of a round with this many answers are shown."""
    return n >= OPEN_ANSWERS_FROM


def figure(estimate: Estimate | NotEnough) -> Figure:
    """A share, mean, grade, score or difference as it may be shown."""
    return release(estimate, POLICY)


def made_of(estimate: Estimate, parts: Sequence[Estimate]) -> Figure:
    """A score or difference that is made of the figures of several questions, when each of these is shown.

    Without one of them it would be found by subtracting the others.
    """
    made = figure(estimate)
    if made.is_shown and not all(figure(part).is_shown for part in parts):
        return withheld(estimate.unit, PART_TOO_ALIKE, POLICY, n=estimate.n)
    return made


def correlation(estimate: Estimate | NotEnough, *, apart: int, answered_one: int = 0) -> Figure:
    """A correlation, unless it singles out a few people.

    `apart` is the fewest people who answered otherwise than most on one of both questions. `answered_one` counts who
    answered only one of both, for two questions whose answers are all on the page: then the few decimals of a
    correlation of few people are a puzzle with few solutions.
    """
    if isinstance(estimate, NotEnough):
        # The number of people who answered both, whatever the statistics missed: it must not say that they are alike.
        estimate = Estimate(Unit.CORRELATION, 0.0, estimate.n)
        apart = 0
    shown = release(estimate, POLICY)
    has_few_solutions = estimate.n < POLICY.fine_means_from and 0 < answered_one < POLICY.minimum
    if shown.is_shown and (apart < POLICY.minimum or has_few_solutions):
        return withheld(Unit.CORRELATION, SINGLES_OUT, POLICY, n=estimate.n)
    return shown


def overall_grade(estimate: Estimate | NotEnough, *, is_final: bool) -> Figure:
    """The overall grade: the only figure that a closed round shows from 5 answers."""
    return release(estimate, POLICY, minimum=OVERALL_GRADE_FROM if is_final else None)


def importance(estimate: Estimate | NotEnough) -> Figure:
    """The importance of a success factor; refused under 150 answers whatever the caller computed."""
    if isinstance(estimate, Estimate) and not shows_importance(estimate.n):
        return withheld(Unit.IMPORTANCE, importance_refusal(estimate.n).sentence, POLICY, n=estimate.n)
    return release(estimate, POLICY)


def importance_refusal(n: int) -> NotEnough:
    """Why the importance of success factors is not shown, and what is missing."""
    what = "het belang van de succesfactoren"
    if n < DRIVERS_WITH_COMPARABLE_FROM:
        sentence = (
            f"Welke factor het zwaarst telt, is met {n} antwoorden niet te zeggen. "
            f"Daarvoor zijn {DRIVERS_FROM} antwoorden nodig."
        )
    else:
        sentence = (
            f"Welke factor het zwaarst telt, is met {n} antwoorden nog niet te zeggen. Nodig zijn {DRIVERS_FROM} "
            f"antwoorden: nog {DRIVERS_FROM - n}. Of genoeg vergelijkbare trajecten om samen mee te rekenen; die zijn "
            "er nog niet."
        )
    return NotEnough(n=n, needed=DRIVERS_FROM, what=what, sentence=sentence)


def distribution(counted: Distribution) -> tuple[Figure, ...]:
    """One figure per category, all shown or all withheld."""
    return release_distribution(counted, POLICY)


def response(count: int, *, of: int | None = None, text: str = "") -> Figure:
    """How many people answered: no answer is in it, so it is always shown."""
    return release_count(count, of=of, text=text)


def aside(count: int, *, n: int) -> Figure:
    """How many people did not know or skipped a question; not for a question that shows nothing itself."""
    if n < POLICY.minimum:
        return withheld(Unit.COUNT, POLICY.too_few.format(n=n, minimum=POLICY.minimum), POLICY)
    return release_count(count)


def fact(unit: Unit, value: float, *, text: str = "") -> Figure:
    """What somebody stated under the own name: a promised role, an answer of the self-evaluation."""
    if unit not in FACTS_NOT_ANSWERS:
        raise ValueError(f"{unit} is an outcome of answers, never a fact")
    return release_fact(unit, value, text=text)


def not_shown(unit: Unit, reason: str) -> Figure:
    """An empty place in a table, with its reason."""
    return withheld(unit, reason, POLICY)
