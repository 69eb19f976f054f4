"""A letter as a Word file, to finish in a municipality's own house style."""

import io
import re

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXTENSION = "docx"
# A Word file cannot hold these signs.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")


def write(text: str, *, title: str) -> bytes:
    """Plain paragraphs: an empty line begins a new one, a line end inside it stays a line end."""
    from docx import Document  # noqa: PLC0415 only this file needs it
    from docx.shared import Pt  # noqa: PLC0415

    document = Document()
    document.core_properties.title = _UNPRINTABLE.sub("", title)
    document.core_properties.language = "nl-NL"
    document.core_properties.author = ""
    document.core_properties.comments = ""
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    for paragraph in re.split(r"\n{2,}", _UNPRINTABLE.sub("", text).strip()):
        document.add_paragraph(paragraph)
    stored = io.BytesIO()
    document.save(stored)
    return stored.getvalue()
