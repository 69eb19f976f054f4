"""From the text of a mapping file (TOML) to an `AnswerMapping`, or all its mistakes as sentences."""

import re
from collections import Counter
from collections.abc import Mapping

from participatiemonitor.fieldwork.importing.mapping import (
    AnswerMapping,
    MappedAnswer,
    MappedChoice,
    MappedQuestion,
    MappedTopic,
    MissingTexts,
    NewQuestionnaire,
    Place,
    RowFilter,
    WhenAsked,
)
from participatiemonitor.foundation.files.sections import MappingNotUsable, Section, read_toml
from participatiemonitor.foundation.files.table import fold
from participatiemonitor.questions.types import BY_KEY

AUDIENCES = ("PARTICIPANTS", "INITIATORS")
CHOSEN = ("1", "x", "ja", "waar", "true", "yes")
NOT_CHOSEN = ("0", "nee", "onwaar", "false", "no")
CODE = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,19}")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def read_mapping(text: str) -> AnswerMapping:
    """The mapping in this text; raises `MappingNotUsable` with every mistake found."""
    root = read_toml(text)
    mapping = _mapping(root)
    root.problems += _contradictions(mapping)
    if root.problems:
        raise MappingNotUsable(tuple(root.problems))
    return mapping


def _mapping(root: Section) -> AnswerMapping:
    questionnaire = root.table("questionnaire")
    file = root.table("file")
    rows = root.table("rows")
    facts = root.table("round")
    missing = _missing(root.table("missing"), MissingTexts(skipped=("",)))
    scales = _scales(root.table("scales"), missing, root.problems)
    library = questionnaire.text("library")
    topics = root.tables("topics", "onderwerp")
    mapping = AnswerMapping(
        questions=tuple(_question(part, scales, missing, library) for part in root.tables("questions", "vraag")),
        questionnaire=None if library else _questionnaire(questionnaire, topics),
        library=library,
        sheet=file.text("sheet"),
        filters=tuple(_filter(part) for part in rows.tables("filters", "filter")),
        unknown=rows.choice("unknown", ("refuse", "skip"), default="refuse"),
        round_facts=WhenAsked(
            facts.choice("moment", ("M1", "M2"), default="M2"),
            facts.day("opens_on"), facts.day("closes_on"), facts.whole("population"),
        ),
    )  # fmt: skip
    for section in (questionnaire, file, rows, facts, root):
        section.finish()
    return mapping


def _questionnaire(part: Section, topics: tuple[Section, ...]) -> NewQuestionnaire:
    code = part.text("code", needed=True)
    if code and not (SLUG.fullmatch(code) and len(code) <= 60):
        part.wrong("‘code’ mag alleen kleine letters, cijfers en streepjes hebben, hooguit 60")
    title = part.text("title", needed=True)
    if len(title) > 150:
        part.wrong("‘title’ mag hooguit 150 tekens hebben")
    return NewQuestionnaire(
        code, title,
        part.choice("audience", AUDIENCES, default="PARTICIPANTS"),
        part.choice("track", ("", "B", "O"), default=""),
        tuple(_topic(topic) for topic in topics),
    )  # fmt: skip


def _topic(part: Section) -> MappedTopic:
    topic = MappedTopic(part.text("key", needed=True), part.text("title", needed=True), part.text("intro"))
    part.finish()
    return topic


def _filter(part: Section) -> RowFilter:
    place = _place(part)
    only = part.texts("only")
    if not only:
        part.wrong("noem bij ‘only’ de teksten van de rijen die u wilt inlezen")
    part.finish()
    return RowFilter(place, only)


def _place(part: Section) -> Place:
    place = Place(part.text("column"), part.whole("position"))
    if not place.name and place.position is None:
        part.wrong("noem de kolom: ‘column’ met de naam of ‘position’ met het nummer vanaf 1")
    return place


def _missing(part: Section, otherwise: MissingTexts) -> MissingTexts:
    found = MissingTexts(
        skipped=part.texts("skipped") if part.has("skipped") else otherwise.skipped,
        not_known=part.texts("not_known") if part.has("not_known") else otherwise.not_known,
        not_applicable=part.texts("not_applicable") if part.has("not_applicable") else otherwise.not_applicable,
    )
    part.finish()
    return found


type Scales = Mapping[str, tuple[tuple[MappedAnswer, ...], MissingTexts]]


def _scales(part: Section, missing: MissingTexts, problems: list[str]) -> Scales:
    found: dict[str, tuple[tuple[MappedAnswer, ...], MissingTexts]] = {}
    for name in part.names():
        scale = Section(part.raw(name), f"schaal ‘{name}’", problems)
        found[name] = (_answers(scale), _missing(scale.table("missing"), missing))
        scale.finish()
    return found


def _answers(part: Section) -> tuple[MappedAnswer, ...]:
    found: list[MappedAnswer] = []
    for answer in part.tables("answers", "antwoord"):
        code = answer.text("code", needed=True)
        label = answer.text("label", default=code)
        reads = answer.texts("reads") if answer.has("reads") else (label, code)
        found.append(MappedAnswer(code, label, answer.number("score"), reads))
        answer.finish()
    return tuple(found)


def _question(part: Section, scales: Scales, missing: MissingTexts, library: str) -> MappedQuestion:
    code = part.text("code", needed=True)
    if code and not CODE.fullmatch(code):
        part.wrong("‘code’ begint met een letter en heeft hooguit 20 letters, cijfers of lage streepjes")
    type_ = part.choice("type", tuple(BY_KEY), default="single") if part.has("type") or not library else ""
    answers, missing = _scale(part, scales, missing)
    choices = tuple(_choice(choice) for choice in part.tables("choices", "keuze"))
    constant = part.text("constant")
    place = None if choices or part.has("constant") else _place(part)
    question = MappedQuestion(
        code=code, type=type_, text=part.text("text", needed=not library), place=place, constant=constant,
        answers=answers or _fixed_answers(type_), choices=choices, separator=part.text("separator"),
        missing=missing, topic=part.text("topic"), construct=part.text("construct"), hint=part.text("hint"),
        is_reversed=part.flag("reversed"), is_outcome=part.flag("outcome"),
    )  # fmt: skip
    part.finish()
    _check_type(part, question, library)
    return question


def _fixed_answers(type_: str) -> tuple[MappedAnswer, ...]:
    """The answers of a type that has a scale of its own, read by their label or code."""
    options = BY_KEY[type_].fixed_options() if type_ in BY_KEY else ()
    return tuple(MappedAnswer(one.code, one.label, one.score, (one.label, one.code)) for one in options)


def _scale(part: Section, scales: Scales, missing: MissingTexts) -> tuple[tuple[MappedAnswer, ...], MissingTexts]:
    answers = _answers(part)
    if part.has("scale"):
        name = part.text("scale")
        if name not in scales:
            part.wrong(f"er is geen schaal ‘{name}’; maak de tabel [scales.{name}]")
        elif answers:
            part.wrong("noem óf een schaal óf antwoorden, niet allebei")
        else:
            answers, missing = scales[name]
    return answers, _missing(part.table("missing"), missing)


def _choice(part: Section) -> MappedChoice:
    code = part.text("code", needed=True)
    label = part.text("label", default=code)
    chosen = part.texts("chosen") or (*CHOSEN, label)
    choice = MappedChoice(code, label, _place(part), chosen, part.texts("not_chosen") or NOT_CHOSEN)
    part.finish()
    return choice


def _check_type(part: Section, question: MappedQuestion, library: str) -> None:
    if library:
        return
    if question.type == "single" and len(question.answers) < 2:
        part.wrong("noem de antwoorden (minstens twee) of een schaal")
    if question.type == "multiple" and not (question.choices or (question.answers and question.separator)):
        part.wrong("noem een kolom per keuze met ‘choices’, of ‘answers’ en het teken daartussen bij ‘separator’")
    if question.type in ("open", "number") and (question.answers or question.choices):
        part.wrong("bij een open vraag of een getal horen geen antwoorden")
    if question.choices and question.type != "multiple":
        part.wrong("‘choices’ hoort alleen bij een vraag met type ‘multiple’")


def _contradictions(mapping: AnswerMapping) -> list[str]:
    problems = (
        [] if mapping.questions else ["Er staan geen vragen in de indeling. Maak minstens één tabel [[questions]]."]
    )
    codes = Counter(question.code for question in mapping.questions)
    problems += [f"De code ‘{code}’ staat bij {times} vragen." for code, times in codes.items() if code and times > 1]
    if sum(question.is_outcome for question in mapping.questions) > 1:
        problems.append("Bij meer dan één vraag staat ‘outcome’. Kies één vraag als uitkomst.")
    if mapping.questionnaire is not None and mapping.questionnaire.topics:
        topics = {topic.key for topic in mapping.questionnaire.topics}
        problems += [
            f"vraag ‘{question.code}’: er is geen onderwerp ‘{question.topic}’."
            for question in mapping.questions
            if question.topic not in topics
        ]
    dates = mapping.round_facts
    if dates.opens_on and dates.closes_on and dates.closes_on < dates.opens_on:
        problems.append("[round]: ‘closes_on’ ligt voor ‘opens_on’.")
    for question in mapping.questions:
        problems += _double_readings(question)
    return problems


def _double_readings(question: MappedQuestion) -> list[str]:
    """A text in the file may mean one thing only."""
    meanings = [(text, f"antwoord {answer.code}") for answer in question.answers for text in _reads(answer)]
    meanings += [(text, "overgeslagen") for text in question.missing.skipped]
    meanings += [(text, "weet niet") for text in question.missing.not_known]
    meanings += [(text, "niet van toepassing") for text in question.missing.not_applicable]
    found: dict[str, str] = {}
    problems: list[str] = []
    for text, meaning in meanings:
        if found.setdefault(fold(text), meaning) != meaning:
            problems.append(f"vraag ‘{question.code}’: ‘{text}’ is zowel {found[fold(text)]} als {meaning}.")
    codes = Counter(answer.code for answer in question.categories)
    problems += [
        f"vraag ‘{question.code}’: de code ‘{code}’ komt twee keer voor." for code, n in codes.items() if n > 1
    ]
    return problems


def _reads(answer: MappedAnswer) -> tuple[str, ...]:
    return answer.reads or (answer.label, answer.code)
