"""Making the project report: the same figures and order as the page, on two pages, with the source in the foot.

With too few answers to say anything per question there is nothing for a second page: then it is one page.

WeasyPrint needs Pango on the machine; where it is missing, the report comes as a page with a sentence that says so.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.formats import date_format

from participatiemonitor.analysis import gate
from participatiemonitor.analysis.results import Block, ProcessResults
from participatiemonitor.charts import Chart, Form, Tone, diverging, extremes
from participatiemonitor.register.models import Process, Track
from peilstok.figures import FigureTable

log = logging.getLogger(__name__)

TEMPLATE = "publication/reports/project/report.html"
PAGES = 2
FIRST_PAGE = ("response", "influence", "grades", "factors")
QUESTION_COLUMNS = ("n", "share", "mean", "r")
NO_PDF = (
    "Op deze computer kan geen pdf worden gemaakt: het onderdeel Pango ontbreekt. Hieronder staat het hele rapport. "
    "U kunt het afdrukken. De beheerder kan Pango installeren."
)


FULL = Form("paper", width=1100, size=16, label=520, gap=7, has_facts=False)
FULL_TIGHT = Form("paper", width=1250, size=16, label=640, gap=5, has_facts=False)
HALF = Form("half", width=540, size=16, label=210, gap=8, has_facts=False)


@dataclass(frozen=True, slots=True)
class Density:
    """How much stands on the two pages. Tried from roomy to tight until it fits."""

    key: str
    full: Form
    quotes: int
    mirror: int
    questions: int
    statements: int
    row: float  # mm a question takes, to guess what fits


DENSITIES = (
    Density("roomy", FULL, quotes=3, mirror=12, questions=40, statements=12, row=4.1),
    Density("roomy", FULL, quotes=2, mirror=5, questions=40, statements=8, row=4.1),
    Density("tight", FULL_TIGHT, quotes=2, mirror=5, questions=40, statements=8, row=3.5),
    Density("dense", FULL_TIGHT, quotes=2, mirror=5, questions=60, statements=8, row=3.05),
    Density("dense", FULL_TIGHT, quotes=1, mirror=4, questions=60, statements=6, row=3.05),
    Density("dense", FULL_TIGHT, quotes=1, mirror=4, questions=40, statements=6, row=3.05),
    Density("dense", FULL_TIGHT, quotes=1, mirror=3, questions=32, statements=4, row=3.05),
    Density("dense", FULL_TIGHT, quotes=0, mirror=3, questions=24, statements=4, row=3.05),
    Density("dense", FULL_TIGHT, quotes=0, mirror=0, questions=0, statements=0, row=3.05),
)
ROOM = 284.0  # mm that are guessed at most to fit on the second page
SPACINGS = ("", "close", "closest")  # of the first page, which keeps everything
SECOND = "tweede"  # where the second page begins


@dataclass(frozen=True, slots=True)
class ProjectReport:
    """What stands in the report."""

    title: str
    municipality: str
    kind: str
    results: ProcessResults
    made_on: date

    @classmethod
    def of(cls, process: Process, results: ProcessResults, *, made_on: date) -> "ProjectReport":
        """The report of one round of a process."""
        return cls(
            title=process.title,
            municipality=process.municipality.name,
            kind=Track(process.track).label,
            results=results,
            made_on=made_on,
        )

    @property
    def is_indicative(self) -> bool:
        """Whether there are too few answers to call any figure firm."""
        return self.results.n < gate.POLICY.percentages_from

    @property
    def foot(self) -> str:
        """Data version, method version, checksum and day: at the foot of every page."""
        source = self.results.source
        return (
            f"Gegevens versie {source.data_version} · methode {source.method_version} · controlegetal "
            f"{source.short_checksum} · gemaakt op {date_format(self.made_on, 'j F Y')}"
        )


@dataclass(frozen=True, slots=True)
class Made:
    """A finished report."""

    content: bytes
    is_pdf: bool

    @property
    def content_type(self) -> str:
        """The media type of the content."""
        return "application/pdf" if self.is_pdf else "text/html; charset=utf-8"


def render_html(report: ProjectReport, density: Density = DENSITIES[0], *, spacing: str = "", notice: str = "") -> str:
    """The report as a page."""
    first = [block for block in report.results.blocks if block.key in FIRST_PAGE]
    context: dict[str, Any] = {
        "report": report,
        "density": density,
        "spacing": spacing,
        "first": [(block, _drawings(block, density)) for block in first],
        "notice": notice,
        "demo": settings.DEMO,
    }
    return render_to_string(TEMPLATE, context | _second_page(report.results, density))


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart as it stands on paper."""

    chart: Chart
    svg: str


def _drawings(block: Block, density: Density) -> tuple[Drawing, ...]:
    """The charts of a block: over half a page, but a single one of the success factors over the whole width."""
    is_half = block.key == "influence" or len(block.charts) > 1
    return tuple(Drawing(chart, chart.on_paper(HALF if is_half else density.full)) for chart in block.charts)


def _second_page(results: ProcessResults, density: Density) -> dict[str, Any]:
    statements, mirror, quotes, questions = (
        results.block(key) for key in ("statements", "mirror", "open_answers", "questions")
    )
    table = _brief(questions.tables[0], density.questions) if questions else None
    return {
        "has_second_page": any((statements, mirror, quotes, questions)),
        "statements": statements,
        "statement_drawings": _statement_drawings(results, density),
        "mirror": mirror,
        "mirror_tables": [_first_rows(chart.table, density.mirror) for chart in mirror.charts] if mirror else (),
        "quotes": _few_quotes(quotes, density) if quotes else None,
        "questions": questions,
        "question_table": table,
        "questions_cut": questions is not None
        and table is not None
        and len(table.rows) < len(questions.tables[0].rows),
    }


def _statement_drawings(results: ProcessResults, density: Density) -> tuple[Drawing, ...]:
    """The charts with several statements; of many statements only the most and the least favourable ones."""
    block = results.block("statements")
    charts = [chart for chart in block.charts if len(chart.table.rows) > 1] if block and density.statements else []
    share = max(2, density.statements // max(1, len(charts)))
    tone = Tone.OVERHEID if results.track == Track.SOCIETY else Tone.BURGER
    drawings = []
    for chart in charts:
        fewer = extremes(chart.table, share)
        drawn = chart if fewer is chart.table else diverging(fewer, prefix=f"{fewer.key}-kort", tone=tone)
        drawings.append(Drawing(drawn, drawn.on_paper(density.full)))
    return tuple(drawings)


def _few_quotes(block: Block, density: Density) -> Block | None:
    if block.quotes and not density.quotes:
        return None
    groups = (replace(group, texts=group.texts[: density.quotes]) for group in block.quotes)
    return replace(block, quotes=tuple(group for group in groups if group.texts))


def _first_rows(table: FigureTable, most: int) -> FigureTable:
    """The first rows of a table that is ordered by what matters most."""
    if len(table.rows) <= most:
        return table
    return replace(table, title=f"{table.title} ({most} van {len(table.rows)})", rows=table.rows[:most])


def _brief(table: FigureTable, most: int) -> FigureTable:
    """The questions with a scale, at most `most`, without the columns of small print."""
    kept = [place for place, column in enumerate(table.columns) if column.key in QUESTION_COLUMNS]
    columns = tuple(table.columns[place] for place in kept)
    scaled = [row for row in table.rows if any(row.cells[place].is_shown for place in kept[1:])]
    rows = tuple(replace(row, cells=tuple(row.cells[place] for place in kept), note="") for row in scaled[:most])
    return replace(table, columns=columns, rows=rows)


def _static(name: str) -> Path:
    found = finders.find(name)
    if found is None:
        raise FileNotFoundError(name)
    return Path(found)


def _densities(results: ProcessResults) -> tuple[Density, ...]:
    """The settings worth trying, the likeliest first: laying out the pages takes a second each time."""
    fitting = next((place for place, density in enumerate(DENSITIES) if _guess(results, density) <= ROOM), -1)
    return DENSITIES[fitting:]


def _guess(results: ProcessResults, density: Density) -> float:
    """About how many mm the second page takes; the layout itself decides."""
    height = 11.0
    for block in results.blocks:
        rows = [len(chart.table.rows) for chart in block.charts] + [len(table.rows) for table in block.tables[:1]]
        if block.key == "statements":
            drawn = sum(min(count, density.statements) for count in rows if count > 1)
            height += 33 + drawn * (6.0 if density.full is FULL else 5.3)
        elif block.key == "mirror":
            height += 26 + sum(min(count, density.mirror) for count in rows) * (density.row + 1.6)
        elif block.key == "open_answers":
            height += 22 + density.quotes * 7
        elif block.key == "questions":
            height += 20 + min(rows[0], density.questions) * density.row
    return height


def render_pdf(report: ProjectReport) -> Made:
    """The report as PDF/UA on at most two pages; as HTML where this machine cannot make a PDF."""
    try:
        from weasyprint import CSS, HTML  # noqa: PLC0415 loading takes half a second and needs system libraries
        from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415 as above
    except OSError:
        log.warning("Pango is missing: reports are made as HTML")
        return Made(render_html(report, notice=NO_PDF).encode(), is_pdf=False)
    sheet = _static("report.css")
    fonts = FontConfiguration()
    css = CSS(filename=str(sheet), font_config=fonts)

    def lay_out(density: Density, spacing: str) -> Any:
        page = render_html(report, density, spacing=spacing)
        return HTML(string=page, base_url=str(sheet.parent)).render(stylesheets=[css], font_config=fonts)

    pdf: bytes = _fitted(lay_out, _densities(report.results)).write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True)
    return Made(pdf, is_pdf=True)


def _fitted(lay_out: Callable[[Density, str], Any], densities: tuple[Density, ...]) -> Any:
    """The roomiest layout of at most two pages: the first page gets less air, the second page gets less text."""
    spacings, choices = iter(SPACINGS), iter(densities)
    spacing, density = next(spacings), next(choices)
    while True:
        document = lay_out(density, spacing)
        is_first_full = len(document.pages) > 1 and SECOND not in document.pages[1].anchors
        step = next(spacings, None) if is_first_full else None
        if step is not None:
            spacing = step
            continue
        tighter = next(choices, None) if len(document.pages) > PAGES else None
        if tighter is None:
            return document
        density = tighter
