"""One person's own answer beside the value of a group, row by row: two marks of different form, both named."""

from collections.abc import Sequence
from dataclasses import dataclass

from participatiemonitor.charts import rows as layout
from participatiemonitor.charts import sentences
from participatiemonitor.charts.chart import STACKED, Chart, Form, build
from participatiemonitor.charts.dots import MARK, RADIUS, draw_dot, interval_note
from participatiemonitor.charts.measure import width
from participatiemonitor.charts.palette import Tone
from participatiemonitor.charts.scale import Scale, draw_axis, ends_of, words_of
from participatiemonitor.charts.svg import Drawing
from peilstok.figures import Figure, FigureTable, Row

NOT_COMPARED = "Er valt nog niets te vergelijken."
SIGN = 22.0  # a mark with the space behind it


@dataclass(frozen=True, slots=True)
class _Sides:
    """The two columns of a mirror."""

    own_label: str
    group_label: str
    own: tuple[Figure, ...]
    group: tuple[Figure, ...]


def mirror(
    table: FigureTable, *, own: str = "own", group: str = "participants", prefix: str = "",
    tone: Tone = Tone.BURGER, ends: tuple[float, float] | None = None, words: tuple[str, str] | None = None,
) -> Chart:  # fmt: skip
    """Two columns on one scale: a diamond for `own`, a dot with its interval for `group`."""
    labels = {column.key: column.label for column in table.columns}
    sides = _Sides(
        labels.get(own, ""), labels.get(group, ""),
        table.column(own) if table.rows else (), table.column(group) if table.rows else (),
    )  # fmt: skip

    def draw(drawing: Drawing, form: Form) -> None:
        _draw(drawing, form, table.rows, sides, ends, words)

    return build(table, prefix=prefix, tone=tone, summary=_sentence(table.rows, sides), draw=draw, wide=STACKED)


def _distance(own: Figure, group: Figure) -> float:
    return abs((own.value or 0.0) - (group.value or 0.0))


def _sentence(rows: Sequence[Row], sides: _Sides) -> str:
    both = [
        (row, own, group) for row, own, group in zip(rows, sides.own, sides.group, strict=True)
        if own.value is not None and group.value is not None
    ]  # fmt: skip
    if not both:
        return NOT_COMPARED
    row, own, group = max(both, key=lambda triple: _distance(triple[1], triple[2]))
    numbers = f"{sides.own_label.lower()} {own.text}, {sides.group_label.lower()} {group.text}"
    if len(both) == 1:
        said = f"{sentences.quoted(row.label)}: {numbers}."
    elif _distance(own, group) == 0:
        said = "De antwoorden van beide kanten zijn overal gelijk."
    else:
        said = f"Het grootste verschil zit bij {sentences.quoted(row.label)}: {numbers}."
    return " ".join([said, *sentences.caveats(rows, sides.group)])


def _draw(
    drawing: Drawing, form: Form, rows: Sequence[Row], sides: _Sides,
    ends: tuple[float, float] | None, words: tuple[str, str] | None,
) -> None:  # fmt: skip
    visible = [figure for figure in (*sides.group, *sides.own) if figure.value is not None]
    low, high = ends_of(visible, ends)
    scale = Scale(low, high, form.plot + RADIUS + 4, form.width - RADIUS - 4)
    common, said = layout.common_n(sides.group), layout.all_indicative(sides.group)
    if visible:
        _legend(drawing, form, sides)
    for row, own, group in zip(rows, sides.own, sides.group, strict=True):
        if own.value is None and group.value is None:
            layout.place_reason(drawing, form, row, layout.reason(group))
            continue
        under = layout.under_label([group], common=common, said=said, extra=_said(sides, own, group))
        band = layout.place(drawing, form, row, height=MARK, under=under)
        drawing.line("grid", scale.left, band.middle, scale.right, band.middle)
        if low < 0 < high:
            drawing.line("zero", scale.x(0), band.top, scale.x(0), band.top + MARK)
        if group.value is not None:
            draw_dot(drawing, scale, group, band.middle)
        if own.value is not None:
            drawing.diamond("diamond", scale.x(own.value), band.middle, RADIUS + 2.5)
    if visible:
        draw_axis(drawing, scale, words_of(visible, (low, high), words))
    layout.foot(drawing, layout.foot_n(common), interval_note(sides.group), layout.foot_indicative(said))


def _said(sides: _Sides, own: Figure, group: Figure) -> list[str]:
    """Under a label: both numbers, or why one of them is missing."""
    return [
        f"{name.lower()}\u00a0{figure.text}" if figure.is_shown else f"{name.lower()}: {layout.reason(figure)}"
        for name, figure in ((sides.own_label, own), (sides.group_label, group))
    ]


def _legend(drawing: Drawing, form: Form, sides: _Sides) -> None:
    """The two marks with their names."""
    second = form.plot + SIGN + width(sides.own_label, form.size) + 18
    middle = drawing.y + drawing.line_height / 2
    _named(drawing, "diamond", sides.own_label, form.plot, middle)
    if second + SIGN + width(sides.group_label, form.size) > form.width:
        second = form.plot
        drawing.y += drawing.line_height + 2
        middle = drawing.y + drawing.line_height / 2
    _named(drawing, "dot", sides.group_label, second, middle)
    drawing.y += drawing.line_height + layout.GAP * 0.75


def _named(drawing: Drawing, mark: str, name: str, x: float, middle: float) -> None:
    if mark == "dot":
        drawing.circle("dot", x + RADIUS + 2, middle, RADIUS)
    else:
        drawing.diamond("diamond", x + RADIUS + 2, middle, RADIUS + 1.5)
    drawing.text(name, x + SIGN, middle)
