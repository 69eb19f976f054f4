"""Lists of processes and initiatives for tests."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from tests.factories.importing import csv_bytes, xlsx_bytes

from participatiemonitor.foundation.people.models import User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.register.importing.mapping_file import TEMPLATE, named_mappings
from participatiemonitor.register.importing.operations import RegisterChoices, RegisterDone, import_register
from participatiemonitor.register.importing.rehearsal import RegisterFile, RegisterRehearsal, rehearse_register

HEADS = ("kenmerk", "titel", "wie heeft het initiatief", "thema", "begin", "stand", "rol")
PLEIN = ("1", "Herinrichting Marktplein", "gemeente", "wonen en ruimte", "01-03-2026", "loopt", "adviseren")
TUIN = ("2", "Buurttuin Oost", "samenleving", "groen", "2026-04-15", "in voorbereiding", "faciliteren")


def a_list(*rows: Sequence[object], heads: Sequence[str] = HEADS, name: str = "register.csv") -> RegisterFile:
    """A list in the columns of the template; Excel when the name says so."""
    chosen = [heads, *(rows or (PLEIN, TUIN))]
    if name.endswith(".xlsx"):
        return RegisterFile(name, xlsx_bytes({"Register": chosen}))
    return RegisterFile(name, csv_bytes([[str(cell) for cell in row] for row in chosen]))


def one_row(**cells: str) -> RegisterFile:
    """A list of one row, by the heads of the template with low lines; title and initiative are there already."""
    filled = {"titel": "Buurttuin", "wie_heeft_het_initiatief": "gemeente"} | cells
    return a_list(tuple(filled.values()), heads=[name.replace("_", " ") for name in filled])


def rehearsed(
    municipality: Municipality, file: RegisterFile, mapping: str = TEMPLATE, **more: Any
) -> RegisterRehearsal:
    """What an import would do."""
    return rehearse_register(municipality=municipality, file=file, mapping=named_mappings()[mapping], **more)


def brought(
    municipality: Municipality, file: RegisterFile, by: User, now: datetime, mapping: str = TEMPLATE, **choices: Any
) -> RegisterDone:
    """An import."""
    return import_register(
        municipality=municipality, file=file, mapping=named_mappings()[mapping],
        choices=RegisterChoices(**choices), leader=by, by=by, now=now,
    )  # fmt: skip
