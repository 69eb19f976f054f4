"""Loading the official list of municipalities.

Source: Centraal Bureau voor de Statistiek (CBS), StatLine 85067NED, CC BY 4.0, division of 1 January 2023.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from participatiemonitor.foundation.tenancy.models import Municipality

FILE = Path(__file__).parent / "data" / "gemeenten_2023.csv"


def official_municipalities() -> Iterator[Municipality]:
    """The 342 municipalities as unsaved rows, in the order of the file."""
    with FILE.open(encoding="utf-8", newline="") as stream:
        for line in csv.DictReader(stream):
            yield Municipality(
                code=line["gm_code"],
                name=line["weergavenaam"] or line["naam"],
                province=line["provincie"],
                size_class=int(line["grootteklasse_code"]) if line["grootteklasse_code"] else None,
                size_class_label=line["grootteklasse"],
                urbanity=int(line["stedelijkheid_code"]) if line["stedelijkheid_code"] else None,
                urbanity_label=line["stedelijkheid"],
                inhabitants=int(line["inwoners_2022"]) if line["inwoners_2022"] else None,
            )


def load_official_municipalities() -> int:
    """Put the official list in the database, or bring it up to date. Safe to repeat. Returns their number."""
    rows = list(official_municipalities())
    fields = [field.name for field in Municipality._meta.concrete_fields if field.name not in {"code", "is_fictional"}]
    Municipality.objects.bulk_create(rows, update_conflicts=True, update_fields=fields, unique_fields=["code"])
    return len(rows)
