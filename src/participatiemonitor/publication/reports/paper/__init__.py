"""A paper of one page: what stands on it, and the same as HTML, as tagged PDF and as a Word file."""

from participatiemonitor.publication.reports.paper.content import (
    EMPTY,
    Bullets,
    Gap,
    Grid,
    Paper,
    PaperSection,
    Paragraph,
    Said,
    missing,
    said,
)
from participatiemonitor.publication.reports.paper.pdf import PaperFile, render_pdf
from participatiemonitor.publication.reports.paper.word import render_docx

__all__ = [
    "EMPTY",
    "Bullets",
    "Gap",
    "Grid",
    "Paper",
    "PaperFile",
    "PaperSection",
    "Paragraph",
    "Said",
    "missing",
    "render_docx",
    "render_pdf",
    "said",
]
