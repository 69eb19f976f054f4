"""From rows to forms: nothing gets lost, and what is not understood is said with row, column and text."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.importing import GOOD_ROWS, HEADS, KERKPLEIN, table

from participatiemonitor.fieldwork.importing.mapping_file import read_mapping
from participatiemonitor.fieldwork.importing.plan import ImportPlan, plan_import
from participatiemonitor.foundation.files.sections import MappingNotUsable
from participatiemonitor.foundation.files.table import Head, Row, Table

MAPPING = read_mapping(KERKPLEIN)
SKIPPING = read_mapping(KERKPLEIN.replace("[missing]", '[rows]\nunknown = "skip"\n[missing]'))
CHOICES = """
[questionnaire]
code = "a"
title = "A"
[[questions]]
code = "V"
type = "multiple"
text = "Hoe?"
choices = [
  { code = "fiets", label = "Fiets", column = "v1" },
  { code = "auto", label = "Auto", column = "v2", chosen = ["ja"], not_chosen = ["nee"] },
]
"""


def plan(*rows: tuple[str, ...], text: str = KERKPLEIN, heads: tuple[str, ...] = HEADS) -> ImportPlan:
    return plan_import(table(heads, *rows), read_mapping(text), "proef.csv")


def test_answers_become_stored_values_and_the_reasons_stay_apart() -> None:
    made = plan(*GOOD_ROWS)
    assert made.forms == (
        {"eens": "5", "cijfer": "8", "vervoer": ["fiets", "auto"], "tip": "Meer bankjes."},
        {"eens": "4", "cijfer": "7", "vervoer": ["fiets"]},
        {"eens": "W", "cijfer": "NVT"},
    )
    counts = {
        count.code: (count.n, count.skipped, count.not_known, count.not_applicable) for count in made.report.questions
    }
    assert counts == {"eens": (2, 0, 1, 0), "cijfer": (2, 0, 0, 1), "vervoer": (2, 1, 0, 0), "tip": (1, 2, 0, 0)}
    assert (made.report.read, made.report.taken, made.report.empty) == (4, 3, 1)


def test_an_unknown_text_refuses_the_row_and_says_where() -> None:
    made = plan(("Misschien", "11", "Trein", "x"), ("eens", "8", "", ""))
    assert made.forms == ()
    assert [(one.row, one.column, one.value) for one in made.report.refusals] == [
        (2, "A ‘Geluisterd’", "Misschien"),
        (2, "B ‘Cijfer’", "11"),
        (2, "C ‘Vervoer’", "Trein"),
        (3, "A ‘Geluisterd’", "eens"),
    ]
    assert made.report.refused == 2
    assert made.report.refused_kinds[0][1] >= 1


def test_an_unknown_text_may_be_left_out_when_the_mapping_says_so() -> None:
    made = plan_import(table(HEADS, ("Misschien", "8", "", "")), SKIPPING, "proef.csv")
    assert made.forms == ({"cijfer": "8"},)
    first = made.report.questions[0]
    assert (first.skipped, first.unknown, first.unknown_texts) == (1, 1, ("Misschien",))


def test_a_row_of_another_width_is_refused() -> None:
    made = plan(("mee eens", "8", "", "", "over"), ("mee eens",))
    assert [one.sentence for one in made.report.refusals] == [
        "Deze rij heeft 5 cellen, de rij met kolomnamen heeft er 4.",
        "Deze rij heeft 1 cellen, de rij met kolomnamen heeft er 4.",
    ]


def test_choices_in_columns_tell_none_chosen_from_not_answered() -> None:
    made = plan(("x", "nee"), ("", "nee"), ("", ""), ("1", "ja"), text=CHOICES, heads=("v1", "v2"))
    assert made.forms == ({"V": ["fiets"]}, {"V": []}, {"V": ["fiets", "auto"]})
    assert made.report.empty == 1


@pytest.mark.parametrize(
    ("typed", "stored"), [("7", "7"), ("7,5", "7.5"), ("1.250", "1250"), (" 12 ", "12"), ("-3", "-3")]
)
def test_numbers_are_read_the_dutch_way(typed: str, stored: str) -> None:
    text = '[questionnaire]\ncode="a"\ntitle="A"\n[[questions]]\ncode="N"\ntype="number"\ntext="?"\ncolumn="n"'
    assert plan((typed,), text=text, heads=("n",)).forms == ({"N": stored},)


def test_rows_outside_the_selection_are_left_out_and_counted() -> None:
    text = KERKPLEIN + '\n[[rows.filters]]\ncolumn = "Cijfer"\nonly = ["8", "9"]\n'
    made = plan(*GOOD_ROWS, text=text)
    assert (made.report.read, made.report.taken, made.report.filtered) == (4, 1, 3)


def test_a_constant_is_the_same_for_everybody_and_is_no_answer() -> None:
    text = KERKPLEIN + (
        '[[questions]]\ncode = "golf"\ntype = "single"\ntext = "Golf"\nconstant = "2025"\n'
        'answers = [{ code = "a", label = "2025" }, { code = "b", label = "2026" }]\n'
    )
    made = plan(*GOOD_ROWS, text=text)
    assert [form["golf"] for form in made.forms] == ["a", "a", "a"]
    assert made.report.empty == 1
    with pytest.raises(MappingNotUsable, match="‘2024’ is geen antwoord"):
        plan(*GOOD_ROWS, text=text.replace('constant = "2025"', 'constant = "2024"'))


def test_a_column_that_is_not_there_names_one_that_looks_like_it() -> None:
    with pytest.raises(MappingNotUsable, match=r"‘Geluisterd’ staat niet in het bestand\. Wel: ‘geluisterd’\."):
        plan(*GOOD_ROWS, heads=("geluisterd", "Cijfer", "Vervoer", "Tip"))


def test_a_double_column_is_refused_unless_its_position_is_named() -> None:
    heads = ("Geluisterd", "Cijfer", "Vervoer", "Geluisterd")
    text = KERKPLEIN.replace('column = "Tip"', 'column = "Geluisterd"')
    with pytest.raises(MappingNotUsable, match=r"komt 2 keer voor, in A \(nummer 1\) en D \(nummer 4\)"):
        plan(*GOOD_ROWS, text=text, heads=heads)
    sure = text.replace('column = "Geluisterd"\noutcome', "position = 1\noutcome").replace(
        'column = "Geluisterd"', 'column = "Geluisterd"\nposition = 4'
    )
    made = plan(*GOOD_ROWS, text=sure, heads=heads)
    assert made.forms[0]["tip"] == "Meer bankjes."
    assert made.report.remarks == ("Meer dan één kolom heet ‘Geluisterd’.",)


def test_a_position_with_another_name_is_refused() -> None:
    text = KERKPLEIN.replace('column = "Tip"', 'column = "Tip"\nposition = 2')
    with pytest.raises(MappingNotUsable, match="in kolom 2 staat ‘Cijfer’ en niet ‘Tip’"):
        plan(*GOOD_ROWS, text=text)


def test_labels_of_an_spss_file_count_as_texts() -> None:
    heads = (Head("Geluisterd", value_labels={"1": "Mee eens", "9": "Weet niet"}), *(Head(name) for name in HEADS[1:]))
    rows = (Row(2, ("1", "", "", "")), Row(3, ("9", "", "", "")))
    text = KERKPLEIN.replace(
        'column = "Geluisterd"',
        'column = "Geluisterd"\nanswers = [{ code = "4", label = "Mee eens", score = 4, reads = ["mee eens"] }, '
        '{ code = "2", label = "Mee oneens", score = 2, reads = ["mee oneens"] }]',
    )
    assert plan_import(Table(heads, rows), read_mapping(text), "p.sav").forms == ({"eens": "4"}, {"eens": "W"})


cells = st.one_of(
    st.sampled_from(["", "mee eens", "Helemaal mee oneens", "weet niet", "n.v.t.", "7", "Fiets", "Auto;fiets", "?"]),
    st.text(string.printable, max_size=6),
)
rows = st.lists(st.lists(cells, min_size=3, max_size=5), max_size=12)


@given(rows, st.sampled_from([MAPPING, SKIPPING]))
def test_every_row_is_taken_empty_filtered_or_refused(rows: list[list[str]], mapping: object) -> None:
    assert mapping in (MAPPING, SKIPPING)
    made = plan_import(table(HEADS, *rows), SKIPPING if mapping is SKIPPING else MAPPING, "proef.csv")
    report = made.report
    assert report.read == len(rows) == report.taken + report.empty + report.filtered + report.refused
    assert report.taken == len(made.forms)
    assert report.refused == len({refusal.row for refusal in report.refusals})
    assert all(form for form in made.forms)
    for count in report.questions:
        assert count.n + count.skipped + count.not_known + count.not_applicable == report.taken


@given(rows)
def test_rows_do_not_influence_each_other(rows: list[list[str]]) -> None:
    whole = plan_import(table(HEADS, *rows), MAPPING, "p.csv")
    apart = [form for row in rows for form in plan_import(table(HEADS, row), MAPPING, "p.csv").forms]
    assert list(whole.forms) == apart
