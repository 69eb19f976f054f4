"""A proposed mapping reads its own file, and guesses what a person would."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.factories.importing import table

from participatiemonitor.fieldwork.importing.mapping_file import read_mapping
from participatiemonitor.fieldwork.importing.plan import plan_import
from participatiemonitor.fieldwork.importing.propose import propose_mapping
from participatiemonitor.fieldwork.importing.questionnaire import definition_from
from participatiemonitor.foundation.files.readers import read_table
from participatiemonitor.foundation.files.table import Table
from participatiemonitor.questions.validation import checked

NAMES = st.text("abc .?‘’\"'é\\\n1_[]", max_size=10)
CELLS = st.one_of(
    st.sampled_from(
        ["", "1", "2", "3", "4", "5", "9", "10", "ja", "nee", "eens", "Oneens", "weet niet", "n.v.t.", "x"]
    ),
    st.text('ab"\\é\x7f\t;,0,5', max_size=5),
)


@st.composite
def any_table(draw: st.DrawFn) -> Table:
    width = draw(st.integers(1, 4))
    row = st.lists(CELLS, min_size=width, max_size=width)
    return table(draw(st.lists(NAMES, min_size=width, max_size=width)), *draw(st.lists(row, min_size=1, max_size=12)))


@settings(deadline=None)
@given(any_table())
def test_a_proposal_reads_its_own_file_without_refusing_a_row(found: Table) -> None:
    text = propose_mapping(found, "lijst.csv")
    if "[[questions]]" not in text:
        return
    mapping = read_mapping(text)
    assert plan_import(found, mapping, "lijst.csv").report.refused == 0
    assert mapping.questionnaire is not None
    assert checked(definition_from(mapping, mapping.questionnaire))


def types(heads: tuple[str, ...], *rows: tuple[str, ...]) -> dict[str, str]:
    mapping = read_mapping(propose_mapping(table(heads, *rows), "lijst.csv"))
    return {question.text: question.type for question in mapping.questions}


def test_types_are_guessed_from_the_answers() -> None:
    scale = ["Helemaal mee eens", "Mee eens", "Neutraal", "Oneens", "weet niet"]
    rows = [
        (
            f"{n}",
            scale[n % 5],
            f"{1 + n % 10}",
            ["man", "vrouw"][n % 2],
            f"{1900 + 7 * n}",
            f"Tip nummer {n} over het plein",
        )
        for n in range(20)
    ]
    assert types(("nr", "Geluisterd", "Cijfer", "Geslacht", "Geboortejaar", "Tip"), *rows) == {
        "Geluisterd": "statement", "Cijfer": "grade", "Geslacht": "single", "Geboortejaar": "number", "Tip": "open",
    }  # fmt: skip


def test_columns_of_one_multiple_choice_become_one_question() -> None:
    heads = ("Waaraan deed u mee? [bijeenkomst]", "Waaraan deed u mee? [enquête]", "Leeftijd")
    found = read_mapping(propose_mapping(table(heads, ("1", "", "oud"), ("", "1", "jong"), ("1", "1", "oud")), "a.csv"))
    first = found.questions[0]
    assert (first.type, first.text) == ("multiple", "Waaraan deed u mee?")
    assert [choice.label for choice in first.choices] == ["bijeenkomst", "enquête"]


def test_columns_that_lead_to_a_person_stay_out() -> None:
    text = propose_mapping(table(("E-mailadres", "Oordeel"), ("a@b.nl", "goed"), ("c@d.nl", "slecht")), "a.csv")
    assert "‘E-mailadres’ lijkt naar een persoon te leiden" in text
    assert 'column = "E-mailadres"' not in text


@pytest.mark.realdata
@pytest.mark.parametrize(
    "name",
    [
        "toronto-public-engagement-survey/toronto_public_engagement_survey.csv",
        "kcmo-resident-survey/kcmo_2021q1.csv",
        "vng-burgerpeiling/Burgerpeling-dataformat-2022.sav",
        "spss-samples-pyreadstat/sample_missing.sav",
        "spss-samples-pyreadstat/simple_alltypes.sav",
        "spss-samples-pyreadstat/sample_large.sav",
        "spss-samples-pyreadstat/hebrews.sav",
    ],
)
def test_a_proposal_reads_real_files_of_others(shared_data: Path, name: str) -> None:
    path = shared_data / name
    found = read_table(path.read_bytes(), path.name)
    made = plan_import(found, read_mapping(propose_mapping(found, path.name)), path.name)
    assert made.report.refused == 0
    assert made.report.questions


@pytest.mark.realdata
def test_a_proposal_finds_the_statements_of_real_surveys(shared_data: Path) -> None:
    path = shared_data / "kcmo-resident-survey" / "kcmo_2021q1.csv"
    text = propose_mapping(read_table(path.read_bytes(), path.name), path.name)
    by_code = read_mapping(text).by_code()
    assert {by_code[f"q3_{n:02d}"].type for n in range(1, 17)} == {"statement"}
    assert by_code["q2_01"].missing.not_known == ("9",)
    dutch = shared_data / "vng-burgerpeiling" / "Burgerpeling-dataformat-2022.sav"
    found = read_mapping(propose_mapping(read_table(dutch.read_bytes(), dutch.name), dutch.name)).by_code()
    assert found["wl02_0"].type == "statement"
    assert found["bo06"].type == "grade"
