"""Dutch sentences about figures. Numbers come only from `Figure.text`, so a sentence cannot differ from its table."""

from collections.abc import Sequence

from peilstok.estimates import Unit
from peilstok.figures import Figure, Row, Status

NOT_SHOWN = "Er is hier nog niets te tonen."
INDICATIVE = "De cijfers zijn indicatief."

_SCORED = (Unit.GRADE, Unit.SCORE, Unit.MEAN)

type Pair = tuple[Row, Figure]


def shown(rows: Sequence[Row], figures: Sequence[Figure]) -> list[Pair]:
    """Rows with a number, each with its figure."""
    return [(row, figure) for row, figure in zip(rows, figures, strict=True) if figure.value is not None]


def highest(pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs with the highest value: more than one when they are equal."""
    top = max((figure.value or 0.0 for _, figure in pairs), default=0.0)
    return [(row, figure) for row, figure in pairs if figure.value == top]


def lowest(pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs with the lowest value: more than one when they are equal."""
    bottom = min((figure.value or 0.0 for _, figure in pairs), default=0.0)
    return [(row, figure) for row, figure in pairs if figure.value == bottom]


def quoted(label: str) -> str:
    """A label inside a sentence."""
    return f"‘{label.rstrip('.')}’"


def listed(labels: Sequence[str]) -> str:
    """Labels in a row: "‘a’, ‘b’ en ‘c’"."""
    names = [quoted(label) for label in labels]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} en {names[-1]}"


def labels_of(pairs: Sequence[Pair]) -> str:
    """The labels of some rows in a sentence."""
    return listed([row.label for row, _ in pairs])


def may_be_chance(high: Figure, low: Figure) -> bool:
    """True when the intervals of two figures overlap, so that their difference may be chance."""
    return high.low is not None and low.high is not None and high.low <= low.high


def caveats(rows: Sequence[Row], figures: Sequence[Figure]) -> list[str]:
    """Which rows have no number, and whether the others are indicative."""
    hidden = [row.label for row, figure in zip(rows, figures, strict=True) if not figure.is_shown]
    sentences = []
    if hidden:
        sentences.append(f"Niet te tonen: {listed(hidden)}." if len(hidden) <= 2 else "Een deel is niet te tonen.")
    if any(figure.status is Status.INDICATIVE for figure in figures):
        sentences.append(INDICATIVE)
    return sentences


def extremes(pairs: Sequence[Pair], *, high: str, low: str) -> list[str]:
    """Which row is highest, which lowest, and whether that may be chance. `high` and `low` are words before a row."""
    top, bottom = highest(pairs), lowest(pairs)
    if len(pairs) == 1:
        return [f"{quoted(pairs[0][0].label)}: {pairs[0][1].text}."]
    if len(top) == len(pairs):
        return [f"Alle rijen zijn gelijk: {top[0][1].text}."]
    sentences = [
        f"{high} {labels_of(top)}: {top[0][1].text}.",
        f"{low} {labels_of(bottom)}: {bottom[0][1].text}.",
    ]
    if may_be_chance(top[0][1], bottom[0][1]):
        sentences.append("Dit verschil kan toeval zijn.")
    return sentences


def extreme_words(unit: Unit) -> tuple[str, str]:
    """How sentences about the highest and the lowest row of a unit begin."""
    if unit is Unit.IMPORTANCE:
        return "Het zwaarst telt", "Het minst telt"
    return ("Het hoogst scoort", "Het laagst scoort") if unit in _SCORED else ("Het hoogst staat", "Het laagst staat")


def largest(top: Sequence[Pair]) -> str:
    """The sentence about the rows with the largest value."""
    figure = top[0][1]
    verb = "is" if len(top) == 1 else "zijn"
    begin = {Unit.COUNT: "Het grootste aantal heeft", Unit.SHARE: f"Het vaakst genoemd {verb}"}
    return f"{begin.get(figure.unit, 'De hoogste waarde heeft')} {labels_of(top)}: {figure.text}."
