"""What the pages about promised roles show, made ready for their templates."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.timezone import localdate

from participatiemonitor.exports.letter import paragraphs
from participatiemonitor.register.models import CompetentBody, Process, RoleChangeNotice, RoleChoice
from participatiemonitor.register.queries import PhaseRole, notice_of, promised_roles, untold
from participatiemonitor.register.role_models import rung_name
from participatiemonitor.web.components.items import Chip, Entry
from participatiemonitor.web.desk.role_changes_forms import LetterForm
from participatiemonitor.web.desk.words import capital, day_text

# Who is told, by the word in the address.
READERS = {"deelnemers": "participants", "raad": "council"}
_TITLES = {"participants": "Bericht aan deelnemers", "council": "Bericht aan de raad"}
_TO_WHOM = {"participants": "Deelnemers", "council": "Raad"}
_WITH_ARTICLE = {"participants": "deelnemers", "council": "de raad"}
_FIELDS = {
    "participants": ("to_participants", "participants_told_on"),
    "council": ("to_council", "council_told_on"),
}


@dataclass(frozen=True, slots=True)
class PromiseState:
    """What stands around a promise: its decision, and whether people still have to hear of it."""

    decision: str = ""
    document: str = ""
    lacks_decision: bool = False
    untold: tuple[str, ...] = ()
    notice_url: str = ""
    decision_url: str = ""


def promise_state(process: Process, role: PhaseRole) -> PromiseState:
    """What stands around the promise of this part."""
    choice, notice, code = role.choice, role.notice, process.code
    if choice is None:
        return PromiseState()
    return PromiseState(
        decision=decision_text(choice),
        document=choice.decision_document,
        lacks_decision=role.lacks_decision,
        untold=tuple(_WITH_ARTICLE[who] for who in untold(notice)) if notice else (),
        notice_url=reverse("desk_role_notice", args=[code, notice.pk]) if notice else "",
        decision_url=reverse("desk_role_decision", args=[code, role.phase.position]) if role.needs_decision else "",
    )


def decision_text(choice: RoleChoice) -> str:
    """Who decided on a promise and when, as a sentence without its document; empty without a decision."""
    if choice.decided_on is None:
        return ""
    return f"{capital(CompetentBody(choice.decided_by).label)} besloot dit op {day_text(choice.decided_on)}."


@dataclass(frozen=True, slots=True)
class Change:
    """A changed promise that people are told of."""

    choice: RoleChoice
    notice: RoleChangeNotice
    before: str
    after: str
    is_current: bool

    @property
    def title(self) -> str:
        """From which role to which, and for which part."""
        return f"Andere rol voor ‘{self.choice.phase.name}’: eerst {self.before}, nu {self.after}"


def changes(process: Process) -> list[Change]:
    """Every change that people are told of, newest first."""
    found = [change for role in promised_roles(process) for change in _changes(role, process.track)]
    return sorted(found, key=lambda change: (change.choice.chosen_at, change.choice.pk), reverse=True)


def _changes(role: PhaseRole, track: str) -> Iterator[Change]:
    for before, choice in zip(role.history, role.history[1:], strict=False):
        notice = notice_of(choice)
        if notice is not None:
            was, now = (rung_name(track, one.model_version, one.rung).lower() for one in (before, choice))
            yield Change(choice, notice, was, now, choice == role.choice)


def change_entries(process: Process, *, may_edit: bool) -> list[Entry]:
    """The changes as a list, each with who was told and who was not."""
    return [
        Entry(
            title=change.title,
            url=reverse("desk_role_notice", args=[process.code, change.notice.pk]) if may_edit else "",
            meta=f"Veranderd op {day_text(localdate(change.choice.chosen_at))}",
            chips=tuple(_chip(change, who) for who in _FIELDS if getattr(change.notice, _FIELDS[who][0])),
        )
        for change in changes(process)
    ]


def _chip(change: Change, who: str) -> Chip:
    told_on = getattr(change.notice, _FIELDS[who][1])
    if told_on:
        return Chip(f"{_TO_WHOM[who]}: verstuurd op {day_text(told_on)}", "ok")
    if not change.is_current:
        return Chip(f"{_TO_WHOM[who]}: vervallen", "quiet")
    return Chip(f"{_TO_WHOM[who]}: nog niet verstuurd", "warning")


@dataclass(frozen=True, slots=True)
class Letter:
    """One of the two texts, as the page shows it."""

    slug: str
    who: str
    title: str
    text: str
    told_on: date | None
    form: LetterForm
    urls: dict[str, str]

    @property
    def paragraphs(self) -> list[tuple[str, str]]:
        """The text as it reads."""
        return paragraphs(self.text)

    @property
    def chip(self) -> Chip:
        """Whether it was sent."""
        if self.told_on:
            return Chip(f"Verstuurd op {day_text(self.told_on)}", "ok")
        return Chip("Nog niet verstuurd", "warning")


def text_for(notice: RoleChangeNotice, slug: str) -> tuple[str, date | None]:
    """The text for these readers and the day on which it was sent."""
    text, told_on = _FIELDS[READERS[slug]]
    return getattr(notice, text), getattr(notice, told_on)


def letter(process: Process, notice: RoleChangeNotice, slug: str, form: LetterForm) -> Letter:
    """One of the two texts with its form and addresses."""
    text, told_on = text_for(notice, slug)
    args = [process.code, notice.pk, slug]
    urls = {
        "print": reverse("desk_role_letter", args=args),
        "word": reverse("desk_role_letter_file", args=[*args, "word"]),
        "plain": reverse("desk_role_letter_file", args=[*args, "tekst"]),
    }
    return Letter(slug, READERS[slug], _TITLES[READERS[slug]], text, told_on, form, urls)
