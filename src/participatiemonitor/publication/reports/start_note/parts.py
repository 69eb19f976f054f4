"""The sections that every startnotitie has, each made from the facts. Pure."""

from datetime import date

from participatiemonitor.analysis.wording import capital
from participatiemonitor.publication.reports.paper.content import (
    Bullets,
    Grid,
    PaperSection,
    Paragraph,
    Part,
    Said,
    day_text,
    missing,
    said,
)
from participatiemonitor.publication.reports.start_note.facts import RoundPlan, StartFacts
from participatiemonitor.register.council_points import COUNCIL_POINTS
from participatiemonitor.register.models import CompetentBody, ProcessKind, RoleChoice, StakeholderGroup, Track
from participatiemonitor.register.queries import PhaseRole
from participatiemonitor.register.reach import GroupCount, listed

NO_ROLE = "nog niet gekozen"
INITIATIVE = {
    ProcessKind.PROCESS: "De gemeente",
    ProcessKind.INITIATIVE: "Inwoners of organisaties",
    ProcessKind.THIRD_PARTY: "Een aanvrager van buiten de gemeente",
    ProcessKind.CHALLENGE: "Inwoners of organisaties, met een beroep op het uitdaagrecht",
    ProcessKind.NO_PARTICIPATION: "De gemeente",
}


def period(starts_on: date | None, ends_on: date | None) -> str:
    """A period in words; empty when nothing is known."""
    if starts_on and ends_on:
        return f"{day_text(starts_on)} tot en met {day_text(ends_on)}"
    if starts_on:
        return f"vanaf {day_text(starts_on)}"
    return f"tot en met {day_text(ends_on)}" if ends_on else ""


def what(facts: StartFacts) -> PaperSection:
    """What it is about and why."""
    process = facts.process
    place = process.place or process.area
    where = ", ".join(part for part in (place, "" if process.scale.lower() in place.lower() else process.scale) if part)
    parts: list[Part] = [
        Paragraph(said(process.central_task, "card", "waar het over gaat")),
        Paragraph(said(process.goal, "card", "het doel"), "Doel:"),
    ]
    if where:
        parts.append(Paragraph(Said(where), "Waar:"))
    return PaperSection("wat", "Waar het over gaat", tuple(parts))


def who(facts: StartFacts) -> PaperSection:
    """Who began it, who decides and who leads."""
    process = facts.process
    begins = INITIATIVE.get(ProcessKind(process.kind)) or (
        "De gemeente" if process.track == Track.MUNICIPALITY else "Inwoners of organisaties"
    )
    body = CompetentBody(process.competent_body).label if process.competent_body else ""
    return PaperSection(
        "wie",
        "Wie begint, wie beslist",
        (
            Paragraph(Said(begins), "Initiatief:"),
            Paragraph(said(capital(body), "card", "wie beslist"), "Beslist:"),
            Paragraph(Said(str(process.leader)), "Leiding:"),
        ),
    )


def roles(facts: StartFacts) -> PaperSection:
    """The promised role of every phase, with its period and its decision: the planning too."""
    whole = period(facts.process.starts_on, facts.process.ends_on) if len(facts.roles) == 1 else ""
    rows = tuple(_role_row(role, whole) for role in facts.roles)
    head = ("Fase", "Wanneer", "Rol", "Belofte aan mensen", "Besluit")
    grid = Grid(head, rows, (15, 20, 16, 31, 18))
    return PaperSection("rollen", "Rol en planning", (grid,), is_wide=True)


def _role_row(role: PhaseRole, whole: str) -> tuple[Said, ...]:
    phase = role.phase
    stage = f" ({phase.get_stage_display()})" if phase.stage else ""
    when = said(capital(period(phase.starts_on, phase.ends_on) or whole), "phase", "de periode")
    if not role.rung or role.choice is None:
        return Said(phase.name + stage), when, missing("role", "de rol", NO_ROLE), missing("role", "de rol"), Said("–")
    return Said(phase.name + stage), when, Said(role.name), Said(f"‘{role.promise}’"), _decision(role, role.choice)


def _decision(role: PhaseRole, choice: RoleChoice) -> Said:
    if choice.decided_on:
        body = CompetentBody(choice.decided_by).label if choice.decided_by else ""
        document = f" ({choice.decision_document})" if choice.decision_document else ""
        return Said(f"{capital(body)}, {day_text(choice.decided_on)}{document}")
    return Said("Nog nodig", "warning") if role.needs_decision else Said("Niet nodig")


def advice(facts: StartFacts) -> PaperSection:
    """What the role aid said, and why the choice differs when it does."""
    found, kept = facts.advice, facts.assessment
    if found is None or kept is None:
        parts: list[Part] = [Paragraph(missing("role_aid", "het advies", "De rolwijzer is nog niet ingevuld."))]
    elif not found.fits:
        parts = [Paragraph(Said("De rolwijzer geeft nog geen advies.", "warning"))]
    else:
        names = " of ".join(map(facts.name_of, found.fits))
        parts = [Paragraph(Said(f"De rolwijzer adviseert: {names}."))]
        if kept.chosen_rung and kept.chosen_rung not in found.fits:
            chosen = f"Gekozen is {facts.name_of(kept.chosen_rung)}. {kept.reason}"
            parts.append(Paragraph(Said(chosen), "Anders dan het advies:"))
        elif facts.rungs and not {*facts.rungs} & {*found.fits}:
            chosen = listed(list(map(facts.name_of, facts.rungs)))
            parts.append(Paragraph(Said(f"Beloofd is {chosen}. De reden staat er niet bij.", "warning"), "Let op:"))
    return PaperSection("advies", "Advies over de rol", tuple(parts))


def room(facts: StartFacts) -> PaperSection:
    """What is fixed and what is open."""
    return PaperSection(
        "ruimte",
        "Wat vastligt en wat open is",
        (
            Paragraph(said(facts.process.what_is_fixed, "card", "wat vastligt"), "Vast:"),
            Paragraph(said(facts.process.what_is_open, "card", "wat open is"), "Open:"),
        ),
    )


def asks(facts: StartFacts) -> PaperSection | None:
    """What the promised roles ask of council, executive and organisation."""
    parts: list[Part] = []
    for demands in facts.demands:
        if len(facts.demands) > 1:
            parts.append(Paragraph(Said(f"Bij {facts.name_of(demands.rung)}:")))
        parts += [
            Paragraph(Said(demands.council), "Raad:"),
            Paragraph(Said(demands.executive), "College:"),
            Paragraph(Said(demands.organisation), "Organisatie:"),
        ]
    return PaperSection("vraagt", "Wat dit vraagt", tuple(parts)) if parts else None


def groups(facts: StartFacts) -> PaperSection:
    """Who is to be reached, and how."""
    parts: tuple[Part, ...] = (Paragraph(missing("groups", "de groepen")),)
    if facts.groups:
        parts = (Bullets(tuple(Said(_group(group)) for group in facts.groups)),)
    return PaperSection("groepen", "Wie wij willen bereiken", parts)


def _group(group: StakeholderGroup) -> str:
    told = f"{capital(group.name)}: {group.approach}" if group.approach else capital(group.name)
    count = GroupCount(group.name, group.invited, group.reached)
    if group.invited is None and group.reached is None:
        return told
    return f"{told.rstrip('.')} ({count.reach.value})"


def methods(facts: StartFacts) -> PaperSection:
    """How people take part, and with which means."""
    parts: list[Part] = [Paragraph(said(facts.process.methods, "card", "de werkvormen"), "Werkvormen:")]
    if not facts.process.methods and facts.demands:
        fitting = dict.fromkeys(method for demands in facts.demands for method in demands.methods)
        parts.append(Paragraph(Said(f"{', '.join(fitting)}.", "quiet"), "Passend bij deze rol:"))
    parts.append(Paragraph(said(facts.process.means, "card", "mensen, tijd en geld"), "Mensen, tijd en geld:"))
    return PaperSection("aanpak", "Aanpak en middelen", tuple(parts))


def feedback(facts: StartFacts) -> PaperSection:
    """When, by whom and how people hear what came of it (guard rail G3)."""
    process = facts.process
    day = day_text(process.feedback_promised_on) if process.feedback_promised_on else ""
    return PaperSection(
        "terugkoppeling",
        "Terugkoppeling",
        (
            Paragraph(said(day and f"uiterlijk op {day}", "card", "wanneer u terugkoppelt"), "Wanneer:"),
            Paragraph(said(process.feedback_by, "card", "wie terugkoppelt"), "Door wie:"),
            Paragraph(said(process.feedback_form, "card", "hoe u terugkoppelt"), "Hoe:"),
        ),
    )


def council(facts: StartFacts) -> PaperSection:
    """The raadskader: the points that are filled in, and which are not."""
    frame = facts.frame
    if frame is None:
        return PaperSection("raadskader", "Kader van de raad", (Paragraph(missing("frame", "alle punten")),))
    parts: list[Part] = [
        Paragraph(Said(text), f"{point.title}:") for point in COUNCIL_POINTS if (text := getattr(frame, point.key))
    ]
    empty = [point.title.lower() for point in COUNCIL_POINTS if not getattr(frame, point.key)]
    if empty:
        parts.append(Paragraph(missing("frame", listed(empty), f"{listed(empty)}."), "Nog niet ingevuld:"))
    document = f" ({frame.document})" if frame.document else ""
    settled = (
        Said(f"door de raad op {day_text(frame.settled_on)}{document}.")
        if frame.settled_on
        else Said(f"nog niet{document}.")
    )
    return PaperSection("raadskader", "Kader van de raad", (*parts, Paragraph(settled, "Vastgesteld:")))


def measuring(facts: StartFacts) -> PaperSection:
    """What will be measured and when: an evaluation that is not planned does not happen."""
    questions = dict.fromkeys(question for demands in facts.demands for question in demands.measured)
    items = tuple(Said(question) for question in (*questions, facts.measured_always))
    return PaperSection(
        "meten",
        "Wat wij meten en wanneer",
        (Bullets(items), *(Paragraph(when, label) for label, when in moments(facts))),
    )


def moments(facts: StartFacts) -> list[tuple[str, Said]]:
    """When is measured: as planned, else as follows from the card."""
    if facts.rounds:
        return [(f"Meting {plan.number}:", Said(_round(plan))) for plan in facts.rounds]
    process = facts.process
    after = day_text(process.ends_on) if process.ends_on else ""
    told = day_text(process.feedback_promised_on) if process.feedback_promised_on else ""
    return [
        ("Direct na het meedoen:", said(after and f"na {after}", "card", "wanneer het eindigt")),
        ("Na besluit en terugkoppeling:", said(told and f"na {told}", "card", "wanneer u terugkoppelt")),
    ]


def _round(plan: RoundPlan) -> str:
    return f"{plan.moment}, {period(plan.opens_on, plan.closes_on)}"
