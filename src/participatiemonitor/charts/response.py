"""A thin meter per stream: how many answers of how many people."""

from collections.abc import Sequence

from participatiemonitor.charts import rows as layout
from participatiemonitor.charts import sentences
from participatiemonitor.charts.chart import Chart, Form, build
from participatiemonitor.charts.palette import Tone
from participatiemonitor.charts.svg import Drawing
from peilstok.figures import Figure, FigureTable, Row

METER = 12.0
SPOKEN = 4  # with more rows only the emphasised one is read out


def response(table: FigureTable, *, column: str = "", prefix: str = "", tone: Tone = Tone.BURGER) -> Chart:
    """Meters of one column of counts; a count with a population fills a frame as long as that population."""
    figures = layout.figures_of(table, column)

    def draw(drawing: Drawing, form: Form) -> None:
        _draw(drawing, form, table.rows, figures)

    return build(table, prefix=prefix, tone=tone, summary=_sentence(table.rows, figures), draw=draw)


def _sentence(rows: Sequence[Row], figures: Sequence[Figure]) -> str:
    pairs = sentences.shown(rows, figures)
    if not pairs:
        return sentences.NOT_SHOWN
    told = pairs if len(pairs) <= SPOKEN else [pair for pair in pairs if pair[0].emphasis] or sentences.highest(pairs)
    said = [f"{row.label}: {figure.text}." for row, figure in told]
    return " ".join(said + sentences.caveats(rows, figures))


def _draw(drawing: Drawing, form: Form, rows: Sequence[Row], figures: Sequence[Figure]) -> None:
    visible = [figure for figure in figures if figure.value is not None]
    longest = max((max(figure.value or 0.0, figure.population or 0) for figure in visible), default=0.0) or 1.0
    numbers = layout.widest([figure.text for figure in visible], form.size, bold=True)
    scale = (form.width - form.plot - numbers - 12) / longest
    for row, figure in zip(rows, figures, strict=True):
        if figure.value is None:
            layout.place_reason(drawing, form, row, layout.reason(figure))
            continue
        band = layout.place(drawing, form, row, height=drawing.line_height)
        top = band.middle - METER / 2
        if figure.population is not None:
            drawing.rect("track", band.left, top, figure.population * scale, METER)
        drawing.rect("own", band.left, top, figure.value * scale, METER)
        drawing.text(figure.text, form.width, band.middle, anchor="end", bold=row.emphasis)
