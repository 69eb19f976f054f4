"""Rows of a chart: the label beside or above the marks, what stands under it, and a reason where there is no mark."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from participatiemonitor.charts.chart import Form
from participatiemonitor.charts.measure import width, wrap
from participatiemonitor.charts.svg import Drawing
from peilstok.estimates import Unit
from peilstok.figures import Figure, FigureTable, Row, Status

GAP = 16.0
ASIDE = 24.0  # between a label and its facts at the end of the line
ROOMY = 600.0  # from this width facts stand at the end of the line instead of under the label
CLOSE = 0.75  # numbers of answers that differ less are said once
INDICATIVE = "indicatief"

type Between = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Band:
    """The room for the marks of one row."""

    left: float
    right: float
    top: float
    middle: float


def place(drawing: Drawing, form: Form, row: Row, *, height: float, under: Sequence[str] = ()) -> Band:
    """Write the label of a row at the cursor, move the cursor under the row, and return the room for its marks."""
    facts = under if form.has_facts else ()
    aside = " · ".join(facts) if form.is_narrow and form.width >= ROOMY else ""
    taken = ASIDE + width(aside, form.size) if aside else 0.0
    if taken > form.width / 2:
        aside, taken = "", 0.0
    room = (form.label or form.width) - taken
    label = wrap(row.label, room, form.size, row.emphasis)
    below = [] if aside else _joined(facts, room, form.size)
    block = (len(label) + len(below)) * drawing.line_height
    top = drawing.y
    start = top if form.is_narrow else top + max(0, (height - block) / 2)
    bottom = drawing.lines(label, 0, start, bold=row.emphasis)
    if aside:
        drawing.text(aside, form.width, start + drawing.line_height / 2, role="muted", anchor="end")
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


def common_n(figures: Sequence[Figure]) -> Between | None:
    """The least and the most answers behind the shown figures, when these are close; counts have none."""
    found = [figure.n for figure in figures if figure.is_shown and figure.unit is not Unit.COUNT]
    known = [n for n in found if n is not None]
    if len(known) < 2 or len(known) < len(found) or min(known) < CLOSE * max(known):
        return None
    return min(known), max(known)


def all_indicative(figures: Sequence[Figure]) -> bool:
    """True when that is better said once under the chart than in every row."""
    found = [figure.status is Status.INDICATIVE for figure in figures if figure.is_shown]
    return len(found) > 1 and all(found)


def under_label(
    figures: Sequence[Figure], *, common: Between | None, said: bool = False, extra: Sequence[str] = ()
) -> list[str]:
    """What stands with a label: the number of answers when rows differ much, extras, and "indicatief" unless said."""
    parts = []
    first = next((figure for figure in figures if figure.is_shown), None)
    if first is not None and first.n is not None and common is None and first.unit is not Unit.COUNT:
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


def foot_n(common: Between | None) -> str:
    """The number of answers behind the rows as a sentence, or nothing."""
    if common is None:
        return ""
    least, most = common
    return f"Aantal antwoorden: {least}." if least == most else f"Aantal antwoorden: {least} tot en met {most}."


def widest(texts: Iterable[str], size: float, *, bold: bool = False) -> float:
    """Width of the widest of some texts."""
    return max((width(text, size, bold) for text in texts), default=0.0)


def figures_of(table: FigureTable, column: str) -> tuple[Figure, ...]:
    """The figures of the asked column, or of the first one; none when the table is empty."""
    return table.column(column or table.columns[0].key) if table.rows else ()
