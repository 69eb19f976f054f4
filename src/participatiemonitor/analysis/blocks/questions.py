"""Every closed question with its numbers: the appendix of the page, and the file."""

from participatiemonitor.analysis import gate, measures
from participatiemonitor.analysis.case import Case
from participatiemonitor.analysis.outline import CATEGORIES, Question
from participatiemonitor.analysis.results import Block
from peilstok.estimates import Unit
from peilstok.figures import Figure, FigureTable

NO_SCALE = "Deze vraag heeft geen schaal."
IS_NUMBER = "Bij losse getallen tonen wij geen gemiddelde: één uitschieter zou te herkennen zijn."
IS_OUTCOME = "Dit is het eindoordeel zelf."
NOT_YET = "De samenhang ziet u als de meting gesloten is."
STANDS_STILL = "Een van beide vragen staat nog op de tussenstand. Dan is er geen samenhang te tonen."


def block(case: Case) -> Block:
    """The table of all questions, and how often each choice was made."""
    choices = tuple(
        table
        for question in case.outline.questions
        if question.type in CATEGORIES and not question.is_scored and (table := _choices(case, question)) is not None
    )
    return Block(key="questions", title="Alle vragen", tables=(_all(case), *choices), note=_note(case))


def _note(case: Case) -> str:
    if not case.outline.outcome:
        return ""
    return f"Samenhang: met ‘{case.outline.outcome_text}’. 1 is volledig samen, 0 is geen samenhang."


def _all(case: Case) -> FigureTable:
    columns = [
        ("n", "Antwoorden"),
        ("not_known", "Weet niet of past niet"),
        ("skipped", "Overgeslagen"),
        ("share", "Eens of positief"),
        ("mean", "Gemiddelde"),
    ]
    if case.outline.outcome:
        columns.append(("r", "Samenhang"))
    rows = [
        gate.row(question.code, question.text, _cells(case, question), note=case.evidence.note(question.code))
        for question in case.outline.questions
        if case.evidence.has(question.code)
    ]
    return gate.table("questions", "Alle gesloten vragen", columns, rows)


def _cells(case: Case, question: Question) -> list[Figure]:
    dataset = case.evidence.of(question.code)
    counted = measures.distribution(dataset, question.code)
    n, beside = counted.n, measures.distribution(case.evidence.beside(question.code), question.code)
    cells = [gate.response(n), gate.aside(beside.not_known, n=n), gate.aside(beside.skipped, n=n)]
    if not question.is_scored:
        why = IS_NUMBER if question.type == "number" else NO_SCALE
        cells += [gate.not_shown(unit, why) for unit in (Unit.SHARE, Unit.MEAN)]
    else:
        cells.append(gate.figure(measures.share_high(dataset, question.code)))
        cells.append(gate.figure(measures.mean(dataset, question.code)))
    if case.outline.outcome:
        cells.append(_correlation(case, question))
    return cells


def _correlation(case: Case, question: Question) -> Figure:
    if question.code == case.outline.outcome:
        return gate.not_shown(Unit.CORRELATION, IS_OUTCOME)
    if not question.is_scored:
        return gate.not_shown(Unit.CORRELATION, NO_SCALE)
    if not case.is_final:
        return gate.not_shown(Unit.CORRELATION, NOT_YET)
    both = (question.code, case.outline.outcome)
    if not case.evidence.held.isdisjoint(both):
        return gate.not_shown(Unit.CORRELATION, STANDS_STILL)
    dataset = case.evidence.latest
    # How often each grade was given is nowhere on the page.
    is_on_page = case.outline.question(case.outline.outcome).type != "grade"
    return gate.correlation(
        measures.correlation_with(dataset, *both),
        apart=measures.set_apart(dataset, *both),
        answered_one=measures.answered_one(dataset, *both) if is_on_page else 0,
    )


def _choices(case: Case, question: Question) -> FigureTable | None:
    """How often each option was chosen; a question with several answers has one column of data per option."""
    if case.evidence.has(question.code):
        counted = measures.distribution(case.evidence.of(question.code), question.code)
        figures = gate.distribution(counted)
        rows = [
            gate.row(code, label, [figure])
            for code, label, figure in zip(counted.codes, counted.labels, figures, strict=True)
        ]
    else:
        rows = _options(case, question)
    return gate.table(f"choices-{question.code}", question.text, [("people", "Gekozen door")], rows) if rows else None


def _options(case: Case, question: Question) -> list[gate.Row]:
    columns = [column for column in case.evidence.latest.columns if column.key.startswith(f"{question.code}:")]
    # A column of data names the question too; under the question only the option is needed.
    names = {column.key: column.label.removeprefix(question.text).strip(" :–") or column.label for column in columns}
    return [
        gate.row(
            column.key, names[column.key], [gate.figure(measures.share_high(case.evidence.of(column.key), column.key))]
        )
        for column in columns
    ]
