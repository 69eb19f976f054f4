"""What a startnotitie asks to be decided, per kind. Pure."""

from collections.abc import Iterator

from participatiemonitor.publication.reports.paper.content import (
    Bullets,
    PaperSection,
    Paragraph,
    Part,
    Said,
    day_text,
    missing,
)
from participatiemonitor.publication.reports.start_note.facts import StartFacts
from participatiemonitor.register.models import (
    Challenge,
    CompetentBody,
    NoParticipation,
    NoParticipationGround,
    StandingBody,
    ThirdPartyPlan,
)
from participatiemonitor.register.states import ProcessState

UNDER_WAY = (ProcessState.RUNNING, ProcessState.EVALUATING, ProcessState.CLOSED, ProcessState.STOPPED)
ENDED = (ProcessState.CLOSED, ProcessState.STOPPED)
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip


def asked(facts: StartFacts) -> PaperSection:
    """The decision that is asked, and of whom."""
    items = list(_items(facts))
    parts: tuple[Part, ...] = (Paragraph(Said(_settled(facts))),)
    if items:
        body = facts.process.competent_body
        who = CompetentBody(body).label if body else "wie hierover beslist"
        said = [f"{item};" for item in items[:-1]] + [f"{items[-1]}."]
        parts = (Bullets(tuple(map(Said, said)), f"Wij vragen {who} om:", is_numbered=True),)
        if not body:
            parts = (*parts, Paragraph(missing("card", "wie beslist"), "Wie beslist:"))
    return PaperSection("besluit", "Gevraagd besluit", parts, is_wide=True)


def _items(facts: StartFacts) -> Iterator[str]:
    match facts.own:
        case NoParticipation():
            yield from _of_none(facts.own)
        case Challenge():
            yield from _of_challenge(facts.own)
            yield from _of_roles(facts)
        case ThirdPartyPlan():
            yield from _of_plan(facts, facts.own)
            yield from _of_roles(facts)
        case _:
            yield from _of_roles(facts)
            yield from _of_process(facts)


def _of_roles(facts: StartFacts) -> Iterator[str]:
    is_begun = facts.process.state in UNDER_WAY
    for role in facts.promised:
        part = f" voor ‘{role.phase.name}’" if len(facts.roles) > 1 else ""
        if role.lacks_decision:
            yield f"de rol {role.name.lower()} te beloven{part}"
        elif not role.needs_decision and not is_begun:
            yield f"kennis te nemen van de rol {role.name.lower()}{part}"
    if not facts.promised and not is_begun:
        yield "een rol te kiezen, zodat mensen weten wat zij mogen verwachten"


def _of_process(facts: StartFacts) -> Iterator[str]:
    process = facts.process
    if process.state in UNDER_WAY:
        return
    if process.what_is_fixed and process.what_is_open:
        yield "vast te stellen wat vastligt en wat open is"
    if facts.frame is not None and facts.frame.settled_on is None:
        is_council = process.competent_body == CompetentBody.COUNCIL
        yield "het kader van de raad vast te stellen" if is_council else "de raad te vragen zijn kader vast te stellen"
    if isinstance(facts.own, StandingBody):
        yield f"elk jaar in {MONTHS[facts.own.round_month - 1]} samen terug te kijken"
    if process.feedback_promised_on:
        day = day_text(process.feedback_promised_on)
        yield f"iedereen uiterlijk op {day} te laten weten wat er met de inbreng is gedaan"


def _of_none(own: NoParticipation) -> Iterator[str]:
    if own.decided_on is not None:
        return
    ground = NoParticipationGround(own.ground).label if own.ground not in ("", NoParticipationGround.OTHER) else ""
    yield "vast te stellen dat mensen over dit onderwerp niet meepraten" + (f", want {ground}" if ground else "")
    yield "inwoners uit te leggen waarom"


def _of_challenge(own: Challenge) -> Iterator[str]:
    if own.decision:
        return
    who = f" van {own.requester}" if own.requester else ""
    until = f", uiterlijk op {day_text(own.due_on)}" if own.due_on else ""
    yield f"te besluiten op het verzoek{who} om deze taak over te nemen{until}"
    yield "bij een afwijzing de reden te geven"


def _of_plan(facts: StartFacts, own: ThirdPartyPlan) -> Iterator[str]:
    if facts.process.state in ENDED:
        return
    who = own.applicant or "de aanvrager"
    if own.judgement:
        yield f"in te stemmen met het oordeel over de participatie door {who}"
    else:
        yield f"te beoordelen of {who} mensen goed bij het plan heeft betrokken"


def _settled(facts: StartFacts) -> str:
    """Why nothing is asked."""
    own = facts.own
    if isinstance(own, NoParticipation) and own.decided_on:
        body = f" door {CompetentBody(own.decided_by).label}" if own.decided_by else ""
        return f"Het besluit is genomen op {day_text(own.decided_on)}{body}. Er wordt niets meer gevraagd."
    if isinstance(own, Challenge) and own.decision:
        day = f" op {day_text(own.decided_on)}" if own.decided_on else ""
        return f"Het verzoek is {own.get_decision_display()}{day}. Er wordt niets meer gevraagd."
    if facts.process.state in ENDED:
        return "Dit is voorbij. Er wordt geen besluit meer gevraagd."
    is_decided = any(role.choice and role.choice.decided_on for role in facts.promised)
    known = "Er is al besloten over de rol." if is_decided else "Dit loopt al."
    return f"{known} Er wordt nu geen nieuw besluit gevraagd."
