"""What every chart keeps: same numbers everywhere, readable, inside its frame, no style and no script."""

import re
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.factories import drawings, figures

import participatiemonitor
from participatiemonitor import charts
from participatiemonitor.charts import Chart, Form, Tone
from participatiemonitor.charts.palette import DARK, LIGHT, PAINTS, stylesheet
from peilstok.estimates import Unit
from peilstok.figures import Figure, FigureTable

LEGIBLE = 14.0
PHONE = 320 - 2 * 16  # the width of a small phone without the margins of the page
INFLUENCE = [("people", "Antwoorden")]
FACTORS = [("score", "Score"), ("importance", "Belang")]
MIRROR = [("own", "Projectleider"), ("participants", "Deelnemers")]
PAPER = (
    Form("paper", width=1100, size=16, label=520, gap=7, has_facts=False),
    Form("half", width=540, size=16, label=210, gap=8, has_facts=False),
)
type Maker = Callable[..., Chart]


def one_column(*cells: Figure, emphasis: int = 0) -> FigureTable:
    labels = ("Informeren", figures.LONG, figures.COMPOUND, "Coproduceren", "Meebeslissen", "Zo")
    pairs = zip(labels, cells, strict=False)
    return figures.table(
        INFLUENCE, *(figures.row(name, cell, emphasis=i == emphasis) for i, (name, cell) in enumerate(pairs))
    )


def factor_table(*pairs: tuple[float, float]) -> FigureTable:
    rows = [
        figures.row(
            f"Succesfactor die {'heel ' * (place % 3)}zwaar telt",
            figures.number(Unit.SCORE, score, 180, max(score - 0.5, 0), min(score + 0.5, 10)),
            figures.number(Unit.IMPORTANCE, weight, 180, max(weight - 8, 0), min(weight + 8, 100)),
        )
        for place, (score, weight) in enumerate(pairs)
    ]
    return figures.table(FACTORS, *rows)


def mirror_table(*pairs: tuple[Figure, Figure]) -> FigureTable:
    labels = ("Er is goed geluisterd", figures.LONG, figures.COMPOUND, "Terugkoppeling")
    return figures.table(MIRROR, *(figures.row(name, *pair) for name, pair in zip(labels, pairs, strict=False)))


SHARES = [figures.share(value, 62, max(value - 9, 0), min(value + 9, 100)) for value in (6, 15, 34, 39, 6)]
COUNTS = [figures.share(value, 18) for value in (10, 25, 33, 33, 0)]
BOUNDS = [figures.bound(">"), figures.bound("<"), figures.hidden(4)]
SCORES = [
    figures.number(Unit.SCORE, value, n, value - 0.5, value + 0.4) for value, n in ((7.2, 62), (5.1, 18), (0.6, 44))
]
DIFFERENCES = [figures.number(Unit.DIFFERENCE, value, 62, value - 0.5, value + 0.5) for value in (0.6, -0.9, 0.1)]
HIDDEN = [figures.hidden(4), figures.hidden(7)]
PLAIN: dict[str, FigureTable] = {
    "shares": one_column(*SHARES), "counts": one_column(*COUNTS), "bounds": one_column(*BOUNDS),
    "one row": one_column(figures.share(38, 62)), "all withheld": one_column(*HIDDEN), "empty": one_column(),
    "whole": one_column(figures.share(100, 300, 98, 100), figures.share(0, 300, 0, 2)),
}  # fmt: skip
STATEMENTS: dict[str, FigureTable] = {
    "usual": figures.statements(
        ("Er is goed naar mij geluisterd", figures.answers([32, 36, 15, 12, 5], 62, 3)),
        ("Ik voelde mij welkom", figures.answers([78, 19, 2, 1, 0], 62)),
        ("De uitnodiging kwam op tijd", figures.answers([3, 2, 1, 4, 90], 60, 2)),
        (figures.LONG, [*[figures.hidden(7)] * 5, figures.count(2)]),
    ),
    "counts": figures.statements(
        (figures.COMPOUND, figures.answers([33, 28, 17, 11, 11], 18, 3)),
        ("Deze is groter", figures.answers([20, 31, 22, 17, 10], 62)),
    ),
    "slivers": figures.statements(
        ("Eén", figures.answers([1, 1, 96, 1, 1], 400)), ("Twee", figures.answers([98, 1, 0, 1, 0], 400))
    ),
    "ends": figures.statements(
        ("Alles eens", figures.answers([100, 0, 0, 0, 0], 90)), ("Alles oneens", figures.answers([0, 0, 0, 0, 100], 90))
    ),
    "bounds": figures.statements(("Iedereen", [figures.bound(">"), *[figures.bound("<")] * 4, figures.count(0)])),
    "one row": figures.statements(("Eén", figures.answers([20, 31, 22, 17, 10], 62)), aside=True),
    "all withheld": figures.statements(("Eén", [*[figures.hidden(4)] * 5, figures.count(1)])),
    "empty": figures.statements(),
}
CASES: list[tuple[str, Maker, FigureTable]] = [
    *((f"bars, {name}", partial(charts.bars, mark="beloofd"), made) for name, made in PLAIN.items()),
    *((f"dots, {name}", charts.dots, made) for name, made in PLAIN.items()),
    ("dots, scores", charts.dots, one_column(*SCORES)),
    ("dots, differences", charts.dots, one_column(*DIFFERENCES)),
    *((f"diverging, {name}", charts.diverging, made) for name, made in STATEMENTS.items()),
    ("matrix, usual", charts.matrix, factor_table((7.2, 31), (5.1, 24), (5.4, 22), (6.8, 12), (7.0, 8), (6.1, 3))),
    ("matrix, crowded", charts.matrix, factor_table(*((6 + place / 20, 20 + place % 3) for place in range(10)))),
    ("matrix, equal", charts.matrix, factor_table(*[(6.0, 20.0)] * 6)),
    ("matrix, one row", charts.matrix, factor_table((7.2, 31))),
    ("matrix, empty", charts.matrix, factor_table()),
    (
        "matrix, half withheld",
        charts.matrix,
        figures.table(
            FACTORS, figures.row("Eén", SCORES[0], figures.hidden(4, Unit.IMPORTANCE)), *factor_table((7.2, 31)).rows
        ),
    ),
    (
        "matrix, all withheld",
        charts.matrix,
        figures.table(FACTORS, figures.row("Eén", figures.hidden(4, Unit.SCORE), figures.hidden(4, Unit.IMPORTANCE))),
    ),
    (
        "mirror, usual",
        charts.mirror,
        mirror_table(*((figures.number(Unit.SCORE, 8 - place, 1), score) for place, score in enumerate(SCORES))),
    ),
    (
        "mirror, all withheld",
        charts.mirror,
        mirror_table((figures.number(Unit.SCORE, 5, 1), figures.hidden(6, Unit.SCORE))),
    ),
    (
        "mirror, half withheld",
        charts.mirror,
        mirror_table((figures.number(Unit.SCORE, 5, 1), figures.hidden(6, Unit.SCORE)), (HIDDEN[0], SCORES[0])),
    ),
    ("mirror, one row", charts.mirror, mirror_table((figures.number(Unit.SCORE, 10, 1), SCORES[0]))),
    ("mirror, empty", charts.mirror, mirror_table()),
    ("response, usual", charts.response, one_column(figures.count(62, 90), figures.count(41, 60), figures.count(21))),
    ("response, one row", charts.response, one_column(figures.count(62, 90))),
    ("response, nobody", charts.response, one_column(figures.count(0, 90))),
    ("response, empty", charts.response, one_column()),
    ("response, all withheld", charts.response, one_column(*HIDDEN)),
]
every_case = pytest.mark.parametrize(("make", "table"), [pytest.param(*case[1:], id=case[0]) for case in CASES])


def numbers_of(table: FigureTable) -> set[str]:
    """Every number that a table gives away, as written: texts, counts, answers, intervals, reasons, labels."""
    said = [table.title, table.remark]
    for row in table.rows:
        said += [row.label, row.note]
        for figure in row.cells:
            said += [figure.text, figure.interval, figure.reason, str(figure.n or ""), str(figure.count or "")]
    return drawings.numbers(" ".join(said))


def squeezed(text: str) -> str:
    """A text without blanks: in a drawing it stands in several lines."""
    return re.sub(r"[\s·-]", "", text)


def both(chart: Chart) -> tuple[str, str]:
    return chart.svg, chart.svg_narrow


def test_every_kind_is_in_the_list() -> None:
    """A module with a function of its own name is a kind."""
    folder = Path(charts.__file__).parent
    kinds = {path.stem for path in folder.glob("*.py") if f"\ndef {path.stem}(" in path.read_text(encoding="utf-8")}
    assert kinds == {kind.__name__ for kind in charts.KINDS}, "name every kind in KINDS of charts/__init__.py"
    assert kinds <= set(charts.__all__), "name every kind in __all__ of charts/__init__.py"


@pytest.mark.parametrize("state", ["empty", "one row", "all withheld"])
def test_every_kind_is_tried_empty_with_one_row_and_withheld(state: str) -> None:
    tried = {name for name, *_ in CASES}
    missing = {f"{kind.__name__}, {state}" for kind in charts.KINDS} - tried
    assert missing == set(), "add these to CASES of tests/contracts/test_charts.py"


@every_case
def test_a_drawing_says_only_numbers_of_its_table(make: Maker, table: FigureTable) -> None:
    chart = make(table)
    for svg in both(chart):
        assert drawings.numbers_drawn(svg) <= numbers_of(table)
    assert drawings.numbers(chart.summary) <= numbers_of(table)
    assert chart.table is table


@every_case
def test_a_narrow_drawing_says_every_figure_it_draws(make: Maker, table: FigureTable) -> None:
    """Zero has no piece in a diverging bar, which is drawn whole or not at all."""
    drawn = drawings.numbers_drawn(make(table).svg_narrow)
    for row in table.rows:
        if make is charts.diverging and not all(figure.is_shown for figure in row.cells):
            continue
        for figure in row.cells:
            if figure.value:
                assert drawings.numbers(str(figure.count or figure.text)) <= drawn


@every_case
def test_nothing_leaves_the_picture_and_no_text_covers_another(make: Maker, table: FigureTable) -> None:
    for svg in both(make(table)):
        assert drawings.outside(svg) == []
        assert drawings.overlapping(svg) == []


@every_case
@pytest.mark.parametrize("form", PAPER, ids=lambda form: form.name)
def test_the_same_holds_on_paper(make: Maker, table: FigureTable, form: Form) -> None:
    svg = make(table).on_paper(form)
    assert drawings.outside(svg) == []
    assert drawings.overlapping(svg) == []
    assert drawings.numbers_drawn(svg) <= numbers_of(table)


@every_case
def test_text_is_legible_on_a_small_phone(make: Maker, table: FigureTable) -> None:
    tree = drawings.root(make(table).svg_narrow)
    sizes = [float(part.attrib["font-size"]) for part in tree.iter() if "font-size" in part.attrib]
    wide = float(tree.attrib["viewBox"].split()[2])
    assert min(sizes) * min(PHONE / wide, 1) >= LEGIBLE


@every_case
def test_a_drawing_has_a_name_and_a_description_and_no_style_or_script(make: Maker, table: FigureTable) -> None:
    chart = make(table)
    for svg in both(chart):
        tree = drawings.root(svg)
        assert tree.attrib["role"] == "img"
        name, description = tree.attrib["aria-labelledby"].split()
        said = {part.get("id"): part.text for part in tree}
        assert (said[name], said[description]) == (table.title, chart.summary)
        assert not re.search(r"style=|<script|<style|on\w+=\"|href|gradient|filter", svg, re.IGNORECASE)
    ids = re.findall(r' id="([^"]+)"', chart.svg + chart.svg_narrow)
    assert len(ids) == len(set(ids)) == 4


@every_case
def test_what_is_withheld_has_no_mark(make: Maker, table: FigureTable) -> None:
    if any(figure.is_shown for row in table.rows for figure in row.cells):
        return
    for svg in both(make(table)):
        assert not [mark for kind in ("rect", "circle", "polygon", "line") for mark in drawings.marks(svg, kind)]


@every_case
def test_what_is_withheld_says_why(make: Maker, table: FigureTable) -> None:
    for svg in both(make(table)):
        said = squeezed("".join(line.text for line in drawings.texts(svg)))
        for row in table.rows:
            reasons = [squeezed(figure.reason) for figure in row.cells if not figure.is_shown]
            assert not reasons or any(reason in said for reason in reasons), f"no reason beside ‘{row.label}’"


@every_case
def test_a_drawing_uses_only_roles_of_the_style_sheet(make: Maker, table: FigureTable) -> None:
    known = {f"pmc-{role}" for role in PAINTS}
    for tone in Tone:
        chart = make(table, tone=tone)
        for svg in both(chart):
            assert f"pmc--{tone}" in drawings.root(svg).attrib["class"].split()
            assert {part.attrib["class"] for part in drawings.root(svg) if "class" in part.attrib} <= known, tone


def test_the_style_sheet_on_disk_is_the_one_of_the_palette() -> None:
    path = Path(participatiemonitor.__file__).parent / "web" / "static" / "charts.css"
    assert path.read_text(encoding="utf-8") == stylesheet()


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_text_stands_out_from_what_is_behind_it(colours: dict[str, str]) -> None:
    pairs = [("ink", "ground"), ("muted", "ground"), *((f"on{step}", f"l{step}") for step in range(1, 6))]
    pairs += [("on-badge", tone.value) for tone in Tone]
    assert {
        pair: contrast(*(colours[name] for name in pair))
        for pair in pairs
        if contrast(*(colours[name] for name in pair)) < 4.5
    } == {}


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_marks_stand_out_from_the_ground(colours: dict[str, str]) -> None:
    marks = [*Tone, "edge", *(f"rim{step}" for step in range(1, 6))]
    assert {
        mark: contrast(colours[mark], colours["ground"])
        for mark in marks
        if contrast(colours[mark], colours["ground"]) < 3
    } == {}


def test_forced_colours_use_only_colours_of_the_system() -> None:
    forced = stylesheet().split("(forced-colors: active)")[1]
    assert set(re.findall(r"--pmc-[\w-]+: ([^;]+);", forced)) == {"Canvas", "CanvasText"}
    assert (
        set(re.findall(r"(--pmc-[\w-]+):", forced))
        == {f"--pmc-{name}" for name in LIGHT}
        == {f"--pmc-{name}" for name in DARK}
    )


@st.composite
def rows_of_five(draw: st.DrawFn) -> list[Figure]:
    n = draw(st.integers(30, 900))
    cuts = sorted(draw(st.lists(st.integers(0, 100), min_size=4, max_size=4)))
    edges = [0, *cuts, 100]
    return figures.answers([high - low for low, high in pairwise(edges)], n, draw(st.integers(0, 40)))


@settings(max_examples=80, deadline=None)
@given(st.lists(rows_of_five(), min_size=1, max_size=4))
def test_any_distribution_stays_in_the_picture(cells: list[list[Figure]]) -> None:
    chart = charts.diverging(
        figures.statements(*((f"Uitspraak {'x' * place}", row) for place, row in enumerate(cells)))
    )
    for svg in both(chart):
        assert (drawings.outside(svg), drawings.overlapping(svg)) == ([], [])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 10), st.floats(0, 60)), min_size=1, max_size=12))
def test_any_matrix_stays_in_the_picture(pairs: list[tuple[float, float]]) -> None:
    chart = charts.matrix(factor_table(*((round(score, 1), round(weight)) for score, weight in pairs)))
    for svg in both(chart):
        assert (drawings.outside(svg), drawings.overlapping(svg)) == ([], [])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(-4, 4), min_size=1, max_size=6), st.text(min_size=1, max_size=60))
def test_any_difference_and_any_label_stay_in_the_picture(values: list[float], label: str) -> None:
    cells = [
        figures.number(Unit.DIFFERENCE, round(value, 1), 62, round(value, 1) - 0.7, round(value, 1) + 0.7)
        for value in values
    ]
    made = figures.table(INFLUENCE, *(figures.row(label, cell) for cell in cells), title=label)
    for chart in (charts.dots(made), charts.dots(made, ends=(-1, 1))):
        for svg in both(chart):
            assert (drawings.outside(svg), drawings.overlapping(svg)) == ([], [])
