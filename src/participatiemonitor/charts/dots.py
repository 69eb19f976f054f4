"""A dot with its interval per row: scores, grades, importance, differences."""

from collections.abc import Sequence

from participatiemonitor.charts import rows as layout
from participatiemonitor.charts import sentences
from participatiemonitor.charts.chart import Chart, Form, build
from participatiemonitor.charts.palette import Tone
from participatiemonitor.charts.scale import Scale, draw_axis, ends_of, words_of
from participatiemonitor.charts.svg import Drawing
from peilstok.figures import Figure, FigureTable, Row, Status

MARK = 22.0
RADIUS = 5.5  # a dot must not hide a narrow interval


def dots(
    table: FigureTable, *, column: str = "", prefix: str = "", tone: Tone = Tone.BURGER,
    ends: tuple[float, float] | None = None, words: tuple[str, str] | None = None,
) -> Chart:  # fmt: skip
    """Dots of one column. `ends` and `words` name the ends of the axis; without them the unit decides."""
    figures = layout.figures_of(table, column)

    def draw(drawing: Drawing, form: Form) -> None:
        _draw(drawing, form, table.rows, figures, ends, words)

    return build(table, prefix=prefix, tone=tone, summary=_sentence(table.rows, figures), draw=draw)


def _sentence(rows: Sequence[Row], figures: Sequence[Figure]) -> str:
    pairs = sentences.shown(rows, figures)
    if not pairs:
        return sentences.NOT_SHOWN
    high, low = sentences.extreme_words(pairs[0][1].unit)
    said = sentences.extremes(pairs, high=high, low=low)
    return " ".join(said + sentences.caveats(rows, figures))


def _draw(
    drawing: Drawing, form: Form, rows: Sequence[Row], figures: Sequence[Figure],
    ends: tuple[float, float] | None, words: tuple[str, str] | None,
) -> None:  # fmt: skip
    visible = [figure for figure in figures if figure.value is not None]
    common, said = layout.common_n(figures), layout.all_indicative(figures)
    low, high = ends_of(visible, ends)
    numbers = layout.widest([figure.text for figure in visible], form.size, bold=True)
    scale = Scale(low, high, form.plot + RADIUS, form.width - numbers - 12 - RADIUS)
    for row, figure in zip(rows, figures, strict=True):
        if figure.value is None:
            layout.place_reason(drawing, form, row, layout.reason(figure))
            continue
        band = layout.place(
            drawing, form, row, height=MARK, under=layout.under_label([figure], common=common, said=said)
        )
        drawing.line("grid", scale.left, band.middle, scale.right, band.middle)
        if low < 0 < high:
            drawing.line("zero", scale.x(0), band.top, scale.x(0), band.top + MARK)
        draw_dot(drawing, scale, figure, band.middle)
        drawing.text(figure.text, form.width, band.middle, anchor="end", bold=True)
    if visible:
        draw_axis(drawing, scale, words_of(visible, (low, high), words))
    layout.foot(drawing, layout.foot_n(common), interval_note(visible), layout.foot_indicative(said))


def draw_dot(drawing: Drawing, scale: Scale, figure: Figure, y: float) -> None:
    """One dot with its interval; open when the figure is indicative, with an arrow line when it is a bound."""
    value = figure.value or 0.0
    if figure.low is not None and figure.high is not None:
        drawing.line("interval", scale.x(figure.low), y, scale.x(figure.high), y)
    if figure.bound:
        edge = scale.high if figure.bound == ">" else scale.low
        drawing.line("beyond", scale.x(value), y, scale.x(edge), y)
    is_open = figure.status is Status.INDICATIVE
    drawing.circle("open" if is_open else "dot", scale.x(value), y, RADIUS - 1 if is_open else RADIUS)


def interval_note(figures: Sequence[Figure]) -> str:
    """What the line through a dot means, when there is one."""
    if any(figure.low is not None for figure in figures):
        return "De lijn laat zien waar de waarde waarschijnlijk ligt."
    return ""
