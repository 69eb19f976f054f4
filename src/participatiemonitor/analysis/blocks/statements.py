"""Statements and other questions with a scale, as bars centred on the neutral answer."""

from collections.abc import Sequence

from participatiemonitor.analysis import gate, measures
from participatiemonitor.analysis.case import Case
from participatiemonitor.analysis.outline import Question
from participatiemonitor.analysis.results import Block
from participatiemonitor.charts import diverging
from peilstok.estimates import Distribution
from peilstok.figures import FigureTable

TITLE = "Wat {who} vonden"
REVERSED = "Hier is ‘oneens’ goed nieuws"
MOST_STEPS = 5
type Scale = tuple[tuple[str, ...], bool]


def block(case: Case) -> Block | None:
    """One chart per answer scale, statements first, the most favourable answer at the left."""
    groups: dict[Scale, list[Question]] = {}
    for question in case.outline.questions:
        if question.is_scored and question.type != "grade" and not _is_influence(case, question):
            counted = ordered(case, question)
            if 2 <= len(counted.codes) <= MOST_STEPS:
                groups.setdefault((counted.labels, question.favourable), []).append(question)
    if not groups:
        return None
    tables = [_table(case, place, scale, questions) for place, (scale, questions) in enumerate(groups.items())]
    tables.sort(key=lambda table: -len(table.rows))
    charts = tuple(diverging(table, prefix=table.key, tone=case.tone) for table in tables)
    return Block(key="statements", title=TITLE.format(who=case.who), charts=charts)


def _is_influence(case: Case, question: Question) -> bool:
    influence = case.outline.influence
    return influence is not None and question.code in (influence.experienced, influence.expected)


def ordered(case: Case, question: Question) -> Distribution:
    """The categories with a score, most favourable first; those without a score count as not known."""
    dataset = case.evidence.of(question.code)
    counted = measures.distribution(dataset, question.code)
    scale = measures.scale_of(dataset.column(question.code))
    scored = [place for place, code in enumerate(counted.codes) if code in scale]
    scored.sort(key=lambda place: scale[counted.codes[place]], reverse=question.favourable)
    unscored = sum(counted.counts) - sum(counted.counts[place] for place in scored)
    beside = measures.distribution(case.evidence.beside(question.code), question.code)
    return Distribution(
        codes=tuple(counted.codes[place] for place in scored),
        labels=tuple(counted.labels[place] for place in scored),
        counts=tuple(counted.counts[place] for place in scored),
        not_known=beside.not_known + unscored,
        skipped=beside.skipped,
        population=counted.population,
    )


def _table(case: Case, place: int, scale: Scale, questions: Sequence[Question]) -> FigureTable:
    labels, favourable = scale
    rows = []
    for question in questions:
        counted = ordered(case, question)
        cells = [*gate.distribution(counted), gate.aside(counted.not_known, n=counted.n)]
        rows.append(gate.row(question.code, question.text, cells, note=case.evidence.note(question.code)))
    columns = [*((f"c{number}", label) for number, label in enumerate(labels)), ("not_known", "Weet niet of past niet")]
    title = "Uitspraken" if favourable else f"Uitspraken. {REVERSED}"
    if len(questions) == 1:
        title = questions[0].text
    elif all(question.type != "statement" for question in questions):
        title = "Andere vragen"
    return gate.table(f"statements-{place + 1}", title, columns, rows)
