"""What only one kind has, as it stands on a startnotitie. Pure."""

from collections.abc import Callable, Mapping
from typing import Any

from participatiemonitor.analysis.wording import capital
from participatiemonitor.publication.reports.paper.content import PaperSection, Paragraph, Part, Said, day_text, said
from participatiemonitor.publication.reports.start_note.decisions import MONTHS
from participatiemonitor.publication.reports.start_note.facts import StartFacts
from participatiemonitor.register.kinds import period_of_year, running_year, term_count
from participatiemonitor.register.models import (
    Challenge,
    CompetentBody,
    NoParticipation,
    ProcessKind,
    StandingBody,
    ThirdPartyPlan,
)

PLACE = "kind"


def own_part(facts: StartFacts) -> PaperSection | None:
    """The section of the kind, or nothing for the ordinary ones."""
    make = MAKERS.get(facts.process.kind)
    if make is None:
        return None
    title, parts = make(facts, facts.own)
    return PaperSection("soort", title, tuple(parts))


def _body(facts: StartFacts, own: StandingBody) -> tuple[str, list[Part]]:
    first, last = period_of_year(running_year(facts.today, own.round_month), own.round_month)
    return "Het vaste verband", [
        Paragraph(Said(capital(own.get_body_type_display())), "Soort groep:"),
        Paragraph(Said(capital(MONTHS[own.round_month - 1])), "Het jaar begint in:"),
        Paragraph(Said(f"{day_text(first)} tot en met {day_text(last)}"), "Dit jaar loopt van:"),
    ]


def _plan(facts: StartFacts, own: ThirdPartyPlan) -> tuple[str, list[Part]]:
    number = f", zaak {own.application_number}" if own.application_number else ""
    return "De aanvrager en het oordeel van de gemeente", [
        Paragraph(said(own.applicant and own.applicant + number, PLACE, "de aanvrager"), "Aanvrager:"),
        Paragraph(Said(capital(own.get_is_required_display())), "Participatie verplicht?"),
        Paragraph(
            said(own.applicant_approach, PLACE, "hoe de aanvrager mensen betrekt"), "Hoe de aanvrager mensen betrekt:"
        ),
        Paragraph(said(own.judgement, PLACE, "wat de gemeente daarvan vindt"), "Wat de gemeente daarvan vindt:"),
    ]


def _challenge(facts: StartFacts, own: Challenge) -> tuple[str, list[Part]]:
    parts: list[Part] = [
        Paragraph(said(own.requester, PLACE, "wie het vraagt"), "Wie vraagt het:"),
        Paragraph(said(own.task, PLACE, "welke taak"), "Welke taak:"),
        Paragraph(
            said(day_text(own.received_on) if own.received_on else "", PLACE, "de dag van binnenkomst"),
            "Binnengekomen op:",
        ),
        Paragraph(said(_term(facts, own), PLACE, "de termijn"), "Termijn:"),
    ]
    if own.decision:
        parts.append(Paragraph(Said(capital(own.get_decision_display())), "Besluit:"))
        parts += [
            Paragraph(Said(text), label)
            for label, text in (("Reden:", own.reason), ("Afspraken:", own.agreements))
            if text
        ]
    return "Het verzoek", parts


def _term(facts: StartFacts, own: Challenge) -> str:
    count = term_count(own, facts.today)
    if count is None:
        return ""
    longer = f", {own.extra_weeks} weken verlengd" if own.extra_weeks else ""
    late = " De termijn is voorbij." if count.is_over else ""
    return f"tot en met {day_text(count.due_on)}{longer}.{late}"


def _none(facts: StartFacts, own: NoParticipation) -> tuple[str, list[Part]]:
    body = CompetentBody(own.decided_by).label if own.decided_by else ""
    decided = " op ".join(part for part in (body, day_text(own.decided_on) if own.decided_on else "") if part)
    return "Waarom geen participatie", [
        Paragraph(said(own.ground and capital(own.get_ground_display()), PLACE, "de grond"), "Grond:"),
        Paragraph(said(own.reason, PLACE, "de uitleg"), "Uitleg:"),
        Paragraph(said(capital(decided), PLACE, "wie besloot en wanneer"), "Besloten door:"),
        Paragraph(said(own.how_explained, PLACE, "hoe inwoners dit horen"), "Hoe inwoners dit horen:"),
    ]


MAKERS: Mapping[str, Callable[[StartFacts, Any], tuple[str, list[Part]]]] = {
    ProcessKind.STANDING_BODY: _body,
    ProcessKind.THIRD_PARTY: _plan,
    ProcessKind.CHALLENGE: _challenge,
    ProcessKind.NO_PARTICIPATION: _none,
}
