"""Statements as bars of categories centred on the neutral one, the most favourable category at the left."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from participatiemonitor.charts import rows as layout
from participatiemonitor.charts import sentences
from participatiemonitor.charts.chart import STACKED, Chart, Form, build
from participatiemonitor.charts.measure import width
from participatiemonitor.charts.palette import Tone
from participatiemonitor.charts.svg import Drawing
from peilstok.figures import Figure, FigureTable, Row

BAR = 28.0
SLIVER = 4.0
SIDE = 24.0  # room for a number beside the bar
ASIDE = "not_known"
STEPS = {2: "51", 3: "531", 4: "5421", 5: "54321"}


class Segment(NamedTuple):
    """One piece of a bar with its number."""

    step: str
    left: float
    width: float
    text: str

    @property
    def middle(self) -> float:
        """Where its number belongs."""
        return self.left + self.width / 2


def diverging(
    table: FigureTable, *, columns: Sequence[str] = (), aside: str = ASIDE, prefix: str = "", tone: Tone = Tone.BURGER
) -> Chart:
    """Bars of two to five categories, from most to least favourable as the columns stand.

    `aside` is the column that stands outside the bar (those who do not know); without `columns` all others are
    categories.
    """
    keys = tuple(columns) or tuple(column.key for column in table.columns if column.key != aside)
    if table.rows and len(keys) not in STEPS:
        raise ValueError(f"a diverging bar has two to five categories, not {len(keys)}")
    places = {column.key: index for index, column in enumerate(table.columns)}
    picked = [tuple(row.cells[places[key]] for key in keys) for row in table.rows]
    labels = {column.key: column.label for column in table.columns}
    extras = _extras(table, places.get(aside), labels.get(aside, ""))
    names = [labels[key] for key in keys] if table.rows else []

    def draw(drawing: Drawing, form: Form) -> None:
        _draw(drawing, form, table.rows, picked, names, extras)

    said = _sentence(table, picked, names)
    return build(table, prefix=prefix, tone=tone, summary=said, draw=draw, wide=STACKED)


def _extras(table: FigureTable, place: int | None, label: str) -> list[list[str]]:
    """Per row what is said about those outside the bar."""
    if place is None:
        return [[] for _ in table.rows]
    cells = [row.cells[place] for row in table.rows]
    return [[f"{label.lower()}:\u00a0{cell.text}"] if cell.is_shown and cell.value else [] for cell in cells]


def _is_drawn(cells: Sequence[Figure]) -> bool:
    return all(cell.value is not None and not cell.bound for cell in cells)


def _instead(cells: Sequence[Figure], names: Sequence[str]) -> str:
    """What stands where no bar can be drawn: the bound that may be said, or the reason."""
    bounds = [f"{name}: {cell.text}" for cell, name in zip(cells, names, strict=True) if cell.bound]
    hidden = next((cell for cell in cells if not cell.is_shown), None)
    return ". ".join(bounds) if bounds or hidden is None else layout.reason(hidden)


def extremes(table: FigureTable, most: int) -> FigureTable:
    """The table, or its most and least favourable rows in their own order. The last column is who did not know."""
    if len(table.rows) <= most:
        return table
    half = most // 2
    drawn = [row for row in table.rows if row.cells[0].is_shown]
    ordered = sorted(drawn, key=lambda row: _lean(row.cells[:-1]), reverse=True)
    kept = {row.key for row in (*ordered[:half], *ordered[len(ordered) - half :])}
    title = f"{table.title}: de {half} gunstigste en de {half} minst gunstige van {len(table.rows)}"
    return replace(table, title=title, rows=tuple(row for row in table.rows if row.key in kept))


def _lean(cells: Sequence[Figure]) -> float:
    """How far a row leans to the favourable side; only for the order of rows."""
    half = (len(cells) - 1) / 2
    return sum((half - index) * (cell.value or 0.0) for index, cell in enumerate(cells))


def _sentence(table: FigureTable, picked: Sequence[Sequence[Figure]], names: Sequence[str]) -> str:
    rows = table.rows
    drawn = [(row, cells) for row, cells in zip(rows, picked, strict=True) if _is_drawn(cells)]
    if not drawn:
        return sentences.NOT_SHOWN
    best = max(drawn, key=lambda pair: _lean(pair[1]))
    worst = min(drawn, key=lambda pair: _lean(pair[1]))
    if _lean(best[1]) == _lean(worst[1]):
        cell, name = max(zip(best[1], names, strict=True), key=lambda pair: pair[0].value or 0.0)
        chosen = f"het vaakst gekozen: {sentences.quoted(name)}, {cell.text}."
        is_titled = best[0].label == table.title  # the heading already says which question it is
        said = [f"H{chosen[1:]}" if is_titled else f"Bij {sentences.quoted(best[0].label)} is {chosen}"]
    else:
        said = [
            f"Het gunstigst zijn de antwoorden bij {sentences.quoted(best[0].label)}.",
            f"Het minst gunstig zijn ze bij {sentences.quoted(worst[0].label)}.",
        ]
    firsts = [next((cell for cell in cells if not cell.is_shown), cells[0]) for cells in picked]
    return " ".join(said + sentences.caveats(rows, firsts))


def _draw(
    drawing: Drawing, form: Form, rows: Sequence[Row], picked: Sequence[Sequence[Figure]],
    names: Sequence[str], extras: Sequence[list[str]],
) -> None:  # fmt: skip
    steps = STEPS[len(names)]
    drawn = [cells for cells in picked if _is_drawn(cells)]
    firsts = [cells[0] for cells in drawn]
    common, said = layout.common_n(firsts), layout.all_indicative(firsts)
    counted = [cells for cells in drawn if cells[0].count is not None]
    if drawn:
        _legend(drawing, form, steps, names)
    centre, scale = _centre(form, drawn)
    for row, cells, extra in zip(rows, picked, extras, strict=True):
        if not _is_drawn(cells):
            layout.place_reason(drawing, form, row, _instead(cells, names))
            continue
        counts = ["aantallen"] if cells in counted and len(counted) < len(drawn) else []
        segments = _segments(cells, steps, centre, scale)
        above, beside = _outside(segments, form.size)
        lift = drawing.line_height + 2 if above else 0.0
        under = layout.under_label(cells, common=common, said=said, extra=[*counts, *extra])
        band = layout.place(drawing, form, row, height=BAR + lift, under=under)
        _bar(drawing, segments, band.top + lift, centre, tick=not above)
        _beside(drawing, segments, beside, band.top + lift + BAR / 2)
        _above(drawing, form, above, band.top)
    numbers = "" if not drawn else "Getallen: procenten." if not counted else "Getallen: aantallen."
    if counted and len(counted) < len(drawn):
        numbers = "Getallen: procenten, en aantallen waar dat staat."
    layout.foot(drawing, numbers, layout.foot_n(common), layout.foot_indicative(said))


def _centre(form: Form, drawn: Sequence[Sequence[Figure]]) -> tuple[float, float]:
    """Where the middle of the neutral category stands, and units of the drawing per percent."""
    left = right = 0.0
    for cells in drawn:
        values = [cell.value or 0.0 for cell in cells]
        half = len(values) // 2
        neutral = values[half] / 2 if len(values) % 2 else 0.0
        left = max(left, sum(values[:half]) + neutral)
        right = max(right, sum(values[-half:]) + neutral)
    reserve = 2 * SIDE + SLIVER * 5
    scale = (form.width - form.plot - reserve) / ((left + right) or 1.0)
    return form.plot + SIDE + SLIVER * 2.5 + left * scale, scale


def _segments(cells: Sequence[Figure], steps: str, centre: float, scale: float) -> list[Segment]:
    """The pieces of one bar; a small share keeps a visible sliver."""
    widths = [max((cell.value or 0.0) * scale, SLIVER) if cell.value else 0.0 for cell in cells]
    half = len(widths) // 2
    left = centre - sum(widths[:half]) - (widths[half] / 2 if len(widths) % 2 else 0.0)
    segments = []
    for cell, step, wide in zip(cells, steps, widths, strict=True):
        if wide:
            segments.append(Segment(step=step, left=left, width=wide, text=_number(cell)))
        left += wide
    return segments


def _number(cell: Figure) -> str:
    return str(cell.count) if cell.count is not None else cell.text.removesuffix("\u00a0%")


def _outside(segments: Sequence[Segment], size: float) -> tuple[list[Segment], list[Segment]]:
    """Segments whose number does not fit inside: those in the middle (number above) and at an end (number beside)."""
    small = [segment for segment in segments if width(segment.text, size) + 6 > segment.width]
    ends = [segment for segment in small if segment in (segments[0], segments[-1])]
    return [segment for segment in small if segment not in ends], ends


def _bar(drawing: Drawing, segments: Sequence[Segment], top: float, centre: float, *, tick: bool) -> None:
    for segment in segments:
        drawing.rect(f"l{segment.step}", segment.left + 1, top + 0.5, segment.width - 2, BAR - 1)
        if width(segment.text, drawing.size) + 6 <= segment.width:
            drawing.text(segment.text, segment.middle, top + BAR / 2, role=f"on{segment.step}", anchor="middle")
    if tick:
        drawing.line("zero", centre, top - 5, centre, top)
    drawing.line("zero", centre, top + BAR, centre, top + BAR + 5)


def _beside(drawing: Drawing, segments: Sequence[Segment], beside: Sequence[Segment], y: float) -> None:
    for segment in beside:
        if segment is segments[0]:
            drawing.text(segment.text, segment.left - 5, y, anchor="end")
        else:
            drawing.text(segment.text, segment.left + segment.width + 5, y)


def _above(drawing: Drawing, form: Form, above: Sequence[Segment], top: float) -> None:
    """Numbers above the bar, kept apart from each other, each with a thin line to its segment."""
    place = form.plot
    for segment in above:
        half = width(segment.text, drawing.size) / 2
        x = max(segment.middle, place + half)
        drawing.text(segment.text, x, top + drawing.line_height / 2 - 2, anchor="middle")
        foot = top + drawing.line_height + 2
        drawing.line("leader", x, foot - 4, segment.middle, foot)
        place = x + half + 7


def _legend(drawing: Drawing, form: Form, steps: str, names: Sequence[str]) -> None:
    """The categories in the order of the bar."""
    x, swatch = 0.0, form.size
    for step, name in zip(steps, names, strict=True):
        wide = swatch + 6 + width(name, form.size)
        if x and x + wide > form.width:
            x, drawing.y = 0.0, drawing.y + drawing.line_height + 2
        middle = drawing.y + drawing.line_height / 2
        drawing.rect(f"l{step}", x + 1, middle - swatch / 2, swatch - 1, swatch - 1)
        drawing.text(name, x + swatch + 6, middle)
        x += wide + 12
    drawing.y += drawing.line_height + layout.GAP
