"""Keeping filters of the overview under a name."""

from datetime import datetime

import pytest

from participatiemonitor.foundation.audit.models import Event
from participatiemonitor.foundation.people.models import User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.foundation.tenancy.scope import scope
from participatiemonitor.register.models import SavedView
from participatiemonitor.register.operations import ViewNotPossible, change_view, remove_view, save_view
from participatiemonitor.register.overview_rows import saved_views

QUERY = "staat=RUNNING&thema=2"


def verbs() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))


def test_own_view_is_seen_by_its_owner_only_and_leaves_no_trail(
    in_lingedam: Municipality, anna: User, bram: User, now: datetime
) -> None:
    view = save_view(municipality=in_lingedam, name="  Loopt  in Oost ", query=QUERY, by=anna, now=now)
    assert (view.name, view.query, list(saved_views(anna.pk)), list(saved_views(bram.pk))) == (
        "Loopt in Oost", QUERY, [view], [],
    )  # fmt: skip
    change_view(view=view, name="Loopt", is_shared=False, by=anna, now=now)
    remove_view(view=view, by=anna, now=now)
    assert (verbs(), list(saved_views(anna.pk))) == ([], [])


def test_shared_view_is_seen_by_everybody_of_the_municipality_and_audited(
    in_lingedam: Municipality, waterrijk: Municipality, anna: User, bram: User, chantal: User, now: datetime
) -> None:
    view = save_view(municipality=in_lingedam, name="Oost", query=QUERY, is_shared=True, by=anna, now=now)
    assert list(saved_views(bram.pk)) == [view]
    with scope(waterrijk.code):
        assert list(saved_views(chantal.pk)) == []
    change_view(view=view, name="West", is_shared=True, by=anna, now=now)
    change_view(view=view, name="West", is_shared=True, by=anna, now=now)
    change_view(view=view, name="West", is_shared=False, by=anna, now=now)
    change_view(view=view, name="West", is_shared=True, by=anna, now=now)
    remove_view(view=view, by=anna, now=now)
    assert verbs() == ["view_shared", "view_changed", "view_unshared", "view_shared", "view_removed"]


def test_own_views_come_first_by_name(in_lingedam: Municipality, anna: User, bram: User, now: datetime) -> None:
    for owner, name, shared in ((bram, "aap", True), (anna, "noot", False), (anna, "Mies", True)):
        save_view(municipality=in_lingedam, name=name, query="", is_shared=shared, by=owner, now=now)
    assert [view.name for view in saved_views(anna.pk)] == ["Mies", "noot", "aap"]


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "oost", " OOST "])
def test_name_that_does_not_fit_is_refused(
    name: str, in_lingedam: Municipality, anna: User, bram: User, now: datetime
) -> None:
    save_view(municipality=in_lingedam, name="Oost", query=QUERY, by=anna, now=now)
    other = save_view(municipality=in_lingedam, name="West", query=QUERY, by=anna, now=now)
    with pytest.raises(ViewNotPossible):
        save_view(municipality=in_lingedam, name=name, query=QUERY, by=anna, now=now)
    with pytest.raises(ViewNotPossible):
        change_view(view=other, name=name, is_shared=False, by=anna, now=now)
    assert sorted(SavedView.objects.values_list("name", flat=True)) == ["Oost", "West"]


def test_two_people_may_use_one_name(in_lingedam: Municipality, anna: User, bram: User, now: datetime) -> None:
    for person in (anna, bram):
        save_view(municipality=in_lingedam, name="Oost", query=QUERY, by=person, now=now)
    assert SavedView.objects.count() == 2


def test_too_many_filters_are_refused(in_lingedam: Municipality, anna: User, now: datetime) -> None:
    with pytest.raises(ViewNotPossible, match="te veel filters"):
        save_view(municipality=in_lingedam, name="Alles", query="x" * 1001, by=anna, now=now)
