"""From a cell to a value: what people and programs write, and what is refused with a sentence."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participatiemonitor.register.importing.fields import BY_KEY, FIELDS, Sort
from participatiemonitor.register.importing.mapping import MappedField
from participatiemonitor.register.importing.mapping_file import named_mappings
from participatiemonitor.register.importing.reading import MONTHS, READERS, clean, read_cell
from participatiemonitor.register.models import Theme


def template(key: str) -> MappedField:
    return next(mapped for mapped in named_mappings()["sjabloon"].fields if mapped.field.key == key)


def read(key: str, text: str) -> object:
    reading = read_cell(text, template(key))
    assert not reading.problem, reading.problem
    return reading.value


def refusal(key: str, text: str) -> str:
    reading = read_cell(text, template(key))
    assert reading.value is None
    return reading.problem


@pytest.mark.parametrize(
    "text",
    ["31-12-2026", "2026-12-31", "31/12/2026", "31.12.2026", "31 december 2026", "31 dec 2026", "31 DEC. 2026",
     "2026-12-31T00:00:00", "2026-12-31 09:30:00", "31-12-2026 09:30"],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert read("starts_on", text) == date(2026, 12, 31)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    for text in (f"{day:%d-%m-%Y}", f"{day.day}-{day.month}-{day.year}", day.isoformat(),
                 f"{day.day} {MONTHS[day.month - 1]} {day.year}"):  # fmt: skip
        assert read("starts_on", text) == day


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("31-02-2026", "Deze datum bestaat niet"), ("13 smarch 2026", "Deze datum bestaat niet"),
        ("31-12-26", "geen datum die wij kennen"), ("voorjaar 2026", "geen datum die wij kennen"),
        ("2026", "geen datum die wij kennen"), ("46387", "geen datum die wij kennen"),
        ("31-12-0026", "Het jaar 26 kan niet kloppen"), ("31-12-2999", "Het jaar 2999 kan niet kloppen"),
    ],
)  # fmt: skip
def test_what_is_no_day_is_refused_with_what_to_do(text: str, sentence: str) -> None:
    assert sentence in refusal("starts_on", text)
    assert "31-12-2026" in refusal("starts_on", text)


def test_other_orders_and_years_only_where_the_mapping_says_so() -> None:
    field = BY_KEY["starts_on"]
    american = MappedField(field, ("x",), dates="month-first")
    assert read_cell("12/31/2026", american).value == date(2026, 12, 31)
    years = MappedField(field, ("x",), dates="year")
    assert read_cell("2026", years).value == date(2026, 1, 1)
    assert read_cell("2026.0", years).value == date(2026, 1, 1)
    assert read_cell("31-12-2026", years).value == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("text", "number"),
    [("120", 120), ("1.200", 1200), ("1200,0", 1200), ("50.0", 50), ("1 200", 1200), ("10.000.000", 10_000_000)],
)
def test_numbers_of_people(text: str, number: int) -> None:
    assert read("participants", text) == number


@pytest.mark.parametrize("text", ["0", "-3", "ongeveer 20", "12,5", "1.20", "99999999999999", "1e5", "٣"])
def test_what_is_no_number_of_people_is_refused(text: str) -> None:
    assert refusal("participants", text)


@pytest.mark.parametrize(
    ("key", "text", "code"),
    [
        ("theme", "Verkeer en Vervoer", Theme.TRAFFIC), ("theme", " mobiliteit ", Theme.TRAFFIC), ("theme", "2", "2"),
        ("state", "loopt", "RUNNING"), ("state", "Lopend", "RUNNING"), ("track", "gemeente", "B"),
        ("track", "overheidsparticipatie", "O"), ("kind", "wijkraad", "STANDING"), ("kind", "geen", "NONE"),
        ("competent_body", "College van B&W", "EXECUTIVE"), ("rung", "Raadplegen", "BP2"), ("rung", "op4", "OP4"),
    ],
)  # fmt: skip
def test_human_words_become_codes(key: str, text: str, code: str) -> None:
    assert read(key, clean(text)) == code


def test_every_word_of_the_template_is_read_as_itself() -> None:
    for field in FIELDS:
        for code, word in field.words.items():
            assert read(field.key, word) == code


def test_an_unknown_word_names_the_words_that_may_be_typed() -> None:
    sentence = refusal("theme", "ruimtevaart")
    assert "Dit kennen wij niet bij ‘thema’." in sentence
    assert "‘verkeer en vervoer’" in sentence


def test_addresses_of_pages_and_people() -> None:
    assert read("source_url", "www.lingedam.example/plein") == "https://www.lingedam.example/plein"
    assert read("leader", "Anna@Lingedam.Example") == "anna@lingedam.example"
    for text in ("javascript:alert(1)", "data/raw/x.yaml", "http://", f"https://lingedam.example/{'x' * 500}"):
        assert refusal("source_url", text)
    assert "geen e-mailadres" in refusal("leader", "Anna de Vries")


def test_a_text_that_is_too_long_says_how_long_it_may_be() -> None:
    assert "hoogstens 120 tekens" in refusal("place", "x" * 121)


@pytest.mark.parametrize("text", ["#N/A", "#ref!", "#DIV/0!"])
def test_errors_of_excel_are_no_texts(text: str) -> None:
    assert "fout van Excel" in refusal("place", text)


@given(st.text(max_size=60), st.sampled_from(list(FIELDS)))
def test_any_text_gives_a_value_or_a_sentence_and_never_a_crash(text: str, field: object) -> None:
    mapped = next(one for one in named_mappings()["sjabloon"].fields if one.field is field)
    cleaned = clean(text)
    reading = read_cell(cleaned, mapped)
    assert (reading.value is None) == (bool(reading.problem) or not cleaned)
    assert "\x00" not in cleaned


def test_every_sort_of_field_has_a_reader() -> None:
    assert set(READERS) == set(Sort)
