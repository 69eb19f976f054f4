"""Horizontal bars of counts or shares per category, with one row in full colour."""

from collections.abc import Sequence

from participatiemonitor.charts import rows as layout
from participatiemonitor.charts import sentences
from participatiemonitor.charts.chart import Chart, Form, build
from participatiemonitor.charts.palette import Tone
from participatiemonitor.charts.svg import Drawing
from peilstok.estimates import Unit
from peilstok.figures import Figure, FigureTable, Row

BAR = 22.0
FULL = 100.0


def bars(table: FigureTable, *, column: str = "", prefix: str = "", tone: Tone = Tone.BURGER, mark: str = "") -> Chart:
    """Bars of one column. `mark` is the word behind the value of the emphasised row: "24 · beloofd"."""
    figures = layout.figures_of(table, column)

    def draw(drawing: Drawing, form: Form) -> None:
        _draw(drawing, form, table.rows, figures, mark)

    return build(table, prefix=prefix, tone=tone, summary=_sentence(table.rows, figures, mark), draw=draw)


def _sentence(rows: Sequence[Row], figures: Sequence[Figure], mark: str) -> str:
    pairs = sentences.shown(rows, figures)
    if not pairs:
        return sentences.NOT_SHOWN
    top = sentences.highest(pairs)
    said = []
    if len(pairs) == 1:
        said.append(f"{sentences.quoted(pairs[0][0].label)}: {pairs[0][1].text}.")
    elif len(top) == len(pairs):
        said.append(f"Alle rijen zijn gelijk: {top[0][1].text}.")
    else:
        said.append(sentences.largest(top))
    if mark and len(pairs) > 1:
        said.extend(_marked(pair, top, mark) for pair in pairs if pair[0].emphasis)
    return " ".join(said + sentences.caveats(rows, figures))


def _marked(pair: sentences.Pair, top: Sequence[sentences.Pair], mark: str) -> str:
    """The sentence about the emphasised row."""
    if len(top) == 1 and pair[0] is top[0][0]:
        return f"Dat is ook wat er is {mark}."
    return f"{mark.capitalize()} is {sentences.quoted(pair[0].label)}: {pair[1].text}."


def _end(figures: Sequence[Figure]) -> float:
    """Where the scale ends; it always begins at zero. Shares of a whole never look larger than they are."""
    reach = [max(figure.value, figure.high or 0.0) for figure in figures if figure.value is not None]
    largest = max(reach, default=0.0)
    if any(figure.bound == ">" for figure in figures):
        return FULL
    if any(figure.unit in (Unit.SHARE, Unit.IMPORTANCE) for figure in figures) and (len(reach) == 1 or largest > 50):
        return max(FULL, largest)
    return largest or 1.0


def _draw(drawing: Drawing, form: Form, rows: Sequence[Row], figures: Sequence[Figure], mark: str) -> None:
    common, said = layout.common_n(figures), layout.all_indicative(figures)
    end = _end(figures)
    values = [_value_text(row, figure, mark) for row, figure in zip(rows, figures, strict=True)]
    numbers = [text for text, figure in zip(values, figures, strict=True) if figure.is_shown]
    room = form.width - form.plot - layout.widest(numbers, form.size, bold=True) - 10
    for row, figure, text in zip(rows, figures, values, strict=True):
        if figure.value is None:
            layout.place_reason(drawing, form, row, layout.reason(figure))
            continue
        band = layout.place(
            drawing, form, row, height=BAR, under=layout.under_label([figure], common=common, said=said)
        )
        reach = _bar(drawing, band, figure, room / end, end, "own" if row.emphasis or len(rows) == 1 else "tint")
        drawing.text(text, band.left + reach + 8, band.middle, bold=row.emphasis)
    counted = all(figure.count is not None for figure in figures)
    layout.foot(drawing, "" if counted else layout.foot_n(common), layout.foot_indicative(said))


def _value_text(row: Row, figure: Figure, mark: str) -> str:
    return f"{figure.text} · {mark}" if mark and row.emphasis else figure.text


def _bar(drawing: Drawing, band: layout.Band, figure: Figure, scale: float, end: float, role: str) -> float:
    """Draw one bar and return how far it reaches. "More than 90" is open at the right, "less than 10" all the way."""
    length = max((figure.value or 0.0) * scale, 2 if figure.value else 0)
    reach = length
    if figure.bound == "<":
        drawing.rect("beyond", band.left, band.top, length, BAR)
        return reach
    drawing.rect(role, band.left, band.top, length, BAR)
    if figure.bound == ">":
        reach = end * scale
        drawing.rect("beyond", band.left + length, band.top, reach - length, BAR)
    if figure.low is not None and figure.high is not None:
        low, high = band.left + figure.low * scale, band.left + figure.high * scale
        drawing.line("halo", low, band.middle, high, band.middle)
        drawing.line("whisker", low, band.middle, high, band.middle)
        reach = max(reach, figure.high * scale)
    drawing.line("zero", band.left, band.top - 2, band.left, band.top + BAR + 2)
    return reach
