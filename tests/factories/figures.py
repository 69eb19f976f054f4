"""Figures and tables of figures, written as the gate writes them."""

from collections.abc import Sequence

from peilstok.estimates import Unit
from peilstok.figures import Column, Figure, FigureTable, Row, Status

LONG = (
    "De gemeente heeft op een begrijpelijke manier uitgelegd waarom onze inbreng wel of niet is overgenomen in het "
    "uiteindelijke plan"
)
COMPOUND = "Overheidsparticipatiebeleidsuitvoeringsprogrammabijeenkomsten & <b>‘meer’</b>"
AGREEMENT = (
    ("c0", "Helemaal mee eens"), ("c1", "Mee eens"), ("c2", "Neutraal"), ("c3", "Mee oneens"),
    ("c4", "Helemaal mee oneens"),
)  # fmt: skip


def dutch(value: float, places: int = 0) -> str:
    """A number as the gate writes it."""
    return f"{value:.{places}f}".replace("-", "−").replace(".", ",")


def share(value: float, n: int, low: float | None = None, high: float | None = None) -> Figure:
    """A share in percent; a count below thirty answers."""
    said = "" if low is None or high is None else f"waarschijnlijk tussen {dutch(low)}\u00a0% en {dutch(high)}\u00a0%"
    if n < 30:
        count = round(value * n / 100)
        return Figure(
            Unit.SHARE, Status.INDICATIVE, f"{count} van de {n}", float(round(count / n * 100)), low, high, n,
            count=count, interval=said,
        )  # fmt: skip
    return Figure(Unit.SHARE, Status.FULL, f"{dutch(value)}\u00a0%", float(value), low, high, n, interval=said)


def number(unit: Unit, value: float, n: int = 62, low: float | None = None, high: float | None = None) -> Figure:
    """A grade, score, mean, difference or importance."""
    suffix, places = ("\u00a0%", 0) if unit is Unit.IMPORTANCE else ("", 1)
    said = ""
    if low is not None and high is not None:
        said = f"waarschijnlijk tussen {dutch(low, places)}{suffix} en {dutch(high, places)}{suffix}"
    status = Status.FULL if n >= 30 else Status.INDICATIVE
    return Figure(unit, status, dutch(value, places) + suffix, float(value), low, high, n, interval=said)


def count(value: int, of: int | None = None) -> Figure:
    """A number of people or answers."""
    text = f"{value} van {of}" if of is not None else str(value)
    return Figure(Unit.COUNT, Status.FULL, text, float(value), n=value, population=of)


def bound(sign: str) -> Figure:
    """Nearly everybody or nearly nobody."""
    words, value = ("meer dan 90\u00a0%", 90.0) if sign == ">" else ("minder dan 10\u00a0%", 10.0)
    return Figure(Unit.SHARE, Status.INDICATIVE, words, value, n=14, bound=sign)


def hidden(n: int, unit: Unit = Unit.SHARE) -> Figure:
    """A figure that may not be shown."""
    said = f"Te weinig antwoorden om te tonen: {n}. Nodig zijn er 10."
    return Figure(unit, Status.WITHHELD, "–", n=n, reason=said)


def row(label: str, *cells: Figure, emphasis: bool = False) -> Row:
    """One row; its key is its label."""
    return Row(key=label, label=label, cells=cells, emphasis=emphasis)


def table(
    columns: Sequence[tuple[str, str]], *rows: Row, title: str = "Wat deelnemers vonden", key: str = "t"
) -> FigureTable:
    """A table of figures."""
    return FigureTable(key=key, title=title, columns=tuple(Column(*pair) for pair in columns), rows=rows)


def statements(*rows: tuple[str, Sequence[Figure]], aside: bool = True) -> FigureTable:
    """Statements with five categories and, beside them, those who do not know."""
    columns = [*AGREEMENT, ("not_known", "Weet niet of past niet")] if aside else list(AGREEMENT)
    return table(columns, *(row(label, *cells) for label, cells in rows))


def answers(values: Sequence[float], n: int, not_known: int = 0) -> list[Figure]:
    """The cells of one statement."""
    return [*(share(value, n) for value in values), count(not_known)]
