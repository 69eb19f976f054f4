"""Grades and results: the tiles."""

from participatiemonitor.analysis import gate, measures
from participatiemonitor.analysis.case import Case
from participatiemonitor.analysis.outline import Result
from participatiemonitor.analysis.results import Block, Tile
from peilstok.estimates import Unit
from peilstok.figures import Figure, Row

COLUMNS = [("outcome", "Uitkomst"), ("n", "Antwoorden")]


def block(case: Case) -> Block | None:
    """The grades and the shares that say how it went."""
    if not case.outline.results:
        return None
    figures = [(result, _figure(case, result)) for result in case.outline.results]
    rows = [
        gate.row(result.item, result.title, [figure, gate.response(_n(case, result))], note=_note(case, result))
        for result, figure in figures
    ]
    return _block([Tile(result.title, figure) for result, figure in figures], rows)


def overall_only(case: Case) -> Block | None:
    """Only the overall grade, for a closed round with 5 to 9 answers."""
    result = next((one for one in case.outline.results if one.item == case.outline.outcome), None)
    if result is None or result.kind != "grade":
        return None
    estimate = measures.mean(case.evidence.latest, result.item, Unit.GRADE)
    figure = gate.overall_grade(estimate, is_final=case.is_final)
    return _block(
        [Tile(result.title, figure)], [gate.row(result.item, result.title, [figure, gate.response(estimate.n)])]
    )


def _block(tiles: list[Tile], rows: list[Row]) -> Block:
    table = gate.table("grades", "Alle uitkomsten op een rij", COLUMNS, rows)
    return Block(key="grades", title="Cijfers en resultaten", tiles=tuple(tiles), tables=(table,))


def _figure(case: Case, result: Result) -> Figure:
    dataset = case.evidence.of(result.item)
    if result.kind == "grade":
        return gate.figure(measures.mean(dataset, result.item, Unit.GRADE))
    return gate.figure(measures.share_high(dataset, result.item))


def _n(case: Case, result: Result) -> int:
    return measures.answered(case.evidence.of(result.item), result.item)


def _note(case: Case, result: Result) -> str:
    return case.evidence.note(result.item)
