"""Numbers the way people type them."""

import pytest
from tests.factories.questions import an_item

from participatiemonitor.questions.types import type_of
from participatiemonitor.questions.types.number import normalised, shown


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("12", "12"), ("2,5", "2.5"), ("2.5", "2.5"), ("1 250,50", "1250.5"), ("1.250", "1250"), ("1.250,5", "1250.5"),
        ("007", "7"), ("-3", "-3"), ("−3", "-3"), ("-0", "0"), ("0,0", "0"), ("1\u00a0000", "1000"), ("100", "100"),
        ("1,125", "1.125"), ("twaalf", None), ("1,2,3", None), ("1.2.3", None), ("", None), ("1e5", None), (",5", None),
        ("٣", None), ("12 %", None), ("9" * 40, None),
    ],
)  # fmt: skip
def test_typed_number_is_stored_with_a_point(typed: str, stored: str | None) -> None:
    assert normalised(typed) == stored


def test_stored_number_is_shown_with_a_comma_and_read_back() -> None:
    assert [shown(text) for text in ("1.125", "1250", "twaalf")] == ["1,125", "1250", "twaalf"]
    assert normalised(shown("1.125")) == "1.125"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("0", "Dit getal is te laag. Vul 1 of meer in."),
        ("11", "Dit getal is te hoog. Vul 10,5 of minder in."),
        ("2,5", "Vul een heel getal in, zonder komma."),
        ("veel", "Dit is geen getal. Vul alleen cijfers in, bijvoorbeeld 12 of 2,5."),
    ],
)
def test_number_outside_its_limits_is_refused_with_a_sentence(typed: str, sentence: str) -> None:
    item = an_item("number", minimum=1.0, maximum=10.5, is_whole=True)
    assert type_of("number").read(item, [typed]).error == sentence


def test_too_high_number_with_thousands_is_shown_again_as_the_same_number() -> None:
    item = an_item("number", maximum=10.0)
    assert type_of("number").read(item, ["1.250"]).raw == "1250"
