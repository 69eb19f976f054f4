"""Search in Dutch."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participatiemonitor.register.search import known_words, matches, nearest, normalise, search_words, terms

TEXT = [
    "Fietspad langs de Schoolstraat",
    "Basisschool De Regenboog krijgt een nieuw schoolplein. Ouders en kinderen denken mee.",
    "’s-Gravenweg, wijk Zuid-Oost",
    "Één café aan het IJ; foto’s van huizen en initiatieven. Zes windmolens, drie parkeerplaatsen.",
    "Crème brûlée in Sint-Pancras, N233, aanvraag 2026/114",
]


def finds(query: str, *texts: str) -> bool:
    return matches(search_words(texts or TEXT), terms(query))


@pytest.mark.parametrize(
    "query",
    [
        "fietspaden", "fietspad", "fiets", "paden", "school", "scholen", "basisscholen", "SCHOOLPLEINEN", "plein",
        "ouder", "kind", "kinderen", "zuidoost", "zuid-oost", "Zuid Oost", "een café", "cafe", "ij", "foto", "foto's",
        "foto’s", "huis", "huizen", "initiatief", "initiatieven", "windmolen", "parkeerplaats", "creme", "brulee",
        "n233", "2026/114", "sint pancras", "school fietspad", "de fietspaden in zuidoost", "gravenweg", "'s-Gravenweg",
        "regenb",
    ],
)  # fmt: skip
def test_finds(query: str) -> None:
    assert finds(query)


@pytest.mark.parametrize("query", ["fietspda", "zwembad", "school zwembad", "n234", "noordwest", "zuid-west"])
def test_does_not_find(query: str) -> None:
    assert not finds(query)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("wegen", "Nieuwe weg"),
        ("weg", "Nieuwe wegen"),
        ("bomen", "De oude boom"),
        ("boom", "Honderd bomen"),
        ("wijken", "Wijkraad en wijk"),
        ("woningen", "Een woning erbij"),
        ("woningbouw", "woningbouwplannen"),
        ("gemeenten", "De gemeente"),
        ("inwoners", "Elke inwoner"),
        ("bewoneravond", "bewoneravonden"),
        ("begrotingen", "De begroting"),
        ("straten", "Kerkstraat"),
        ("pleinen", "Kerkplein"),
        ("groen", "Een groene buurt"),
        ("coöperaties", "Energiecoöperatie"),
        ("cooperatie", "Energiecoöperaties"),
        ("bibliotheken", "De bibliotheek"),
        ("brieven", "Een brief"),
        ("auto's", "Een auto"),
        ("acties", "De actie"),
        ("actie", "Drie acties"),
        ("gemeentes", "Een gemeente"),
        ("processen", "Het proces"),
        ("proces", "Veel processen"),
        ("adressen", "Een adres"),
        ("plannen", "Het bomenplan"),
        ("plan", "Nieuwe plannen"),
        ("bruggen", "De brug"),
        ("aanleggen", "De aanleg"),
        ("voorzieningen", "Een voorziening"),
    ],
)
def test_one_form_of_a_word_finds_another(query: str, text: str) -> None:
    assert finds(query, text)


def test_every_word_must_be_found() -> None:
    assert finds("kerkplein groen", "Kerkplein", "meer groen")
    assert not finds("kerkplein groen", "Kerkplein")


def test_small_words_are_left_out_unless_there_is_nothing_else() -> None:
    assert [term.word for term in terms("de tuin van het dorp")] == ["tuin", "dorp"]
    assert [term.word for term in terms("de")] == ["de"]


@pytest.mark.parametrize("query", ["", "   ", "?!", "%", "_", "’s", "\0"])
def test_signs_alone_look_for_nothing(query: str) -> None:
    assert terms(query) in ((), terms("s"))


def test_a_query_with_very_many_words_stays_small() -> None:
    assert len(terms(" ".join(f"woord{n}" for n in range(500)))) <= 12


def test_texts_become_plain_letters() -> None:
    assert normalise("ÉÉN Café IJsselmeer Ørsted straße") == "een cafe ijsselmeer orsted strasse"


def test_other_scripts_are_kept() -> None:
    assert finds("مسجد", "Een مسجد in de wijk")


def test_what_is_kept_holds_each_word_once() -> None:
    kept = search_words(["plein plein Plein pleinen"])
    assert sorted(kept.split()) == ["plein", "plein.", "pleinen"]


def test_a_stem_stands_at_the_end_of_a_word_only() -> None:
    """Otherwise ‘bomen’ (stem ‘bom’) would find ‘bommel’."""
    assert not finds("bomen", "Zaltbommel")


@pytest.mark.parametrize(
    ("typed", "meant"), [("fietspda", "fietspad"), ("regenbog", "regenboog"), ("wimdmolens", "windmolens")]
)
def test_a_misspelt_word_gets_the_nearest_known_one(typed: str, meant: str) -> None:
    assert nearest(typed, known_words([search_words(TEXT)])) == meant


@pytest.mark.parametrize("typed", ["xyzzy", "ab", ""])
def test_what_resembles_nothing_gets_no_proposal(typed: str) -> None:
    assert nearest(typed, known_words([search_words(TEXT)])) == ""


WORDS = st.text(alphabet=string.ascii_letters + "éëïöüçIJñ0123456789", min_size=1, max_size=20)


@given(st.lists(WORDS, min_size=1, max_size=8))
def test_every_word_of_a_text_finds_it(found: list[str]) -> None:
    kept = search_words([" ".join(found)])
    assert all(matches(kept, terms(word)) for word in found)


@given(st.lists(WORDS, min_size=1, max_size=5), WORDS)
def test_one_word_more_never_finds_more(found: list[str], extra: str) -> None:
    kept = search_words([" ".join(found)])
    if matches(kept, terms(f"{found[0]} {extra}")):
        assert matches(kept, terms(found[0])) or matches(kept, terms(extra))


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_and_any_query_can_be_handled(text: str, query: str) -> None:
    kept = search_words([text])
    assert "\0" not in kept
    assert isinstance(matches(kept, terms(query)), bool)
