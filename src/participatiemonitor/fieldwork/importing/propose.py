"""A first mapping file, made from the file with answers itself, with Dutch remarks on what to check."""

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from participatiemonitor.fieldwork.importing.guess import Guess, guess_questions
from participatiemonitor.fieldwork.importing.mapping import MappedAnswer, MappedQuestion, MissingTexts, Place
from participatiemonitor.foundation.files.table import Table

_HEAD = """\
# Indeling voor {name}: een voorstel. Loop het na voordat u het gebruikt.
#  1. Kloppen de vragen (text) en de soorten (type)?
#     statement: stelling met vijf stappen · grade: cijfer 1 tot en met 10 · single: één keuze
#     multiple: meer keuzes · number: getal · open: open antwoord
#  2. Staat bij elk antwoord het goede aantal punten (score)? Hoog is: meer mee eens, meer tevreden.
#  3. Is een hoge score slecht nieuws? Zet er dan bij: reversed = true
#  4. Welke vraag is de uitkomst, zoals tevredenheid? Zet er bij één vraag bij: outcome = true
#  5. Haal vragen weg die u niet nodig hebt, zeker als ze naar een persoon leiden.
"""


def propose_mapping(table: Table, file_name: str, sheet: str = "") -> str:
    """The text of a mapping that reads this very table without refusing a row."""
    guesses = guess_questions(table)
    scales = _scales(guesses)
    return "\n".join(_lines(guesses, scales, file_name, sheet)) + "\n"


type Scales = dict[tuple[MappedAnswer, ...], str]


def _scales(guesses: Sequence[Guess]) -> Scales:
    """Answers that more than one question has, with a name."""
    seen: dict[tuple[MappedAnswer, ...], int] = {}
    for guess in guesses:
        if guess.question is not None and guess.question.answers and guess.question.type != "grade":
            seen[guess.question.answers] = seen.get(guess.question.answers, 0) + 1
    shared = [answers for answers, times in seen.items() if times > 1]
    return {answers: f"schaal{number}" for number, answers in enumerate(shared, start=1)}


def _lines(guesses: Sequence[Guess], scales: Scales, file_name: str, sheet: str) -> Iterator[str]:
    stem = PurePath(file_name).stem
    yield _HEAD.format(name=_one_line(file_name))
    yield from (
        "[questionnaire]",
        f"code = {_text(_slug(stem))}",
        f"title = {_text(_one_line(stem)[:150] or 'Vragenlijst')}",
    )
    yield 'audience = "PARTICIPANTS"  # of "INITIATORS": mensen met een eigen initiatief'
    yield ""
    if sheet:
        yield from ("[file]", f"sheet = {_text(sheet)}", "")
    yield from ("[round]", 'moment = "M2"  # M1: direct na het meedoen, M2: na het besluit en de terugkoppeling')
    yield from (
        "# opens_on = 2026-01-15",
        "# closes_on = 2026-02-15",
        "# population = 250  # hoeveel mensen konden antwoorden",
        "",
    )
    yield from (
        "[rows]",
        '# Een tekst die niet in de indeling staat: "refuse" weigert de rij, "skip" laat dat antwoord weg.',
    )
    yield from ('unknown = "refuse"', "")
    for answers, name in scales.items():
        yield from (f"[scales.{name}]", *_answers(answers), "")
    for guess in guesses:
        yield f"# {_one_line(guess.comment)}"
        if guess.question is not None:
            yield from _question(guess.question, scales)
        yield ""


def _question(question: MappedQuestion, scales: Scales) -> Iterator[str]:
    yield from ("[[questions]]", f"code = {_text(question.code)}", f"type = {_text(question.type)}")
    yield f"text = {_text(question.text)}"
    if question.place is not None:
        yield _place(question.place)
    if question.answers in scales:
        yield f"scale = {_text(scales[question.answers])}"
    elif question.answers and question.type != "grade":
        yield from _answers(question.answers)
    if question.missing != MissingTexts() and question.missing != MissingTexts(skipped=("",)):
        yield f"missing = {_missing(question.missing)}"
    if question.choices:
        yield "choices = ["
        for choice in question.choices:
            parts = [f"code = {_text(choice.code)}", f"label = {_text(choice.label)}", _place(choice.place)]
            parts.append(f"chosen = {_list(choice.chosen)}")
            parts += [f"not_chosen = {_list(choice.not_chosen)}"] if choice.not_chosen else []
            yield f"  {{ {', '.join(parts)} }},"
        yield "]"


def _answers(answers: Sequence[MappedAnswer]) -> Iterator[str]:
    yield "answers = ["
    for answer in answers:
        parts = [f"code = {_text(answer.code)}", f"label = {_text(answer.label)}"]
        parts += [] if answer.score is None else [f"score = {answer.score:g}"]
        yield f"  {{ {', '.join(parts)}, reads = {_list(answer.reads)} }},"
    yield "]"


def _missing(missing: MissingTexts) -> str:
    kinds = (("skipped", missing.skipped), ("not_known", missing.not_known), ("not_applicable", missing.not_applicable))
    return "{ " + ", ".join(f"{name} = {_list(texts)}" for name, texts in kinds if texts) + " }"


def _place(place: Place) -> str:
    return f"column = {_text(place.name)}" if place.name else f"position = {place.position}"


def _list(texts: Sequence[str]) -> str:
    return "[" + ", ".join(_text(text) for text in texts) + "]"


def _text(text: str) -> str:
    """A TOML string. JSON's way of writing is TOML's, except for one control character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def _one_line(text: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or "vragenlijst"
