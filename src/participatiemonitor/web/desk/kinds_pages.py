"""What the page of a dossier shows of its kind, made ready for the templates."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from participatiemonitor.foundation.people.models import Membership
from participatiemonitor.register.kinds import (
    TermCount,
    choosable_rungs,
    has_participation,
    may_grow,
    period_of_year,
    row_of,
    running_year,
    term_count,
)
from participatiemonitor.register.models import (
    TRACKS_OF_KIND,
    Challenge,
    NoParticipation,
    Process,
    ProcessKind,
    StandingBody,
    ThirdPartyPlan,
    Track,
)
from participatiemonitor.register.queries import promised_role, rules
from participatiemonitor.web.access import sees_process
from participatiemonitor.web.components.items import Chip, Link, Term
from participatiemonitor.web.desk.words import capital, counted, day_text

EMPTY = "nog niet ingevuld"
# From this many days before its end a term asks attention.
SOON = 14
HAS_THE_INITIATIVE = {Track.MUNICIPALITY: "bij de gemeente", Track.SOCIETY: "bij inwoners"}


@dataclass(frozen=True, slots=True)
class Other:
    """The dossier of the other side, as a line on this one. Without an address it is somebody else's."""

    title: str
    kind: str
    url: str
    since: str


@dataclass(frozen=True, slots=True)
class OwnPart:
    """What a dossier shows of its kind, above all that every dossier has."""

    title: str
    edit: Link
    terms: list[Term]
    deadline: "Deadline | None" = None
    more: Link | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """The term of a request in a chip, and a sentence that says more."""

    chip: Chip
    sentence: str

    @property
    def whole(self) -> str:
        """Both, where there is no chip."""
        return f"{self.chip.label}. {self.sentence}"


@dataclass(frozen=True, slots=True)
class KindView:
    """Everything the page of a dossier shows because of its kind."""

    has_participation: bool
    part: OwnPart | None
    other: Other | None
    may_grow: bool
    has_other_kinds: bool
    # Whether the promised role is one that this kind does not have: it was promised as another kind.
    role_does_not_fit: bool


def kind_view(process: Process, membership: Membership, today: date) -> KindView:
    """What the page of this dossier shows because of its kind."""
    return KindView(
        has_participation=has_participation(process),
        part=own_part(process, today),
        other=_other(process, membership),
        may_grow=may_grow(process),
        has_other_kinds=len(kinds_beside(process)) > 1,
        role_does_not_fit=_role_does_not_fit(process, today),
    )


def kinds_beside(process: Process) -> list[ProcessKind]:
    """The kinds that fit who has the initiative, its own included."""
    return [kind for kind, tracks in TRACKS_OF_KIND.items() if process.track in tracks]


def deadline_of(count: TermCount) -> Deadline:
    """The count in words."""
    due = day_text(count.due_on)
    if count.is_decided:
        in_time = "binnen de termijn" if count.days_left >= 0 else f"{_days(-count.days_left)} te laat"
        return Deadline(Chip("Besloten", "ok"), f"Het besluit is {in_time} genomen. De termijn liep tot en met {due}.")
    if count.is_over:
        since = day_text(count.due_on + timedelta(days=1))
        advice = "Besluit zo snel mogelijk, en vertel de aanvrager waarom het langer duurt."
        return Deadline(Chip(f"Termijn voorbij sinds {since}", "error"), advice)
    left = "Vandaag is de laatste dag" if count.days_left == 0 else f"Nog {_days(count.days_left)}"
    chip = Chip(left, "warning" if count.days_left <= SOON else "")
    return Deadline(chip, f"De termijn loopt tot en met {due}.")


def _days(number: int) -> str:
    return counted(number, "dag", "dagen")


def own_part(process: Process, today: date) -> OwnPart | None:
    """What only this kind has, or nothing for the ordinary kinds."""
    match process.kind:
        case ProcessKind.STANDING_BODY:
            return _body(process, today)
        case ProcessKind.THIRD_PARTY:
            return _plan(process)
        case ProcessKind.CHALLENGE:
            return _challenge(process, today)
        case ProcessKind.NO_PARTICIPATION:
            return _none(process)
    return None


def _edit(process: Process, label: str) -> Link:
    return Link(label, reverse("desk_kind_facts", args=[process.code]))


def _terms(*pairs: tuple[str, object]) -> list[Term]:
    return [Term(label, value or EMPTY) for label, value in pairs]


def _body(process: Process, today: date) -> OwnPart:
    body = row_of(process, StandingBody)
    first, last = period_of_year(running_year(today, body.round_month), body.round_month)
    return OwnPart(
        title="Het vaste verband",
        edit=_edit(process, "Pas de groep aan"),
        terms=_terms(
            ("Soort groep", capital(body.get_body_type_display())),
            ("Ingesteld door", "De gemeente" if process.track == Track.MUNICIPALITY else "Inwoners"),
            ("Dit jaar loopt", f"{day_text(first)} tot en met {day_text(last)}"),
        ),
        more=Link("Begin een nieuw jaar", reverse("desk_year_new", args=[process.code])),
    )


def _plan(process: Process) -> OwnPart:
    plan = row_of(process, ThirdPartyPlan)
    return OwnPart(
        title="De aanvrager",
        edit=_edit(process, "Pas de aanvraag aan"),
        terms=_terms(
            ("Aanvrager", plan.applicant),
            ("Zaaknummer", plan.application_number),
            ("Participatie verplicht?", capital(plan.get_is_required_display())),
            ("Hoe de aanvrager mensen betrekt", plan.applicant_approach),
            ("Wat de gemeente daarvan vindt", plan.judgement),
        ),
    )


def _challenge(process: Process, today: date) -> OwnPart:
    challenge = row_of(process, Challenge)
    count = term_count(challenge, today)
    decided = day_text(challenge.decided_on) if challenge.decided_on else ""
    terms = _terms(
        ("Aanvrager", challenge.requester),
        ("Taak", challenge.task),
        ("Binnengekomen op", day_text(challenge.received_on) if challenge.received_on else ""),
    )
    terms.append(_term(challenge))
    terms += _terms(
        ("Besluit", f"{capital(challenge.get_decision_display())} op {decided}" if challenge.decision else "")
    )
    if challenge.decision:
        terms += _terms(
            ("Reden", challenge.reason), ("Afspraken", challenge.agreements), ("Evaluatie", challenge.evaluation)
        )
    return OwnPart(
        title="Het verzoek",
        edit=_edit(process, "Pas het verzoek aan"),
        terms=terms,
        deadline=deadline_of(count) if count else None,
        more=Link(
            "Pas het besluit aan" if challenge.decision else "Leg het besluit vast",
            reverse("desk_decision", args=[process.code]),
        ),
    )


def _term(challenge: Challenge) -> Term:
    """The term with the ordinance it comes from: by its name, or as a link to where it stands."""
    if challenge.term_weeks is None:
        return Term("Termijn", EMPTY)
    words = counted(challenge.term_weeks, "week", "weken")
    if challenge.extra_weeks:
        words += f", verlengd met {counted(challenge.extra_weeks, 'week', 'weken')}: {challenge.extension_reason}"
    ordinance = rules().ordinance
    if ordinance.startswith(("https://", "http://")):
        return Term("Termijn", words, ordinance)
    return Term("Termijn", f"{words} ({ordinance})" if ordinance else words)


def _none(process: Process) -> OwnPart:
    none = row_of(process, NoParticipation)
    return OwnPart(
        title="Waarom mensen niet meepraten",
        edit=_edit(process, "Pas de uitleg aan"),
        terms=_terms(
            ("Reden", capital(none.get_ground_display()) if none.ground else ""),
            ("Uitleg", none.reason),
            ("Besloten door", capital(none.get_decided_by_display()) if none.decided_by else ""),
            ("Besloten op", day_text(none.decided_on) if none.decided_on else ""),
            ("Zo vertelt u het aan inwoners", none.how_explained),
        ),
    )


def _other(process: Process, membership: Membership) -> Other | None:
    grown = getattr(process, "grown_into", None)
    other, child = (process.grown_from, process) if process.grown_from else (grown, grown)
    if other is None or child is None:
        return None
    moved_on, after = child.ownership_moved_on, HAS_THE_INITIATIVE[Track(child.track)]
    since = f"Sinds {day_text(moved_on)} ligt het initiatief {after}." if moved_on else (
        "De gemeente en inwoners hebben samen het initiatief."
    )  # fmt: skip
    url = reverse("desk_process", args=[other.code]) if sees_process(membership, other) else ""
    return Other(other.title, other.get_kind_display(), url, since)


def _role_does_not_fit(process: Process, today: date) -> bool:
    role = promised_role(process, on=today)
    return role is not None and role.rung not in {rung.code for rung in choosable_rungs(process)}
