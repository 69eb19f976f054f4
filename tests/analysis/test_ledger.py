"""A next release may not be subtracted from an earlier one."""

from hypothesis import given
from hypothesis import strategies as st

from participatiemonitor.analysis.ledger import compare, standing, with_composites

COUNTS = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 60))


def test_what_was_never_shown_may_appear() -> None:
    verdict = compare({}, {"K05": 12}, step=10)
    assert verdict.is_clean


def test_growth_of_one_to_nine_is_held_and_of_ten_or_nobody_is_not() -> None:
    verdict = compare({"a": 12, "b": 12, "c": 12, "d": 12}, {"a": 12, "b": 13, "c": 21, "d": 22}, step=10)
    assert verdict.held == {"b", "c"}
    assert verdict.grew
    assert not verdict.is_clean


def test_what_is_made_of_a_held_figure_is_held_too() -> None:
    verdict = compare({"a": 12, "factor:F": 12}, {"a": 15, "b": 10, "factor:F": 25}, step=10)
    assert verdict.held == {"a"}
    parts = {"factor:F": ("a", "b"), "factor:G": ("b",), "gap": ("c", "a")}
    held = with_composites(verdict, parts).held
    assert held == {"a", "factor:F", "gap"}
    after = standing({"a": 12, "factor:F": 12}, {"a": 15, "b": 10, "factor:F": 25, "gap": 11}, held)
    assert after == {"a": 12, "b": 10, "factor:F": 12}


def test_nothing_new_is_no_reason_for_a_release() -> None:
    assert not compare({"a": 12}, {"a": 12}, step=10).is_clean


def test_a_figure_that_disappeared_is_held() -> None:
    assert compare({"a": 12}, {}, step=10).held == {"a"}


@given(st.lists(COUNTS, min_size=2, max_size=6))
def test_over_any_number_of_releases_a_shown_group_never_grows_by_one_to_nine(offers: list[dict[str, int]]) -> None:
    shown: dict[str, int] = {}
    for offered in offers:
        after = standing(shown, offered, compare(shown, offered, step=10).held)
        for key, before in shown.items():
            assert after[key] == before or after[key] - before >= 10
        shown = after
