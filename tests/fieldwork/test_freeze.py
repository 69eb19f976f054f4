"""From stored forms to a dataset and back, byte for byte."""

import math
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

import numpy as np
import pytest
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.fieldwork import a_process, a_round, send_in

from participatiemonitor.fieldwork.freeze import (
    STREAM,
    ContentDamaged,
    collect,
    freeze,
    from_bytes,
    thaw,
    to_bytes,
)
from participatiemonitor.fieldwork.models import Answer, FrozenDataset, Round
from participatiemonitor.fieldwork.operations import close_round, invite, mix_round, store_imported
from participatiemonitor.fieldwork.payload import pack, unpack
from participatiemonitor.foundation.people.models import User
from participatiemonitor.questions.definition import Definition, Item, Option, Topic
from participatiemonitor.questions.operations import publish_version
from peilstok.frame import MissingReason

CHOICES = tuple(Option(code, f"antwoord {code}") for code in ("a", "b", "c"))
PROEF = Definition(
    "proef",
    1,
    "Proef",
    "PARTICIPANTS",
    "B",
    (
        Topic(
            "alles",
            "Alles",
            (
                Item("S1", "statement", "Het was goed."),
                Item("G1", "grade", "Welk cijfer geeft u?"),
                Item("I1", "influence", "Welke invloed had u?"),
                Item("M1", "multiple", "Waar deed u mee?", options=CHOICES),
                Item("N1", "number", "Hoe vaak deed u mee?", is_whole=False),
                Item("T1", "open", "Wat wilt u kwijt?"),
                Item("H1", "single", "Waarom niet?", options=CHOICES, when={"op": "lt", "q": "S1", "v": 3}),
            ),
        ),
    ),
)


@pytest.fixture
def meting(in_lingedam, bram: User, now: datetime) -> Round:
    version = publish_version(definition=PROEF, municipality=in_lingedam, by=bram, now=now)
    return a_round(a_process(bram, now, municipality=in_lingedam), bram, now, version=version)


def _column(round_: Round, key: str, form: dict, bram: User, now: datetime):
    store_imported(round_=round_, forms=[form], by=bram, now=now)
    return collect(round_).column(key)


def test_a_code_becomes_its_place_and_its_score(meting, bram, now) -> None:
    column = _column(meting, "S1", {"S1": "2"}, bram, now)
    assert column.codes[column.values[0] - 1] == "2"
    assert column.scores is not None
    assert column.scores[column.values[0] - 1] == 2.0


def test_not_known_skipped_and_not_shown_are_three_things(meting, bram, now) -> None:
    store_imported(round_=meting, forms=[{"S1": "W"}], by=bram, now=now)
    store_imported(round_=meting, forms=[{"S1": "5"}], by=bram, now=now)
    store_imported(round_=meting, forms=[{"S1": "1"}], by=bram, now=now)
    frame = collect(meting)
    reasons = {
        (int(said), int(hidden))
        for said, hidden in zip(frame.column("S1").values, frame.column("H1").values, strict=True)
    }
    fully, not_at_all = (frame.column("S1").codes.index(code) + 1 for code in ("5", "1"))
    assert reasons == {
        (MissingReason.NOT_KNOWN, MissingReason.NOT_APPLICABLE),
        (fully, MissingReason.NOT_APPLICABLE),
        (not_at_all, MissingReason.SKIPPED),
    }


def test_a_multiple_choice_gives_a_column_per_option(meting, bram, now) -> None:
    store_imported(round_=meting, forms=[{"M1": ["a", "c"]}], by=bram, now=now)
    frame = collect(meting)
    chosen = {key: frame.column(key).codes[frame.column(key).values[0] - 1] for key in ("M1:a", "M1:b", "M1:c")}
    assert chosen == {"M1:a": "1", "M1:b": "0", "M1:c": "1"}


def test_a_number_keeps_its_decimals(meting, bram, now) -> None:
    store_imported(round_=meting, forms=[{"N1": "2.5"}, {}], by=bram, now=now)
    numbers = collect(meting).column("N1").numbers
    assert numbers is not None
    assert sorted(numbers, key=str) == [2.5, pytest.approx(math.nan, nan_ok=True)]


def test_an_open_answer_never_becomes_a_column(meting, bram, now) -> None:
    store_imported(round_=meting, forms=[{"T1": "tekst", "S1": "4"}], by=bram, now=now)
    frame = collect(meting)
    assert not frame.has("T1")
    assert b"tekst" not in to_bytes(frame)


def test_a_category_outside_the_scale_has_no_score(meting, bram, now) -> None:
    column = _column(meting, "I1", {"I1": "X"}, bram, now)
    assert column.scores is not None
    assert math.isnan(column.scores[column.values[0] - 1])


def test_streams_stay_labelled(meting, bram, now) -> None:
    (invited,) = invite(round_=meting, addresses=["a@x.example"], by=bram, now=now)
    send_in(meting, now, {"S1": "4"}, token=invited.token)
    send_in(meting, now, {"S1": "4"})
    store_imported(round_=meting, forms=[{"S1": "4"}], by=bram, now=now)
    frozen = close_round(round_=meting, by=bram, now=now)
    assert frozen is not None
    column = thaw(frozen).column(STREAM)
    assert sorted(column.codes[value - 1] for value in column.values) == ["IMPORTED", "INVITED", "OPEN_LINK"]


def test_thawing_gives_what_was_frozen(meting, bram, now) -> None:
    forms = [{"S1": str(1 + k % 5), "G1": str(1 + k % 10), "M1": ["b"], "N1": f"{k}.5"} for k in range(25)]
    store_imported(round_=meting, forms=forms, by=bram, now=now)
    frozen = freeze(round_=meting, is_final=False, now=now)
    frozen.refresh_from_db()
    frame = thaw(frozen)
    assert frame.n == frozen.n == 25
    assert to_bytes(frame) == bytes(frozen.content)
    pairs = {(int(s), float(n)) for s, n in zip(frame.column("S1").values, frame.column("N1").numbers, strict=True)}
    codes = frame.column("S1").codes
    assert pairs == {(codes.index(form["S1"]) + 1, float(form["N1"])) for form in forms}, "a row fell apart"


def test_the_same_dataset_gives_the_same_bytes(meting, bram, now) -> None:
    store_imported(round_=meting, forms=[{"S1": "4"}, {"S1": "2", "M1": ["a"]}], by=bram, now=now)
    frame = collect(meting)
    assert to_bytes(frame) == to_bytes(replace(frame))
    assert to_bytes(from_bytes(to_bytes(frame))) == to_bytes(frame)
    assert to_bytes(frame) != to_bytes(replace(frame, population=99))


def test_rows_are_in_another_order_every_time(meting, bram, now) -> None:
    store_imported(round_=meting, forms=[{"N1": str(k)} for k in range(60)], by=bram, now=now)
    orders = [tuple(collect(meting).column("N1").numbers) for _ in range(2)]
    assert sorted(orders[0]) == sorted(orders[1])
    assert orders[0] != orders[1]
    assert abs(np.corrcoef(orders[0], orders[1])[0, 1]) < 0.7


@pytest.mark.parametrize("spoil", [lambda content: content[:-1], lambda content: b"X" + content[1:]])
def test_damage_is_noticed(meting, bram, now, spoil) -> None:
    store_imported(round_=meting, forms=[{"S1": "4"}], by=bram, now=now)
    frozen = freeze(round_=meting, is_final=False, now=now)
    frozen.content = spoil(bytes(frozen.content))
    with pytest.raises(ContentDamaged):
        thaw(frozen)


def test_the_database_refuses_to_change_or_remove_a_frozen_dataset(meting, bram, now) -> None:
    store_imported(round_=meting, forms=[{"S1": "4"}], by=bram, now=now)
    frozen = freeze(round_=meting, is_final=True, now=now)
    for change in (lambda: FrozenDataset.objects.update(n=99), frozen.delete):
        with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
            change()


def test_datasets_grow_in_steps_of_ten_and_a_tenth(meting, bram, now) -> None:
    for _ in range(26):
        for _ in range(10):
            send_in(meting, now, {"S1": "4"})
        mix_round(round_=meting, now=now)
    sizes = list(FrozenDataset.objects.order_by("number").values_list("n", flat=True))
    assert sizes[:10] == list(range(10, 101, 10))
    assert all(later - earlier >= max(10, earlier // 10) for earlier, later in pairwise(sizes))
    assert len(sizes) < 26


def test_an_answer_takes_little_room(meting, bram, now) -> None:
    codes = [f"K{k:02d}" for k in range(25)]
    packed = pack(codes, dict.fromkeys(codes, "4"))
    assert len(packed) <= 60
    assert len(packed) + sum(len(str(value)) for value in (meting.pk, "GM9001", "OPEN_LINK", now.date())) + 32 < 300


texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=30)
values = st.one_of(texts, st.integers(-50, 10_000).map(str), st.lists(texts, max_size=4))


@given(st.dictionaries(st.sampled_from([f"Q{k}" for k in range(9)]), values))
def test_unpacking_gives_the_answers_again(answers) -> None:
    codes = [f"Q{k}" for k in range(9)]
    assert unpack(codes, pack(codes, answers)) == answers


def test_an_answer_to_an_unknown_question_is_refused() -> None:
    with pytest.raises(KeyError):
        pack(["K09"], {"K10": "4"})


def test_closing_leaves_no_open_text_in_the_answers(meting, bram, now) -> None:
    send_in(meting, now, {"T1": "alleen hier", "S1": "3"})
    close_round(round_=meting, by=bram, now=now)
    assert "alleen hier" not in Answer.objects.get().payload
