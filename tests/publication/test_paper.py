"""A paper as page, PDF and Word file: the same texts, a structure that programs understand, never a broken layout."""

import builtins
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from functools import cache
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pikepdf
import pypdf
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from tests.factories.start import FILLED, TODAY, a_start, an_empty_start, with_advice, with_frame, with_groups

from participatiemonitor.publication.reports.paper import Paper, render_docx, render_pdf
from participatiemonitor.publication.reports.paper.content import clean
from participatiemonitor.publication.reports.paper.pdf import render_html
from participatiemonitor.publication.reports.start_card import card_of
from participatiemonitor.publication.reports.start_note import StartFacts, note_of

POINTS = ("subject", "parties", "goals", "steps", "own_role", "division", "progress")
LONG_WORD = "Bewonersbelangenbehartigingsverenigingsvoorzittersoverleg" * 3
HOSTILE = "<b>vet</b> & “x” \x0b مرحبا \u202eomgekeerd 🌳 ]]>"


def usual() -> StartFacts:
    """A start of which everything is filled in, in texts of normal length."""
    facts = a_start(rungs=("BP3", "BP2"))
    facts = with_groups(
        facts, *({"name": f"groep {number}", "approach": "Op school en online."} for number in range(5))
    )
    facts = with_frame(facts, **dict.fromkeys(POINTS, "De markt blijft, en het plein krijgt meer groen."))
    return with_advice(facts, {"B01": 4, "B02": 3, "B03": 3}, chosen_rung="BP2", reason="Er is te weinig tijd.")


def hostile() -> StartFacts:
    texts = {name: HOSTILE for name, value in FILLED.items() if isinstance(value, str) and name != "competent_body"}
    facts = with_groups(a_start(title=HOSTILE[:100], **texts), {"name": HOSTILE, "approach": LONG_WORD})
    return with_frame(facts, **dict.fromkeys(POINTS, HOSTILE), document=HOSTILE)


def of_kind(kind: str) -> StartFacts:
    return a_start(kind, rungs={"NONE": (), "THIRD": ("OP1",), "STANDING": ("BP3",)}.get(kind, ("OP4",)))


PAPERS = {
    "usual": lambda: note_of(usual()),
    "empty": lambda: note_of(an_empty_start()),
    "hostile": lambda: note_of(hostile()),
    **{kind: lambda kind=kind: note_of(of_kind(kind)) for kind in ("INITIATIVE", "STANDING", "THIRD", "CHALLENGE")},
    "NONE": lambda: note_of(of_kind("NONE")),
    "card": lambda: card_of(usual()),
    "empty card": lambda: card_of(an_empty_start("STANDING")),
}  # fmt: skip


def squeezed(text: str) -> str:
    """A text without white space and hyphens, which every form puts elsewhere."""
    return re.sub(r"[\x00\s\u00ad\u200b-]", "", text)


def of_html(paper: Paper) -> str:
    return squeezed(unescape(re.sub(r"<[^>]+>", " ", render_html(paper).split("<body")[1])))


@cache
def pdf_bytes(name: str) -> bytes:
    """Laying out takes seconds: once per paper."""
    return render_pdf(PAPERS[name]()).content


def pdf_of(name: str) -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(pdf_bytes(name)))


def word_of(paper: Paper) -> Document:
    return docx.Document(BytesIO(render_docx(paper).content))


def of_word(paper: Paper) -> str:
    document = word_of(paper)
    return squeezed("".join(node.text or "" for node in document.element.body.iter(qn("w:t"))))


@pytest.mark.parametrize("name", PAPERS)
def test_page_and_word_file_hold_every_text_in_the_same_order(name: str) -> None:
    paper = PAPERS[name]()
    wanted = [squeezed(text) for text in paper.texts()]
    for found in (of_html(paper), of_word(paper)):
        place = 0
        for text in wanted:
            assert text in found[place:], text
            place = found.index(text, place) + len(text)


@pytest.mark.parametrize("name", [name for name in PAPERS if name != "hostile"])
def test_pdf_holds_every_text(name: str) -> None:
    paper = PAPERS[name]()
    found = squeezed("".join(page.extract_text() for page in pdf_of(name).pages))
    missing = [text for text in paper.texts() if squeezed(text) not in found]
    # A text that goes on in the next column is taken apart by whoever reads the PDF as lines: its words are there.
    for text in missing:
        assert all(squeezed(word) in found for word in text.split()), text
    assert len(missing) <= 2


def test_word_file_holds_nothing_else() -> None:
    paper = note_of(usual())
    assert of_word(paper) == "".join(squeezed(text) for text in paper.texts())


@pytest.mark.parametrize("name", [name for name in PAPERS if name != "hostile"])
def test_texts_of_normal_length_take_one_page(name: str) -> None:
    assert len(pdf_of(name).pages) == 1


def test_long_texts_flow_to_the_next_page_in_a_readable_size() -> None:
    long = "De gemeente maakt het plein groener, samen met bewoners en winkeliers. " * 8
    facts = with_frame(a_start(goal=long, what_is_open=long, means=long), **dict.fromkeys(POINTS, long))
    paper = note_of(facts)
    reader = pypdf.PdfReader(BytesIO(render_pdf(paper).content))
    assert 2 <= len(reader.pages) <= 3
    assert "Wat wij meten en wanneer" in reader.pages[-1].extract_text()
    assert word_of(paper).styles["Normal"].font.size.pt >= 9


def test_sixty_groups_all_stand_on_it() -> None:
    facts = with_groups(
        a_start(), *({"name": f"belangengroep {number:02}", "approach": LONG_WORD} for number in range(60))
    )
    paper = note_of(facts)
    pages = pypdf.PdfReader(BytesIO(render_pdf(paper).content)).pages
    found = squeezed("".join(page.extract_text() for page in pages))
    word = of_word(paper)
    for number in range(60):
        assert f"Belangengroep{number:02}" in found
        assert f"Belangengroep{number:02}" in word


def elements(node: Any) -> Iterator[tuple[str, str]]:
    """The structure of a tagged PDF: role and alternative text."""
    if isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield str(node.S), str(node.get("/Alt", ""))
        if "/K" in node:
            yield from elements(node.K)
    elif isinstance(node, pikepdf.Array):
        for child in node:
            yield from elements(child)


def test_pdf_is_tagged_for_everybody() -> None:
    paper = note_of(usual())
    with pikepdf.open(BytesIO(pdf_bytes("usual"))) as pdf:
        assert str(pdf.Root.Lang) == "nl-NL"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        with pdf.open_metadata() as about:
            assert about["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
            assert about["dc:title"] == "Startnotitie: Kerkplein"
        found = list(elements(pdf.Root.StructTreeRoot))
    roles = [role for role, _ in found]
    assert roles.count("/H1") == 1
    assert roles.count("/H2") == len(paper.sections)
    assert {"/Document", "/Table", "/TH", "/TD", "/L", "/LI"} <= set(roles)
    assert roles.count("/TH") == 5 + 2
    assert all(alt for role, alt in found if role == "/Figure")


def test_word_file_has_headings_a_language_a_title_and_a_table_with_a_head() -> None:
    paper = note_of(usual())
    document = word_of(paper)
    headings = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert headings[0] == ("Heading 1", "Startnotitie: Kerkplein")
    assert headings[1:] == [("Heading 2", section.title) for section in (*paper.top, *paper.columns)]
    about = document.core_properties
    assert (about.title, about.author, about.language) == ("Startnotitie: Kerkplein", "Gemeente Lingedam", "nl-NL")
    assert about.created.date() == TODAY
    assert {node.get(qn("w:val")) for node in document.styles.element.iter(qn("w:lang"))} == {"nl-NL"}
    (table,) = document.tables
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [cell.text for cell in table.rows[0].cells] == ["Fase", "Wanneer", "Rol", "Belofte aan mensen", "Besluit"]
    columns = [section._sectPr.find(qn("w:cols")).get(qn("w:num")) for section in document.sections]
    assert columns[:2] == ["1", "2"]
    body = document.element.body
    assert [node.tag for node in body[-2:]] == [qn("w:p"), qn("w:sectPr")]
    assert body[-2].find(qn("w:pPr")).find(qn("w:sectPr")) is None, "the last part has a paragraph of its own"
    assert {p.style.name for p in document.paragraphs} >= {"List Bullet", "List Number"}


def test_word_file_is_a_sound_package() -> None:
    with zipfile.ZipFile(BytesIO(render_docx(note_of(hostile())).content)) as package:
        assert package.testzip() is None
        from defusedxml.ElementTree import fromstring

        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                fromstring(package.read(name))


def test_hostile_text_stays_text() -> None:
    page = render_html(note_of(hostile()))
    assert "<b>vet</b>" not in page
    assert "&lt;b&gt;vet&lt;/b&gt; &amp;" in page
    assert "\x0b" not in page
    assert "\u202e" not in page
    paper = squeezed("".join(found.extract_text() for found in pdf_of("hostile").pages))
    for word in ("<b>vet</b>", "omgekeerd", "]]>", LONG_WORD):
        assert word in paper


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [(" a\r\nb\rc ", "a\nb\nc"), ("a\x00\x1fb\ufffe", "ab"), ("\u202eab\u2069", "ab"), ("👩‍👩‍👧 é", "👩‍👩‍👧 é")],
)
def test_texts_lose_only_what_breaks_a_file(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_without_pango_there_is_a_page_that_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without_pango(name: str, *rest: Any) -> Any:
        if name.startswith("weasyprint"):
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without_pango)
    made = render_pdf(note_of(usual()))
    assert (made.extension, made.content_type) == ("html", "text/html; charset=utf-8")
    assert "Pango ontbreekt" in made.content.decode()


def test_foot_of_every_page_says_what_it_is() -> None:
    for page in pdf_of("usual").pages:
        text = " ".join(page.extract_text().split())
        assert "Startnotitie Kerkplein · gemeente Lingedam · gemaakt op 2 maart 2026" in text


@pytest.mark.slow
@pytest.mark.parametrize("name", ["usual", "empty", "hostile", "NONE"])
def test_libreoffice_opens_the_word_file_on_one_page(name: str, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not here: the Word file was not opened with it")
    paper = PAPERS[name]()
    file = tmp_path / "notitie.docx"
    file.write_bytes(render_docx(paper).content)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    made = subprocess.run(
        [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)],
        capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    assert made.returncode == 0
    reader = pypdf.PdfReader(tmp_path / "notitie.pdf")
    if name != "hostile":
        assert len(reader.pages) == 1
    found = squeezed("".join(page.extract_text() for page in reader.pages))
    assert all(squeezed(section.title) in found for section in paper.sections)
