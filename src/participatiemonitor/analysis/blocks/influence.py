"""Promised against experienced influence: the first figure of every result."""

from participatiemonitor.analysis import gate, measures
from participatiemonitor.analysis.case import Case
from participatiemonitor.analysis.outline import Influence
from participatiemonitor.analysis.results import Block
from participatiemonitor.analysis.wording import capital, part_of
from participatiemonitor.charts import bars
from peilstok.figures import Figure, FigureTable, Row

TITLES = {"B": "Beloofde en ervaren invloed", "O": "Beloofde en ervaren rol van de gemeente"}
COLUMNS = [("people", "Antwoorden")]
# A standing body has a part for every year; the latest say enough.
MOST_PARTS = 4


def block(case: Case) -> Block | None:
    """What was promised and what people experienced; before the decision what they understood of the promise."""
    influence = case.outline.influence
    if influence is None:
        return None
    is_after = case.evidence.has(influence.experienced)
    key = influence.experienced if is_after else influence.expected
    asked = case.outline.question(key).text
    chart = bars(_per_rung(case, key, asked), column="people", prefix="invloed", tone=case.tone, mark="beloofd")
    lead, rows = _against_promise(case, influence, key, is_after=is_after)
    if is_after and case.evidence.has(influence.expected):
        row, sentence = _gap(case, influence)
        rows.append(row)
        lead.append(sentence)
    table = gate.table("against_promise", "Vergeleken met de belofte", [("outcome", "Uitkomst")], rows)
    return Block(
        key="influence",
        title=TITLES[case.track],
        lead=tuple(sentence for sentence in lead if sentence),
        charts=(chart,),
        tables=(table,) if rows else (),
    )


def _per_rung(case: Case, key: str, asked: str) -> FigureTable:
    counted = measures.distribution(case.evidence.of(key), key)
    figures = dict(zip(counted.codes, gate.distribution(counted), strict=True))
    labels = dict(zip(counted.codes, counted.labels, strict=True))
    order = [code for code in case.rungs if code in figures] + [code for code in figures if code not in case.rungs]
    rows = [
        gate.row(
            code, capital(case.rungs.get(code, labels[code])), [figures[code]], emphasis=code == case.promised_rung
        )
        for code in order
    ]
    return gate.table("influence", asked, COLUMNS, rows, remark=case.evidence.note(key))


def _against_promise(case: Case, influence: Influence, key: str, *, is_after: bool) -> tuple[list[str], list[Row]]:
    if not case.promised_rung:
        return ["Bij deze meting is geen beloofde rol vastgelegd."], []
    promised = case.rungs.get(case.promised_rung, case.promised_rung)
    lead = [f"De gemeente beloofde: {promised}.", *_per_part(case)]
    laid = measures.against_promise(case.evidence.of(key), key, case.promised_rung, influence.unclear)
    if laid is None:
        return lead, []
    less, same, more, vague = (gate.figure(one) for one in (laid.less, laid.same, laid.more, laid.vague))
    named = (("less", influence.less, less), ("same", influence.same, same), ("more", influence.more, more))
    rows = [
        gate.row(name, capital(label), [figure]) for name, label, figure in (*named, ("vague", influence.vague, vague))
    ]
    if not same.is_shown:
        return [*lead, same.reason], rows
    verb = ("ervoer", "ervoeren") if is_after else ("begreep", "begrepen")
    what = "de beloofde rol" if is_after else "dat zo"
    lead.append(_sentence(case, same, *verb, what))
    if is_after and less.is_shown:
        lead.append(_sentence(case, less, *verb, influence.less))
    return lead, rows


def _per_part(case: Case) -> list[str]:
    """The promise for every part where there are more, and every change that people were told of."""
    named = [(one, case.rungs.get(one.rung, one.rung).lower()) for one in case.promises[-MOST_PARTS:]]
    said = []
    if len(case.promises) > 1:
        parts = ", ".join(f"{name} voor ‘{one.part}’" for one, name in named)
        said.append(f"De belofte per fase: {parts}.")
    for one, name in named:
        if one.changed_on and one.before != one.rung:
            before = case.rungs.get(one.before, one.before).lower()
            said.append(f"De rol voor ‘{one.part}’ veranderde op {one.changed_on} van {before} naar {name}.")
    return said


def _sentence(case: Case, figure: Figure, one: str, many: str, what: str) -> str:
    mark = " (indicatief)" if figure.status == "indicative" else ""
    return f"{part_of(figure, case.who, one=one, many=many)} {what}{mark}."


def _gap(case: Case, influence: Influence) -> tuple[Row, str]:
    dataset = case.evidence.of("gap")
    sides = (measures.mean(dataset, influence.experienced), measures.mean(dataset, influence.expected))
    figure = gate.made_of(measures.gap(*sides), sides)
    is_ladder = case.track == "B"
    label = "Ervaren min verwachte invloed, in treden" if is_ladder else "Ervaren min gewenste ruimte, in treden"
    row = gate.row("gap", label, [figure], note=case.evidence.note("gap"))
    if not figure.is_shown or figure.value is None:
        return row, ""
    subject, hoped = ("invloed", "zij verwachtten") if is_ladder else ("ruimte", "zij wilden")
    low = figure.value if figure.low is None else figure.low
    high = figure.value if figure.high is None else figure.high
    if high < 0:
        return row, f"Gemiddeld kregen {case.who} minder {subject} dan {hoped}."
    if low > 0:
        return row, f"Gemiddeld kregen {case.who} meer {subject} dan {hoped}."
    return row, f"Gemiddeld kregen {case.who} ongeveer zoveel {subject} als {hoped}."
