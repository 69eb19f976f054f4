"""What only one kind of process needs."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.register import a_process

from participatiemonitor.foundation.audit.models import Event
from participatiemonitor.foundation.people.models import User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.register.kinds import (
    choosable_rungs,
    may_grow,
    period_of_year,
    running_year,
    term_count,
)
from participatiemonitor.register.models import (
    TRACKS_OF_KIND,
    Challenge,
    NoParticipation,
    Process,
    ProcessKind,
    RegisterRules,
    RoleChoice,
    StakeholderGroup,
    StandingBody,
    ThirdPartyPlan,
)
from participatiemonitor.register.operations import (
    UNTITLED,
    ChallengeFacts,
    DecisionIncomplete,
    ExtensionUnexplained,
    KindDoesNotFit,
    NoParticipationFacts,
    NoParticipationUnexplained,
    ProcessCard,
    RoleDecision,
    RungUnknown,
    StandingBodyFacts,
    ThirdPartyPlanFacts,
    TwinExists,
    YearNotPossible,
    change_card,
    change_challenge,
    change_no_participation,
    change_rules,
    change_standing_body,
    change_state,
    change_third_party_plan,
    choose_role,
    decide_challenge,
    grow_into,
    start_year,
)
from participatiemonitor.register.queries import promised_roles, rules, undecided
from participatiemonitor.register.states import ProcessState

RECEIVED = date(2026, 3, 2)
days = st.dates(min_value=date(2020, 1, 1), max_value=date(2040, 1, 1))
weeks = st.integers(min_value=0, max_value=104)


def of_kind(kind: ProcessKind, municipality: Municipality, by: User, now: datetime, **more: object) -> Process:
    track = more.pop("track", TRACKS_OF_KIND[kind][0])
    return a_process(municipality, by, now, kind=kind, track=str(track), **more)


def last_event() -> Event:
    return Event.objects.latest("pk")


# The term of a request.


@given(received=days, term=weeks, extra=weeks, today=days)
def test_every_day_later_leaves_a_day_less(received: date, term: int, extra: int, today: date) -> None:
    challenge = Challenge(received_on=received, term_weeks=term, extra_weeks=extra)
    now, later = term_count(challenge, today), term_count(challenge, today + timedelta(days=1))
    assert now
    assert later
    assert now.days_left - later.days_left == 1
    assert now.is_over == (today > now.due_on)
    assert today + timedelta(days=now.days_left) == now.due_on


@given(received=days, term=weeks, extra=weeks, today=days)
def test_a_week_more_is_seven_days_more(received: date, term: int, extra: int, today: date) -> None:
    short = term_count(Challenge(received_on=received, term_weeks=term, extra_weeks=extra), today)
    long = term_count(Challenge(received_on=received, term_weeks=term, extra_weeks=extra + 1), today)
    assert short
    assert long
    assert long.days_left - short.days_left == 7


@given(received=days, term=weeks, decided=days, today=days, later=days)
def test_a_decision_stops_the_count(received: date, term: int, decided: date, today: date, later: date) -> None:
    challenge = Challenge(received_on=received, term_weeks=term, decision="GRANTED", decided_on=decided)
    count = term_count(challenge, today)
    assert count == term_count(challenge, later)
    assert count
    assert (count.is_decided, count.is_over) == (True, False)
    assert count.days_left == (count.due_on - decided).days


@pytest.mark.parametrize("missing", [{"received_on": None}, {"term_weeks": None}])
def test_without_receipt_or_term_nothing_counts(missing: dict[str, None]) -> None:
    assert term_count(Challenge(**{"received_on": RECEIVED, "term_weeks": 8} | missing), RECEIVED) is None


def test_last_day_of_the_term_is_not_too_late() -> None:
    challenge = Challenge(received_on=RECEIVED, term_weeks=8)
    count = term_count(challenge, date(2026, 4, 27))
    assert count
    assert (count.due_on, count.days_left, count.is_over) == (date(2026, 4, 27), 0, False)


# A request under the uitdaagrecht.


def test_request_takes_its_term_from_the_rules_and_keeps_it(
    in_lingedam: Municipality, anna: User, now: datetime
) -> None:
    change_rules(municipality=in_lingedam, needs_second_person=False, challenge_term_weeks=26, by=anna, now=now)
    process = of_kind(ProcessKind.CHALLENGE, in_lingedam, anna, now)
    change_rules(municipality=in_lingedam, needs_second_person=False, challenge_term_weeks=8, by=anna, now=now)
    process.refresh_from_db()
    assert process.challenge.term_weeks == 26


def test_request_names_changed_fields_and_not_their_contents(
    in_lingedam: Municipality, anna: User, now: datetime
) -> None:
    process = of_kind(ProcessKind.CHALLENGE, in_lingedam, anna, now)
    facts = ChallengeFacts(requester=" Stichting Groen ", task="Het park onderhouden", received_on=RECEIVED)
    challenge = change_challenge(process=process, facts=facts, by=anna, now=now)
    assert challenge.requester == "Stichting Groen"
    assert last_event().verb == "challenge_changed"
    assert last_event().detail == {"fields": ["received_on", "requester", "task"]}
    before = Event.objects.count()
    change_challenge(process=process, facts=facts, by=anna, now=now)
    assert Event.objects.count() == before


def test_longer_term_needs_a_reason(in_lingedam: Municipality, anna: User, now: datetime) -> None:
    process = of_kind(ProcessKind.CHALLENGE, in_lingedam, anna, now)
    facts = ChallengeFacts(received_on=RECEIVED, term_weeks=8, extra_weeks=4)
    with pytest.raises(ExtensionUnexplained):
        change_challenge(process=process, facts=facts, by=anna, now=now)
    explained = replace(facts, extension_reason="Er is advies van buiten nodig.")
    assert change_challenge(process=process, facts=explained, by=anna, now=now).due_on == date(2026, 5, 25)


@pytest.mark.parametrize("decision", ["REFUSED", "PARTLY"])
def test_refusal_needs_a_reason_and_a_day(decision: str, in_lingedam: Municipality, anna: User, now: datetime) -> None:
    process = of_kind(ProcessKind.CHALLENGE, in_lingedam, anna, now)
    change_challenge(process=process, facts=ChallengeFacts(received_on=RECEIVED), by=anna, now=now)
    for day, reason in ((None, "Te duur."), (RECEIVED, "  "), (RECEIVED - timedelta(days=1), "Te duur.")):
        with pytest.raises(DecisionIncomplete):
            decide_challenge(process=process, decision=decision, decided_on=day, reason=reason, by=anna, now=now)
    assert not Challenge.objects.get().decision
    decide_challenge(process=process, decision=decision, decided_on=RECEIVED, reason="Te duur.", by=anna, now=now)
    assert Challenge.objects.get().decision == decision
    assert last_event().detail == {"fields": ["decided_on", "decision", "reason"], "decision": decision}


@pytest.mark.parametrize("decision", ["GRANTED", "WITHDRAWN"])
def test_other_decisions_need_only_a_day(decision: str, in_lingedam: Municipality, anna: User, now: datetime) -> None:
    process = of_kind(ProcessKind.CHALLENGE, in_lingedam, anna, now)
    challenge = decide_challenge(process=process, decision=decision, decided_on=RECEIVED, by=anna, now=now)
    assert challenge.decided_on == RECEIVED
    taken_back = decide_challenge(process=process, decision="", decided_on=RECEIVED, by=anna, now=now)
    assert (taken_back.decision, taken_back.decided_on) == ("", None)


def test_request_closes_after_its_decision(in_lingedam: Municipality, anna: User, now: datetime) -> None:
    process = of_kind(ProcessKind.CHALLENGE, in_lingedam, anna, now)
    change_state(process=process, state=ProcessState.RUNNING, reason="Het loopt al.", by=anna, now=now)
    with pytest.raises(DecisionIncomplete):
        change_state(process=process, state=ProcessState.CLOSED, by=anna, now=now)
    decide_challenge(process=process, decision="GRANTED", decided_on=RECEIVED, by=anna, now=now)
    change_state(process=process, state=ProcessState.CLOSED, by=anna, now=now)
    with pytest.raises(DecisionIncomplete):
        decide_challenge(process=process, decision="", decided_on=None, by=anna, now=now)


# No participation.


@pytest.mark.parametrize("state", [ProcessState.APPROVED, ProcessState.CLOSED])
def test_nobody_takes_part_only_with_a_reason(
    state: ProcessState, in_lingedam: Municipality, anna: User, now: datetime
) -> None:
    process = of_kind(ProcessKind.NO_PARTICIPATION, in_lingedam, anna, now)
    if state == ProcessState.APPROVED:
        change_state(process=process, state=ProcessState.PREPARED, by=anna, now=now)
    for facts in (NoParticipationFacts(ground="URGENT", reason=" "), NoParticipationFacts(reason="Er is gevaar.")):
        change_no_participation(process=process, facts=facts, by=anna, now=now)
        with pytest.raises(NoParticipationUnexplained):
            change_state(process=process, state=state, by=anna, now=now)
    whole = NoParticipationFacts(ground="URGENT", reason="Er is gevaar.")
    change_no_participation(process=process, facts=whole, by=anna, now=now)
    change_state(process=process, state=state, by=anna, now=now)
    with pytest.raises(NoParticipationUnexplained):
        change_no_participation(process=process, facts=replace(whole, reason=""), by=anna, now=now)
    assert NoParticipation.objects.get().reason == "Er is gevaar."


def test_nobody_takes_part_so_nothing_is_promised(in_lingedam: Municipality, anna: User, now: datetime) -> None:
    process = of_kind(ProcessKind.NO_PARTICIPATION, in_lingedam, anna, now)
    assert (choosable_rungs(process), promised_roles(process), may_grow(process)) == ((), (), False)
    with pytest.raises(RungUnknown):
        choose_role(phase=process.phases.get(), rung="BP1", by=anna, now=now)
    with pytest.raises(KindDoesNotFit):
        grow_into(process=process, by=anna, now=now)


def test_what_people_take_part_in_is_not_called_no_participation(
    in_lingedam: Municipality, anna: User, now: datetime
) -> None:
    process = a_process(in_lingedam, anna, now, rung="BP2")
    none = replace(ProcessCard.of(process), kind=ProcessKind.NO_PARTICIPATION)
    change_state(process=process, state=ProcessState.RUNNING, reason="Het loopt al.", by=anna, now=now)
    with pytest.raises(KindDoesNotFit):
        change_card(process=process, card=none, by=anna, now=now)
    change_state(process=process, state=ProcessState.STOPPED, reason="Het gaat niet door.", by=anna, now=now)
    change_card(process=process, card=none, by=anna, now=now)
    assert promised_roles(process) == ()
    change_card(process=process, card=replace(none, kind=ProcessKind.PROCESS), by=anna, now=now)
    assert [role.rung for role in promised_roles(process)] == ["BP2"]


# A plan of a third party.


def test_third_party_keeps_the_municipality_to_rules_and_connecting(
    in_lingedam: Municipality, anna: User, now: datetime
) -> None:
    process = of_kind(ProcessKind.THIRD_PARTY, in_lingedam, anna, now)
    assert {rung.code for rung in choosable_rungs(process)} == {"OP1", "OP2"}
    phase = process.phases.get()
    with pytest.raises(RungUnknown):
        choose_role(phase=phase, rung="OP4", by=anna, now=now)
    assert choose_role(phase=phase, rung="OP2", by=anna, now=now).rung == "OP2"
    facts = ThirdPartyPlanFacts(applicant="Bouwbedrijf Van Dam", is_required="YES", judgement="Genoeg mensen gevraagd.")
    plan = change_third_party_plan(process=process, facts=facts, by=anna, now=now)
    assert (plan.applicant, plan.is_required) == ("Bouwbedrijf Van Dam", "YES")
    assert last_event().detail == {"fields": ["applicant", "is_required", "judgement"]}


# A standing body.


@given(today=days, month=st.integers(min_value=1, max_value=12))
def test_every_day_falls_in_the_year_that_runs(today: date, month: int) -> None:
    year = running_year(today, month)
    first, last = period_of_year(year, month)
    assert first <= today <= last
    assert period_of_year(year + 1, month)[0] == last + timedelta(days=1)


@pytest.mark.parametrize("track", ["B", "O"])
def test_standing_body_begins_with_the_year_of_now(
    track: str, in_lingedam: Municipality, anna: User, now: datetime
) -> None:
    process = of_kind(ProcessKind.STANDING_BODY, in_lingedam, anna, now, track=track)
    assert process.phases.get().name == "Jaar 2026"
    with pytest.raises(YearNotPossible):
        start_year(process=process, year=2026, by=anna, now=now)


def test_new_year_takes_along_the_role_that_was_promised_last(
    in_lingedam: Municipality, anna: User, now: datetime
) -> None:
    process = of_kind(ProcessKind.STANDING_BODY, in_lingedam, anna, now, rung="BP3")
    facts = StandingBodyFacts(body_type="NEIGHBOURHOOD", round_month=9)
    change_standing_body(process=process, facts=facts, by=anna, now=now)
    phase = start_year(process=process, year=2027, by=anna, now=now + timedelta(days=200))
    assert (phase.name, phase.starts_on, phase.ends_on) == ("Jaar 2027", date(2027, 9, 1), date(2028, 8, 31))
    choice = RoleChoice.objects.get(phase=phase)
    assert (choice.rung, choice.chosen_at, choice.reason) == ("BP3", now + timedelta(days=200), "")
    with pytest.raises(YearNotPossible):
        start_year(process=process, year=2027, by=anna, now=now)
    assert process.phases.count() == 2


def test_new_year_takes_along_the_decision_on_the_role(in_lingedam: Municipality, anna: User, now: datetime) -> None:
    process = of_kind(ProcessKind.STANDING_BODY, in_lingedam, anna, now, rung="BP3", track="B")
    decision = RoleDecision("COUNCIL", date(2026, 1, 20), "Raadsbesluit 12")
    choose_role(phase=process.phases.get(), rung="BP3", decision=decision, by=anna, now=now)
    phase = start_year(process=process, year=2027, by=anna, now=now)
    choice = RoleChoice.objects.get(phase=phase)
    assert (choice.decided_by, choice.decided_on, choice.decision_document) == (
        "COUNCIL", date(2026, 1, 20), "Raadsbesluit 12",
    )  # fmt: skip
    assert undecided(process) == ()


def test_new_year_without_an_earlier_role_has_none(in_lingedam: Municipality, anna: User, now: datetime) -> None:
    process = of_kind(ProcessKind.STANDING_BODY, in_lingedam, anna, now)
    start_year(process=process, year=2027, by=anna, now=now)
    assert not RoleChoice.objects.exists()


@pytest.mark.parametrize("month", [0, 13])
def test_year_begins_in_a_month(month: int, in_lingedam: Municipality, anna: User, now: datetime) -> None:
    process = of_kind(ProcessKind.STANDING_BODY, in_lingedam, anna, now)
    with pytest.raises(YearNotPossible):
        change_standing_body(process=process, facts=StandingBodyFacts(round_month=month), by=anna, now=now)


# Between kinds.


@pytest.mark.parametrize("kind", ProcessKind)
def test_operations_of_another_kind_are_refused(
    kind: ProcessKind, in_lingedam: Municipality, anna: User, now: datetime
) -> None:
    process = of_kind(kind, in_lingedam, anna, now)
    tried = {
        ProcessKind.STANDING_BODY: lambda: change_standing_body(
            process=process, facts=StandingBodyFacts(round_month=2), by=anna, now=now
        ),
        ProcessKind.THIRD_PARTY: lambda: change_third_party_plan(
            process=process, facts=ThirdPartyPlanFacts(applicant="X"), by=anna, now=now
        ),
        ProcessKind.CHALLENGE: lambda: change_challenge(
            process=process, facts=ChallengeFacts(requester="X"), by=anna, now=now
        ),
        ProcessKind.NO_PARTICIPATION: lambda: change_no_participation(
            process=process, facts=NoParticipationFacts(reason="X"), by=anna, now=now
        ),
    }
    for other, operation in tried.items():
        if other == kind:
            operation()
        else:
            with pytest.raises(KindDoesNotFit):
                operation()


def test_row_of_an_earlier_kind_stays(in_lingedam: Municipality, anna: User, now: datetime) -> None:
    process = of_kind(ProcessKind.CHALLENGE, in_lingedam, anna, now)
    change_challenge(process=process, facts=ChallengeFacts(requester="Stichting Groen"), by=anna, now=now)
    for kind in (ProcessKind.THIRD_PARTY, ProcessKind.INITIATIVE, ProcessKind.CHALLENGE):
        change_card(process=process, card=replace(ProcessCard.of(process), kind=kind), by=anna, now=now)
    assert Challenge.objects.get().requester == "Stichting Groen"
    assert ThirdPartyPlan.objects.count() == 1
    with pytest.raises(KindDoesNotFit):
        change_card(process=process, card=replace(ProcessCard.of(process), kind=ProcessKind.PROCESS), by=anna, now=now)


def test_what_had_no_title_gets_its_code_with_the_title(in_lingedam: Municipality, anna: User, now: datetime) -> None:
    process = a_process(in_lingedam, anna, now, title=UNTITLED)
    assert process.code == "2026-nog-zonder-titel"
    change_card(process=process, card=replace(ProcessCard.of(process), place="Markt"), by=anna, now=now)
    assert process.code == "2026-nog-zonder-titel"
    change_card(process=process, card=replace(ProcessCard.of(process), title="Markt"), by=anna, now=now)
    assert Process.objects.get().code == "2026-markt"
    change_card(process=process, card=replace(ProcessCard.of(process), title="De markt"), by=anna, now=now)
    assert Process.objects.get().code == "2026-markt"


# Both sides.


def test_other_side_takes_along_what_both_share(
    in_lingedam: Municipality, anna: User, bram: User, now: datetime
) -> None:
    process = a_process(
        in_lingedam, anna, now, track="O", title="Dorpshuis", place="Oeverdorp", theme="6", leader=bram, rung="OP3",
        starts_on=date(2026, 1, 1), ends_on=date(2027, 1, 1), what_is_open="Alles.", participants=40,
    )  # fmt: skip
    StakeholderGroup.objects.create(
        municipality=in_lingedam, process=process, position=1, name="Jongeren", interest="Een plek", invited=9
    )
    twin = grow_into(process=process, moved_on=date(2026, 6, 1), by=anna, now=now)
    assert (twin.kind, twin.track, twin.grown_from, twin.ownership_moved_on) == (
        "PROCESS", "B", process, date(2026, 6, 1),
    )  # fmt: skip
    assert (twin.title, twin.place, twin.theme, twin.leader, twin.starts_on, twin.ends_on) == (
        "Dorpshuis", "Oeverdorp", "6", bram, date(2026, 1, 1), date(2027, 1, 1),
    )  # fmt: skip
    assert (twin.what_is_open, twin.participants, promised_roles(twin)[0].rung) == ("", None, "")
    groups = [(group.name, group.interest, group.invited) for group in StakeholderGroup.objects.filter(process=twin)]
    assert groups == [("Jongeren", "Een plek", None)]
    process.refresh_from_db()
    assert process.grown_into == twin
    for side in (process, twin):
        assert not may_grow(side)
        with pytest.raises(TwinExists):
            grow_into(process=side, by=anna, now=now)
    assert Process.objects.count() == 2


def test_both_at_once_has_no_day(in_lingedam: Municipality, anna: User, now: datetime) -> None:
    twin = grow_into(process=a_process(in_lingedam, anna, now), by=anna, now=now)
    assert (twin.kind, twin.ownership_moved_on) == ("INITIATIVE", None)


# What the municipality laid down.


def test_rules_are_laid_down_once(in_lingedam: Municipality, anna: User, now: datetime) -> None:
    assert (rules().needs_second_person, rules().challenge_term_weeks) == (False, None)
    for ordinance in ("Participatieverordening 2026", "Participatieverordening 2027"):
        change_rules(
            municipality=in_lingedam, needs_second_person=True, challenge_term_weeks=26, ordinance=ordinance,
            by=anna, now=now,
        )  # fmt: skip
    assert (RegisterRules.objects.count(), rules().ordinance) == (1, "Participatieverordening 2027")
    assert last_event().detail == {"fields": ["ordinance"]}


def test_every_kind_but_the_ordinary_ones_has_a_row(in_lingedam: Municipality, anna: User, now: datetime) -> None:
    for kind in ProcessKind:
        of_kind(kind, in_lingedam, anna, now)
    for table in (StandingBody, ThirdPartyPlan, Challenge, NoParticipation):
        assert table.objects.count() == 1, table
