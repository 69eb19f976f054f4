"""The mirror: the project leader's own answers beside those of the people who took part, largest gap first."""

from participatiemonitor.analysis import gate, measures
from participatiemonitor.analysis.case import Case, OwnAnswer
from participatiemonitor.analysis.results import Block
from participatiemonitor.analysis.wording import capital, part_of
from participatiemonitor.charts import Chart, mirror
from participatiemonitor.questions.definition import UNKNOWN
from peilstok.estimates import Unit
from peilstok.figures import FigureTable, Row

TITLE = "De spiegel: projectleider en {who}"
TOP = 10.0


def block(case: Case) -> Block | None:
    """Scores beside each other from 0 to 10; the role that both saw in a sentence."""
    if not case.own_answers:
        return None
    rungs = {case.outline.influence.experienced} if case.outline.influence else set()
    known = [own for own in case.own_answers if own.value != UNKNOWN]
    lead = [_same_role(case, own) for own in known if own.mirrored in rungs]
    rows = [row for own in known if own.mirrored not in rungs and (row := _row(case, own)) is not None]
    if not rows and not lead:
        return None
    title = TITLE.format(who=case.who)
    charts = (_chart(case, rows),) if rows else ()
    return Block(key="mirror", title=title, lead=tuple(lead), charts=charts, note=_note(case))


def _chart(case: Case, rows: list[Row]) -> Chart:
    return mirror(_table(case, rows), own="leader", group="people", prefix="spiegel", tone=case.tone)


def _note(case: Case) -> str:
    if case.own_answers_came_later:
        return "De projectleider antwoordde nadat de resultaten te zien waren."
    return "De projectleider antwoordde voordat de resultaten te zien waren."


def _table(case: Case, rows: list[Row]) -> FigureTable:
    ordered = sorted(rows, key=_distance, reverse=True)
    columns = [("leader", "Projectleider"), ("people", capital(case.who)), ("n", "Antwoorden")]
    return gate.table("mirror", "Scores van 0 tot 10, grootste verschil eerst", columns, ordered)


def _distance(row: Row) -> float:
    leader, people = row.cells[0].value, row.cells[1].value
    return -1.0 if leader is None or people is None else abs(leader - people)


def _row(case: Case, own: OwnAnswer) -> Row | None:
    question, key = own.question, own.mirrored
    dataset = case.evidence.of(key)
    if question.type == "grade":
        leader = gate.fact(Unit.GRADE, float(own.value))
        people = measures.mean(dataset, key, Unit.GRADE)
    else:
        option = question.option(own.value)
        scores = [one.score for one in question.options if one.score is not None]
        if option is None or option.score is None or len(scores) < 2:
            return None
        leader = gate.fact(Unit.SCORE, TOP * (option.score - min(scores)) / (max(scores) - min(scores)))
        people = measures.score(dataset, key)
    label = case.outline.question(key).text
    cells = [leader, gate.figure(people), gate.response(people.n)]
    return gate.row(key, label, cells, note=case.evidence.note(key))


def _same_role(case: Case, own: OwnAnswer) -> str:
    name = case.rungs.get(own.value) or _label(own)
    figure = gate.figure(measures.share_of(case.evidence.of(own.mirrored), own.mirrored, [own.value]))
    said = f"De projectleider zag deze rol in het echt: {name}."
    if not figure.is_shown:
        return said
    return f"{said} {part_of(figure, case.who, one='zag', many='zagen')} dat ook."


def _label(own: OwnAnswer) -> str:
    option = own.question.option(own.value)
    return option.label if option else own.value
