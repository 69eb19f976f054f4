"""What the register's pages show, made ready for the templates."""

from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from participatiemonitor.register.kinds import has_participation
from participatiemonitor.register.models import CompetentBody, Phase, Process, Stage, Theme
from participatiemonitor.register.operations import UNTITLED
from participatiemonitor.register.queries import PhaseRole, promised_roles
from participatiemonitor.register.role_models import rung_name
from participatiemonitor.register.states import ProcessState
from participatiemonitor.web.components.items import Chip, Term
from participatiemonitor.web.desk.frame import STATE_TONES
from participatiemonitor.web.desk.role_changes_pages import PromiseState, promise_state
from participatiemonitor.web.desk.words import capital, day_text, period_text

EMPTY = "nog niet ingevuld"


def state_chip(process: Process) -> Chip:
    """Where a process stands."""
    state = ProcessState(process.state)
    return Chip(capital(state.label), STATE_TONES[state])


@dataclass(frozen=True, slots=True)
class Earlier:
    """A promise as it stood before."""

    day: str
    name: str
    promise: str
    reason: str


@dataclass(frozen=True, slots=True)
class PhaseCard:
    """A phase with its promise, as a card."""

    phase: Phase
    about: str
    name: str
    promise: str
    promised_on: str
    why: str
    earlier: tuple[Earlier, ...]
    around: PromiseState


def phase_cards(process: Process) -> list[PhaseCard]:
    """Every phase of a process with what was promised for it."""
    return [_phase_card(role, promise_state(process, role)) for role in promised_roles(process)]


def _phase_card(role: PhaseRole, around: PromiseState) -> PhaseCard:
    past = [
        Earlier(
            day_text(localdate(choice.chosen_at)),
            rung_name(role.phase.process.track, choice.model_version, choice.rung),
            choice.promise,
            choice.reason,
        )
        for choice in role.history
    ]
    stage = Stage(role.phase.stage).label if role.phase.stage else ""
    period = period_text(role.phase.starts_on, role.phase.ends_on)
    return PhaseCard(
        phase=role.phase,
        about=capital(", ".join(part for part in (stage, period) if part)),
        name=role.name,
        promise=role.promise,
        promised_on=past[-1].day if past else "",
        why=past[-1].reason if past else "",
        earlier=tuple(reversed(past[:-1])),
        around=around,
    )


def card_terms(process: Process) -> list[Term]:
    """The descriptive card: what every card needs, empty or not, and what else is known."""
    body = CompetentBody(process.competent_body).label if process.competent_body else ""
    theme = Theme(process.theme).label if process.theme else ""
    always = (
        ("Soort", capital(process.get_kind_display())),
        ("Centrale opgave", process.central_task),
        ("Thema", capital(theme)),
        ("Plaats", process.place),
        ("Schaal", process.scale),
        ("Periode", capital(period_text(process.starts_on, process.ends_on))),
        ("Wie beslist", capital(body)),
        ("Wat ligt vast", process.what_is_fixed),
    )
    of_taking_part = (
        ("Wat is open", process.what_is_open),
        ("Aantal deelnemers", str(process.participants or "")),
        ("Terugkoppeling", _feedback(process)),
    )
    when_known = (
        ("Doel", process.goal),
        ("Wijk of kern", process.area),
        ("Plek op de kaart", _point(process)),
        ("Werkvormen", process.methods),
        ("Mensen, tijd en geld", process.means),
        ("Besluit genomen op", _day(process.decided_on)),
    )
    shown = [*always, *(of_taking_part if has_participation(process) else ())]
    shown += [(label, value) for label, value in when_known if value]
    return [Term(label, value or EMPTY) for label, value in [*shown, ("Leiding", str(process.leader))]]


def card_gaps(process: Process) -> str:
    """Which important fields of the card are still empty, as an enumeration."""
    takes_part = has_participation(process)
    wanted = (
        ("de titel", process.title != UNTITLED),
        ("waar het over gaat", process.central_task),
        ("het thema", process.theme),
        ("wie beslist", process.competent_body),
        ("wat vastligt", process.what_is_fixed or not takes_part),
        ("wat open is", process.what_is_open or not takes_part),
        ("het aantal deelnemers", process.participants or not takes_part),
        ("de datum van de terugkoppeling", process.feedback_promised_on or not takes_part),
    )
    names = [name for name, value in wanted if not value]
    return " en ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def _feedback(process: Process) -> str:
    """When, by whom and how feedback comes: 5 december 2026 (de wethouder). Een brief."""
    day, by = _day(process.feedback_promised_on), process.feedback_by
    first = f"{day} ({by})" if day and by else day or by
    return ". ".join(capital(part) for part in (first, process.feedback_form) if part)


def _point(process: Process) -> str:
    """A point on the map as people write it."""
    numbers = [number for number in (process.latitude, process.longitude) if number is not None]
    return " en ".join(f"{number.normalize():f}".replace(".", ",") for number in numbers)


def _day(day: date | None) -> str:
    return day_text(day) if day else ""
