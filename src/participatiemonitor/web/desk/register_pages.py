"""What the register's pages show, made ready for the templates."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from participatiemonitor.register.models import CompetentBody, Phase, Process, Theme
from participatiemonitor.register.queries import PhaseRole, promised_roles
from participatiemonitor.register.role_models import role_model
from participatiemonitor.register.states import ProcessState
from participatiemonitor.web.components.items import Chip, Term
from participatiemonitor.web.desk.frame import STATE_TONES
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
    period: str
    name: str
    promise: str
    promised_on: str
    why: str
    earlier: tuple[Earlier, ...]


def phase_cards(process: Process) -> list[PhaseCard]:
    """Every phase of a process with what was promised for it."""
    names = {rung.code: rung.name for rung in role_model(process.track).rungs}
    return [_phase_card(role, names) for role in promised_roles(process)]


def _phase_card(role: PhaseRole, names: Mapping[str, str]) -> PhaseCard:
    past = [
        Earlier(
            day_text(localdate(choice.chosen_at)), names.get(choice.rung, choice.rung), choice.promise, choice.reason
        )
        for choice in role.history
    ]
    return PhaseCard(
        phase=role.phase,
        period=capital(period_text(role.phase.starts_on, role.phase.ends_on)),
        name=role.name,
        promise=role.promise,
        promised_on=past[-1].day if past else "",
        why=past[-1].reason if past else "",
        earlier=tuple(reversed(past[:-1])),
    )


def card_terms(process: Process) -> list[Term]:
    """The descriptive card, every field with its value or with the words that it is empty."""
    body = CompetentBody(process.competent_body).label if process.competent_body else ""
    theme = Theme(process.theme).label if process.theme else ""
    number = str(process.participants) if process.participants else ""
    values = (
        ("Centrale opgave", process.central_task),
        ("Thema", capital(theme)),
        ("Plaats", process.place),
        ("Schaal", process.scale),
        ("Soort", capital(process.get_kind_display())),
        ("Periode", capital(period_text(process.starts_on, process.ends_on))),
        ("Wie beslist", capital(body)),
        ("Wat ligt vast", process.what_is_fixed),
        ("Wat is open", process.what_is_open),
        ("Aantal deelnemers", number),
        ("Terugkoppeling beloofd op", _day(process.feedback_promised_on)),
        ("Besluit genomen op", _day(process.decided_on)),
        ("Leiding", str(process.leader)),
    )
    return [Term(label, value or EMPTY) for label, value in values]


def card_gaps(process: Process) -> str:
    """Which important fields of the card are still empty, as an enumeration."""
    wanted = (
        ("waar het over gaat", process.central_task),
        ("het thema", process.theme),
        ("wie beslist", process.competent_body),
        ("wat vastligt", process.what_is_fixed),
        ("wat open is", process.what_is_open),
        ("het aantal deelnemers", process.participants),
        ("de datum van de terugkoppeling", process.feedback_promised_on),
    )
    names = [name for name, value in wanted if not value]
    return " en ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def _day(day: date | None) -> str:
    return day_text(day) if day else ""
