"""The raadskader: seven points on which a council steers."""

from dataclasses import fields
from datetime import date, datetime

import pytest
from tests.factories.register import a_process

from participatiemonitor.foundation.audit.models import Event
from participatiemonitor.foundation.people.models import User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.register.council_points import COUNCIL_POINTS
from participatiemonitor.register.models import CouncilFrame, Process
from participatiemonitor.register.operations import FrameFacts, set_council_frame
from participatiemonitor.register.queries import council_frame_of


@pytest.fixture
def plein(in_lingedam: Municipality, bram: User, now: datetime) -> Process:
    return a_process(in_lingedam, bram, now)


def frame_events() -> list[dict[str, object]]:
    return list(Event.objects.filter(verb="council_frame_set").order_by("pk").values_list("detail", flat=True))


def test_seven_points_are_the_fields_of_the_frame() -> None:
    assert [point.key for point in COUNCIL_POINTS] == [
        "subject", "parties", "goals", "steps", "own_role", "division", "progress",
    ]  # fmt: skip
    assert {point.key for point in COUNCIL_POINTS} < {field.name for field in fields(FrameFacts)}
    assert all(point.question.endswith("?") and point.example_for("B") and point.hint for point in COUNCIL_POINTS)
    assert all(point.example_for("B") != point.example_for("O") for point in COUNCIL_POINTS)


def test_frame_can_be_kept_half_way_and_goes_on_later(plein: Process, bram: User, now: datetime) -> None:
    assert council_frame_of(plein) is None
    set_council_frame(process=plein, facts=FrameFacts(subject=" Meer groen. "), by=bram, now=now)
    facts = FrameFacts("Meer groen.", steps="Een avond.", settled_on=date(2026, 3, 1), document="R26-1")
    set_council_frame(process=plein, facts=facts, by=bram, now=now)
    kept = CouncilFrame.objects.get()
    assert (FrameFacts.of(kept), council_frame_of(plein)) == (facts, kept)
    assert frame_events() == [{"fields": ["subject"]}, {"fields": ["document", "settled_on", "steps"]}]


def test_nothing_filled_in_or_changed_leaves_no_trace(plein: Process, bram: User, now: datetime) -> None:
    set_council_frame(process=plein, facts=FrameFacts(), by=bram, now=now)
    assert not CouncilFrame.objects.exists()
    set_council_frame(process=plein, facts=FrameFacts("Meer groen."), by=bram, now=now)
    set_council_frame(process=plein, facts=FrameFacts(" Meer groen."), by=bram, now=now)
    assert len(frame_events()) == 1


def test_frame_of_an_initiative_is_its_own(
    in_lingedam: Municipality, plein: Process, bram: User, now: datetime
) -> None:
    garden = a_process(in_lingedam, bram, now, title="Buurttuin", track="O")
    set_council_frame(process=garden, facts=FrameFacts("De tuin."), by=bram, now=now)
    assert council_frame_of(plein) is None
