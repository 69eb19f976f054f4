"""Open answers: the code frame, proposing themes, finding personal data; public sentences and names of others."""

import csv

import numpy as np
import pytest

from peilstok.errors import InvalidSetting, InvalidShape
from peilstok.open_answers.code_frame import TRACKS, InvalidCodeFrame, parse_code_frame, read_code_frame
from peilstok.open_answers.coding import character_likeness, code_answers, theme_counts
from peilstok.open_answers.personal_data import Finding, find_personal_data, is_bsn, is_iban, redact
from peilstok.open_answers.sentence_encoder import EncoderAbsent, sentence_encoder

# Written for this test, not taken from the seed phrases.
ANSWERS = [
    ("De brief met uitleg was veel te moeilijk.", "informatie"),
    ("Ik vond nergens duidelijke informatie op de site.", "informatie"),
    ("Het plan lag al lang vast voordat wij kwamen.", "invloed"),
    ("Met onze ideeën is helemaal niets gedaan!", "invloed"),
    ("Nooit meer iets van de gemeente gehoord.", "terugkoppeling"),
    ("Een verslag heb ik niet gekregen.", "terugkoppeling"),
    ("De ambtenaar luisterde echt naar ons.", "gesprek"),
    ("Voelde mij niet serieus genomen.", "gesprek"),
    ("Met mijn rolstoel kwam ik de zaal niet in.", "meedoen"),
    ("Altijd dezelfde mensen, geen jongeren.", "deelnemers"),
    ("Het heeft veel te lang geduurd.", "tijd"),
    ("De planning liep uit, het ging niet snel.", "tijd"),
    ("De speeltuin is prachtig geworden.", "resultaat"),
    ("Nog minder parkeerplaatsen dan eerst.", "resultaat"),
    ("Rommelige organisatie van de bijeenkomst.", "begeleiding"),
    ("Steeds een ander contactpersoon.", "begeleiding"),
    ("De subsidie dekte de kosten niet.", "geld"),
    ("Te veel regels.", "geld"),
]


def test_frame_in_the_package_is_complete():
    frame = read_code_frame()
    assert frame.version == "2026.1"
    assert len(frame.themes) == 10
    assert all(theme.seeds(track) for theme in frame.themes for track in TRACKS)


@pytest.mark.parametrize(
    "text",
    ["geen toml =", 'name = "a"', 'name="a"\nversion="1"\nlanguage="nl"\n[[themes]]\nkey="x"\nlabel="X"'],
)
def test_frame_without_its_parts_is_refused(text):
    with pytest.raises(InvalidCodeFrame):
        parse_code_frame(text)


def test_coding_most_best_themes_are_right_and_the_surest_more_so():
    coded = code_answers([text for text, _ in ANSWERS], read_code_frame())
    right = [answer.best == theme for answer, (_, theme) in zip(coded, ANSWERS, strict=True)]
    assert np.mean(right) >= 0.75
    surest = sorted(zip(coded, right, strict=True), key=lambda pair: -pair[0].margin)[: len(coded) // 2]
    assert np.mean([is_right for _, is_right in surest]) >= np.mean(right)


def test_coding_unknown_or_empty_answers_wait_for_a_person():
    coded = code_answers(["", "Zeven zilveren xylofoons zwommen.", "x"], read_code_frame())
    assert [answer.is_unsure for answer in coded] == [True, True, True]


def test_coding_one_answer_can_have_several_themes():
    coded = code_answers(["Het duurde veel te lang. Er is niets gedaan met onze ideeën."], read_code_frame())
    assert set(coded[0].themes) == {"tijd", "invloed"}


def test_coding_surest_half_is_proposed():
    many = [text for text, _ in ANSWERS] * 2
    shares = [
        np.mean([not answer.is_unsure for answer in code_answers(many, read_code_frame(), surest=share)])
        for share in (0.25, 0.5, 1.0)
    ]
    assert shares[0] < shares[1] < shares[2]
    with pytest.raises(InvalidSetting):
        code_answers(many, read_code_frame(), surest=0)


def test_coding_examples_teach_a_new_word():
    frame, text = read_code_frame(), "De zebrapaden bij de molen."
    taught = code_answers([text], frame, examples={"resultaat": ["Meer zebrapaden graag.", "Zebrapaden bij de molen."]})
    assert taught[0].themes == ("resultaat",)


def test_coding_with_encoder_uses_meaning():
    frame = read_code_frame()

    def encoder(texts):  # a stand-in that knows that "poen" is about money
        return np.array([[1.0, 0.0] if "poen" in text or "budget" in text else [0.0, 1.0] for text in texts])

    coded = code_answers(["Ze hadden geen poen meer over."], frame, encoder=encoder)
    assert coded[0].best == "geld"
    with pytest.raises(InvalidShape):
        code_answers(["Ze hadden geen poen."], frame, encoder=lambda texts: np.ones((1, 2)) * len(texts))


def test_sentence_encoder_is_named_when_absent_or_helps():
    try:
        encoder = sentence_encoder()
    except EncoderAbsent as problem:
        pytest.skip(str(problem))
    coded = code_answers([text for text, _ in ANSWERS], read_code_frame(), encoder=encoder)
    right = [answer.best == theme for answer, (_, theme) in zip(coded, ANSWERS, strict=True)]
    assert np.mean(right) >= 0.75


def test_theme_counts_only_from_ten_answers():
    coded = code_answers(["Het duurde veel te lang."] * 10 + ["De subsidie was niet genoeg."] * 9, read_code_frame())
    assert theme_counts(coded, read_code_frame()) == {"tijd": 10}


def test_likeness_of_a_text_with_itself_is_one():
    texts = ["De gemeente luisterde.", "Iets heel anders"]
    likeness = character_likeness(texts, texts)
    assert np.diagonal(likeness) == pytest.approx([1, 1])
    assert likeness[0, 1] < 0.1


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Mail mij op jan.jansen@voorbeeld.nl a.u.b.", ["e-mail"]),
        ("Te bereiken via piet (at) voorbeeld.nl", ["e-mail"]),
        ("Mijn nummer is 06-12345678 of 020 123 45 67.", ["telefoon", "telefoon"]),
        ("Bel +31 6 1234 5678", ["telefoon"]),
        ("Rekening NL91 ABNA 0417 1643 00 graag", ["iban"]),
        ("bsn 111222333", ["bsn"]),
        ("Ik woon op Dorpsstraat 12a, 1234 AB", ["adres", "postcode"]),
        ("Auto met kenteken 12-ABC-3 staat er altijd", ["kenteken"]),
        ("Ik ben geboren op 3 maart 1961 in deze wijk", ["geboortedatum"]),
        ("Dhr. De Vries luisterde niet", ["naam"]),
        ("mevrouw van den Berg hielp goed", ["naam"]),
        ("Ik heet Fatima El Amrani", ["naam"]),
        ("Wethouder J. Pietersen was er niet", ["naam"]),
        ("Onze buurman Kees weet ervan", ["naam"]),
    ],
)
def test_personal_data_is_found(text, kinds):
    assert [finding.kind for finding in find_personal_data(text)] == kinds


@pytest.mark.parametrize(
    "text",
    [
        "In 2019 waren er 150 mensen, in 2023 nog 45.",
        "De wethouder was er niet en de burgemeester ook niet.",
        "Ik ben Nederlander en ik ben bewoner van deze wijk.",
        "Het plan kost 123.456.789 euro.",
        "De Dorpsstraat is te smal voor 2 bussen.",
        "Wij kregen op 3 maart bericht; het duurde 10 weken.",
        "Artikel 12 van de verordening is niet gevolgd.",
        "Mijn moeder kon niet mee, mijn buurman wel.",
        "Tussen 1000 en 2000 reacties is veel.",
        "Groeten en bedankt voor alles!",
    ],
)
def test_clean_text_is_not_flagged(text):
    assert find_personal_data(text) == ()


def test_other_finders_join():
    def by_list(text):
        return [Finding(text.index("Kees"), text.index("Kees") + 4, "naam", "Kees")] if "Kees" in text else []

    assert find_personal_data("Vraag het Kees.") == ()
    assert [one.text for one in find_personal_data("Vraag het Kees.", [by_list])] == ["Kees"]


def test_check_digits_are_checked():
    assert is_bsn("111222333")
    assert not is_bsn("111222334")
    assert is_iban("NL91 ABNA 0417 1643 00")
    assert not is_iban("NL91 ABNA 0417 1643 01")


def test_redact_says_what_stood_there():
    text = "Bel mevrouw Jansen, 06-12345678."
    assert redact(text) == "Bel mevrouw [naam], [telefoon]."


@pytest.mark.realdata
def test_public_sentences_are_rarely_flagged(shared_data):
    # UD Dutch LassySmall: 3,303 sentences of an encyclopaedia, with many public names behind a title.
    with (shared_data / "nl-zinnen-lassysmall" / "zinnen.csv").open(encoding="utf-8", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file)]
    flagged = [text for text in texts if find_personal_data(text)]
    assert len(flagged) / len(texts) < 0.01


@pytest.mark.realdata
def test_names_of_a_public_list_are_found_behind_a_title(shared_data):
    lines = (shared_data / "nl-namen-plaatsen-straten" / "achternamen.txt").read_text(encoding="utf-8").splitlines()
    names = [name for name in lines if name[:1].isupper()][::50]
    found = [any(name in one.text for one in find_personal_data(f"De heer {name} luisterde niet.")) for name in names]
    assert np.mean(found) > 0.98
