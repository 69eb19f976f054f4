"""Which questions somebody gets to see."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories.questions import OPTIONS, a_definition, an_item

from participatiemonitor.questions.definition import Definition, Item, Json, Topic
from participatiemonitor.questions.routing import (
    RuleError,
    check_rule,
    explain,
    holds,
    questions_in,
    rule_problems,
    visible,
)

CODES = ["A", "B", "C"]
numbers = st.integers(-20, 20) | st.floats(-20, 20, allow_nan=False)
leaves = st.one_of(
    st.fixed_dictionaries({"op": st.just("answered"), "q": st.sampled_from(CODES)}),
    st.fixed_dictionaries({"op": st.sampled_from(["lt", "le", "gt", "ge"]), "q": st.sampled_from(CODES), "v": numbers}),
    st.fixed_dictionaries(
        {"op": st.sampled_from(["eq", "ne"]), "q": st.sampled_from(CODES), "v": numbers | st.text(max_size=3)}
    ),
    st.fixed_dictionaries(
        {"op": st.just("in"), "q": st.sampled_from(CODES), "v": st.lists(numbers | st.text(max_size=3), max_size=3)}
    ),
)
rules = st.recursive(
    leaves,
    lambda parts: st.one_of(
        st.fixed_dictionaries(
            {"op": st.sampled_from(["all", "any"]), "rules": st.lists(parts, min_size=1, max_size=3)}
        ),
        st.fixed_dictionaries({"op": st.just("not"), "rule": parts}),
    ),
    max_leaves=6,
)
texts = st.text(max_size=4) | numbers.map(str)
answers = st.dictionaries(st.sampled_from(CODES), texts | st.lists(texts, max_size=3))


@pytest.mark.parametrize(
    ("rule", "given_answers", "expected"),
    [
        ({"op": "eq", "q": "A", "v": "3"}, {"A": "3"}, True),
        ({"op": "eq", "q": "A", "v": 3}, {"A": "3"}, True),
        ({"op": "eq", "q": "A", "v": 2.5}, {"A": "2.5"}, True),
        ({"op": "eq", "q": "A", "v": "3"}, {}, False),
        ({"op": "ne", "q": "A", "v": "3"}, {"A": "4"}, True),
        ({"op": "ne", "q": "A", "v": "3"}, {}, False),
        ({"op": "lt", "q": "A", "v": 3}, {"A": "2"}, True),
        ({"op": "lt", "q": "A", "v": 3}, {"A": "3"}, False),
        ({"op": "lt", "q": "A", "v": 3}, {"A": "W"}, False),
        ({"op": "le", "q": "A", "v": 3}, {"A": "3"}, True),
        ({"op": "gt", "q": "A", "v": 3}, {"A": "3"}, False),
        ({"op": "gt", "q": "A", "v": 3}, {"A": "10"}, True),
        ({"op": "ge", "q": "A", "v": "3"}, {"A": "3"}, True),
        ({"op": "in", "q": "A", "v": ["a", "b"]}, {"A": "b"}, True),
        ({"op": "in", "q": "A", "v": ["a", "b"]}, {"A": ["c", "b"]}, True),
        ({"op": "eq", "q": "A", "v": "a"}, {"A": ["a", "b"]}, True),
        ({"op": "ne", "q": "A", "v": "a"}, {"A": ["a", "b"]}, False),
        ({"op": "answered", "q": "A"}, {"A": "W"}, True),
        ({"op": "answered", "q": "A"}, {"A": ""}, False),
        ({"op": "not", "rule": {"op": "eq", "q": "A", "v": "3"}}, {}, True),
        ({"op": "any", "rules": [{"op": "answered", "q": "A"}, {"op": "answered", "q": "B"}]}, {"B": "1"}, True),
        ({"op": "all", "rules": [{"op": "answered", "q": "A"}, {"op": "answered", "q": "B"}]}, {"B": "1"}, False),
    ],
)
def test_rule_over_answers_gives_expected(rule: dict[str, Json], given_answers: dict, expected: bool) -> None:
    check_rule(rule)
    assert holds(rule, given_answers) is expected


@given(rules, answers)
def test_every_usable_rule_gives_an_answer_and_not_turns_it_round(rule: dict[str, Json], given_answers: dict) -> None:
    check_rule(rule)
    assert holds({"op": "not", "rule": rule}, given_answers) is not holds(rule, given_answers)


@given(leaves)
def test_without_answers_every_comparison_is_false(rule: dict[str, Json]) -> None:
    assert holds(rule, {}) is False


@given(rules, answers)
def test_only_the_named_questions_matter(rule: dict[str, Json], given_answers: dict) -> None:
    named = {code: value for code, value in given_answers.items() if code in questions_in(rule)}
    assert holds(rule, named) is holds(rule, given_answers)


@given(rules, rules, answers)
def test_all_and_any_follow_de_morgan(one: dict[str, Json], other: dict[str, Json], given_answers: dict) -> None:
    both = {"op": "not", "rule": {"op": "all", "rules": [one, other]}}
    either = {"op": "any", "rules": [{"op": "not", "rule": one}, {"op": "not", "rule": other}]}
    assert holds(both, given_answers) is holds(either, given_answers)


@given(rules)
def test_every_rule_can_be_told(rule: dict[str, Json]) -> None:
    sentence = explain(rule)
    assert all(f"‘{code}’" in sentence for code in questions_in(rule))


nonsense = st.recursive(
    st.none() | st.booleans() | numbers | st.text(max_size=5),
    lambda part: st.lists(part) | st.dictionaries(st.sampled_from(["op", "q", "v", "rule", "rules"]), part),
)


@given(nonsense)
def test_nonsense_is_refused_and_never_crashes(rule: Json) -> None:
    with pytest.raises(RuleError):
        check_rule(rule)


@pytest.mark.parametrize(
    "rule",
    [
        {"op": "like", "q": "A", "v": "x"},
        {"op": "eq", "q": "A"},
        {"op": "eq", "q": "A", "v": ["x"]},
        {"op": "in", "q": "A", "v": "x"},
        {"op": "lt", "q": "A", "v": "veel"},
        {"op": "all", "rules": []},
        {"op": "not", "rule": {"op": "like"}},
        {"op": "answered", "q": 3},
    ],
)
def test_unusable_rule_is_refused(rule: dict[str, Json]) -> None:
    with pytest.raises(RuleError):
        check_rule(rule)


def _unchecked(*items: Item) -> Definition:
    return Definition("proef", 1, "Proef", "PARTICIPANTS", "B", (Topic("t", "T", items),))


def test_unknown_question_is_reported_with_both_codes() -> None:
    definition = _unchecked(an_item(code="B", when={"op": "answered", "q": "Z9"}))
    assert rule_problems(definition) == [("B", "verwijst naar vraag ‘Z9’, die er niet is")]


def test_circle_is_reported_with_its_way() -> None:
    definition = _unchecked(
        an_item(code="A", when={"op": "answered", "q": "C"}),
        an_item(code="B", when={"op": "answered", "q": "A"}),
        an_item(code="C", when={"op": "not", "rule": {"op": "answered", "q": "B"}}),
    )
    assert rule_problems(definition)[0] == ("A", "verwijst in een kring naar zichzelf: A → C → B → A")


def test_later_question_is_reported() -> None:
    definition = _unchecked(an_item(code="A", when={"op": "answered", "q": "B"}), an_item(code="B"))
    assert rule_problems(definition) == [("A", "verwijst naar vraag ‘B’, die pas later komt")]


def test_answer_to_a_hidden_question_does_not_count() -> None:
    definition = a_definition(
        an_item("yes_no", code="A"),
        an_item(code="B", when={"op": "eq", "q": "A", "v": "1"}),
        an_item(code="C", when={"op": "answered", "q": "B"}),
    )
    assert [item.code for item in visible(definition, {"A": "1", "B": "4"}, "M1", False)] == ["A", "B", "C"]
    assert [item.code for item in visible(definition, {"A": "0", "B": "4"}, "M1", False)] == ["A"]


def test_rule_is_told_in_the_words_of_the_questions() -> None:
    definition = a_definition(an_item("single", code="A", text="Wat at u?", options=OPTIONS[:2]), an_item(code="B"))
    rule = {"op": "in", "q": "A", "v": ["a", "b"]}
    assert explain(rule, definition) == "uw antwoord op vraag ‘Wat at u?’ ‘Appels’ of ‘Peren & bananen’ is"
    assert explain({"op": "lt", "q": "A", "v": 2.5}) == "uw antwoord op vraag ‘A’ lager is dan 2,5"
    both = {"op": "all", "rules": [{"op": "answered", "q": "A"}, {"op": "ne", "q": "B", "v": "5"}]}
    assert explain(both, definition) == (
        "u vraag ‘Wat at u?’ heeft beantwoord en uw antwoord op vraag ‘Was er genoeg tijd?’ anders is dan"
        " ‘Helemaal mee eens’"
    )
