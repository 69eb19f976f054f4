"""Mapping files: what they may say, and every mistake as a sentence."""

import pytest

from participatiemonitor.foundation.files.sections import MappingNotUsable
from participatiemonitor.register.importing.fields import BY_KEY, FIELDS
from participatiemonitor.register.importing.mapping_file import FOLDER, named_mappings, read_mapping
from participatiemonitor.register.models import Process

SMALL = """
name = "Eigen lijst"
source = "wijkbureau"

[fields.title]
column = "Wat"

[fields.track]
constant = "gemeente"
"""


def problems(text: str) -> str:
    with pytest.raises(MappingNotUsable) as refusal:
        read_mapping(text)
    return " ".join(refusal.value.problems)


def test_a_small_mapping_is_enough() -> None:
    mapping = read_mapping(SMALL)
    assert (mapping.name, mapping.source, len(mapping.fields)) == ("Eigen lijst", "wijkbureau", 2)
    assert mapping.fields[0].is_needed


def test_the_mappings_of_the_house_are_all_in_order() -> None:
    assert list(named_mappings()) == ["sjabloon", "decidim", "mysociety"]
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(named_mappings())
    sources = [mapping.source for mapping in named_mappings().values()]
    assert len(set(sources)) == len(sources)


def test_the_template_fills_every_field_and_names_its_own_column_first() -> None:
    fields = {mapped.field.key: mapped for mapped in named_mappings()["sjabloon"].fields}
    assert list(fields) == [field.key for field in FIELDS]
    assert all(mapped.columns[0] == mapped.field.label for mapped in fields.values())


def test_no_two_fields_of_the_template_answer_to_one_column() -> None:
    names = [name for mapped in named_mappings()["sjabloon"].fields for name in mapped.columns]
    assert len(set(names)) == len(names)


def test_lengths_of_fields_are_those_of_the_table() -> None:
    for field in FIELDS:
        if field.longest:
            assert Process._meta.get_field(field.key).max_length == field.longest
    assert Process._meta.get_field("title").max_length == 120


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (('name = "Eigen lijst"', ""), "‘name’ ontbreekt"),
        (('"wijkbureau"', f'"{"x" * 61}"'), "hooguit 60 tekens"),
        (("[fields.title]", "[fields.titel]"), "dit veld kennen wij niet. Kies uit title, kind"),
        (("[fields.track]", "[fields.place]"), "[fields.kind] of [fields.track] ontbreekt"),
        (('constant = "gemeente"', 'constant = "buren"'), "‘buren’ kennen wij niet bij ‘wie heeft het initiatief’"),
        (('column = "Wat"', 'colum = "Wat"'), "bedoelt u ‘column’?"),
        (('column = "Wat"', 'column = "Wat"\nconstant = "x"'), "noem één van de drie"),
        (('column = "Wat"', 'text = "Wat"'), "in ‘text’ staat geen kolom"),
        (('column = "Wat"', 'column = "Wat"\nunknown = "skip"'), "kies uit refuse, leave"),
        (('column = "Wat"', 'constant = "Wat"\notherwise = "b"'), "‘otherwise’ hoort bij ‘column’"),
        (("[fields.title]", '[fields.theme]\ncolumn = "t"\n[fields.theme.words]\n"a" = "b"\n[fields.title]'),
         "‘b’ kennen wij niet. Kies uit bestuur en ondersteuning"),
        (("[fields.title]", '[fields.participants]\ncolumn = "n"\nwords = { a = "b" }\n[fields.title]'),
         "‘deelnemers’ heeft geen vaste woorden"),
        (("[fields.title]", "[fields.title"), "geen geldige TOML"),
        (("[fields.title]", "fields.place = 3\n[fields.title]"), "hier hoort een tabel"),
    ],
)  # fmt: skip
def test_every_mistake_is_a_sentence(change: tuple[str, str], sentence: str) -> None:
    assert sentence in problems(SMALL.replace(*change))


def test_all_mistakes_are_told_at_once() -> None:
    found = problems('source = ""\n[fields.titel]\ncolumn = "a"')
    assert "‘name’ ontbreekt" in found
    assert "‘source’ is leeg" in found
    assert "[fields.title] ontbreekt" in found


def test_words_point_to_words_of_the_template() -> None:
    mapping = read_mapping(
        SMALL + '\n[fields.theme]\ncolumn = "t"\n[fields.theme.words]\n"Wegen" = "Verkeer en vervoer"'
    )
    theme = mapping.fields[-1]
    assert theme.words["wegen"] == "2"
    assert theme.words["wonen en ruimte"] == "8"
    assert theme.field is BY_KEY["theme"]
