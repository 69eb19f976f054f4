"""Success factors: how they score, and how much they go together with the grade."""

from participatiemonitor.analysis import gate, measures
from participatiemonitor.analysis.case import Case
from participatiemonitor.analysis.drivers import Driver, Drivers
from participatiemonitor.analysis.outline import Factor
from participatiemonitor.analysis.results import Block
from participatiemonitor.charts import Chart, dots
from peilstok.estimates import Unit
from peilstok.figures import Figure, FigureTable

SCORE_TITLE = "Score per succesfactor, van 0 tot 10"
IMPORTANCE_TITLE = "Wat telt het zwaarst?"
NOTE = (
    "Een factor is het gemiddelde van de scores van zijn vragen. Bij ‘Antwoorden’ staat het aantal van de vraag met de "
    "minste antwoorden."
)


def block(case: Case) -> Block | None:
    """Scores with their interval, and importance or the reason why there is none."""
    if not case.outline.factors:
        return None
    scores = dots(_scores(case), column="score", prefix="factoren", tone=case.tone)
    chart, lead = _importance(case)
    return Block(
        key="factors",
        title="Succesfactoren",
        lead=lead,
        charts=(scores,) if chart is None else (scores, chart),
        note=NOTE,
    )


def _scores(case: Case) -> FigureTable:
    rows = []
    for factor in case.outline.factors:
        key = measures.ledger_key(factor)
        questions = [measures.score(case.evidence.of(key), item) for item in factor.items]
        estimate = measures.factor_score(questions)
        cells = [gate.made_of(estimate, questions), gate.response(estimate.n)]
        note = " ".join(part for part in (_turned(case, factor), case.evidence.note(key)) if part)
        rows.append(gate.row(factor.key, factor.title, cells, note=note))
    return gate.table("factors", SCORE_TITLE, [("score", "Score"), ("n", "Antwoorden")], rows)


def _turned(case: Case, factor: Factor) -> str:
    """What a reader must know of a factor that was asked as bad news."""
    is_bad_news = not any(case.outline.question(key).favourable for key in factor.items)
    return "Omgedraaid: een hoge score is hier goed nieuws." if is_bad_news else ""


def _importance(case: Case) -> tuple[Chart | None, tuple[str, ...]]:
    if not case.outline.outcome:
        return None, ("Er is geen vraag naar het eindoordeel. Daarom is niet te zeggen welke factor het zwaarst telt.",)
    n = measures.people_with_outcome(case.evidence.of("drivers"), case.outline)
    if not gate.shows_importance(n):
        return None, (gate.importance_refusal(n).sentence,)
    if case.drivers is None or case.drivers.refusal:
        return None, (case.drivers.refusal if case.drivers else "Het belang van de factoren is nog niet berekend.",)
    chart = dots(
        _shares(case, case.drivers), column="importance", prefix="belang", tone=case.tone, words=("minder", "meer")
    )
    return chart, (
        f"‘{IMPORTANCE_TITLE}’ laat zien wat het meest samenhangt met het eindoordeel. Dat bewijst nog geen oorzaak.",
        *_left_out(case, case.drivers),
    )


def _shares(case: Case, drivers: Drivers) -> FigureTable:
    titles = {factor.key: factor.title for factor in case.outline.factors}
    ordered = sorted(drivers.drivers, key=lambda driver: -driver.share)
    rows = []
    for driver in ordered:
        estimate = drivers.estimate(driver.key)
        assert estimate is not None
        cells = [gate.importance(estimate), _among_first(drivers, driver)]
        rows.append(gate.row(driver.key, titles[driver.key], cells))
    explained = gate.importance(drivers.frequency(drivers.explained))
    remark = (
        f"Aandeel in wat de factoren samen verklaren van ‘{case.outline.outcome_text}’. Samen verklaren zij "
        f"{explained.text} van de verschillen."
    )
    if drivers.replicates:
        remark += (
            f" ‘Bij de eerste drie’: in hoeveel van {drivers.replicates} nagespeelde metingen de factor bij de drie "
            "zwaarste hoorde."
        )
    columns = [("importance", "Aandeel"), ("top3", "Bij de eerste drie")]
    return gate.table("drivers", IMPORTANCE_TITLE, columns, rows, remark=remark)


def _among_first(drivers: Drivers, driver: Driver) -> Figure:
    if driver.top3 is None:
        return gate.not_shown(Unit.IMPORTANCE, "Bij zo veel antwoorden spelen wij de meting niet na.")
    return gate.importance(drivers.frequency(driver.top3))


def _left_out(case: Case, drivers: Drivers) -> tuple[str, ...]:
    titles = {factor.key: factor.title for factor in case.outline.factors}
    reasons = (
        ("omdat veel mensen dit niet konden beantwoorden", drivers.left_out),
        ("omdat hier te weinig bruikbare antwoorden zijn", drivers.unvaried),
    )
    return tuple(
        f"Niet meegerekend, {why}: {', '.join(f'‘{titles[key]}’' for key in keys if key in titles)}."
        for why, keys in reasons
        if any(key in titles for key in keys)
    )
