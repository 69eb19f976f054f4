"""Opening a process and changing its card."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from itertools import count

from django.db import transaction
from django.utils.text import slugify
from django.utils.timezone import localdate

from participatiemonitor.foundation.audit.operations import record
from participatiemonitor.foundation.people.models import User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.register.kinds import name_of_year
from participatiemonitor.register.models import (
    TRACKS_OF_KIND,
    Phase,
    Process,
    ProcessKind,
    Track,
)
from participatiemonitor.register.operations.errors import KindDoesNotFit, TitleMissing, TrackIsFixed
from participatiemonitor.register.operations.indexing import renew_search_words
from participatiemonitor.register.operations.kinds import check_kind, make_row_of_kind
from participatiemonitor.register.operations.phases import check_period
from participatiemonitor.register.operations.roles import choose_role

CODE_LENGTH = 50
# The title of what was kept before it had one.
UNTITLED = "Nog zonder titel"
KIND_OF_TRACK = {Track.MUNICIPALITY: ProcessKind.PROCESS, Track.SOCIETY: ProcessKind.INITIATIVE}


@dataclass(frozen=True, slots=True)
class ProcessCard:
    """The descriptive card of a process or initiative. Only track and title are needed to begin.

    Without a kind it is an ordinary process of the municipality or initiative of society.
    """

    track: str
    title: str
    kind: str = ""
    central_task: str = ""
    place: str = ""
    scale: str = ""
    area: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    competent_body: str = ""
    what_is_fixed: str = ""
    what_is_open: str = ""
    theme: str = ""
    goal: str = ""
    methods: str = ""
    means: str = ""
    participants: int | None = None
    feedback_promised_on: date | None = None
    feedback_by: str = ""
    feedback_form: str = ""
    decided_on: date | None = None
    leader: User | None = None

    @classmethod
    def of(cls, process: Process) -> "ProcessCard":
        """The card as it stands now."""
        return cls(**{field.name: getattr(process, field.name) for field in fields(cls)})


@transaction.atomic
def open_process(*, municipality: Municipality, card: ProcessCard, rung: str = "", by: User, now: datetime) -> Process:
    """Register a process or initiative with one first phase, and the role promised for it when that is known.

    Without a leader on the card, `by` leads it.
    """
    _check(card)
    # One at a time per municipality: two processes with one title at the same moment get two codes.
    Municipality.objects.select_for_update().get(pk=municipality.pk)
    process = Process(municipality=municipality, leader=card.leader or by, created_at=now)
    process.code = _free_code(card, now.year)
    _write(process, card)
    process.save(force_insert=True)
    make_row_of_kind(process)
    renew_search_words(process)
    phase = Phase.objects.create(municipality=municipality, process=process, position=1, name=first_phase(process, now))
    record("process_opened", process, by=by, now=now, detail={"track": process.track, "kind": process.kind})
    if rung:
        choose_role(phase=phase, rung=rung, by=by, now=now)
    return process


@transaction.atomic
def change_card(*, process: Process, card: ProcessCard, by: User, now: datetime) -> Process:
    """Change the descriptive card. The audit event names the fields that changed, not their contents."""
    if card.track != process.track:
        raise TrackIsFixed("Wie het initiatief heeft, ligt vast. Maak een nieuw traject of initiatief aan.")
    _check(card)
    check_kind(process, card.kind)
    had_no_title = process.title == UNTITLED
    changed = sorted(_write(process, card))
    if changed:
        process.save(update_fields=changed)
        make_row_of_kind(process)
        renew_search_words(process)
        if had_no_title and "title" in changed:
            _rename(process, card)
        record("card_changed", process, by=by, now=now, detail={"fields": changed})
    return process


def _check(card: ProcessCard) -> None:
    if not card.title.strip():
        raise TitleMissing("Geef een titel. Gebruik de naam die mensen kennen.")
    check_period(card.starts_on, card.ends_on)
    if card.kind and Track(card.track) not in TRACKS_OF_KIND[ProcessKind(card.kind)]:
        raise KindDoesNotFit("Dit soort past niet bij wie het initiatief heeft. Kies een ander soort.")


def _write(process: Process, card: ProcessCard) -> set[str]:
    """Put the card on the process and return the names of the fields that changed."""
    changed = set()
    for name in (field.name for field in fields(card) if field.name != "leader"):
        value = getattr(card, name)
        value = value.strip() if isinstance(value, str) else value
        if name == "kind" and not value:
            continue
        if getattr(process, name) != value:
            setattr(process, name, value)
            changed.add(name)
    if not process.kind:
        process.kind = KIND_OF_TRACK[Track(card.track)]
    if card.leader is not None and process.leader_id != card.leader.pk:
        process.leader = card.leader
        changed.add("leader")
    return changed


def _rename(process: Process, card: ProcessCard) -> None:
    """What was kept without a title gets its code from the title after all."""
    Municipality.objects.select_for_update().get(pk=process.municipality_id)
    process.code = _free_code(card, process.created_at.year)
    process.save(update_fields=["code"])


def first_phase(process: Process, now: datetime) -> str:
    """What the first phase of a new process is called."""
    if process.kind == ProcessKind.STANDING_BODY:
        return name_of_year(localdate(now).year)
    return f"Hele {process.kind_label}"


def _free_code(card: ProcessCard, this_year: int) -> str:
    """The first code from year and title that this municipality does not use yet."""
    for code in possible_codes(card.title, card.starts_on, this_year):
        if not Process.objects.filter(code=code).exists():
            return code
    raise AssertionError("the numbers do not end")


def possible_codes(title: str, starts_on: date | None, this_year: int) -> Iterator[str]:
    """Codes for a process in the order of choice: year and title, then with a number behind it."""
    year = starts_on.year if starts_on else this_year
    stem = f"{year}-{slugify(title)}"[:CODE_LENGTH].strip("-")
    yield stem
    for number in count(2):
        yield f"{stem}-{number}"
