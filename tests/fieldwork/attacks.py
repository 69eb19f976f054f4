"""What somebody with a full dump of the database can try: find whose answers are whose.

Pure. A dump is every row of every table with what the database itself adds: `xmin` and `ctid` on PostgreSQL, `rowid`
on SQLite.
"""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np

IDENTITY, ANSWERS = "fieldwork_invitation", "fieldwork_answer"
IDENTITY_SIDE = (IDENTITY, "fieldwork_invitationkey")
ANSWER_SIDE = (ANSWERS, "fieldwork_ballot", "fieldwork_openanswer")
# What both sides may share: the round and the municipality, which say nothing about persons, and a day.
SHARED = {"round_id", "municipality_id", "mixed_on"}
USED = {"USED", "ENDED"}

type Row = dict[str, Any]
type Dump = dict[str, list[Row]]
type Pairs = list[tuple[Row, Row]]


def dump_sqlite(path: str) -> Dump:
    """Every table, with rowid."""
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {
        table: [dict(row) for row in connection.execute(f'SELECT rowid AS "_place", * FROM "{table}" ORDER BY rowid')]
        for table in tables
    }


def dump_postgres(url: str) -> Dump:
    """Every table, with transaction numbers and physical places."""
    import psycopg
    from psycopg.rows import dict_row

    with psycopg.connect(url, row_factory=dict_row) as connection:
        found = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        dump = {}
        for table in (row["tablename"] for row in found):
            rows = connection.execute(
                f'SELECT xmin::text AS "_xmin", ctid::text AS "_ctid", * FROM "{table}"'
            ).fetchall()
            for row in rows:
                block, line = row.pop("_ctid").strip("()").split(",")
                row["_place"] = (int(block), int(line))
            dump[table] = sorted(rows, key=lambda row: row["_place"])
        return dump


def plain(value: Any) -> Any:
    """The same thing looks the same: ids as hex, bytes as hex."""
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    return value.hex if hasattr(value, "hex") and not isinstance(value, float) else value


@dataclass(frozen=True)
class Case:
    """One round in the dump: who was asked and (it seems) answered, and the answers.

    `truth`, `places` and `keys` (hashes of the personal links) are what the judge knows, not the attacker.
    """

    dump: Dump
    round_id: int
    truth: dict[str, str]
    places: list[int]
    keys: list[bytes]

    def rows(self, table: str) -> list[Row]:
        """The rows of this round."""
        return [row for row in self.dump[table] if row["round_id"] == self.round_id]

    @property
    def people(self) -> list[Row]:
        """Invitations that look as if they were used."""
        return [row for row in self.rows(IDENTITY) if row["state"] in USED]

    def judge(self, pairs: Pairs) -> int:
        """How many of these pairs are right."""
        return sum(self.truth.get(plain(person["id"])) == self.fingerprint(answer) for person, answer in pairs)

    def fingerprint(self, answer: Row) -> str:
        """The answers by which the judge knows whose they are."""
        values = json.loads(answer["payload"])
        return "".join(str(values[place]) for place in self.places)


def size(row: Row) -> int:
    """How much is in a row."""
    return sum(len(str(plain(value))) for name, value in row.items() if not name.startswith("_"))


def _orders(table_rows: list[Row]) -> dict[str, list[Row]]:
    keys: dict[str, Callable[[Row], Any]] = {
        "place": lambda row: row["_place"],
        "id": lambda row: plain(row["id"]),
        "size": lambda row: (size(row), row["_place"]),
    }
    if table_rows and "_xmin" in table_rows[0]:
        keys["xmin"] = lambda row: (int(row["_xmin"]), row["_place"])
    return {name: sorted(table_rows, key=key) for name, key in keys.items()}


def _all_orders(case: Case) -> Iterator[tuple[str, list[Row], list[Row]]]:
    people, answers = _orders(case.people), _orders(case.rows(ANSWERS))
    people["trail"] = _in_order_of_the_trail(case)
    for (one, rows), (other, found) in product(people.items(), answers.items()):
        yield f"{one} × {other}", rows, found


def rank_attacks(case: Case) -> Iterator[tuple[str, int]]:
    """Sort both sides by every order there is, and pair first with first, second with second."""
    for name, rows, found in _all_orders(case):
        yield name, case.judge(list(zip(rows, found, strict=False)))


def rank_correlations(case: Case) -> Iterator[tuple[str, float]]:
    """How much the orders of both sides agree: one row out of place breaks pairing, but not this."""
    for name, rows, found in _all_orders(case):
        place = {case.fingerprint(answer): rank for rank, answer in enumerate(found)}
        theirs = [place[case.truth[plain(person["id"])]] for person in rows]
        yield name, float(np.corrcoef(range(len(theirs)), theirs)[0, 1])


def _in_order_of_the_trail(case: Case) -> list[Row]:
    """Invitations in the order in which the trail speaks of them; the others after that."""
    events = sorted(case.dump["audit_event"], key=lambda row: row["id"])
    told = {str(event["object_id"]).replace("-", ""): place for place, event in enumerate(events)}
    return sorted(case.people, key=lambda row: (told.get(plain(row["id"]), len(told)), row["_place"]))


def equal_transactions(case: Case) -> int:
    """Pair rows of both sides that were written by the same transaction and no other."""
    people, answers = defaultdict(list), defaultdict(list)
    for row in case.people:
        people[row["_xmin"]].append(row)
    for row in case.rows(ANSWERS):
        answers[row["_xmin"]].append(row)
    pairs = [(people[x][0], answers[x][0]) for x in people if len(people[x]) == 1 and len(answers.get(x, [])) == 1]
    return case.judge(pairs)


def shared_values(dump: Dump) -> set[str]:
    """Values of at least 8 bytes that stand on the identity side and on the answer side."""
    sides = []
    for tables in (IDENTITY_SIDE, ANSWER_SIDE):
        values = set()
        for table in tables:
            for row in dump[table]:
                for name, value in row.items():
                    text = str(plain(value))
                    if name not in SHARED and not name.startswith("_") and len(text) >= 8:
                        values.add(text)
        sides.append(values)
    return sides[0] & sides[1]


def batches(case: Case) -> list[int]:
    """Sizes of the groups of answers that can be told apart: by transaction, stream and day."""
    groups = Counter((row.get("_xmin"), row["stream"], str(row["mixed_on"])) for row in case.rows(ANSWERS))
    return list(groups.values())


def batch_rank_attack(case: Case) -> tuple[int, int]:
    """With transaction numbers: find everybody's batch, then pair by rank inside it. Returns (right, batches)."""
    people = sorted(case.people, key=lambda row: int(row["_xmin"]))
    groups = defaultdict(list)
    for row in case.rows(ANSWERS):
        groups[int(row["_xmin"])].append(row)
    right = start = 0
    for xmin in sorted(groups):
        inside = [row for row in people[start:] if int(row["_xmin"]) < xmin]
        start += len(inside)
        right += case.judge(list(zip(inside, groups[xmin], strict=False)))
    return right, len(groups)
