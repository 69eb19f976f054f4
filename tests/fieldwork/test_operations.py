"""Rounds, invitations, sending in, mixing and closing."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories.fieldwork import a_process, a_round, library_version, send_in

from participatiemonitor.fieldwork import operations as op
from participatiemonitor.fieldwork import queries
from participatiemonitor.fieldwork.freeze import thaw
from participatiemonitor.fieldwork.models import (
    Answer,
    Ballot,
    FrozenDataset,
    Invitation,
    InvitationKey,
    OpenAnswer,
    Round,
    Seen,
)
from participatiemonitor.fieldwork.states import InvitationState, OpenAnswerState, RoundState, Stream
from participatiemonitor.foundation.audit.models import Event
from participatiemonitor.foundation.people.models import User
from participatiemonitor.register.models import Process

APRIL = datetime(2026, 4, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def kerkplein(in_lingedam, bram: User, now: datetime) -> Process:
    return a_process(bram, now, municipality=in_lingedam)


@pytest.fixture
def meting(kerkplein: Process, bram: User, now: datetime) -> Round:
    return a_round(kerkplein, bram, now)


def _token(round_: Round, bram: User, now: datetime, address: str = "a@x.example", **changes) -> str:
    (invited,) = op.invite(round_=round_, addresses=[address], by=bram, now=now, **changes)
    return invited.token


def test_rounds_of_a_process_are_numbered_and_have_different_links(kerkplein, bram, now) -> None:
    first, second = a_round(kerkplein, bram, now), a_round(kerkplein, bram, now)
    assert (first.number, second.number) == (1, 2)
    assert first.open_link != second.open_link


def test_a_round_cannot_close_before_it_opens(kerkplein, bram, now) -> None:
    with pytest.raises(op.PeriodReversed):
        a_round(kerkplein, bram, now, opens_on=date(2026, 3, 2), closes_on=date(2026, 3, 1))


def test_the_same_submission_key_gives_one_ballot_and_the_same_receipt(meting, now) -> None:
    key = send_in(meting, now)
    again = op.submit(round_=meting, stream=Stream.OPEN_LINK, submission_key=key, answers={"K09": "1"}, now=now)
    assert again.is_repeat
    assert Ballot.objects.count() == Seen.objects.count() == 1


def test_a_used_link_is_refused_and_leaves_nothing_behind(meting, bram, now) -> None:
    token = _token(meting, bram, now)
    send_in(meting, now, token=token)
    with pytest.raises(op.LinkUsed):
        send_in(meting, now, token=token)
    assert Ballot.objects.count() == Seen.objects.count() == 1


def test_the_same_form_sent_twice_on_one_personal_link_is_no_refusal(meting, bram, now) -> None:
    token = _token(meting, bram, now)
    key = send_in(meting, now, token=token)
    send_in(meting, now, token=token, submission_key=key)
    assert Ballot.objects.count() == 1


def test_revoked_expired_and_unknown_links_are_refused(meting, bram, now) -> None:
    revoked = _token(meting, bram, now, "r@x.example")
    op.revoke_invitation(round_=meting, address="r@x.example", by=bram, now=now)
    expired = _token(meting, bram, now, "e@x.example", expires_on=date(2026, 3, 1))
    for token, refusal in ((revoked, op.LinkRevoked), (expired, op.LinkExpired), ("bestaat-niet", op.LinkUnknown)):
        with pytest.raises(refusal):
            send_in(meting, now, token=token)
    assert not Ballot.objects.exists()
    assert not Seen.objects.exists()


def test_a_link_of_another_round_is_unknown(kerkplein, meting, bram, now) -> None:
    token = _token(meting, bram, now)
    with pytest.raises(op.LinkUnknown):
        send_in(a_round(kerkplein, bram, now), now, token=token)
    assert Invitation.objects.get().state == InvitationState.READY


def test_revoking_a_used_link_changes_nothing_and_says_nothing(meting, bram, now) -> None:
    send_in(meting, now, token=_token(meting, bram, now))
    op.revoke_invitation(round_=meting, address="a@x.example", by=bram, now=now)
    assert Invitation.objects.get().state == InvitationState.USED


def test_nobody_is_invited_twice(meting, bram, now) -> None:
    _token(meting, bram, now)
    again = op.invite(round_=meting, addresses=["a@x.example", " b@x.example ", "b@x.example"], by=bram, now=now)
    assert [invited.address for invited in again] == ["b@x.example"]


def test_tokens_are_kept_only_as_a_hash(meting, bram, now) -> None:
    token = _token(meting, bram, now)
    assert len(token) >= 22
    assert bytes(InvitationKey.objects.get().token_hash) == queries.hash_of(token)


@pytest.mark.parametrize("day", [date(2026, 2, 27), date(2026, 4, 1)])
def test_a_round_takes_answers_only_in_its_period(meting, day) -> None:
    with pytest.raises(op.RoundNotOpen):
        send_in(meting, datetime(day.year, day.month, day.day, 12, tzinfo=UTC))
    assert not Ballot.objects.exists()


def test_a_closed_round_takes_nothing(meting, bram, now) -> None:
    op.close_round(round_=meting, by=bram, now=now)
    with pytest.raises(op.RoundNotOpen):
        send_in(meting, now)
    with pytest.raises(op.StepNotAllowed):
        op.close_round(round_=meting, by=bram, now=now)
    with pytest.raises(op.RoundNotOpen):
        op.store_imported(round_=meting, forms=[{"K09": "4"}], by=bram, now=now)


def test_sending_in_writes_no_audit_event(meting, now) -> None:
    before = Event.objects.count()
    send_in(meting, now)
    assert Event.objects.count() == before


def test_nine_wait_and_ten_are_mixed(meting, now) -> None:
    for _ in range(9):
        send_in(meting, now)
    assert op.mix_round(round_=meting, now=now) == 0
    assert queries.response(meting).total == 0
    assert queries.response(meting).waiting
    send_in(meting, now)
    assert op.mix_round(round_=meting, now=now) == 10
    assert queries.response(meting).by_stream == {Stream.OPEN_LINK: 10}
    assert not queries.response(meting).waiting
    assert FrozenDataset.objects.get().n == 10


def test_one_invited_person_is_not_mixed_with_nine_of_the_open_link(meting, bram, now) -> None:
    for _ in range(9):
        send_in(meting, now)
    send_in(meting, now, token=_token(meting, bram, now))
    assert op.mix_round(round_=meting, now=now) == 0


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.one_of(st.integers(1, 14), st.just("mix")), max_size=8))
def test_an_open_round_never_mixes_fewer_than_ten(kerkplein, bram, now, steps) -> None:
    meting = a_round(kerkplein, bram, now)
    mixed = sent = 0
    for step in steps:
        if step == "mix":
            moved = op.mix_round(round_=meting, now=now)
            assert moved == 0 or moved >= 10
            mixed += moved
        else:
            for _ in range(step):
                send_in(meting, now)
            sent += step
        assert Answer.objects.filter(round=meting).count() == mixed
        assert Ballot.objects.filter(round=meting).count() == sent - mixed
    for frozen in FrozenDataset.objects.filter(round=meting):
        assert frozen.n >= 10
    op.close_round(round_=meting, by=bram, now=now)
    assert Answer.objects.filter(round=meting).count() == sent


def test_a_waiting_ballot_cannot_be_read_from_the_database(meting, now) -> None:
    send_in(meting, now, {"K30": "Dit stuk tekst is alleen van mij"})
    sealed = bytes(Ballot.objects.get().sealed)
    assert b"alleen van mij" not in sealed
    send_in(meting, now, {"K09": "4"})
    assert len({len(bytes(ballot.sealed)) for ballot in Ballot.objects.all()}) == 1


def test_closing_mixes_the_rest_and_forgets_who_answered(meting, bram, now) -> None:
    tokens = op.invite(round_=meting, addresses=[f"{k}@x.example" for k in range(4)], by=bram, now=now)
    for invited in tokens[:3]:
        send_in(meting, now, token=invited.token)
    frozen = op.close_round(round_=meting, by=bram, now=APRIL)
    assert frozen is not None
    assert (frozen.n, frozen.is_final) == (3, True)
    assert set(Invitation.objects.values_list("state", flat=True)) == {InvitationState.ENDED}
    assert not InvitationKey.objects.exists()
    assert not Ballot.objects.exists()
    assert set(Answer.objects.values_list("mixed_on", flat=True)) == {date(2026, 4, 2)}
    meting.refresh_from_db()
    assert (meting.state, meting.closed_on, meting.population) == (RoundState.CLOSED, date(2026, 4, 2), 4)


def test_population_is_unknown_once_the_open_link_was_used(meting, bram, now) -> None:
    _token(meting, bram, now)
    send_in(meting, now)
    op.close_round(round_=meting, by=bram, now=now)
    assert queries.response(meting).population is None


def test_population_does_not_tell_that_one_open_link_answer_waits(meting, bram, now) -> None:
    _token(meting, bram, now)
    before = queries.response(meting).population
    send_in(meting, now)
    assert before == queries.response(meting).population == 1


def test_a_filled_in_population_stands(kerkplein, bram, now) -> None:
    meting = a_round(kerkplein, bram, now, population=80)
    send_in(meting, now)
    frozen = op.close_round(round_=meting, by=bram, now=now)
    assert frozen is not None
    assert thaw(frozen).population == 80


def test_a_round_without_answers_closes_without_a_dataset(meting, bram, now) -> None:
    assert op.close_round(round_=meting, by=bram, now=now) is None


def test_open_answers_are_cut_loose_at_closing(meting, bram, now) -> None:
    for k in range(12):
        send_in(meting, now, {"K09": "4", "K30": f"antwoord {k}"})
    op.mix_round(round_=meting, now=now)
    assert not OpenAnswer.objects.exists()
    op.close_round(round_=meting, by=bram, now=now)
    assert {answer.text for answer in OpenAnswer.objects.all()} == {f"antwoord {k}" for k in range(12)}
    assert not Answer.objects.filter(payload__contains="antwoord").exists()
    assert b"antwoord 3" not in bytes(FrozenDataset.objects.order_by("-number")[0].content)


def test_open_answers_are_shown_only_after_a_person_released_them(meting, bram, now) -> None:
    for text in ("Jan de Vries deed het goed", "Bel mij"):
        send_in(meting, now, {"K30": text})
    op.close_round(round_=meting, by=bram, now=now)
    assert not queries.released_open_answers(meting)
    first, second = queries.open_answers_to_read(meting)
    with pytest.raises(op.TextMissing):
        op.release_open_answer(open_answer_id=first.pk, text="  ", by=bram, now=now)
    op.release_open_answer(open_answer_id=first.pk, text="De projectleider deed het goed", by=bram, now=now)
    op.withhold_open_answer(open_answer_id=second.pk, by=bram, now=now)
    assert [answer.released_text for answer in queries.released_open_answers(meting)] == [
        "De projectleider deed het goed"
    ]
    assert not queries.open_answers_to_read(meting)
    assert queries.open_answer(meting, second.pk).state == OpenAnswerState.WITHHELD


def test_answers_to_a_question_of_another_moment_are_dropped(kerkplein, bram, now) -> None:
    meting = a_round(kerkplein, bram, now, moment="M1")
    send_in(meting, now, {"K09": "4", "K18": "5"})
    frozen = op.close_round(round_=meting, by=bram, now=now)
    assert frozen is not None
    assert not thaw(frozen).has("K18")


def test_imported_answers_are_stored_apart_from_the_other_streams(meting, bram, now) -> None:
    stored = op.store_imported(round_=meting, forms=[{"K09": "4"}, {"K09": "2"}], by=bram, now=now)
    assert stored == 2
    assert queries.response(meting).by_stream == {Stream.IMPORTED: 2}


def test_a_self_evaluation_is_refused_once_results_were_visible(kerkplein, bram, now) -> None:
    version = library_version(now)
    arguments = {"process": kerkplein, "version": version, "by": bram, "now": now}
    op.complete_self_evaluation(**arguments, answers={"L01": "4"}, results_visible=False)
    with pytest.raises(op.ResultsAlreadySeen):
        op.complete_self_evaluation(**arguments, answers={"L01": "5"}, results_visible=True)
    found = queries.self_evaluation(kerkplein)
    assert found is not None
    assert found.answers == {"L01": "4"}


def test_submission_keys_are_forgotten_two_weeks_after_closing(meting, bram, now) -> None:
    send_in(meting, now)
    op.close_round(round_=meting, by=bram, now=now)
    assert op.forget_submission_keys(now=datetime(2026, 3, 16, 12, tzinfo=UTC)) == 0
    assert op.forget_submission_keys(now=datetime(2026, 3, 17, 12, tzinfo=UTC)) == 1


def test_a_round_of_another_municipality_is_not_seen(meting, waterrijk) -> None:
    from participatiemonitor.foundation.tenancy.scope import scope

    with scope(waterrijk.code):
        assert not Round.objects.exists()
    assert queries.round_by_open_link(meting.open_link) == meting
