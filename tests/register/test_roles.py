"""Promised roles: the decision on them, and telling people that one changed."""

from datetime import date, datetime, timedelta

import pytest
from tests.factories.register import a_process

from participatiemonitor.foundation.audit.models import Event
from participatiemonitor.foundation.people.models import User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.register.models import Process, RoleChangeNotice, RoleChoice
from participatiemonitor.register.operations import (
    DecisionIncomplete,
    NoticeIncomplete,
    NoticeSent,
    RoleDecision,
    add_phase,
    change_notice,
    choose_role,
    mark_notice_sent,
    record_decision,
    redraft_notice,
)
from participatiemonitor.register.operations.notices import drafts
from participatiemonitor.register.queries import current_choice, promised_roles, undecided, untold
from participatiemonitor.register.states import PROMISE_IS_KNOWN, ProcessState

DECISION = RoleDecision("COUNCIL", date(2026, 2, 20), "Raadsbesluit 2026-12")


@pytest.fixture
def plein(in_lingedam: Municipality, anna: User, now: datetime) -> Process:
    """A process with a promise that people know, and that nobody decided on yet."""
    day = date(2026, 12, 5)
    return known(a_process(in_lingedam, anna, now, rung="BP4", decision=None, feedback_promised_on=day))


def known(process: Process, state: str = ProcessState.RUNNING) -> Process:
    """The same process in another state, whatever its way there."""
    process.state = state
    process.save(update_fields=["state"])
    return process


def change_to(process: Process, rung: str, by: User, now: datetime, *, days: int = 1) -> RoleChoice:
    phase = process.phases.get(position=1)
    return choose_role(phase=phase, rung=rung, reason="Het geld is op.", by=by, now=now + timedelta(days=days))


def test_promise_above_raadplegen_waits_for_its_decision(plein: Process, anna: User, now: datetime) -> None:
    assert [role.lacks_decision for role in promised_roles(plein)] == [True]
    choice = current_choice(plein.phases.get())
    assert choice is not None
    record_decision(choice=choice, decision=DECISION, by=anna, now=now)
    assert undecided(plein) == ()
    kept = RoleChoice.objects.get()
    assert (kept.decided_by, kept.decided_on, kept.decision_document) == (
        "COUNCIL", date(2026, 2, 20), "Raadsbesluit 2026-12",
    )  # fmt: skip
    event = Event.objects.get(verb="decision_recorded")
    assert event.detail == {"phase": "Hele traject", "rung": "BP4", "by": "COUNCIL"}


@pytest.mark.parametrize(("track", "rung"), [("B", "BP1"), ("B", "BP2"), ("O", "OP1"), ("O", "OP5")])
def test_other_promises_need_no_decision(
    track: str, rung: str, in_lingedam: Municipality, anna: User, now: datetime
) -> None:
    process = a_process(in_lingedam, anna, now, track=track, rung=rung, decision=None)
    assert undecided(process) == ()


def test_decision_may_come_along_with_the_choice(in_lingedam: Municipality, anna: User, now: datetime) -> None:
    process = a_process(in_lingedam, anna, now)
    choose_role(phase=process.phases.get(), rung="BP5", decision=DECISION, by=anna, now=now)
    assert RoleChoice.objects.get().decision_document == "Raadsbesluit 2026-12"
    assert undecided(process) == ()


def test_the_same_role_again_keeps_a_decision_that_comes_along(plein: Process, anna: User, now: datetime) -> None:
    choose_role(phase=plein.phases.get(), rung="BP4", decision=DECISION, by=anna, now=now)
    assert RoleChoice.objects.get().decided_by == "COUNCIL"


def test_decision_holds_for_the_promise_it_was_about(plein: Process, anna: User, now: datetime) -> None:
    choose_role(phase=plein.phases.get(), rung="BP4", decision=DECISION, by=anna, now=now)
    change_to(plein, "BP3", anna, now)
    assert [role.rung for role in undecided(plein)] == ["BP3"]


@pytest.mark.parametrize(
    ("decision", "sentence"),
    [
        (RoleDecision("", date(2026, 2, 20), "Besluit 12"), "Vul in wie besloot"),
        (RoleDecision("MAYOR", date(2026, 2, 20), "Besluit 12"), "Vul in wie besloot"),
        (RoleDecision("COUNCIL", date(2026, 2, 20), "  "), "Vul in wie besloot"),
        (RoleDecision("COUNCIL", date(2026, 3, 3), "Besluit 12"), "nog niet geweest"),
    ],
)
def test_half_a_decision_is_refused_and_nothing_is_kept(
    decision: RoleDecision, sentence: str, plein: Process, anna: User, now: datetime
) -> None:
    choice = RoleChoice.objects.get()
    with pytest.raises(DecisionIncomplete, match=sentence):
        record_decision(choice=choice, decision=decision, by=anna, now=now)
    with pytest.raises(DecisionIncomplete, match=sentence):
        choose_role(phase=plein.phases.get(), rung="BP3", reason="Zo is het.", decision=decision, by=anna, now=now)
    assert [(kept.rung, kept.decided_on) for kept in RoleChoice.objects.all()] == [("BP4", None)]


def test_the_same_decision_again_is_no_event(plein: Process, anna: User, now: datetime) -> None:
    choice = RoleChoice.objects.get()
    for _ in range(2):
        record_decision(choice=choice, decision=DECISION, by=anna, now=now)
    assert Event.objects.filter(verb="decision_recorded").count() == 1


@pytest.mark.parametrize("state", ProcessState)
def test_change_is_told_where_people_know_the_promise(
    state: ProcessState, in_lingedam: Municipality, anna: User, now: datetime
) -> None:
    process = known(a_process(in_lingedam, anna, now, rung="BP4"), state)
    change_to(process, "BP2", anna, now)
    is_known = state in PROMISE_IS_KNOWN
    assert RoleChangeNotice.objects.exists() is is_known
    assert [role.is_untold for role in promised_roles(process)] == [is_known]


def test_first_role_of_a_part_is_no_change(plein: Process, anna: User, now: datetime) -> None:
    phase = add_phase(process=plein, name="Uitvoering", by=anna, now=now)
    choose_role(phase=phase, rung="BP1", by=anna, now=now)
    assert not RoleChangeNotice.objects.exists()


def test_both_texts_tell_from_what_to_what_and_why(plein: Process, anna: User, now: datetime) -> None:
    notice = change_to(plein, "BP2", anna, now).notice
    for text in (notice.to_participants, notice.to_council):
        for part in ("Wij maken het plan samen.", "Wij vragen wat u vindt.", "Het geld is op.", "Kerkplein", "Anna"):
            assert part in text, part
    assert "Gemeente Lingedam" in notice.to_participants
    assert untold(notice) == ("participants", "council")


def test_part_is_named_only_when_there_are_more(plein: Process, anna: User, now: datetime) -> None:
    assert "onderdeel" not in change_to(plein, "BP2", anna, now).notice.to_participants
    add_phase(process=plein, name="Uitvoering", by=anna, now=now)
    later = change_to(plein, "BP1", anna, now, days=2)
    assert "het onderdeel ‘Hele traject’" in later.notice.to_participants


def test_text_changes_until_it_was_sent(plein: Process, anna: User, now: datetime) -> None:
    notice = change_to(plein, "BP2", anna, now).notice
    later = now + timedelta(days=2)
    change_notice(notice=notice, who="participants", text="Beste mensen,\r\nhet plan is anders. ", by=anna, now=later)
    notice.refresh_from_db()
    assert notice.to_participants == "Beste mensen,\nhet plan is anders."
    mark_notice_sent(notice=notice, who="participants", on=date(2026, 3, 4), by=anna, now=later)
    with pytest.raises(NoticeSent):
        change_notice(notice=notice, who="participants", text="Iets anders.", by=anna, now=later)
    change_notice(notice=notice, who="participants", text="Beste mensen,\nhet plan is anders.", by=anna, now=later)
    change_notice(notice=notice, who="council", text="Beste raad.", by=anna, now=later)
    notice.refresh_from_db()
    assert (notice.to_council, untold(notice)) == ("Beste raad.", ("council",))
    verbs = Event.objects.order_by("at", "pk").filter(verb__startswith="role_notice").values_list("verb", "detail__to")
    assert list(verbs) == [
        ("role_notice_changed", "participants"),
        ("role_notice_sent", "participants"),
        ("role_notice_changed", "council"),
    ]


def test_empty_text_and_a_day_to_come_are_refused(plein: Process, anna: User, now: datetime) -> None:
    notice = change_to(plein, "BP2", anna, now).notice
    with pytest.raises(NoticeIncomplete, match="leeg"):
        change_notice(notice=notice, who="council", text="  ", by=anna, now=now)
    with pytest.raises(NoticeIncomplete, match="nog niet geweest"):
        mark_notice_sent(notice=notice, who="council", on=date(2026, 3, 3), by=anna, now=now)
    mark_notice_sent(notice=notice, who="council", on=date(2026, 3, 2), by=anna, now=now)
    mark_notice_sent(notice=notice, who="council", on=date(2026, 3, 1), by=anna, now=now)
    notice.refresh_from_db()
    assert notice.council_told_on == date(2026, 3, 1)


def test_text_can_be_written_anew_from_the_facts_of_today(plein: Process, anna: User, now: datetime) -> None:
    notice = change_to(plein, "BP2", anna, now).notice
    change_notice(notice=notice, who="participants", text="Verkeerd.", by=anna, now=now)
    Process.objects.update(feedback_promised_on=date(2026, 12, 6))
    notice = RoleChangeNotice.objects.get()
    redraft_notice(notice=notice, who="participants", by=anna, now=now)
    notice.refresh_from_db()
    assert "Uiterlijk op 6 december 2026" in notice.to_participants


def test_text_without_a_day_is_not_sent(plein: Process, anna: User, now: datetime) -> None:
    plein.feedback_promised_on = None
    plein.save(update_fields=["feedback_promised_on"])
    notice = change_to(plein, "BP2", anna, now).notice
    day = date(2026, 3, 2)
    with pytest.raises(NoticeIncomplete, match="vul een datum in"):
        mark_notice_sent(notice=notice, who="participants", on=day, by=anna, now=now)
    text = notice.to_participants.replace("[vul een datum in]", "1 mei 2026")
    mark_notice_sent(notice=notice, who="participants", on=day, text=text, by=anna, now=now)
    notice.refresh_from_db()
    assert (notice.participants_told_on, "1 mei 2026" in notice.to_participants) == (day, True)
    mark_notice_sent(notice=notice, who="council", on=day, by=anna, now=now)


def test_words_that_cannot_be_sent_are_not_kept_either(plein: Process, anna: User, now: datetime) -> None:
    notice = change_to(plein, "BP2", anna, now).notice
    with pytest.raises(NoticeIncomplete):
        mark_notice_sent(notice=notice, who="council", on=date(2026, 3, 9), text="Beste raad.", by=anna, now=now)
    notice.refresh_from_db()
    assert "Aan: de gemeenteraad" in notice.to_council


def test_decision_comes_into_a_note_that_nobody_touched(plein: Process, anna: User, now: datetime) -> None:
    choice = change_to(plein, "BP3", anna, now)
    assert "Dat besluit is er nog niet." in choice.notice.to_council
    record_decision(choice=choice, decision=DECISION, by=anna, now=now)
    choice.notice.refresh_from_db()
    assert "De raad besloot dit op 20 februari 2026. Het stuk: Raadsbesluit 2026-12." in choice.notice.to_council


def test_decision_leaves_own_words_and_a_sent_note_alone(plein: Process, anna: User, now: datetime) -> None:
    choice = change_to(plein, "BP3", anna, now)
    change_notice(notice=choice.notice, who="council", text="Eigen woorden.", by=anna, now=now)
    record_decision(choice=choice, decision=DECISION, by=anna, now=now)
    assert RoleChangeNotice.objects.get().to_council == "Eigen woorden."


def test_sent_note_stays_as_it_was_sent(plein: Process, anna: User, now: datetime) -> None:
    choice = change_to(plein, "BP3", anna, now)
    mark_notice_sent(notice=choice.notice, who="council", on=date(2026, 3, 2), by=anna, now=now)
    record_decision(choice=choice, decision=DECISION, by=anna, now=now)
    assert "Dat besluit is er nog niet." in RoleChangeNotice.objects.get().to_council


def test_two_changes_in_a_row_are_told_as_one(plein: Process, anna: User, now: datetime) -> None:
    change_to(plein, "BP3", anna, now)
    second = change_to(plein, "BP2", anna, now, days=2).notice
    for text in (second.to_participants, second.to_council):
        assert ("Wij maken het plan samen." in text, "U geeft advies." in text) == (True, False)


def test_each_reader_starts_from_the_promise_they_know(plein: Process, anna: User, now: datetime) -> None:
    first = change_to(plein, "BP3", anna, now).notice
    mark_notice_sent(notice=first, who="participants", on=date(2026, 3, 3), by=anna, now=now + timedelta(days=1))
    second = change_to(plein, "BP2", anna, now, days=2).notice
    assert "U geeft advies." in second.to_participants
    assert "Wij maken het plan samen." in second.to_council


def test_back_to_the_known_promise_leaves_nothing_to_tell(plein: Process, anna: User, now: datetime) -> None:
    change_to(plein, "BP3", anna, now)
    back = change_to(plein, "BP4", anna, now, days=2)
    assert not RoleChangeNotice.objects.filter(choice=back).exists()
    assert [role.is_untold for role in promised_roles(plein)] == [False]


def test_only_who_heard_of_the_detour_hears_of_the_way_back(plein: Process, anna: User, now: datetime) -> None:
    first = change_to(plein, "BP3", anna, now).notice
    mark_notice_sent(notice=first, who="participants", on=date(2026, 3, 3), by=anna, now=now + timedelta(days=1))
    back = change_to(plein, "BP4", anna, now, days=2)
    assert untold(back.notice) == ("participants",)
    assert back.notice.to_council == ""
    with pytest.raises(NoticeIncomplete, match="geen bericht"):
        mark_notice_sent(notice=back.notice, who="council", on=date(2026, 3, 4), by=anna, now=now + timedelta(days=3))
    assert drafts(back)["council"] == ""
