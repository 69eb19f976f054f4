"""What single question types promise beyond the contract of all types."""

from dataclasses import replace

from tests.factories.questions import OPTIONS, an_item

from participatiemonitor.questions.columns import column_for, columns_for
from participatiemonitor.questions.types import type_of
from participatiemonitor.questions.types.open import MAX_LENGTH


def test_two_answers_to_a_single_choice_are_refused() -> None:
    assert type_of("single").read(an_item("single"), ["a", "b"]).error == (
        "U koos meer dan één antwoord. Kies één antwoord."
    )


def test_geen_together_with_something_else_is_refused_and_kept() -> None:
    reading = type_of("multiple").read(an_item("multiple"), ["none", "a"])
    assert reading.error == "U koos ‘Geen’ en ook iets anders. Kies één van de twee."
    assert reading.raw == ["a", "none"]


def test_more_choices_than_allowed_are_refused() -> None:
    item = an_item("multiple", max_choices=1)
    assert type_of("multiple").hint(item) == "Kies er maximaal 1."
    assert type_of("multiple").read(item, ["a", "b"]).error == "U koos 2 antwoorden. Kies er maximaal 1."


def test_choices_are_stored_in_the_order_of_the_list_and_once() -> None:
    assert type_of("multiple").read(an_item("multiple"), ["b", "a", "b"]).value == ["a", "b"]


def test_open_text_loses_control_characters_and_keeps_lines() -> None:
    reading = type_of("open").read(an_item("open"), ["  Regel 1\x00\r\nRegel\t2\x1b[0m\x85  "])
    assert reading.value == "Regel 1\nRegel\t2[0m"


def test_open_text_may_be_4000_characters_and_no_more() -> None:
    read = type_of("open").read
    assert read(an_item("open"), ["x" * MAX_LENGTH]).value == "x" * 4000
    reading = read(an_item("open"), ["x" * (MAX_LENGTH + 1)])
    assert reading.error == "Uw tekst is 1 teken te lang. Er passen 4000 tekens. Maak de tekst korter."
    assert reading.raw == "x" * 4001


def test_text_of_only_control_characters_is_skipped() -> None:
    assert type_of("open").read(an_item("open", is_required=True), ["\x00\x01 \r\n"]).value is None


def test_statement_has_scores_from_five_to_one() -> None:
    column = column_for(an_item("statement"))
    assert column.codes == ("5", "4", "3", "2", "1")
    assert column.scores == (5, 4, 3, 2, 1)


def test_more_or_less_runs_from_plus_two_to_minus_two() -> None:
    assert column_for(an_item("more")).scores == (2, 1, 0, -1, -2)


def test_not_clear_is_a_category_of_influence_without_a_score() -> None:
    column = column_for(an_item("influence"))
    assert column.codes == ("BP1", "BP2", "BP3", "BP4", "BP5", "X")
    assert column.scores == (1, 2, 3, 4, 5, None)


def test_multiple_choice_has_a_column_per_option_and_a_list_without_order_no_scores() -> None:
    assert [column.key for column in columns_for(an_item("multiple"))] == ["V1:a", "V1:b", "V1:none"]
    assert column_for(an_item("single")).scores is None
    assert columns_for(an_item("open")) == ()


def test_fixed_scale_may_have_other_words_but_no_other_codes() -> None:
    item = an_item("statement")
    own = tuple(replace(option, label=option.label.upper()) for option in item.options)
    assert type_of("statement").problems(replace(item, options=own)) == []
    assert len(type_of("statement").problems(replace(item, options=OPTIONS[:2]))) == 2
