"""The address of the overview and the question in it."""

from datetime import date
from typing import Any

from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from participatiemonitor.register.overview import Facet, Order, Period
from participatiemonitor.web.desk.overview_address import KNOWN, OWN_PERIOD, Question

NAMES = st.sampled_from([*(facet.value for facet in Facet), "zoek", "van", "tot", "volgorde", "pagina", "onzin"])
KNOWN_TEXTS = [option for options in KNOWN.values() for option in options]
TEXTS = st.one_of(
    st.sampled_from([*KNOWN_TEXTS, *Order, "2026-03-01", "2019-12-31", "7", "07", "-", "\0", "Oost"]),
    st.text(max_size=30),
)
ADDRESSES = st.lists(st.tuples(NAMES, TEXTS), max_size=12)


def asked(pairs: list[tuple[str, str]], track: str = "") -> Question:
    given_address = QueryDict(mutable=True)
    for name, text in pairs:
        given_address.appendlist(name, text)
    return Question.of(given_address, track=track)


@given(ADDRESSES, st.sampled_from(["", "B", "O"]))
def test_what_is_written_in_the_address_reads_the_same_again(pairs: list[tuple[str, str]], track: str) -> None:
    question = asked(pairs, track)
    assert Question.of(QueryDict(question.query()), track=track) == question
    assert Question.of(QueryDict(question.query(whole=True))).query() == question.query(whole=True)
    assert "%00" not in question.query()


@given(ADDRESSES, st.data())
def test_taking_one_option_away_takes_away_only_that_one(pairs: list[tuple[str, str]], data: Any) -> None:
    question = asked(pairs)
    narrowing = list(question.narrowing())
    if narrowing:
        facet, option = data.draw(st.sampled_from(narrowing))
        left = Question.of(QueryDict(question.without(facet, option).query()))
        assert list(left.narrowing()) == [each for each in narrowing if each != (facet, option)]
        assert (left.search, left.order, left.own_period) == (question.search, question.order, question.own_period)


@given(ADDRESSES, st.sampled_from(["", "B", "O"]))
def test_cleared_is_not_narrowed(pairs: list[tuple[str, str]], track: str) -> None:
    assert not asked(pairs, track).cleared().is_narrowed
    assert not list(asked(pairs, track).search_only().narrowing())


def test_period_the_wrong_way_round_is_turned_and_counts_as_an_option() -> None:
    question = asked([("van", "2026-12-31"), ("tot", "2026-01-01"), ("periode", "vorig-jaar")])
    assert question.own_period == Period(date(2026, 1, 1), date(2026, 12, 31))
    filters = question.filters(date(2026, 3, 2))
    assert filters.chosen[Facet.PERIOD] == {"vorig-jaar", OWN_PERIOD}
    assert filters.periods[OWN_PERIOD] == question.own_period


def test_track_of_the_page_cannot_be_left_through_the_address() -> None:
    question = asked([("spoor", "O")], "B")
    assert question.options == {Facet.TRACK: ("B",)}
    assert (question.query(), question.query(whole=True)) == ("", "spoor=B")


def test_very_many_options_are_cut() -> None:
    assert len(asked([("gebied", f"Wijk {n}") for n in range(500)]).options[Facet.AREA]) == 100
