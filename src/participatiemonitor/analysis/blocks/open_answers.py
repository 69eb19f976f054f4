"""Open answers that a person read, cleaned and released."""

from participatiemonitor.analysis import gate
from participatiemonitor.analysis.case import Case
from participatiemonitor.analysis.results import Block


def block(case: Case) -> Block | None:
    """Released answers per question, or how many still wait to be read."""
    if not case.is_final or not gate.shows_open_answers(case.n):
        return None
    if not case.quotes and not case.open_answers_waiting:
        return None
    waiting = case.open_answers_waiting
    lead: tuple[str, ...] = ()
    if waiting:
        text = "1 antwoord wacht" if waiting == 1 else f"{waiting} antwoorden wachten"
        lead = (f"{text} nog op iemand die ze leest en vrijgeeft.",)
    return Block(
        key="open_answers",
        title=f"Wat {case.who} schreven",
        lead=lead,
        quotes=case.quotes,
        note="Gelezen en zo nodig ingekort door de gemeente. De volgorde zegt niets." if case.quotes else "",
    )
