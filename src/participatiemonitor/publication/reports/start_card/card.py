"""The startkaart of a team. Pure: facts in, a paper out."""

from collections.abc import Iterator
from datetime import date

from participatiemonitor.analysis.wording import capital
from participatiemonitor.publication.reports.paper.content import (
    Bullets,
    Paper,
    PaperSection,
    Paragraph,
    Part,
    Said,
    day_text,
    missing,
)
from participatiemonitor.publication.reports.start_card.next_steps import steps_of
from participatiemonitor.publication.reports.start_note import parts
from participatiemonitor.publication.reports.start_note.facts import StartFacts
from participatiemonitor.publication.reports.start_note.note import about_kind
from participatiemonitor.publication.reports.start_note.own_part import own_part
from participatiemonitor.register.models import Challenge
from participatiemonitor.register.reach import GroupCount
from participatiemonitor.register.states import ProcessState


def card_of(facts: StartFacts) -> Paper:
    """The startkaart of one process."""
    process = facts.process
    return Paper(
        kind="Startkaart",
        about_kind=about_kind(process),
        title=f"Startkaart: {process.title}",
        about=process.title,
        track=process.track,
        municipality=process.municipality.name,
        made_on=facts.today,
        lines=(f"Leiding: {process.leader} · stand: {ProcessState(process.state).label}",),
        sections=tuple(section for section in _sections(facts) if section is not None),
    )


def _sections(facts: StartFacts) -> list[PaperSection | None]:
    if not facts.has_participation:
        return [_next(facts), parts.what(facts), own_part(facts), parts.who(facts), _dates(facts)]
    return [
        _next(facts),
        parts.what(facts),
        parts.who(facts),
        own_part(facts),
        _promise(facts),
        parts.room(facts),
        _dates(facts),
        _groups(facts),
        parts.feedback(facts),
    ]


def _next(facts: StartFacts) -> PaperSection:
    steps = steps_of(facts)
    part: Part = Paragraph(Said("Er staat niets open. Houd de data in de gaten."))
    if steps:
        part = Bullets(tuple(map(Said, steps)), is_numbered=True)
    return PaperSection("stappen", "Volgende stappen", (part,), is_wide=True)


def _promise(facts: StartFacts) -> PaperSection:
    rows: list[Part] = [
        Paragraph(
            Said(f"{role.name}. ‘{role.promise}’") if role.rung else missing("role", "de rol", parts.NO_ROLE),
            f"{role.phase.name}:",
        )
        for role in facts.roles
    ]
    return PaperSection("belofte", "Onze rol en belofte", tuple(rows or [Paragraph(missing("role", "de rol"))]))


def _groups(facts: StartFacts) -> PaperSection:
    counts = [GroupCount(group.name, group.invited, group.reached) for group in facts.groups]
    items = tuple(Said(f"{capital(count.name)}: {count.reach.value}") for count in counts)
    part: Part = Bullets(items) if items else Paragraph(missing("groups", "de groepen"))
    return PaperSection("groepen", "Groepen", (part,))


def _dates(facts: StartFacts) -> PaperSection:
    found = sorted(set(_days(facts)))
    items = tuple(Said(f"{day_text(day)}: {what}") for day, what in found)
    part: Part = Bullets(items) if items else Paragraph(missing("card", "de data"))
    return PaperSection("data", "Data", (part,))


def _days(facts: StartFacts) -> Iterator[tuple[date, str]]:
    process = facts.process
    several = len(facts.roles) > 1
    known: list[tuple[date | None, str]] = [
        (process.starts_on, "het begint"),
        (process.ends_on, "het einde"),
        (process.feedback_promised_on, "uiterlijk terugkoppeling"),
        (process.decided_on, "besluit genomen"),
        *((role.phase.starts_on, f"begin van ‘{role.phase.name}’") for role in facts.roles if several),
        *((role.phase.ends_on, f"einde van ‘{role.phase.name}’") for role in facts.roles if several),
        *((plan.opens_on, f"meting {plan.number} gaat open") for plan in facts.rounds),
        *((plan.closes_on, f"meting {plan.number} sluit") for plan in facts.rounds),
    ]
    if isinstance(facts.own, Challenge):
        known += [(facts.own.received_on, "verzoek binnengekomen"), (facts.own.due_on, "laatste dag van de termijn")]
    yield from ((day, what) for day, what in known if day is not None)
