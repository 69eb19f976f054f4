"""The template: what people download is what the monitor reads."""

import io
from datetime import datetime

import openpyxl
import pytest
from tests.factories.register_importing import brought, rehearsed

from participatiemonitor.foundation.people.models import User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.register.importing.fields import FIELDS
from participatiemonitor.register.importing.rehearsal import RegisterFile
from participatiemonitor.register.importing.report import Outcome
from participatiemonitor.register.importing.template import template_csv, template_workbook
from participatiemonitor.register.models import Process

FILES = {"sjabloon.csv": template_csv, "sjabloon.xlsx": template_workbook}


@pytest.mark.parametrize("name", FILES)
def test_the_empty_template_holds_one_example_that_is_left_out(in_lingedam: Municipality, name: str) -> None:
    report = rehearsed(in_lingedam, RegisterFile(name, FILES[name]())).report
    assert [row.outcome for row in report.rows] == [Outcome.EXAMPLE]
    assert not report.unused
    assert not report.not_found


@pytest.mark.parametrize("name", FILES)
def test_the_example_is_itself_in_order(in_lingedam: Municipality, anna: User, now: datetime, name: str) -> None:
    content = FILES[name]()
    if name.endswith("csv"):
        content = content.replace(b"VOORBEELD", b"17")
    else:
        book = openpyxl.load_workbook(io.BytesIO(content))
        heads = [cell.value for cell in book["Register"][1]]
        book["Register"].cell(2, heads.index("kenmerk") + 1, "17")
        out = io.BytesIO()
        book.save(out)
        content = out.getvalue()
    brought(in_lingedam, RegisterFile(name, content), anna, now)
    process = Process.objects.get()
    assert (process.title, process.participants, process.source_id) == ("Herinrichting Marktplein", 120, "17")


def test_the_workbook_explains_every_column_and_offers_the_choices() -> None:
    book = openpyxl.load_workbook(io.BytesIO(template_workbook()))
    assert book.sheetnames == ["Register", "Uitleg", "Keuzes"]
    explained = {row[0]: row[2] for row in book["Uitleg"].iter_rows(min_row=2, values_only=True)}
    assert explained == {field.label: field.meaning for field in FIELDS}
    offered = {column[0].value: [cell.value for cell in column[1:] if cell.value] for column in book["Keuzes"].columns}
    assert offered == {field.label: list(field.choices) for field in FIELDS if field.choices}
    assert len(book["Register"].data_validations.dataValidation) == len(offered)
