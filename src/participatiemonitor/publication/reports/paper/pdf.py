"""A paper as PDF/UA: on one page when its texts are of normal length, else on as many as they need."""

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from participatiemonitor.publication.reports.paper.content import Paper

log = logging.getLogger(__name__)

TEMPLATE = "publication/reports/paper/paper.html"
NO_PDF = (
    "Op deze computer kan geen pdf worden gemaakt: het onderdeel Pango ontbreekt. Hieronder staat de hele tekst. "
    "U kunt die afdrukken. De beheerder kan Pango installeren."
)
DEMO = "Dit is een voorbeeld met een verzonnen gemeente."
# From large to dense; what does not fit on one page when dense goes on a second page, normal size.
SIZES = ("large", "roomy", "normal", "tight", "dense")
FLOWING = "flowing"
# Under so many signs (as the paper counts them) a size may fit: laying out takes a second each time.
MAY_FIT = {"large": 6000, "roomy": 9000, "normal": 9400, "tight": 10_200, "dense": 11_200}


@dataclass(frozen=True, slots=True)
class PaperFile:
    """A finished file."""

    content: bytes
    content_type: str
    extension: str


def render_html(paper: Paper, *, size: str = FLOWING, notice: str = "") -> str:
    """The paper as a page of its own."""
    return render_to_string(
        TEMPLATE, {"paper": paper, "size": size, "notice": notice, "demo": DEMO if settings.DEMO else ""}
    )


def render_pdf(paper: Paper) -> PaperFile:
    """The paper as tagged PDF; as a page where this machine cannot make a PDF."""
    try:
        from weasyprint import CSS, HTML  # noqa: PLC0415 loading takes half a second and needs system libraries
        from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415 as above
    except OSError:
        log.warning("Pango is missing: papers are made as HTML")
        return PaperFile(render_html(paper, notice=NO_PDF).encode(), "text/html; charset=utf-8", "html")
    sheet = Path(str(finders.find("paper.css")))
    fonts = FontConfiguration()
    css = CSS(filename=str(sheet), font_config=fonts)

    def laid_out(size: str) -> Any:
        page = HTML(string=render_html(paper, size=size), base_url=str(sheet.parent))
        return page.render(stylesheets=[css], font_config=fonts)

    document = None
    for size in SIZES:
        if paper.length <= MAY_FIT[size]:
            document = laid_out(size)
            if len(document.pages) == 1:
                break
    if document is None or len(document.pages) > 1:
        document = laid_out(FLOWING)
    content: bytes = document.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True)
    return PaperFile(content, "application/pdf", "pdf")
