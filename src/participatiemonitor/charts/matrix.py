"""Importance against score, with four named quarters. Labels never cover each other: else numbers with a list."""

from collections.abc import Sequence
from dataclasses import dataclass

from participatiemonitor.charts import rows as layout
from participatiemonitor.charts import sentences
from participatiemonitor.charts.chart import Chart, Form, build
from participatiemonitor.charts.measure import width, wrap
from participatiemonitor.charts.palette import Tone
from participatiemonitor.charts.placement import Box, place_labels, spread
from participatiemonitor.charts.scale import Scale
from participatiemonitor.charts.svg import Drawing
from peilstok.figures import Figure, FigureTable, Row

HIGH_LIGHT, HIGH_HEAVY = "Zo houden", "Vasthouden"
LOW_LIGHT, LOW_HEAVY = "In het oog houden", "Eerst verbeteren"
DOT, BADGE = 7.0, 12.0
LABEL = 170.0
FEWEST = 3  # a mean of fewer points parts nothing


@dataclass(frozen=True, slots=True)
class _Point:
    row: Row
    importance: Figure
    score: Figure


@dataclass(frozen=True, slots=True)
class _Plane:
    """The frame with its two scales and the lines that part it in quarters."""

    frame: Box
    across: Scale
    upward: Scale
    cut_x: float
    cut_y: float

    def place(self, point: _Point) -> tuple[float, float]:
        return self.across.x(point.importance.value or 0.0), self.upward.x(point.score.value or 0.0)


def matrix(
    table: FigureTable, *, score: str = "score", importance: str = "importance", prefix: str = "",
    tone: Tone = Tone.BURGER, cuts: tuple[float, float] | None = None,
) -> Chart:  # fmt: skip
    """Rows in a plane: further right counts heavier, further up scores higher.

    `cuts` are the importance and the score at which the quarters part; without them the means of what is shown.
    """
    scores = table.column(score) if table.rows else ()
    weights = table.column(importance) if table.rows else ()
    triples = [_Point(row, weight, mark) for row, weight, mark in zip(table.rows, weights, scores, strict=True)]
    points = [point for point in triples if point.importance.value is not None and point.score.value is not None]
    missing = [point for point in triples if point not in points]
    if cuts is None and len(points) < FEWEST:
        points, missing = [], triples

    def draw(drawing: Drawing, form: Form) -> None:
        _draw(drawing, form, points, missing, cuts)

    return build(table, prefix=prefix, tone=tone, summary=_sentence(points, missing, cuts), draw=draw)


def _parting(points: Sequence[_Point], cuts: tuple[float, float] | None) -> tuple[float, float]:
    if cuts is not None:
        return cuts
    count = len(points) or 1
    weights = sum(point.importance.value or 0.0 for point in points)
    return weights / count, sum(point.score.value or 0.0 for point in points) / count


def _sentence(points: Sequence[_Point], missing: Sequence[_Point], cuts: tuple[float, float] | None) -> str:
    if not points:
        shown = [point for point in missing if point.score.is_shown and point.importance.is_shown]
        said = [f"{sentences.quoted(point.row.label)}: {_values(point)}." for point in shown]
        return " ".join(said) or sentences.NOT_SHOWN
    cut_x, cut_y = _parting(points, cuts)
    first = [
        point for point in points
        if (point.importance.value or 0.0) > cut_x and (point.score.value or 0.0) < cut_y
    ]  # fmt: skip
    if first:
        first.sort(key=lambda point: -(point.importance.value or 0.0))
        names = sentences.listed([point.row.label for point in first[:3]])
        said = [f"Eerst verbeteren: {names}. Dat telt zwaar en scoort lager dan de rest."]
        if not all(_is_firm(point, cut_x, cut_y) for point in first[:3]):
            said.append("Dit kan toeval zijn.")
    else:
        heaviest = max(points, key=lambda point: point.importance.value or 0.0)
        said = [f"Het zwaarst telt {sentences.quoted(heaviest.row.label)}. De score is {heaviest.score.text}."]
    rows = [point.row for point in (*points, *missing)]
    figures = [point.score for point in points] + [
        point.score if not point.score.is_shown else point.importance for point in missing
    ]
    return " ".join(said + sentences.caveats(rows, figures))


def _is_firm(point: _Point, cut_x: float, cut_y: float) -> bool:
    """True when the intervals also stay in the quarter of what comes first."""
    low, high = point.importance.low, point.score.high
    return (low is None or low > cut_x) and (high is None or high < cut_y)


def _values(point: _Point) -> str:
    return f"score\u00a0{point.score.text}, belang\u00a0{point.importance.text}"


def _instead(point: _Point) -> str:
    """What stands where a row has no place in the plane: why, or its two numbers."""
    hidden = next((figure for figure in (point.score, point.importance) if not figure.is_shown), None)
    return _values(point) if hidden is None else layout.reason(hidden)


def _reach(figures: Sequence[Figure]) -> tuple[float, float]:
    values = [value for figure in figures for value in (figure.value, figure.low, figure.high) if value is not None]
    low, high = min(values), max(values)
    room = (high - low) * 0.06 or 1.0
    return low - room, high + room


def _plane(drawing: Drawing, points: Sequence[_Point], cuts: tuple[float, float] | None, frame: Box) -> _Plane:
    cut_x, cut_y = _parting(points, cuts)
    low_x, high_x = _reach([point.importance for point in points])
    low_y, high_y = _reach([point.score for point in points])
    edge = BADGE + 2
    across = Scale(min(low_x, cut_x), max(high_x, cut_x), frame.left + edge, frame.right - edge)
    upward = Scale(min(low_y, cut_y), max(high_y, cut_y), frame.bottom - edge, frame.top + edge)
    return _Plane(frame, across, upward, across.x(cut_x), upward.x(cut_y))


def _draw(
    drawing: Drawing, form: Form, points: Sequence[_Point], missing: Sequence[_Point],
    cuts: tuple[float, float] | None,
) -> None:  # fmt: skip
    if points:
        top = drawing.y + drawing.line_height + 4
        height = 260.0 if form.is_narrow else 340.0
        plane = _plane(drawing, points, cuts, Box(0, top, form.width, top + height))
        boxes = None if form.is_narrow else _labels(drawing, plane, points)
        if boxes is None and not form.is_narrow:
            plane = _plane(drawing, points, cuts, Box(0, top, form.width * 0.56, top + height))
        _ground(drawing, plane)
        for point in points:
            _intervals(drawing, plane, point)
        if boxes is None:
            _numbered(drawing, form, plane, points)
        else:
            _named(drawing, plane, points, boxes)
        layout.foot(
            drawing, "Naar rechts: telt zwaarder. Naar boven: hogere score.",
            "De lijnen staan op het gemiddelde." if cuts is None else "",
        )  # fmt: skip
        drawing.y += layout.GAP if missing else 0
    for point in missing:
        layout.place_reason(drawing, form, point.row, _instead(point))


def _ground(drawing: Drawing, plane: _Plane) -> None:
    """The frame, the parting lines and the names of the quarters, which stand outside the frame."""
    frame = plane.frame
    over, beneath = frame.top - 4 - drawing.line_height / 2, frame.bottom + 4 + drawing.line_height / 2
    drawing.rect("frame", frame.left, frame.top, frame.right - frame.left, frame.bottom - frame.top)
    drawing.line("zero", plane.cut_x, frame.top, plane.cut_x, frame.bottom)
    drawing.line("zero", frame.left, plane.cut_y, frame.right, plane.cut_y)
    drawing.text(HIGH_LIGHT, frame.left, over, role="muted", bold=True)
    drawing.text(HIGH_HEAVY, frame.right, over, role="muted", bold=True, anchor="end")
    drawing.text(LOW_LIGHT, frame.left, beneath, role="muted", bold=True)
    drawing.text(LOW_HEAVY, frame.right, beneath, role="muted", bold=True, anchor="end")
    drawing.y = beneath + drawing.line_height / 2 + 8


def _intervals(drawing: Drawing, plane: _Plane, point: _Point) -> None:
    x, y = plane.place(point)
    if point.importance.low is not None and point.importance.high is not None:
        drawing.line("thin", plane.across.x(point.importance.low), y, plane.across.x(point.importance.high), y)
    if point.score.low is not None and point.score.high is not None:
        drawing.line("thin", x, plane.upward.x(point.score.low), x, plane.upward.x(point.score.high))


def _labels(drawing: Drawing, plane: _Plane, points: Sequence[_Point]) -> list[Box] | None:
    lines = [wrap(point.row.label, LABEL, drawing.size) for point in points]
    sizes = [(layout.widest(part, drawing.size), len(part) * drawing.line_height) for part in lines]
    frame, crossing = plane.frame, []
    for point in points:
        x, y = plane.place(point)
        reach = point.importance, point.score
        left, right = (plane.across.x(v) if v is not None else x for v in (reach[0].low, reach[0].high))
        bottom, top = (plane.upward.x(v) if v is not None else y for v in (reach[1].low, reach[1].high))
        crossing += [Box(left, y - 0.5, right, y + 0.5), Box(x - 0.5, top, x + 0.5, bottom)]
    crossing.append(Box(plane.cut_x - 0.5, frame.top, plane.cut_x + 0.5, frame.bottom))
    crossing.append(Box(frame.left, plane.cut_y - 0.5, frame.right, plane.cut_y + 0.5))
    places = [plane.place(point) for point in points]
    return place_labels(places, sizes, frame, radius=DOT, lines=crossing)


def _named(drawing: Drawing, plane: _Plane, points: Sequence[_Point], boxes: Sequence[Box]) -> None:
    for point, box in zip(points, boxes, strict=True):
        drawing.circle("dot", *plane.place(point), DOT)
        drawing.rect("veil", box.left - 1, box.top + 1, box.right - box.left + 2, box.bottom - box.top - 2)
        drawing.lines(wrap(point.row.label, LABEL, drawing.size), box.left, box.top)


def _numbered(drawing: Drawing, form: Form, plane: _Plane, points: Sequence[_Point]) -> None:
    """Numbers in the plane and a list: under it in the narrow form, beside it in the wide one."""
    places = [plane.place(point) for point in points]
    for number, (spot, place) in enumerate(zip(places, spread(places, plane.frame, radius=BADGE), strict=True), 1):
        if spot != place:
            drawing.line("thin", *spot, *place)
            drawing.circle("dot", *spot, 3)
        drawing.circle("badge", *place, BADGE)
        drawing.text(str(number), *place, role="on-badge", anchor="middle", bold=True)
    bottom = drawing.y
    left = 0.0 if form.is_narrow else plane.frame.right + 24
    y = bottom if form.is_narrow else plane.frame.top
    indent = width("00", drawing.size, True) + 8
    for number, point in enumerate(points, 1):
        text = f"{point.row.label}: {_values(point)}"
        drawing.text(str(number), left, y + drawing.line_height / 2, role="index", bold=True)
        lines = wrap(text, form.width - left - indent, drawing.size)
        y = drawing.lines(lines, left + indent, y) + 4
    drawing.y = max(bottom, y) + 4
