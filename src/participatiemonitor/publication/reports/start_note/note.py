"""The startnotitie: one page that a council or executive can decide on. Pure: facts in, a paper out."""

from participatiemonitor.analysis.wording import capital
from participatiemonitor.publication.reports.paper.content import Bullets, Paper, PaperSection, Said
from participatiemonitor.publication.reports.start_note import parts
from participatiemonitor.publication.reports.start_note.decisions import asked
from participatiemonitor.publication.reports.start_note.facts import StartFacts
from participatiemonitor.publication.reports.start_note.own_part import own_part
from participatiemonitor.publication.reports.start_note.rails import unmet
from participatiemonitor.register.models import CompetentBody, Process, ProcessKind, Track
from participatiemonitor.register.states import ProcessState

# The applicant arranges it for a plan; whoever made a request waits for a decision.
ARRANGED_BY_OTHERS = (ProcessKind.THIRD_PARTY, ProcessKind.CHALLENGE)


def note_of(facts: StartFacts) -> Paper:
    """The startnotitie of one process; where nobody takes part, the decision about that."""
    process = facts.process
    kind = "Startnotitie" if facts.has_participation else "Besluit: geen participatie"
    when = parts.period(process.starts_on, process.ends_on)
    return Paper(
        kind=kind,
        about_kind=about_kind(process),
        title=f"{kind}: {process.title}" if facts.has_participation else f"{kind} bij {process.title}",
        about=process.title,
        track=process.track,
        municipality=process.municipality.name,
        made_on=facts.today,
        lines=(
            f"Gemeente {process.municipality.name} · stand: {ProcessState(process.state).label}",
            capital(when),
        ),
        sections=tuple(section for section in _sections(facts) if section is not None),
    )


def about_kind(process: Process) -> str:
    """The direction and the kind of a process."""
    return f"{capital(Track(process.track).label)}: {process.get_kind_display()}"


def _sections(facts: StartFacts) -> list[PaperSection | None]:
    first = [asked(facts), _warnings(facts)]
    if not facts.has_participation:
        return [*first, parts.what(facts), own_part(facts), parts.who(facts)]
    return [
        *first,
        parts.roles(facts),
        parts.what(facts),
        parts.who(facts),
        own_part(facts),
        parts.room(facts),
        parts.advice(facts),
        parts.asks(facts),
        _where_asked(facts, parts.groups(facts)),
        _where_asked(facts, parts.methods(facts)),
        _where_asked(facts, parts.feedback(facts)),
        _where_council_decides(facts, parts.council(facts)),
        parts.measuring(facts),
    ]


def _where_asked(facts: StartFacts, section: PaperSection) -> PaperSection | None:
    """The section; left out while it is empty where the municipality does not arrange the participation itself."""
    is_empty = all(one.tone in ("missing", "quiet") for _, one in section.names)
    return None if is_empty and facts.process.kind in ARRANGED_BY_OTHERS else section


def _where_council_decides(facts: StartFacts, section: PaperSection) -> PaperSection | None:
    """The raadskader; where others decide only when there is one."""
    is_expected = facts.frame is not None or facts.process.competent_body in ("", CompetentBody.COUNCIL)
    return section if is_expected else None


def _warnings(facts: StartFacts) -> PaperSection | None:
    found = unmet(facts)
    if not found:
        return None
    items = Bullets(tuple(Said(text, "warning") for text in found))
    return PaperSection("let-op", "Nog niet in orde", (items,), is_wide=True, is_warning=True)
