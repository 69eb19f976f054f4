"""A first guess of what each column of a table is. A person checks it; nothing is stored on a guess alone."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from itertools import groupby, pairwise

from participatiemonitor.fieldwork.importing import known_words
from participatiemonitor.fieldwork.importing.mapping import (
    MappedAnswer,
    MappedChoice,
    MappedQuestion,
    MissingTexts,
    Place,
)
from participatiemonitor.foundation.files.table import Head, Table, fold, tidy
from participatiemonitor.questions.types.number import normalised

MOST_ANSWERS = 12
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,19}")
# "1.2. Signed a petition" → "1."; "q3_01" → "q3_"; "zw05_0" → "zw05_"
_STEM = re.compile(r"^\s*([A-Za-z]*\d+[._-])\d+")


# Survey programs leave HTML behind in the names of columns.
_TAG = re.compile(r"<[^<>]{1,200}>")
_NUMBERING = frozenset({"id", "nr", "nummer", "volgnummer"})


@dataclass(frozen=True, slots=True)
class Guess:
    """One proposed question with what to check about it; or, without a question, why columns were left out."""

    question: MappedQuestion | None
    comment: str


@dataclass(frozen=True, slots=True)
class _Column:
    place: int
    head: Head
    is_double: bool
    # Different texts, as first written, in the order of the file (of the labels for SPSS), with how often.
    texts: dict[str, int]
    filled: int

    @property
    def label(self) -> str:
        return _visible(_TAG.sub(" ", unescape(self.head.label or self.head.name))) or f"Kolom {self.place + 1}"

    @property
    def column(self) -> Place:
        is_name_enough = tidy(self.head.name) and not self.is_double
        return Place(self.head.name) if is_name_enough else Place(position=self.place + 1)

    def says(self, text: str) -> str:
        """What a text means: its label in the file, else the text."""
        return fold(self.head.value_labels.get(text, text))


def _visible(text: str) -> str:
    """A text as it can stand on a page."""
    return tidy("".join(letter if letter.isprintable() else " " for letter in text))


def guess_questions(table: Table) -> tuple[Guess, ...]:
    """A guess for every column, in the order of the file; columns of one multiple choice together."""
    columns = _columns(table)
    codes = _codes(columns)
    found: list[Guess] = []
    for stem, same in groupby(columns, key=_choice_stem):
        members = list(same)
        if stem and len(members) > 1:
            found.append(_multiple(members, codes))
        else:
            found += [_single_column(column, codes[column.place], len(table.rows)) for column in members]
    return tuple(found)


def _columns(table: Table) -> list[_Column]:
    doubles = set(table.doubles())
    found = []
    for place, head in enumerate(table.heads):
        cells = [row.cells[place] for row in table.rows if len(row.cells) > place]
        texts = dict.fromkeys(head.value_labels, 0)
        spelled = {fold(text): text for text in texts}
        for text, times in Counter(cell for cell in cells if cell.strip()).items():
            first = spelled.setdefault(fold(text), text)
            texts[first] = texts.get(first, 0) + times
        found.append(_Column(place, head, tidy(head.name) in doubles, texts, sum(bool(cell.strip()) for cell in cells)))
    return found


def _codes(columns: Sequence[_Column]) -> dict[int, str]:
    """A short code per column: its own name when that is short enough and nobody else has it."""
    names = Counter(tidy(column.head.name).casefold() for column in columns)
    codes: dict[int, str] = {}
    for column in columns:
        name = tidy(column.head.name)
        own = bool(_CODE.fullmatch(name)) and names[name.casefold()] == 1 and not re.fullmatch(r"V\d+", name)
        codes[column.place] = name if own else f"V{column.place + 1:03d}"
    return codes


def _choice_stem(column: _Column) -> str:
    """What columns of one multiple choice share: the beginning of their names. Nothing for other columns."""
    said = {column.says(text) for text in column.texts} - known_words.SKIPPED
    if not said or not said <= known_words.YES | known_words.NO or not said & known_words.YES:
        return ""
    stem = _STEM.match(column.head.name)
    return stem[1] if stem else column.head.name.partition("[")[0] if "[" in column.head.name else ""


def _multiple(columns: Sequence[_Column], codes: dict[int, str]) -> Guess:
    labels = [column.label for column in columns]
    shared = _shared_beginning(labels)
    choices = tuple(
        MappedChoice(
            str(number), column.label[len(shared) :].strip(" -:[]()") or column.label, column.column,
            tuple(text for text in column.texts if column.says(text) in known_words.YES),
            tuple(text for text in column.texts if column.says(text) in known_words.NO),
        )
        for number, column in enumerate(columns, start=1)
    )  # fmt: skip
    text = shared.strip(" -:[(") or f"Meer keuzes, vanaf ‘{labels[0][:40].strip()}’"
    question = MappedQuestion(f"{codes[columns[0].place]}"[:18] + "_m", "multiple", text, choices=choices)
    return Guess(
        question, f"{len(columns)} kolommen samen als één vraag met meer keuzes. Schrijf de vraag zelf op bij text."
    )


def _shared_beginning(labels: Sequence[str]) -> str:
    first, last = min(labels), max(labels)
    length = next(
        (at for at, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), min(len(first), len(last))
    )
    shared = first[:length]
    return shared[: shared.rfind(" ") + 1] if length > 15 else ""


def _single_column(column: _Column, code: str, rows: int) -> Guess:
    texts = [text for text in column.texts if column.says(text) not in known_words.SKIPPED]
    if not texts:
        return Guess(None, f"‘{column.label}’ is leeg.")
    if any(word in fold(column.head.name) for word in known_words.PERSONAL):
        return Guess(None, f"‘{column.label}’ lijkt naar een persoon te leiden. Lees zo'n kolom niet in.")
    missing = _missing(column, texts)
    named = {*missing.not_known, *missing.not_applicable}
    answers = [text for text in texts if text not in named]
    if not answers:
        return Guess(None, f"In ‘{column.label}’ staan geen antwoorden.")
    kind, options, comment = _kind(column, answers, rows)
    if not kind:
        return Guess(None, comment)
    question = MappedQuestion(
        code, kind, column.label, column.column, answers=options,
        missing=missing if kind != "open" else MissingTexts(skipped=("",)),
    )  # fmt: skip
    return Guess(question, comment)


def _missing(column: _Column, filled: Sequence[str]) -> MissingTexts:
    texts = tuple(column.texts)
    known = tuple(text for text in texts if column.says(text) in known_words.NOT_KNOWN)
    known += _code_for_unknown(column, {*filled} - {*known})
    applicable = tuple(text for text in texts if column.says(text) in known_words.NOT_APPLICABLE)
    skipped = tuple(text for text in texts if column.says(text) in known_words.SKIPPED)
    skipped += tuple(sorted(column.head.user_missing & set(texts) - {*known, *applicable, *skipped}))
    return MissingTexts(("", *skipped), known, applicable)


def _code_for_unknown(column: _Column, texts: set[str]) -> tuple[str, ...]:
    """Beside 1 to 5 without labels, a single 9 or 99 usually means "don't know"."""
    beyond = texts - set("12345")
    is_likely = not column.head.value_labels and len(texts & set("12345")) >= 4 and len(beyond) == 1
    return tuple(beyond) if is_likely and beyond <= {"8", "9", "88", "98", "99", "-1"} else ()


type Kind = tuple[str, tuple[MappedAnswer, ...], str]


def _kind(column: _Column, texts: list[str], rows: int) -> Kind:
    texts = [text for text in texts if text not in column.head.user_missing] or texts
    return (
        _statement(column, texts)
        or _grade(column, texts)
        or _few(column, texts)
        or _numbers(column, texts, rows)
        or ("open", (), "Open antwoorden. Staan er namen in? Een medewerker leest ze eerst.")
    )


def _follow_each_other(texts: list[str]) -> bool:
    numbers = sorted(float(text) for text in map(normalised, texts) if text is not None)
    return all(after - before == 1 for before, after in pairwise(numbers))


def _statement(column: _Column, texts: list[str]) -> Kind | None:
    said = {text: column.says(text) for text in texts}
    for scores in known_words.SCORES:
        if len(texts) > 1 and all(meaning in scores for meaning in said.values()):
            return (
                "statement",
                _scale(column, {text: scores[meaning] for text, meaning in said.items()}),
                ("Stelling. Is ‘eens’ hier slecht nieuws? Zet er dan reversed = true bij."),
            )
    if set(texts) <= set("12345") and len(texts) >= 4:
        comment = (
            "Cijfers 1 tot en met 5. Let op: wij nemen aan dat 5 het gunstigst is. Klopt dat, en kloppen de labels?"
        )
        return "statement", _scale(column, {text: int(text) for text in texts}), comment
    return None


_EENS = ("Helemaal mee oneens", "Mee oneens", "Niet eens en niet oneens", "Mee eens", "Helemaal mee eens")


def _scale(column: _Column, scored: dict[str, int]) -> tuple[MappedAnswer, ...]:
    answers = []
    for score in (5, 4, 3, 2, 1):
        reads = tuple(text for text, its in scored.items() if its == score)
        label = _visible(column.head.value_labels.get(reads[0], reads[0])) if reads else _EENS[score - 1]
        answers.append(
            MappedAnswer(str(score), str(score) if label == str(score) else label, float(score), reads or (label,))
        )
    return tuple(answers)


def _grade(column: _Column, texts: list[str]) -> Kind | None:
    grades = {str(grade) for grade in range(1, 11)}
    if set(texts) <= grades and len(texts) >= 4 and len(set(texts) - set("12345")) >= 2:
        answers = tuple(MappedAnswer(str(grade), str(grade), float(grade), (str(grade),)) for grade in range(1, 11))
        return "grade", answers, "Cijfers tot en met 10. Wij nemen aan dat dit een rapportcijfer is."
    return None


def _few(column: _Column, texts: list[str]) -> Kind | None:
    is_labelled = bool(column.head.value_labels)
    if len(texts) < 2 or (not is_labelled and (len(texts) > MOST_ANSWERS or column.filled < 2 * len(texts))):
        return None
    if not is_labelled and len(texts) > 3 and all(normalised(text) is not None for text in texts):
        return None
    answers = tuple(
        MappedAnswer(
            str(number), _visible(column.head.value_labels.get(text, text)) or f"Antwoord {number}", None, (text,)
        )
        for number, text in enumerate(texts, start=1)
    )
    return "single", answers, "Eén keuze. Kloppen de antwoorden en hun volgorde?"


def _numbers(column: _Column, texts: list[str], rows: int) -> Kind | None:
    if not all(normalised(text) is not None for text in texts):
        return None
    if len(texts) == rows > 10 and (fold(column.head.name) in _NUMBERING or _follow_each_other(texts)):
        return "", (), f"‘{column.label}’ is in elke rij anders: dit lijkt het nummer van de deelnemer."
    return "number", (), "Getallen. Is dit een code voor iets anders? Maak er dan single van."
