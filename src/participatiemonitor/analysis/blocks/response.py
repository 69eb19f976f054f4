"""How many people answered, along which way, and how precise that is."""

from participatiemonitor.analysis import gate
from participatiemonitor.analysis.case import Case
from participatiemonitor.analysis.results import Block, Tile
from participatiemonitor.analysis.wording import capital
from participatiemonitor.charts import response as draw_response
from peilstok.planning import margin_of_error

TITLE = "Hoeveel mensen antwoordden"


def block(case: Case) -> Block:
    """The response, with streams apart."""
    response = case.response
    total = gate.response(case.n, of=_population(case))
    rows = [
        gate.row(stream.key, capital(stream.label), [gate.response(stream.count)])
        for stream in response.streams
        if stream.count
    ]
    rows.append(
        gate.row("total", "Samen", [gate.response(response.total, of=_whole(response.total, case))], emphasis=True)
    )
    table = gate.table("response", "Antwoorden per manier van meedoen", [("count", "Antwoorden")], rows)
    return Block(
        key="response",
        title=TITLE,
        lead=tuple(_lead(case)),
        tiles=(Tile("Antwoorden", total),),
        charts=(draw_response(table, prefix="respons", tone=case.tone),),
        note=_note(case),
    )


def _whole(count: int, case: Case) -> int | None:
    population = case.response.population
    return population if population is not None and population >= count else None


def _population(case: Case) -> int | None:
    return _whole(case.n, case)


def _lead(case: Case) -> list[str]:
    n, population = case.n, _population(case)
    answers = "1 antwoord" if n == 1 else f"{n} antwoorden"
    if population is not None:
        verb = "antwoordde" if n == 1 else "antwoordden"
        said = [f"{n} van de {population} {case.who} {verb}."]
    else:
        said = [f"Er zijn {answers}. Hoeveel mensen konden antwoorden, is niet bekend."]
    if not gate.shows_questions(n):
        return [
            *said,
            f"Cijfers per vraag ziet u vanaf {gate.POLICY.minimum} antwoorden. Zo herkent niemand een ander.",
        ]
    if population == n:
        return [*said, "Iedereen heeft geantwoord. De cijfers gelden voor de hele groep."]
    return [*said, precision_sentence(n, population)]


def precision_sentence(n: int, population: int | None) -> str:
    """How precise this many answers are, in words for everybody."""
    known = population if population is not None and population >= n else None
    points = round(100 * margin_of_error(n, population=known))
    group = f"{n} van de {population}" if known is not None else f"{n} antwoorden"
    return f"Met {group} weet u het op ± {points} procentpunten."


def _note(case: Case) -> str:
    if not gate.shows_questions(case.n) or _population(case) == case.n:
        return ""
    return "Aangenomen dat wie niet antwoordde gemiddeld hetzelfde denkt."
