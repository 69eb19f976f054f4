"""A letter as a Word file, to finish in a municipality's own house style."""

import io
import re

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXTENSION = "docx"
LONGEST_HEADING = 60
# A Word file cannot hold these signs.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")


def paragraphs(text: str) -> list[tuple[str, str]]:
    """The letter in paragraphs, each with its heading: a first line that is no sentence. Most have none."""
    return [_parted(part) for part in re.split(r"\n{2,}", text.strip())]


def _parted(part: str) -> tuple[str, str]:
    first, _, rest = part.partition("\n")
    is_heading = rest and len(first) < LONGEST_HEADING and not re.search(r"[.,:;?!’”]", first)
    return (first, rest) if is_heading else ("", part)


def write(text: str, *, title: str) -> bytes:
    """An empty line begins a new paragraph, a line end inside it stays a line end, a heading is bold."""
    from docx import Document  # noqa: PLC0415 only this file needs it
    from docx.shared import Pt  # noqa: PLC0415

    document = Document()
    document.core_properties.title = _UNPRINTABLE.sub("", title)
    document.core_properties.language = "nl-NL"
    document.core_properties.author = ""
    document.core_properties.comments = ""
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    for heading, body in paragraphs(_UNPRINTABLE.sub("", text)):
        paragraph = document.add_paragraph()
        if heading:
            paragraph.add_run(f"{heading}\n").bold = True
        paragraph.add_run(body)
    stored = io.BytesIO()
    document.save(stored)
    return stored.getvalue()
