"""Groups to reach: the list, its order, and who is missing."""

from datetime import datetime

import pytest
from tests.factories.register import a_process

from participatiemonitor.foundation.audit.models import Event
from participatiemonitor.foundation.people.models import User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.register.models import Process, StakeholderGroup
from participatiemonitor.register.operations import (
    GroupFacts,
    GroupNameTaken,
    add_group,
    change_group,
    move_group,
    remove_group,
)
from participatiemonitor.register.queries import groups_of
from participatiemonitor.register.reach import GroupCount, Reach, ReachSummary


@pytest.fixture
def plein(in_lingedam: Municipality, bram: User, now: datetime) -> Process:
    return a_process(in_lingedam, bram, now)


def added(process: Process, by: User, now: datetime, *names: str) -> list[StakeholderGroup]:
    return [add_group(process=process, facts=GroupFacts(name), by=by, now=now) for name in names]


def names(process: Process) -> list[str]:
    return [group.name for group in groups_of(process)]


def verbs() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))[1:]


def test_groups_stand_in_the_order_in_which_they_came(plein: Process, bram: User, now: datetime) -> None:
    added(plein, bram, now, "jongeren", "  winkeliers ")
    assert names(plein) == ["jongeren", "winkeliers"]
    assert verbs() == ["group_added", "group_added"]


@pytest.mark.parametrize("name", ["", "   ", "Jongeren", " jongeren "])
def test_group_needs_a_name_of_its_own(name: str, plein: Process, bram: User, now: datetime) -> None:
    added(plein, bram, now, "jongeren")
    with pytest.raises(GroupNameTaken):
        add_group(process=plein, facts=GroupFacts(name), by=bram, now=now)
    assert names(plein) == ["jongeren"]


def test_same_name_in_another_process_is_another_group(
    in_lingedam: Municipality, plein: Process, bram: User, now: datetime
) -> None:
    added(plein, bram, now, "jongeren")
    other = a_process(in_lingedam, bram, now, title="Buurttuin", track="O")
    added(other, bram, now, "jongeren")
    assert names(other) == ["jongeren"]


def test_changing_a_group_tells_what_changed_and_not_the_contents(plein: Process, bram: User, now: datetime) -> None:
    (group,) = added(plein, bram, now, "jongeren")
    facts = GroupFacts("Jongeren", "zij blijven het langst", "op school", invited=30, reached=12)
    change_group(group=group, facts=facts, by=bram, now=now)
    group.refresh_from_db()
    assert GroupFacts.of(group) == facts
    event = Event.objects.order_by("pk").last()
    assert event is not None
    assert event.detail == {"group": "Jongeren", "fields": ["approach", "interest", "invited", "name", "reached"]}


def test_changing_nothing_leaves_no_trace(plein: Process, bram: User, now: datetime) -> None:
    (group,) = added(plein, bram, now, "jongeren")
    change_group(group=group, facts=GroupFacts(" jongeren "), by=bram, now=now)
    assert verbs() == ["group_added"]


def test_group_cannot_take_the_name_of_another(plein: Process, bram: User, now: datetime) -> None:
    group, _ = added(plein, bram, now, "jongeren", "ouderen")
    with pytest.raises(GroupNameTaken):
        change_group(group=group, facts=GroupFacts("OUDEREN"), by=bram, now=now)


def test_more_reached_than_invited_is_allowed(plein: Process, bram: User, now: datetime) -> None:
    group = add_group(process=plein, facts=GroupFacts("buren", invited=10, reached=25), by=bram, now=now)
    assert (group.invited, group.reached) == (10, 25)


def test_removed_group_is_gone_and_the_others_keep_their_order(plein: Process, bram: User, now: datetime) -> None:
    _, second, _ = added(plein, bram, now, "a", "b", "c")
    remove_group(group=second, by=bram, now=now)
    assert names(plein) == ["a", "c"]
    added(plein, bram, now, "b")
    assert names(plein) == ["a", "c", "b"]
    assert verbs()[-2:] == ["group_removed", "group_added"]


def test_moving_swaps_with_the_neighbour(plein: Process, bram: User, now: datetime) -> None:
    a, _, c = added(plein, bram, now, "a", "b", "c")
    move_group(group=c, up=True, by=bram, now=now)
    assert names(plein) == ["a", "c", "b"]
    move_group(group=a, up=False, by=bram, now=now)
    assert names(plein) == ["c", "a", "b"]


def test_moving_over_a_gap_that_removing_left(plein: Process, bram: User, now: datetime) -> None:
    _, b, c = added(plein, bram, now, "a", "b", "c")
    remove_group(group=b, by=bram, now=now)
    move_group(group=c, up=True, by=bram, now=now)
    assert names(plein) == ["c", "a"]


def test_moving_past_the_end_changes_nothing(plein: Process, bram: User, now: datetime) -> None:
    a, b = added(plein, bram, now, "a", "b")
    move_group(group=a, up=True, by=bram, now=now)
    move_group(group=b, up=False, by=bram, now=now)
    assert names(plein) == ["a", "b"]
    assert verbs() == ["group_added", "group_added"]


def test_groups_of_a_process_take_one_query(
    plein: Process, bram: User, now: datetime, django_assert_num_queries: object
) -> None:
    added(plein, bram, now, "a", "b", "c")
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert len(list(groups_of(plein))) == 3


@pytest.mark.parametrize(
    ("invited", "reached", "expected"),
    [
        (None, None, Reach.MISSING),
        (0, 0, Reach.MISSING),
        (None, 0, Reach.MISSING),
        (20, None, Reach.NOT_YET),
        (20, 0, Reach.NOT_YET),
        (20, 1, Reach.REACHED),
        (None, 4, Reach.REACHED),
    ],
)
def test_where_a_group_stands(invited: int | None, reached: int | None, expected: Reach) -> None:
    assert GroupCount("jongeren", invited, reached).reach is expected


@pytest.mark.parametrize(
    ("invited", "reached", "is_asked"), [(10, 11, True), (10, 10, False), (None, 5, False), (0, 3, True)]
)
def test_more_reached_than_invited_is_a_question(invited: int | None, reached: int, is_asked: bool) -> None:
    assert GroupCount("buren", invited, reached).is_more_than_invited is is_asked


def test_totals_leave_out_what_is_not_known() -> None:
    summary = ReachSummary((GroupCount("a", 10, 4), GroupCount("b", None, 3), GroupCount("c", 5, None)))
    assert (summary.invited, summary.reached, summary.reached_groups) == (15, 7, 2)
    assert ReachSummary((GroupCount("a", None, None),)).invited is None


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ([], "Er staan nog geen groepen op de lijst."),
        ([("jongeren", 5, 2)], "Alle groepen op deze lijst zijn bereikt. Ontbreekt er nog iemand op de lijst zelf?"),
        ([("jongeren", 5, 0), ("buren", 9, 9)], "Nog niet bereikt: jongeren."),
        ([("jongeren", None, None)], "Ontbreekt nog: jongeren. Deze groep is nog niet uitgenodigd."),
        (
            [("jongeren", None, None), ("huurders", None, None), ("ouderen", 8, 0), ("buren", 1, 1)],
            "Ontbreekt nog: jongeren en huurders. Deze groepen zijn nog niet uitgenodigd. Nog niet bereikt: ouderen.",
        ),
    ],
)
def test_who_is_missing_in_words(counts: list[tuple[str, int | None, int | None]], sentence: str) -> None:
    assert ReachSummary(tuple(GroupCount(*count) for count in counts)).missing_sentence == sentence
