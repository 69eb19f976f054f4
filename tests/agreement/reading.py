"""Reading the same results along every channel: page, tables, PDF and CSV."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser

import pypdf
from django.test import Client

from participatiemonitor.analysis.queries import results
from participatiemonitor.analysis.results import ProcessResults
from participatiemonitor.fieldwork.models import Round
from participatiemonitor.foundation.people.models import User
from participatiemonitor.foundation.tenancy.scope import scope
from participatiemonitor.questions.definition import Value


class Page(HTMLParser):
    """Tables by caption, and the text of every drawing."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: dict[str, list[list[str]]] = {}
        self._rows: list[list[str]] = []
        self._caption = ""
        self._in = ""
        self._note = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._rows, self._caption = [], ""
        elif tag == "tr":
            self._rows.append([])
        elif tag in {"td", "th", "caption"}:
            self._in = tag
            if tag != "caption":
                self._rows[-1].append("")
        elif tag == "span" and ("class", "pm-cell__note") in attrs:
            self._note += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self.tables[self._caption.strip()] = [[cell.strip() for cell in row] for row in self._rows if row]
        elif tag == "span" and self._note:
            self._note -= 1
        elif tag in {"td", "th", "caption"}:
            self._in = ""

    def handle_data(self, data: str) -> None:
        if self._note:
            return
        if self._in == "caption":
            self._caption += data
        elif self._in:
            self._rows[-1][-1] += data


@dataclass(frozen=True)
class Channels:
    """The same results along every way out."""

    results: ProcessResults
    page: str
    tables: Mapping[str, list[list[str]]]
    pdf: str
    lines: list[list[str]]
    forms: list[dict[str, Value]]
    round: Round


def plain(text: str) -> str:
    """The text with ordinary spaces, as it comes out of a PDF."""
    return text.replace("\u00a0", " ")


def read(reader: User, round_: Round, forms: list[dict[str, Value]]) -> Channels:
    """The results of a round, by everybody who may see them, along every channel."""
    client = Client()
    client.force_login(reader)
    address = f"/bureau/dossier/{round_.process.code}/resultaten/"
    page = client.get(address).content.decode()
    parser = Page()
    parser.feed(page)
    content = client.get(f"{address}rapport/").content
    pdf = " ".join(" ".join(one.extract_text() for one in pypdf.PdfReader(io.BytesIO(content)).pages).split())
    file = client.get(f"{address}bestand/").content.decode("utf-8-sig")
    with scope(round_.municipality_id):
        found = results(round_)
    assert found is not None
    lines = list(csv.reader(io.StringIO(file), delimiter=";"))[1:]
    return Channels(found, page, parser.tables, pdf, lines, forms, round_)
