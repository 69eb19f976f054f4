"""What a team does next, from what is not settled yet. Pure."""

from collections.abc import Iterator

from participatiemonitor.publication.reports.start_note.facts import StartFacts
from participatiemonitor.register.models import Challenge, CompetentBody, NoParticipation, ProcessKind, ThirdPartyPlan
from participatiemonitor.register.reach import GroupCount, Reach, listed
from participatiemonitor.register.states import ProcessState

ENDED = (ProcessState.CLOSED, ProcessState.STOPPED)
# What settles an open point of the card, by its field.
SETTLES = {
    "what_is_open": "Schrijf op wat open is.",
    "what_is_fixed": "Schrijf op wat vastligt.",
    "feedback_promised_on": "Spreek af wanneer, van wie en hoe mensen horen wat er met hun inbreng is gedaan.",
    "feedback_by": "Spreek af van wie en hoe mensen horen wat er met hun inbreng is gedaan.",
    "feedback_form": "Spreek af hoe mensen horen wat er met hun inbreng is gedaan.",
    "means": "Regel mensen, tijd en geld.",
}
NAMED = 6  # more groups than this are counted


def steps_of(facts: StartFacts) -> tuple[str, ...]:
    """The next steps, most pressing first; none when it is over."""
    return () if facts.process.state in ENDED else tuple(dict.fromkeys(_steps(facts)))


def _steps(facts: StartFacts) -> Iterator[str]:
    match facts.own:
        case NoParticipation():
            yield from _of_none(facts.own)
            return
        case Challenge() if not facts.own.decision:
            yield "Besluit op het verzoek, binnen de termijn."
        case ThirdPartyPlan() if not facts.own.judgement:
            yield "Schrijf op wat de gemeente vindt van de aanpak van de aanvrager."
    yield from _about_roles(facts)
    yield from (SETTLES[point.field] for point in facts.open_points if point.field in SETTLES)
    yield from _about_groups(facts)
    if facts.frame is None and facts.process.competent_body == CompetentBody.COUNCIL:
        yield "Vul het raadskader in."
    if not facts.rounds:
        yield "Plan de meting. Dan weet u straks wat het opleverde."


def _of_none(own: NoParticipation) -> Iterator[str]:
    if not (own.ground and own.reason):
        yield "Schrijf op waarom mensen niet meepraten."
    if own.decided_on is None:
        yield "Vraag om een besluit."
    if not own.how_explained:
        yield "Spreek af hoe inwoners dit horen."


def _about_roles(facts: StartFacts) -> Iterator[str]:
    if not facts.promised:
        yield "Kies een rol. De rolwijzer helpt daarbij."
    elif facts.assessment is None:
        yield "Vul de rolwijzer in. Dan staat er waarom deze rol past."
    body = facts.process.competent_body
    who = CompetentBody(body).label if body else "wie hierover beslist"
    for role in facts.promised:
        if role.lacks_decision:
            yield f"Vraag {who} om een besluit over de rol {role.name.lower()}."
        if role.is_untold:
            yield "Vertel deelnemers en de raad dat de rol veranderde."


def _about_groups(facts: StartFacts) -> Iterator[str]:
    if not facts.groups and facts.process.kind not in (ProcessKind.THIRD_PARTY, ProcessKind.CHALLENGE):
        yield "Schrijf op welke groepen u wilt bereiken."
    counts = [GroupCount(group.name, group.invited, group.reached) for group in facts.groups]
    names = [count.name for count in counts if count.reach is Reach.MISSING]
    if len(names) > NAMED:
        yield f"Nodig de {len(names)} groepen uit die nog ontbreken."
    elif names:
        yield f"Nodig uit: {listed(names)}."
