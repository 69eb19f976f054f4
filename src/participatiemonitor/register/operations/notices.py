"""Telling participants and the council that a role changed while they knew the promise (guard rail G4)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localdate

from participatiemonitor.foundation.audit.operations import record
from participatiemonitor.foundation.people.models import User
from participatiemonitor.register.models import CompetentBody, RoleChangeNotice, RoleChoice
from participatiemonitor.register.operations.errors import NoticeIncomplete, NoticeSent
from participatiemonitor.register.queries import notice_of
from participatiemonitor.register.role_aids import role_aid
from participatiemonitor.register.role_messages import OPEN_DAY, RoleChange, to_council, to_participants
from participatiemonitor.register.role_models import RoleModel, Rung, role_model
from participatiemonitor.register.states import ProcessState

# Who is told, by the name of the text and of the day on which it was sent.
AUDIENCES = {"participants": ("to_participants", "participants_told_on"), "council": ("to_council", "council_told_on")}
_WRITERS = {"participants": to_participants, "council": to_council}


def make_notice(choice: RoleChoice) -> RoleChangeNotice | None:
    """Write both texts for a changed role. Nothing where everybody still knows this very promise."""
    texts = drafts(choice)
    if not any(texts.values()):
        return None
    named = {AUDIENCES[who][0]: text for who, text in texts.items()}
    return RoleChangeNotice.objects.create(municipality_id=choice.municipality_id, choice=choice, **named)


def drafts(choice: RoleChoice) -> dict[str, str]:
    """Both texts as the facts are now, each from the promise that its readers know.

    Who was never told of an earlier change reads of both changes as one. A text is empty when nothing changes for them.
    """
    choices = list(
        RoleChoice.objects.filter(phase=choice.phase, chosen_at__lte=choice.chosen_at)
        .select_related("notice")
        .order_by("chosen_at", "pk")
    )
    earlier = choices[: choices.index(choice)]
    found = {}
    for who, write in _WRITERS.items():
        known = _known(earlier, AUDIENCES[who][1])
        same = known is None or known.rung == choice.rung
        found[who] = "" if same or known is None else write(_change(known, choice))
    return found


@transaction.atomic
def change_notice(*, notice: RoleChangeNotice, who: str, text: str, by: User, now: datetime) -> RoleChangeNotice:
    """Change the words for participants or the council, as long as they were not sent."""
    notice = RoleChangeNotice.objects.select_for_update().get(pk=notice.pk)
    _write(notice, who, text, by, now)
    return notice


@transaction.atomic
def redraft_notice(*, notice: RoleChangeNotice, who: str, by: User, now: datetime) -> RoleChangeNotice:
    """Write one text anew from the facts of today; what was changed by hand is lost."""
    return change_notice(notice=notice, who=who, text=drafts(notice.choice)[who], by=by, now=now)


@transaction.atomic
def mark_notice_sent(
    *, notice: RoleChangeNotice, who: str, on: date, text: str | None = None, by: User, now: datetime
) -> RoleChangeNotice:
    """Keep the day on which participants or the council were told, with the last words when they changed.

    From then on the text stays as it is; a wrong day can be corrected.
    """
    notice = RoleChangeNotice.objects.select_for_update().get(pk=notice.pk)
    field, told_on = AUDIENCES[who]
    if text is not None:
        _write(notice, who, text, by, now)
    if not getattr(notice, field):
        raise NoticeIncomplete("Er is geen bericht om te versturen.")
    if OPEN_DAY in getattr(notice, field):
        raise NoticeIncomplete(f"In het bericht staat nog ‘{OPEN_DAY}’. Schrijf daar wanneer mensen meer horen.")
    if on > localdate(now):
        raise NoticeIncomplete("Deze dag is nog niet geweest. Vul de dag in waarop het bericht is verstuurd.")
    if on != getattr(notice, told_on):
        setattr(notice, told_on, on)
        notice.save(update_fields=[told_on])
        detail = _detail(notice, who) | {"on": on.isoformat()}
        record("role_notice_sent", notice.choice.phase.process, by=by, now=now, detail=detail)
    return notice


def _write(notice: RoleChangeNotice, who: str, text: str, by: User, now: datetime) -> None:
    field, told_on = AUDIENCES[who]
    text = text.replace("\r\n", "\n").strip()
    if text == getattr(notice, field):
        return
    if getattr(notice, told_on):
        raise NoticeSent("Dit bericht is al verstuurd. U kunt de tekst niet meer veranderen.")
    if not text:
        raise NoticeIncomplete("Het bericht is leeg. Schrijf wat mensen moeten weten.")
    setattr(notice, field, text)
    notice.save(update_fields=[field])
    record("role_notice_changed", notice.choice.phase.process, by=by, now=now, detail=_detail(notice, who))


def _detail(notice: RoleChangeNotice, who: str) -> dict[str, str]:
    return {"phase": notice.choice.phase.name, "to": who}


def _known(earlier: Sequence[RoleChoice], told_on: str) -> RoleChoice | None:
    """The last promise that these readers heard of: changes that they were never told of do not count."""
    for choice in reversed(earlier):
        notice = notice_of(choice)
        if notice is None or getattr(notice, told_on):
            return choice
    return None


def _change(known: RoleChoice, choice: RoleChoice) -> RoleChange:
    process = choice.phase.process
    leader = process.leader
    hears_on = process.feedback_promised_on
    changed_on = localdate(choice.chosen_at)
    then, now = (role_model(process.track, one.model_version) for one in (known, choice))
    after = _as_promised(now, choice)
    return RoleChange(
        title=process.title,
        kind=process.kind,
        kind_label=process.get_kind_display(),
        municipality=process.municipality.name,
        part=choice.phase.name if process.phases.count() > 1 else "",
        state=ProcessState(process.state).label,
        before=_as_promised(then, known),
        after=after,
        gives_more_room=now.height(choice.rung) > then.height(known.rung),
        reason=choice.reason,
        contact=str(leader),
        address=leader.email,
        changed_on=_day(changed_on),
        hears_on=_day(hears_on) if hears_on and hears_on > changed_on else "",
        decision=_decision(choice),
        lacks_decision=after.needs_decision and choice.decided_on is None,
        decides=process.competent_body,
        asks_council=_asks_council(process.track, choice.rung),
    )


def _as_promised(model: RoleModel, choice: RoleChoice) -> Rung:
    return replace(model.rung(choice.rung), promise=choice.promise)


def _asks_council(track: str, rung: str) -> str:
    aid = role_aid(track)
    return aid.demands_of(rung).council if rung in aid.rungs else ""


def _decision(choice: RoleChoice) -> str:
    if choice.decided_on is None:
        return ""
    body = CompetentBody(choice.decided_by).label
    sentence = f"{body[:1].upper()}{body[1:]} besloot dit op {_day(choice.decided_on)}."
    return f"{sentence} Het stuk: {choice.decision_document}."


def _day(day: date) -> str:
    return date_format(day, "j F Y")
