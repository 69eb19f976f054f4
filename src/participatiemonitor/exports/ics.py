"""Days as a calendar file (RFC 5545) that any calendar program can follow."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

MEDIA_TYPE = "text/calendar; charset=utf-8"
EXTENSION = "ics"


@dataclass(frozen=True, slots=True)
class DayEntry:
    """Something that lasts a whole day. `uid` stays the same when the day changes, so that calendars move it."""

    uid: str
    day: date
    summary: str
    description: str = ""
    url: str = ""


def write(entries: Iterable[DayEntry], *, name: str, now: datetime) -> bytes:
    """A calendar with these entries, in order of day."""
    from icalendar import TRANSP, Calendar, Event  # noqa: PLC0415 only feeds need it

    calendar = Calendar.new(name=name, prodid="-//Participatiemonitor//NL", language="nl")
    calendar["REFRESH-INTERVAL;VALUE=DURATION"] = "PT12H"
    for entry in sorted(entries, key=lambda one: (one.day, one.uid)):
        calendar.add_component(
            Event.new(
                uid=entry.uid,
                stamp=now,
                start=entry.day,
                end=entry.day + timedelta(days=1),
                summary=entry.summary,
                description=entry.description or None,
                url=entry.url or None,
                transparency=TRANSP.TRANSPARENT,
            )
        )
    return bytes(calendar.to_ical())
