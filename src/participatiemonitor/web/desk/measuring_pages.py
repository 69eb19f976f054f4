"""What the measuring pages show, made ready for the templates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from django.http import QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString

from participatiemonitor.analysis.gate import POLICY, shows_questions, shows_streams
from participatiemonitor.fieldwork.queries import ResponseCount
from participatiemonitor.fieldwork.states import RoundState, Stream
from participatiemonitor.questions.compiled import Form, form_for
from participatiemonitor.questions.definition import Value
from participatiemonitor.questions.models import Moment, QuestionnaireVersion
from participatiemonitor.questions.queries import definition_of
from participatiemonitor.register.models import Process
from participatiemonitor.web.components.items import Chip, Fault, Step, Term
from participatiemonitor.web.desk.words import capital, counted, day_text, days_until


class RoundLike(Protocol):
    """What these pages read of a round."""

    @property
    def number(self) -> int: ...
    @property
    def state(self) -> str: ...
    @property
    def moment(self) -> str: ...
    @property
    def is_short(self) -> bool: ...
    @property
    def opens_on(self) -> date: ...
    @property
    def closes_on(self) -> date: ...
    @property
    def closed_on(self) -> date | None: ...
    @property
    def promise(self) -> str: ...


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A round at a glance: counts only, never who."""

    number: int
    url: str
    moment: str
    state: Chip
    is_open: bool
    is_closed: bool
    period: str
    answers: int
    population: int | None
    streams: str
    is_overdue: bool

    @property
    def is_empty(self) -> bool:
        """Whether it was closed without any answer: there is nothing to see of it."""
        return self.is_closed and not self.answers

    @property
    def response(self) -> str:
        """The response in words."""
        of = f" van de {self.population} mensen" if self.population else ""
        return f"{counted(self.answers, 'antwoord', 'antwoorden')}{of}"

    @property
    def share(self) -> int | None:
        """The part that answered, for a bar; at most all of them."""
        return min(self.answers, self.population) if self.population else None


@dataclass(frozen=True, slots=True)
class LeaderForm:
    """The self-evaluation as it was sent, or empty."""

    form: Form
    was_sent: bool = False
    answers: Mapping[str, Value] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    shown: Mapping[str, Value] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether it was sent without any answer."""
        return self.was_sent and not self.answers and not self.errors

    @property
    def is_complete(self) -> bool:
        """Whether it can be kept."""
        return self.was_sent and bool(self.answers) and not self.errors

    @property
    def html(self) -> SafeString:
        """All questions, with what was filled in and what is wrong."""
        return self.form.all_html(self.shown, self.errors)

    @property
    def faults(self) -> list[Fault]:
        """What is wrong, for the summary above the form."""
        if self.is_empty:
            return [Fault("Beantwoord minstens één vraag.", "#vragen")]
        return [Fault(message, f"#{code}-legend") for code, message in self.errors.items()]


def leader_form(version: QuestionnaireVersion, track: str, post: QueryDict | None) -> LeaderForm:
    """The self-evaluation for this kind of process, read from what was sent."""
    form = form_for(definition_of(version), track=track)
    if post is None:
        return LeaderForm(form)
    parsed = form.parse({name: [str(text) for text in texts] for name, texts in post.lists()})
    return LeaderForm(form, was_sent=True, answers=parsed.answers, errors=parsed.errors, shown=parsed.shown)


def measure_url(process: Process) -> str:
    """The tab with the rounds of a process."""
    return reverse("desk_measure", args=[process.code])


def round_url(process: Process, number: int) -> str:
    """The page of one round."""
    return reverse("desk_round", args=[process.code, number])


def round_row(process: Process, round_: RoundLike, count: ResponseCount, today: date) -> RoundRow:
    """A round with its response so far."""
    state = RoundState(round_.state)
    is_overdue = state == RoundState.OPEN and round_.closes_on < today
    apart = count.by_stream.items() if shows_streams(count.invited) else ()
    streams = [f"{Stream(stream).label}: {number}" for stream, number in apart if number]
    return RoundRow(
        number=round_.number,
        url=round_url(process, round_.number),
        moment=Moment(round_.moment).label,
        state=_state(round_, state, today),
        is_open=state == RoundState.OPEN,
        is_closed=state == RoundState.CLOSED,
        period=f"{day_text(round_.opens_on)} tot en met {day_text(_last_day(round_))}",
        answers=count.total,
        population=count.population,
        streams=capital(", ".join(streams)) if len(streams) > 1 else "",
        is_overdue=is_overdue,
    )


def _last_day(round_: RoundLike) -> date:
    """The last day on which somebody could answer."""
    return min(round_.closes_on, round_.closed_on or round_.closes_on)


def _state(round_: RoundLike, state: RoundState, today: date) -> Chip:
    if state == RoundState.CLOSED:
        return Chip("Gesloten", "ok")
    if state == RoundState.DRAFT or today < round_.opens_on:
        return Chip(f"Begint op {day_text(round_.opens_on)}", "quiet")
    if round_.closes_on < today:
        return Chip("Einddatum voorbij", "warning")
    return Chip(f"Open, {days_until(round_.closes_on, today)}")


def round_terms(round_: RoundLike, *, invited: int) -> list[Term]:
    """The facts of a round."""
    return [
        Term("Moment", capital(Moment(round_.moment).label)),
        Term("Vragenlijst", "Kort" if round_.is_short else "Volledig"),
        Term("Open vanaf", day_text(round_.opens_on)),
        Term("Open tot en met", day_text(_last_day(round_))),
        Term("Persoonlijk uitgenodigd", counted(invited, "persoon", "mensen") if invited else "Niemand"),
        Term("Belofte boven de vragen", f"‘{round_.promise}’" if round_.promise else "Geen"),
    ]


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """How far a process is, and what the person who looks may do about it."""

    has_role: bool
    is_evaluated: bool
    is_leader: bool
    may_act: bool


def measure_steps(process: Process, rows: Sequence[RoundRow], view: Viewpoint) -> list[Step]:
    """The path from promise to results: what is done, what is next, what comes later."""
    told = [row for row in rows if not row.is_empty]
    answered = any(shows_questions(row.answers) for row in told)
    closed = any(row.is_closed for row in told)
    open_round = next((row for row in told if row.is_open), None)
    who = "initiatiefnemers" if process.is_initiative else "deelnemers"

    def page(name: str, *more: int) -> str:
        return reverse(name, args=[process.code, *more])

    own = "Vul uw zelfevaluatie in" if view.is_leader else "De projectleider vult de zelfevaluatie in"
    path = (
        (view.has_role, "Beloof een rol", f"{capital(who)} lezen uw belofte boven de vragenlijst.",
         page("desk_process")),
        (view.is_evaluated, own, f"Dit gebeurt voordat iemand de antwoorden van {who} ziet.",
         page("desk_self_evaluation") if view.is_leader else ""),
        (bool(told), "Open een meting", "U krijgt een link, een QR-code en een poster.", page("desk_round_new")),
        (answered or closed, "Deel de vragenlijst",
         f"Vanaf {POLICY.minimum} antwoorden ziet u cijfers. Zo blijft iedereen anoniem.",
         open_round.url if open_round else ""),
        (closed, "Sluit de meting", "Daarna staan de resultaten vast.",
         page("desk_close", open_round.number) if open_round else ""),
        (False, "Bekijk de resultaten", f"Praat er daarna over met {who} en collega’s.",
         page("desk_results") if closed else ""),
    )  # fmt: skip
    first = next(position for position, step in enumerate(path) if not step[0])
    return [
        Step(
            label,
            "done" if done else "current" if position == first else "todo",
            note,
            url if view.may_act and not done else "",
        )
        for position, (done, label, note, url) in enumerate(path)
    ]
