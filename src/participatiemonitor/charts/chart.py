"""What every chart is: two drawings, one sentence and the table, made from the same figures."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from participatiemonitor.charts.palette import Tone
from participatiemonitor.charts.svg import Drawing
from peilstok.figures import FigureTable

NOTHING = "Hier zijn nog geen cijfers."


@dataclass(frozen=True, slots=True)
class Form:
    """One of the two shapes of a chart. Without room for labels beside the marks they stand above them."""

    name: str
    width: float
    size: float
    label: float
    gap: float = 16.0  # between two rows
    has_facts: bool = True  # small facts under the labels; on paper a table beside the chart says them

    @property
    def plot(self) -> float:
        """Where the marks begin."""
        return self.label + 16 if self.label else 0

    @property
    def is_narrow(self) -> bool:
        """True where labels stand above the marks: on a phone, on half a page and for long labels."""
        return not self.label


WIDE = Form(name="wide", width=714, size=16, label=232)
# For long labels: above the marks they take one line instead of four beside them.
STACKED = Form(name="wide", width=714, size=16, label=0)
NARROW = Form(name="narrow", width=298, size=15, label=0)


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of a figure table. `summary` says in one or two sentences what is seen."""

    svg: str
    svg_narrow: str
    summary: str
    table: FigureTable
    drawn: Callable[[Form], str] | None = field(default=None, compare=False, repr=False)

    def on_paper(self, form: Form) -> str:
        """The same drawing in another shape, for a place with its own width."""
        return self.drawn(form) if self.drawn is not None else self.svg

    @property
    def alt(self) -> str:
        """The text that stands for the picture where no table can stand beside it."""
        return f"{self.table.title}. {self.summary}"


type Draw = Callable[[Drawing, Form], None]


def build(table: FigureTable, *, prefix: str, tone: Tone, summary: str, draw: Draw, wide: Form = WIDE) -> Chart:
    """Make both forms of a chart with `draw`; an empty table becomes a sentence."""
    said = summary if table.rows else NOTHING
    name = re.sub(r"[^A-Za-z0-9_-]+", "-", prefix or table.key) or "chart"

    def drawn(form: Form) -> str:
        # On paper only the title reaches a screen reader, as the alternative text.
        called = table.title if form.has_facts else f"{table.title}. {said}"
        drawing = Drawing(width=form.width, size=form.size, tone=tone)
        if table.rows:
            draw(drawing, form)
        else:
            drawing.paragraph(NOTHING)
        return drawing.finish(name=f"{name}-{form.name}", form=form.name, title=called, description=said)

    return Chart(svg=drawn(wide), svg_narrow=drawn(NARROW), summary=said, table=table, drawn=drawn)
