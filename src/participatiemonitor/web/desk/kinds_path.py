"""What to do next with a dossier because of its kind, before measuring comes into view."""

from collections.abc import Callable
from datetime import date

from django.urls import reverse

from participatiemonitor.register.kinds import name_of_year, period_of_year, row_of, running_year, term_count
from participatiemonitor.register.models import (
    Challenge,
    ChallengeDecision,
    NoParticipation,
    Process,
    ProcessKind,
    StandingBody,
    ThirdPartyPlan,
)
from participatiemonitor.register.operations import UNTITLED
from participatiemonitor.register.states import ProcessState
from participatiemonitor.web.components.items import Step
from participatiemonitor.web.desk.kinds_pages import deadline_of

ENDED = (ProcessState.CLOSED, ProcessState.STOPPED)
GOES_ON = (ChallengeDecision.GRANTED, ChallengeDecision.PARTLY)


def kind_step(process: Process, today: date) -> Step | None:
    """The next step that this kind asks, or nothing when measuring comes next."""
    if process.state in ENDED:
        return None
    if process.title == UNTITLED:
        return _step(process, "Geef een titel", "Gebruik de naam die mensen kennen.", "desk_card")
    own = OF_KIND.get(process.kind)
    return own(process, today) if own else None


def measured_since(process: Process, today: date) -> date | None:
    """From which day rounds count on the path: a standing body begins anew every year."""
    if process.kind != ProcessKind.STANDING_BODY:
        return None
    month = row_of(process, StandingBody).round_month
    return period_of_year(running_year(today, month), month)[0]


def _step(process: Process, label: str, note: str, page: str) -> Step:
    return Step(label, "current", note, reverse(page, args=[process.code]))


def _body(process: Process, today: date) -> Step | None:
    year = running_year(today, row_of(process, StandingBody).round_month)
    phases = process.phases.all()
    runs = any(phase.starts_on and phase.ends_on and phase.starts_on <= today <= phase.ends_on for phase in phases)
    if runs or any(phase.name == name_of_year(year) for phase in phases):
        return None
    note = "Elk jaar heeft een eigen belofte. De rol van vorig jaar gaat mee."
    return _step(process, f"Begin jaar {year}", note, "desk_year_new")


def _plan(process: Process, today: date) -> Step | None:
    plan = row_of(process, ThirdPartyPlan)
    if not plan.applicant:
        return _step(process, "Vul in wie de aanvrager is", "De aanvrager betrekt zelf de buurt.", "desk_kind_facts")
    if process.state == ProcessState.EVALUATING and not plan.judgement:
        note = "Wat vindt de gemeente van de participatie door de aanvrager?"
        return _step(process, "Geef uw oordeel", note, "desk_kind_facts")
    return None


def _challenge(process: Process, today: date) -> Step | None:
    challenge = row_of(process, Challenge)
    if challenge.received_on is None and not challenge.decision:
        note = "Vanaf die dag loopt de termijn."
        return _step(process, "Vul in wanneer het verzoek binnenkwam", note, "desk_kind_facts")
    if challenge.term_weeks is None and not challenge.decision:
        note = "Zo lang mag het besluit duren. Dit staat in uw verordening."
        return _step(process, "Vul de termijn in", note, "desk_kind_facts")
    if not challenge.decision:
        count = term_count(challenge, today)
        return _step(process, "Leg het besluit vast", deadline_of(count).whole if count else "", "desk_decision")
    if challenge.decision not in GOES_ON:
        return _step(process, "Rond dit verzoek af", "Het besluit is er. Pas de stand aan.", "desk_state")
    if not challenge.agreements:
        note = "Schrijf op wie wat doet, met welk geld en hoe lang."
        return _step(process, "Leg de afspraken vast", note, "desk_kind_facts")
    return None


def _none(process: Process, today: date) -> Step | None:
    none = row_of(process, NoParticipation)
    if not (none.ground and none.reason):
        note = "Zonder uitleg kan dit niet worden vastgesteld."
        return _step(process, "Leg uit waarom", note, "desk_kind_facts")
    if process.state != ProcessState.APPROVED:
        return _step(process, "Laat dit vaststellen", "De uitleg staat erin. Pas de stand aan.", "desk_state")
    if not none.how_explained:
        note = "Inwoners horen te weten waarom zij niet konden meepraten."
        return _step(process, "Schrijf op hoe u het vertelt", note, "desk_kind_facts")
    return None


OF_KIND: dict[str, Callable[[Process, date], Step | None]] = {
    ProcessKind.STANDING_BODY: _body,
    ProcessKind.THIRD_PARTY: _plan,
    ProcessKind.CHALLENGE: _challenge,
    ProcessKind.NO_PARTICIPATION: _none,
}
