"""A paper as a Word file: real headings, lists and tables with a head, Dutch as its language."""

from datetime import UTC, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.conf import settings

from participatiemonitor.publication.reports.paper.content import Bullets, Grid, Paper, PaperSection, Paragraph, Said
from participatiemonitor.publication.reports.paper.pdf import DEMO, PaperFile

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph as WordParagraph

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# On every computer, or replaced by a font of the same width.
FONT = "Arial"
INK, BLUE, TERRACOTTA, AMBER, RED, GREY = "14213D", "1F4E9C", "B3431B", "8A5A00", "A4262C", "55606E"
LINE = "D9D3C5"
TONES = {"missing": AMBER, "warning": RED, "quiet": GREY}
KIND_COLOURS = {"B": BLUE, "O": TERRACOTTA}
# Points of type for so many signs (as the paper counts them). More flows to a second page in a readable size.
SIZES = ((7600, 10.0), (8600, 9.5), (9200, 9.0), (10_000, 8.5), (10_700, 8.0))
FLOWING = 9.5
LANGUAGE = "nl-NL"


def render_docx(paper: Paper) -> PaperFile:
    """The paper as a Word file."""
    from docx import Document  # noqa: PLC0415 only this file is made with it

    size = next((points for most, points in SIZES if paper.length <= most), FLOWING)
    document = Document()
    _describe(document, paper)
    _dress(document, size)
    _page(document, paper)
    _cover(document, paper)
    for section in paper.top:
        _section(document, section)
    _end_part(document, columns=1)
    for section in paper.columns:
        _section(document, section)
    _end_part(document, columns=2)
    _small(document)  # Word wants a paragraph in every part, also in the empty last one
    file = BytesIO()
    document.save(file)
    return PaperFile(file.getvalue(), MEDIA_TYPE, "docx")


def _describe(document: "Document", paper: Paper) -> None:
    about = document.core_properties
    about.title, about.subject, about.author = paper.title[:255], paper.kind, f"Gemeente {paper.municipality}"
    about.language, about.comments, about.keywords = LANGUAGE, "", ""
    about.created = about.modified = datetime.combine(paper.made_on, time(12), tzinfo=UTC)
    about.last_modified_by, about.revision = "", 1


def _dress(document: "Document", size: float) -> None:
    """Our type and colours on the styles that Word knows, so that whoever edits the file keeps them."""
    from docx.shared import Pt, RGBColor  # noqa: PLC0415 as above

    _set_language(document)
    styles = document.styles
    for name, points, before, after in (
        ("Normal", size, 0, 2),
        ("Heading 1", size + 7.5, 0, 1),
        ("Heading 2", size + 1.5, 5, 1.5),
        ("List Bullet", size, 0, 1),
        ("List Number", size, 0, 1),
        ("Footer", 7.5, 0, 0),
    ):
        style: Any = styles[name]
        _set_font(style)
        style.font.size, style.font.color.rgb = Pt(points), RGBColor.from_string(GREY if name == "Footer" else INK)
        style.font.bold = name.startswith("Heading")
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.line_spacing = 1.0
    _draw_lines(styles["Table Grid"])


def _draw_lines(style: Any) -> None:
    """Thin lines under the rows, and cells that begin where the text begins."""
    from docx.oxml.ns import qn  # noqa: PLC0415 as above

    for side in style.element.find(qn("w:tblPr")).find(qn("w:tblBorders")):
        is_row = side.tag in (qn("w:bottom"), qn("w:insideH"))
        side.set(qn("w:val"), "single" if is_row else "nil")
        side.set(qn("w:color"), LINE)
    for margin in style.element.find(qn("w:tblPr")).find(qn("w:tblCellMar")):
        if margin.tag == qn("w:left"):
            margin.set(qn("w:w"), "0")


def _set_font(style: Any) -> None:
    """Without the fonts of the theme, which would win from the name."""
    from docx.oxml.ns import qn  # noqa: PLC0415 as above

    style.font.name = FONT
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{key}"), None)
    fonts.set(qn("w:cs"), FONT)


def _set_language(document: "Document") -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415 as above
    from docx.oxml.ns import qn  # noqa: PLC0415 as above

    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    settings: Any = document.settings.element
    for language in settings.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), LANGUAGE)
    # Long Dutch words in narrow columns.
    settings.find(qn("w:defaultTabStop")).addnext(OxmlElement("w:autoHyphenation"))


def _page(document: "Document", paper: Paper) -> None:
    from docx.shared import Mm  # noqa: PLC0415 as above

    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(16)
    page.top_margin, page.bottom_margin = Mm(12), Mm(14)
    page.header_distance, page.footer_distance = Mm(6), Mm(7)
    page.footer.paragraphs[0].text = paper.foot


def _cover(document: "Document", paper: Paper) -> None:
    kind = document.add_paragraph()
    _run(kind, paper.about_kind, KIND_COLOURS[paper.track], bold=True)
    document.add_heading(paper.title, level=1)
    for line in filter(None, paper.lines):
        _run(document.add_paragraph(), line, GREY)
    if settings.DEMO:
        _run(document.add_paragraph(), DEMO, AMBER, bold=True)


def _end_part(document: "Document", *, columns: int) -> None:
    """End what stands in so many columns. What follows it on the same page makes its columns equally long."""
    from docx.enum.section import WD_SECTION  # noqa: PLC0415 as above
    from docx.oxml.ns import qn  # noqa: PLC0415 as above

    body: Any = document.element.body
    if body[-2].tag != qn("w:p"):  # a table cannot carry the end of a part
        _small(document)
    last: Any = body.sectPr
    part = last.clone()
    about = part.find(qn("w:cols"))
    about.set(qn("w:num"), str(columns))
    about.set(qn("w:space"), "400")
    body[-2].set_sectPr(part)
    document.sections[-1].start_type = WD_SECTION.CONTINUOUS
    for key in [key for key in last.attrib if key.endswith(("rsidR", "rsidSect"))]:
        del last.attrib[key]


def _small(document: "Document") -> None:
    """An empty paragraph that takes hardly any room."""
    from docx.shared import Pt  # noqa: PLC0415 as above

    empty = document.add_paragraph().paragraph_format
    empty.space_after, empty.line_spacing = Pt(0), Pt(2)


def _section(document: "Document", section: PaperSection) -> None:
    heading = document.add_heading(level=2)
    _run(heading, section.title, RED if section.is_warning else INK)
    for part in section.parts:
        match part:
            case Paragraph():
                _labelled(document.add_paragraph(), part.label, part.said)
            case Bullets():
                _list(document, part)
            case Grid():
                _table(document, part)


def _list(document: "Document", part: Bullets) -> None:
    if part.label:
        label = document.add_paragraph()
        label.paragraph_format.keep_with_next = True
        _run(label, part.label, INK, bold=True)
    for item in part.items:
        _say(document.add_paragraph(style="List Number" if part.is_numbered else "List Bullet"), item)


def _table(document: "Document", part: Grid) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415 as above
    from docx.oxml.ns import qn  # noqa: PLC0415 as above
    from docx.shared import Mm  # noqa: PLC0415 as above

    table = document.add_table(rows=1, cols=len(part.head), style="Table Grid")
    table.autofit = False
    for cell, head in zip(table.rows[0].cells, part.head, strict=True):
        _run(cell.paragraphs[0], head, INK, bold=True)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in part.rows:
        cells = table.add_row().cells
        for cell, value in zip(cells, row, strict=True):
            _say(cell.paragraphs[0], value)
    whole = sum(part.widths)
    for column, share in zip(table.columns, part.widths, strict=True):
        column.width = Mm(178 * share / whole)
        for cell in column.cells:
            cell.width = Mm(178 * share / whole)
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    if look is not None:
        look.set(qn("w:firstRow"), "1")


def _labelled(paragraph: "WordParagraph", label: str, said: Said) -> None:
    if label:
        _run(paragraph, f"{label} ", INK, bold=True)
    _say(paragraph, said)


def _say(paragraph: "WordParagraph", said: Said) -> None:
    _run(paragraph, said.text, TONES.get(said.tone, ""))


def _run(paragraph: "WordParagraph", text: str, colour: str, *, bold: bool = False) -> None:
    from docx.shared import RGBColor  # noqa: PLC0415 as above

    run = paragraph.add_run(text)
    if colour:
        run.font.color.rgb = RGBColor.from_string(colour)
    if bold:
        run.bold = True
