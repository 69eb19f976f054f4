"""Rows of a chart: the label beside or above the marks, what stands under it, and a reason where there is no mark."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from participatiemonitor.charts.chart import Form
from participatiemonitor.charts.measure import width, wrap
from participatiemonitor.charts.svg import Drawing
from peilstok.estimates import Unit
from peilstok.figures import Figure, FigureTable, Row, Status

GAP = 16.0
INDICATIVE = "indicatief"


@dataclass(frozen=True, slots=True)
class Band:
    """The room for the marks of one row."""

    left: float
    right: float
    top: float
    middle: float


def place(drawing: Drawing, form: Form, row: Row, *, height: float, under: Sequence[str] = ()) -> Band:
    """Write the label of a row at the cursor, move the cursor under the row, and return the room for its marks."""
    room = form.label or form.width
    label = wrap(row.label, room, form.size, row.emphasis)
    below = _joined(under, room, form.size) if form.has_facts else []
    block = (len(label) + len(below)) * drawing.line_height
    top = drawing.y
    start = top if form.is_narrow else top + max(0, (height - block) / 2)
    bottom = drawing.lines(label, 0, start, bold=row.emphasis)
    bottom = drawing.lines(below, 0, bottom, role="muted")
    if form.is_narrow:
        band_top = bottom + 3
        drawing.y = band_top + height + form.gap
    else:
        band_top = top + max(0, (block - height) / 2)
        drawing.y = top + max(block, height) + form.gap
    return Band(left=form.plot, right=form.width, top=band_top, middle=band_top + height / 2)


def _joined(parts: Sequence[str], room: float, size: float) -> list[str]:
    """Parts side by side with a dot between where they fit, else each on its own line."""
    lines: list[str] = []
    for part in parts:
        joined = f"{lines[-1]} · {part}" if lines else part
        if lines and width(joined, size) <= room:
            lines[-1] = joined
        else:
            lines.extend(wrap(part, room, size))
    return lines


def place_reason(drawing: Drawing, form: Form, row: Row, text: str) -> None:
    """A row that has no mark says why."""
    lines = wrap(text, form.width - form.plot, form.size)
    band = place(drawing, form, row, height=len(lines) * drawing.line_height)
    drawing.lines(lines, band.left, band.top, role="muted")


def reason(figure: Figure) -> str:
    """Why a figure is not shown, in words."""
    return figure.reason or figure.text


def answers(n: int) -> str:
    """A number of answers in words."""
    return "1 antwoord" if n == 1 else f"{n} antwoorden"


def common_n(figures: Sequence[Figure]) -> int | None:
    """The number of answers behind every shown figure, when it is the same in more than one row; counts have none."""
    found = [figure.n for figure in figures if figure.is_shown and figure.unit is not Unit.COUNT]
    return found[0] if len(found) > 1 and len(set(found)) == 1 else None


def all_indicative(figures: Sequence[Figure]) -> bool:
    """True when that is better said once under the chart than in every row."""
    found = [figure.status is Status.INDICATIVE for figure in figures if figure.is_shown]
    return len(found) > 1 and all(found)


def under_label(
    figures: Sequence[Figure], *, common: int | None, said: bool = False, extra: Sequence[str] = ()
) -> list[str]:
    """What stands under a label: the number of answers when rows differ, extras, and "indicatief" unless `said`."""
    parts = []
    first = next((figure for figure in figures if figure.is_shown), None)
    if first is not None and first.n is not None and first.n != common and first.unit is not Unit.COUNT:
        parts.append(answers(first.n))
    parts.extend(extra)
    if not said and any(figure.status is Status.INDICATIVE for figure in figures):
        parts.append(INDICATIVE)
    return parts


def foot(drawing: Drawing, *sentences: str) -> None:
    """Small print under the marks."""
    text = " ".join(sentence for sentence in sentences if sentence)
    if text:
        drawing.paragraph(text)


def foot_indicative(said: bool) -> str:
    """The mark "indicatief" once for all rows."""
    return "Alle cijfers zijn indicatief." if said else ""


def foot_n(common: int | None) -> str:
    """The number of answers behind every row as a sentence, or nothing."""
    return f"Aantal antwoorden: {common}." if common is not None else ""


def widest(texts: Iterable[str], size: float, *, bold: bool = False) -> float:
    """Width of the widest of some texts."""
    return max((width(text, size, bold) for text in texts), default=0.0)


def figures_of(table: FigureTable, column: str) -> tuple[Figure, ...]:
    """The figures of the asked column, or of the first one; none when the table is empty."""
    return table.column(column or table.columns[0].key) if table.rows else ()
