"""The horizontal scale of dots and mirrors: its ends, its zero and its words."""

from collections.abc import Sequence
from dataclasses import dataclass

from participatiemonitor.charts.svg import Drawing
from peilstok.estimates import Unit
from peilstok.figures import Figure

_ENDS = {Unit.GRADE: (1.0, 10.0), Unit.SCORE: (0.0, 10.0), Unit.CORRELATION: (-1.0, 1.0)}
_FROM_ZERO = (Unit.SHARE, Unit.IMPORTANCE, Unit.COUNT)


@dataclass(frozen=True, slots=True)
class Scale:
    """Values from `low` to `high` on pixels from `left` to `right`."""

    low: float
    high: float
    left: float
    right: float

    def x(self, value: float) -> float:
        """The place of a value."""
        return self.left + (value - self.low) / (self.high - self.low) * (self.right - self.left)


def ends_of(figures: Sequence[Figure], ends: tuple[float, float] | None) -> tuple[float, float]:
    """The ends of a scale: as asked, else those of the unit, and always wide enough for what is shown."""
    reach = [
        value for figure in figures for value in (figure.value, figure.low, figure.high)
        if value is not None
    ]  # fmt: skip
    unit = figures[0].unit if figures else Unit.SCORE
    if ends is not None:
        low, high = ends
    elif unit in _ENDS:
        low, high = _ENDS[unit]
    elif unit in _FROM_ZERO:
        low, high = 0.0, 0.0
    else:
        furthest = max((abs(value) for value in reach), default=1.0)
        low, high = (-furthest, furthest) if unit is Unit.DIFFERENCE else (min(reach, default=0.0), furthest)
    low, high = min([low, *reach]), max([high, *reach])
    return (low, high) if high > low else (low, low + 1)


def draw_axis(drawing: Drawing, scale: Scale, words: tuple[str, str]) -> None:
    """A thin line at the cursor with the words for both ends, and a tick where zero lies inside."""
    y = drawing.y
    drawing.line("zero", scale.left, y, scale.right, y)
    for x in (scale.left, scale.right):
        drawing.line("zero", x, y - 4, x, y)
    middle = y + 4 + drawing.line_height / 2
    drawing.text(words[0], scale.left, middle, role="axis")
    drawing.text(words[1], scale.right, middle, role="axis", anchor="end")
    drawing.y = y + 8 + drawing.line_height


def words_of(figures: Sequence[Figure], ends: tuple[float, float], words: tuple[str, str] | None) -> tuple[str, str]:
    """The words at both ends; scales that people know from school or from the questionnaire also get their numbers."""
    unit = figures[0].unit if figures else Unit.SCORE
    if words is None:
        words = ("lager", "hoger") if unit in (Unit.DIFFERENCE, Unit.CORRELATION) else ("minder", "meer")
        words = ("laag", "hoog") if unit in (Unit.GRADE, Unit.SCORE, Unit.MEAN) else words
    if unit in (Unit.GRADE, Unit.SCORE):
        return f"{ends[0]:g} {words[0]}", f"{words[1]} {ends[1]:g}"
    return words
