"""The agenda: days of a month, and the secret address for calendar programs."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from tests.factories.register import a_process

from participatiemonitor.exports import ics
from participatiemonitor.foundation.audit.models import Event
from participatiemonitor.foundation.people.models import Membership, User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.foundation.tenancy.scope import scope
from participatiemonitor.register.models import CalendarFeed, Challenge, Process
from participatiemonitor.web.desk.agenda_pages import month_asked

pytestmark = pytest.mark.django_db
type Desk = Callable[[User], Client]
IN_MAY = date(2026, 5, 12)


@pytest.fixture
def dated(plein: Process) -> Process:
    with scope(plein.municipality_id):
        plein.starts_on, plein.feedback_promised_on = IN_MAY, date(2026, 5, 30)
        plein.save()
    return plein


def seen(client: Client, query: str = "") -> str:
    return unescape(client.get(reverse("desk_agenda") + query).content.decode())


def test_days_of_the_month_stand_in_calendar_and_list(desk: Desk, anna: User, dated: Process) -> None:
    html = seen(desk(anna), "?maand=2026-05")
    assert "Dinsdag 12 mei" in html
    assert re.search(r'href="#dag-12">12<', html)
    assert "terugkoppeling beloofd" in html
    assert "In juni 2026 staat niets" in seen(desk(anna), "?maand=2026-06")
    assert "?maand=2026-05" in seen(desk(anna), "?maand=2027-01")


@pytest.mark.parametrize("asked", ["", "x", "2026-13", "0001-01", "9999-12", "2026-05-01"])
def test_unusable_month_is_this_month(asked: str) -> None:
    assert month_asked(asked, IN_MAY) == date(2026, 5, 1)


def test_project_leader_sees_own_days_only(desk: Desk, bram: User, dated: Process, tuin: Process) -> None:
    with scope(tuin.municipality_id):
        Process.objects.filter(pk=tuin.pk).update(starts_on=IN_MAY)
    html = seen(desk(bram), "?maand=2026-05")
    assert ("Kerkplein" in html, "Buurttuin" in html) == (True, False)


def test_open_term_of_a_request_is_a_day_until_it_is_decided(
    desk: Desk, anna: User, lingedam: Municipality, today: datetime
) -> None:
    with scope(lingedam.code):
        process = a_process(lingedam, anna, today, title="Groen", track="O", kind="CHALLENGE")
        Challenge.objects.update(received_on=date(2026, 5, 1), term_weeks=2)
    assert "laatste dag voor het besluit" in seen(desk(anna), "?maand=2026-05")
    with scope(lingedam.code):
        Challenge.objects.filter(process=process).update(decision="GRANTED")
    assert "laatste dag voor het besluit" not in seen(desk(anna), "?maand=2026-05")


def address(client: Client) -> str:
    html = client.post(reverse("desk_agenda_new_feed")).content.decode()
    found = re.search(r'value="http://testserver(/[^"]+\.ics)"', html)
    assert found
    return found[1]


def test_feed_gives_the_days_without_a_session(desk: Desk, anna: User, dated: Process) -> None:
    url = address(desk(anna))
    response = Client().get(url)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert not response.cookies
    found = Calendar.from_ical(response.content)
    days = {str(one["SUMMARY"]): one for one in found.walk("VEVENT")}
    assert days["Kerkplein: begint"]["DTSTART"].dt == IN_MAY
    assert days["Kerkplein: begint"]["DTEND"].dt == IN_MAY + timedelta(days=1)
    assert str(days["Kerkplein: begint"]["URL"]).startswith("http://testserver/bureau/dossier/")
    with scope(dated.municipality_id):
        assert url.split("/")[-1].removesuffix(".ics") not in CalendarFeed.objects.get().secret_hash
        assert "feed_made" in Event.objects.values_list("verb", flat=True)


def test_new_address_ends_the_old_one_and_removing_ends_both(desk: Desk, anna: User, dated: Process) -> None:
    first, second = address(desk(anna)), address(desk(anna))
    assert [Client().get(url).status_code for url in (first, second)] == [404, 200]
    desk(anna).post(reverse("desk_agenda_no_feed"))
    assert Client().get(second).status_code == 404


def test_feed_ends_with_the_membership_and_stays_in_its_municipality(
    desk: Desk, bram: User, dated: Process, waterrijk: Municipality, today: datetime
) -> None:
    with scope(waterrijk.code):
        a_process(waterrijk, bram, today, title="Ergens anders", starts_on=IN_MAY)
    url = address(desk(bram))
    assert b"Ergens anders" not in Client().get(url).content
    Membership.objects.filter(user=bram).update(is_active=False)
    assert Client().get(url).status_code == 404


@given(st.text(max_size=80).filter(lambda text: text.isprintable()), st.dates(date(2000, 1, 1), date(2100, 12, 30)))
def test_any_title_survives_the_calendar_file(title: str, day: date) -> None:
    entry = ics.DayEntry(uid="a@b", day=day, summary=title)
    written = ics.write([entry], name="Agenda", now=datetime(2026, 5, 1))  # noqa: DTZ001 any moment will do
    (event,) = Calendar.from_ical(written).walk("VEVENT")
    assert (str(event["SUMMARY"]), event["DTSTART"].dt) == (title, day)
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
