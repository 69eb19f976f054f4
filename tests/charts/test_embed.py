"""A chart in a PDF carries its title and sentence, as a picture and inline."""

import io

import pikepdf
import pytest
from tests.factories import figures

from participatiemonitor.charts import as_image, bars

CHART = bars(figures.table([("people", "Antwoorden")], figures.row("Informeren", figures.count(4)), title="Élan"))


def alternatives(html: str) -> list[str]:
    weasyprint = pytest.importorskip("weasyprint")
    page = f'<html lang="nl"><title>t</title><h1>Kop</h1><p>{html}</p></html>'
    found: list[str] = []

    def walk(node: object) -> None:
        if isinstance(node, pikepdf.Array):
            for part in node:
                walk(part)
        elif isinstance(node, pikepdf.Dictionary):
            if node.get("/S") == "/Figure":
                found.append(str(node.get("/Alt", "")))
            walk(node.get("/K"))

    with pikepdf.open(io.BytesIO(weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1"))) as document:
        walk(document.Root.StructTreeRoot.K)
    return found


@pytest.mark.parametrize("narrow", [False, True])
def test_a_picture_in_a_pdf_has_title_and_sentence(narrow: bool) -> None:
    address, alt = as_image(CHART, narrow=narrow)
    assert alternatives(f'<img src="{address}" alt="{alt}">') == ["Élan. ‘Informeren’: 4."]


def test_an_inline_drawing_in_a_pdf_has_its_title() -> None:
    assert alternatives(CHART.svg) == ["Élan"]
