"""Mapping files: every mistake becomes a sentence that says where."""

from pathlib import Path

import pytest
from tests.factories.importing import KERKPLEIN, MAPPINGS

from participatiemonitor.fieldwork.importing.mapping import AnswerMapping
from participatiemonitor.fieldwork.importing.mapping_file import read_mapping
from participatiemonitor.foundation.files.sections import MappingNotUsable

TWO = 'answers = [{ code = "1", label = "een" }, { code = "2", label = "twee" }]'


def problems(text: str) -> str:
    with pytest.raises(MappingNotUsable) as refusal:
        read_mapping(text)
    assert all(problem.endswith((".", "?")) for problem in refusal.value.problems)
    return "\n".join(refusal.value.problems)


HEAD = '[questionnaire]\ncode = "a"\ntitle = "A"\n'
OPEN = 'type = "open"\ncolumn = "x"'


def one_question(lines: str, head: str = HEAD) -> str:
    return f'{head}\n[[questions]]\ncode = "V1"\ntext = "?"\n{lines}\n'


def test_a_good_mapping_is_read() -> None:
    mapping = read_mapping(KERKPLEIN)
    assert isinstance(mapping, AnswerMapping)
    assert [question.type for question in mapping.questions] == ["statement", "grade", "multiple", "open"]
    assert mapping.by_code()["eens"].is_outcome
    assert mapping.by_code()["cijfer"].missing.not_applicable == ("n.v.t.",)


@pytest.mark.parametrize("path", sorted(MAPPINGS.glob("*.toml")), ids=lambda path: path.stem)
def test_shipped_mappings_are_good(path: Path) -> None:
    assert read_mapping(path.read_text(encoding="utf-8")).questions


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[questionnaire\n", "geen geldige TOML bij regel 1"),
        ("", "‘code’ ontbreekt"),
        ("", "Er staan geen vragen"),
        (one_question('type = "statment"\ncolumn = "x"'), "‘type’ is ‘statment’; kies uit statement"),
        (one_question('type = "open"'), "noem de kolom"),
        (one_question('type = "open"\ncolum = "x"'), "‘colum’ kennen wij niet; bedoelt u ‘column’?"),
        (one_question('type = "open"\nposition = 0'), "geheel getal vanaf 1"),
        (one_question('type = "single"\ncolumn = "x"'), "noem de antwoorden"),
        (one_question('type = "single"\ncolumn = "x"\nscale = "s"'), "er is geen schaal ‘s’"),
        (one_question('type = "multiple"\ncolumn = "x"'), "een kolom per keuze"),
        (one_question('type = "open"\ncolumn = "x"\nreversed = "ja"'), "true of false"),
        (one_question(f'type = "open"\ncolumn = "x"\n{TWO}'), "horen geen antwoorden"),
        (one_question(f'type = "single"\ncolumn = "x"\nmissing = {{ not_known = ["twee"] }}\n{TWO}'),
         "‘twee’ is zowel antwoord 2 als weet niet"),
        (one_question('type = "grade"\ncolumn = "x"\nmissing = { not_known = ["9"] }'), "‘9’ is zowel antwoord 9"),
        (one_question(OPEN) + f'[[questions]]\ncode = "V1"\ntext = "?"\n{OPEN}', "‘V1’ staat bij 2 vragen"),
        (one_question(f'{OPEN}\ntopic = "t"', f'{HEAD}[[topics]]\nkey="u"\ntitle="U"'), "er is geen onderwerp ‘t’"),
        (one_question(OPEN, '[questionnaire]\ncode = "Mijn Lijst"\ntitle = "A"\n'), "kleine letters"),
        (one_question(OPEN) + "[round]\nopens_on = 2026-02-01\ncloses_on = 2026-01-01\n",
         "ligt voor"),
        (one_question(OPEN) + '[round]\nopens_on = "1 maart"\n', "zoals 2026-03-31"),
        ('questions = "x"', "lijst met tabellen"),
        ('questionnaire = "x"', "hier hoort een tabel"),
        ("x = 1" * 200_000, "veel te lang"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_in_a_sentence(text: str, sentence: str) -> None:
    assert sentence in problems(text)


def test_all_mistakes_are_told_at_once() -> None:
    text = one_question('type = "statment"\ncolum = "x"\nreversed = 3')
    assert problems(text).count("vraag ‘V1’") >= 4


def test_two_outcomes_are_refused() -> None:
    text = one_question(f"{OPEN}\noutcome = true")
    text += '[[questions]]\ncode = "V2"\ntext = "?"\ntype = "open"\ncolumn = "y"\noutcome = true\n'
    assert "Kies één vraag als uitkomst" in problems(text)


@pytest.mark.parametrize(
    "text",
    [
        f"x = {'[' * 5000}{']' * 5000}",
        f"{'a.' * 3000}b = 1",
        f"[{'a . ' * 3000}b]",
        f"""x = {{{'"a".' * 3000}b = 1}}""",
    ],
)
def test_a_mapping_that_is_nested_without_end_is_refused(text: str) -> None:
    # Reading a key of many parts takes memory with the square of their number: a small file stops the server.
    assert "te diep genest" in problems(text)
