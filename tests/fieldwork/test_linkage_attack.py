"""Nobody with a full dump of the database can tell whose answers are whose (ANO-02).

150 invitees with known answers in random order. Every attack is first tried on a careless way of storing, where it
must succeed: an attack that finds nothing there would prove nothing here.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from math import sqrt
from typing import Any

import pytest
from tests.fieldwork import attacks
from tests.fieldwork.attacks import Case
from tests.fieldwork.databases import World, postgres_world, sqlite_world

PEOPLE, ROUNDS = 150, 6
BATCH = 10
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    make = sqlite_world if request.param == "sqlite" else postgres_world
    with ExitStack() as stack:
        yield stack.enter_context(make(tmp_path_factory.mktemp("linkage")))


def _played(world: World, writer: str, rounds: int, phase: str) -> list[Case]:
    told: dict[str, Any] = world.run("tests.fieldwork.linkage_world", writer, str(rounds), str(PEOPLE), phase)
    dump = attacks.dump_postgres(world.url) if world.is_postgres else attacks.dump_sqlite(str(world.file))
    return [
        Case(dump, case["round"], case["truth"], told["places"], [bytes.fromhex(key) for key in case["keys"]])
        for case in told["rounds"]
    ]


@pytest.fixture(scope="module")
def naive(world: World) -> Case:
    return _played(world, "naive", 1, "stay open")[0]


@pytest.fixture(scope="module")
def still_open(world: World) -> list[Case]:
    return _played(world, "urn", 2, "stay open")


@pytest.fixture(scope="module")
def closed(world: World) -> list[Case]:
    return _played(world, "urn", ROUNDS, "close")


def _sum(cases: list[Case]) -> Counter[str]:
    found: Counter[str] = Counter()
    for case in cases:
        for name, right in attacks.rank_attacks(case):
            found[name] += right
    return found


def test_the_attacks_work_on_a_careless_way_of_storing(naive: Case, world: World) -> None:
    assert len(naive.people) == len(naive.rows(attacks.ANSWERS)) == PEOPLE
    best = dict(attacks.rank_attacks(naive))
    if world.is_postgres:
        assert attacks.equal_transactions(naive) == PEOPLE
        assert best["trail × xmin"] == best["xmin × xmin"] == PEOPLE
        # A row may land in free space of an earlier page, so place is a good order but no perfect one.
        assert dict(attacks.rank_correlations(naive))["xmin × place"] > 0.8
    else:
        assert best["trail × place"] == PEOPLE


def test_after_closing_no_attack_is_better_than_chance(closed: list[Case], world: World) -> None:
    for case in closed:
        assert len(case.people) == len(case.rows(attacks.ANSWERS)) == PEOPLE
    found = _sum(closed)
    # Pairing at random gives 1 right on average, with standard deviation 1.
    for name, right in found.items():
        assert right / ROUNDS <= 1 + 3, f"{name}: {right} right in {ROUNDS} rounds"
    # All attacks together. They are not independent (columns without order repeat the place), so the bound is that of
    # a single attack tried in every round.
    assert found.total() / len(found) <= ROUNDS + 5 * sqrt(ROUNDS), found
    if world.is_postgres:
        assert sum(attacks.equal_transactions(case) for case in closed) == 0


def test_after_closing_no_order_says_anything_about_another(closed: list[Case]) -> None:
    found: Counter[str] = Counter()
    for case in closed:
        for name, correlation in attacks.rank_correlations(case):
            found[name] += correlation / ROUNDS
    bound = 5 / sqrt(ROUNDS * (PEOPLE - 1))
    assert not {name: value for name, value in found.items() if abs(value) > bound}


def test_after_closing_one_transaction_wrote_all_rows_of_a_side(closed: list[Case], world: World) -> None:
    for case in closed:
        assert attacks.batches(case) == [PEOPLE]
        if world.is_postgres:
            for table in (attacks.IDENTITY, attacks.ANSWERS):
                assert len({row["_xmin"] for row in case.rows(table)}) == 1


def test_after_closing_nothing_tells_who_answered(closed: list[Case]) -> None:
    for case in closed:
        assert {row["state"] for row in case.rows(attacks.IDENTITY)} == {"ENDED"}
        assert not case.rows("fieldwork_ballot")
    ids = {row["id"] for case in closed for row in case.rows(attacks.IDENTITY)}
    assert not [row for row in closed[0].dump["fieldwork_invitationkey"] if row["invitation_id"] in ids]


def test_nothing_of_eight_bytes_stands_on_both_sides(closed: list[Case], still_open: list[Case]) -> None:
    # The last dump holds the rounds that are closed and those that are still open.
    assert len({case.round_id for case in closed + still_open}) == ROUNDS + 2
    for dump in (still_open[0].dump, closed[0].dump):
        assert attacks.shared_values(dump) == set()


def test_a_shared_value_would_be_noticed(naive: Case) -> None:
    spoiled = {table: [dict(row) for row in rows] for table, rows in naive.dump.items()}
    person, answer = spoiled[attacks.IDENTITY][0], spoiled[attacks.ANSWERS][0]
    answer["id"] = person["id"]
    assert attacks.shared_values(spoiled) == {attacks.plain(person["id"])}


def test_before_closing_nobody_is_narrowed_down_below_ten(still_open: list[Case], world: World) -> None:
    for case in still_open:
        sizes = attacks.batches(case)
        assert min(sizes) >= BATCH
        if world.is_postgres:
            assert len(sizes) > 5
            assert attacks.equal_transactions(case) == 0
            right, groups = attacks.batch_rank_attack(case)
            assert right <= groups + 5 * sqrt(groups)


def test_batch_membership_is_all_that_is_left_before_closing(naive: Case, world: World) -> None:
    if world.is_postgres:
        sizes = attacks.batches(naive)
        assert min(sizes) == 1, "without mixing every answer is a batch of its own, and the test above must see that"


def test_ballots_that_wait_say_nothing(still_open: list[Case]) -> None:
    for case in still_open:
        ballots = case.rows("fieldwork_ballot")
        assert 0 < len(ballots) < 13
        assert len({len(attacks.plain(ballot["sealed"])) for ballot in ballots}) == 1
        assert not [ballot for ballot in ballots if b"ooooo" in bytes(ballot["sealed"])]


def test_the_log_and_the_trail_name_nobody(closed: list[Case], still_open: list[Case], world: World) -> None:
    verbs = {event["verb"] for event in closed[0].dump["audit_event"]} - {"submitted"}
    assert "answers_mixed" in verbs
    assert not any("inwoner" in str(event) for event in closed[0].dump["audit_event"])
    assert "inwoner" not in world.log


def test_personal_links_of_closed_rounds_are_gone_from_the_sqlite_file(
    closed: list[Case], still_open: list[Case], world: World
) -> None:
    if world.is_postgres:
        pytest.skip("on PostgreSQL old row versions go with VACUUM, at a moment of the server's own")
    raw = world.file.read_bytes()
    assert all(key in raw for case in still_open for key in case.keys), "keys that are still there must be found"
    assert not [key for case in closed for key in case.keys if key in raw]
