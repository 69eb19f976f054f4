"""Which guard rails are not met, in words. Pure. They are shown and never overruled silently."""

from collections.abc import Iterator

from participatiemonitor.publication.reports.start_note.facts import StartFacts
from participatiemonitor.register.models import NoParticipation

# Guard rails of the role aid that only its answers can flag, with the rung from which they matter; empty for every one.
FLAGGED = {"G7": "", "G8": "BP5", "G9": "OP5"}


def unmet(facts: StartFacts) -> tuple[str, ...]:
    """What is not in order yet, each as a sentence."""
    return tuple(dict.fromkeys(_unmet(facts)))


def _unmet(facts: StartFacts) -> Iterator[str]:
    if isinstance(facts.own, NoParticipation):
        if not (facts.own.ground and facts.own.reason):
            yield "De reden om niemand te laten meepraten staat er nog niet."
        return
    yield from (point.text for point in facts.open_points)
    for role in facts.promised:
        if role.lacks_decision:
            yield f"De rol {role.name.lower()}{_part(facts, role.phase.name)} wacht op een besluit, met datum en stuk."
        if role.is_untold:
            yield f"De rol veranderde{_part(facts, role.phase.name)}. Nog niet iedereen weet dat."
    yield from _flags(facts)


def _flags(facts: StartFacts) -> Iterator[str]:
    if facts.advice is None:
        return
    yield from (stop.text for stop in facts.advice.stops if stop.code != "leeg")
    if facts.advice.floor_gives_way:
        yield facts.advice.aid.floor_gives_way
    codes = {*facts.rungs}
    for flag in facts.advice.flags:
        if flag.code in FLAGGED and FLAGGED[flag.code] in {"", *codes}:
            yield flag.text


def _part(facts: StartFacts, phase: str) -> str:
    return f" voor ‘{phase}’" if len(facts.roles) > 1 else ""
