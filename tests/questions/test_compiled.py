"""Forms: pages of fixed HTML and reading what is posted."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories.questions import GOOD, WRONG, Browser, a_definition, an_item, one_of_each

from participatiemonitor.questions.compiled import Form, form_for
from participatiemonitor.questions.definition import Item, Value
from participatiemonitor.questions.library import load_library
from participatiemonitor.questions.types.typed_text import cleaned

LIBRARY = {definition.code: definition for definition in load_library()}
PARTICIPANTS = LIBRARY["deelnemers-burgerparticipatie"]


def _values(item: Item) -> st.SearchStrategy[Value]:
    codes = [option.code for option in item.options]
    if item.type == "multiple":
        alone = {option.code for option in item.options if option.is_exclusive}
        several = st.lists(st.sampled_from(codes), min_size=1, unique=True)
        return several.filter(lambda chosen: len(chosen) == 1 or alone.isdisjoint(chosen)).map(
            lambda chosen: [code for code in codes if code in chosen]
        )
    if item.type == "number":
        return st.decimals(-99999, 99999, places=2).map(lambda number: f"{number.normalize() + 0:f}")
    if item.type == "open":
        return st.text(max_size=300).map(cleaned).filter(bool)
    return st.sampled_from(codes)


@st.composite
def _answers(draw: st.DrawFn, form: Form) -> dict[str, Value]:
    return {item.code: draw(_values(item)) for item in form.items if draw(st.booleans())}


def _typed(posted: dict[str, list[str]]) -> dict[str, list[str]]:
    """What a browser sends: line ends as carriage return and line feed."""
    return {name: [text.replace("\n", "\r\n") for text in texts] for name, texts in posted.items()}


@pytest.mark.slow
@given(st.data())
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_answers_survive_being_shown_and_posted_again(data: st.DataObject) -> None:
    form = form_for(one_of_each())
    answers = data.draw(_answers(form))
    for html in (form.page_html(0, answers, {}), form.all_html(answers, {})):
        parsed = form.parse(_typed(Browser(html).posted))
        assert parsed.errors == {}
        assert parsed.answers == answers


@pytest.mark.slow
@given(st.dictionaries(st.sampled_from([f"V_{key}" for key in GOOD]), st.lists(st.text(max_size=50), max_size=4)))
@settings(max_examples=60, deadline=None)
def test_whatever_is_posted_gives_an_answer_or_a_sentence_and_a_page(post: dict[str, list[str]]) -> None:
    form = form_for(one_of_each())
    parsed = form.parse(post)
    assert set(parsed.answers).isdisjoint(parsed.errors)
    assert Browser(form.page_html(0, parsed.shown, parsed.errors)).all("script") == []
    again = form.parse({code: _posted(form, code, value) for code, value in parsed.answers.items()})
    assert again.answers == parsed.answers
    assert again.errors == {}


def _posted(form: Form, code: str, value: Value) -> list[str]:
    return Browser(form.page_html(0, {code: value}, {})).posted[code]


def test_full_list_after_the_decision_has_seven_steps() -> None:
    form = form_for(PARTICIPANTS, moment="M2", variant="resident")
    assert [len(page.items) for page in form.pages] == [1, 3, 5, 8, 4, 4, 7]
    assert form.pages[0].items[0].code == "P1"


def test_empty_page_is_one_and_the_same_text() -> None:
    form = form_for(PARTICIPANTS, moment="M2")
    assert form.page_html(3, {}, {}) is form.page_html(3, {"P1": "resident"}, {})
    assert form_for(PARTICIPANTS, moment="M2") is form


def test_wording_follows_the_answer_to_the_first_question() -> None:
    def legends(variant: str) -> list[str]:
        return Browser(form_for(PARTICIPANTS, moment="M1", variant=variant).page_html(3)).text.split("?")

    assert "Er is goed naar onze organisatie geluisterd." in legends("organisation")[0]
    assert "Er is goed naar mij als ondernemer geluisterd." in legends("business")[0]
    assert legends("resident") == legends("volunteer") == legends("") != legends("business")


def test_switched_on_items_come_in_their_own_place() -> None:
    plain = form_for(PARTICIPANTS, moment="M2")
    form = form_for(PARTICIPANTS, moment="M2", extra=["P3", "P7"])
    assert {item.code for item in form.items} - {item.code for item in plain.items} == {"P3", "P7"}
    assert form.pages[-1].title == "Nog iets over u"


def test_reading_one_page_leaves_the_others_alone() -> None:
    form = form_for(a_definition(an_item(code="A", is_required=True), an_item(code="B", is_required=True)))
    parsed = form.parse({"B": ["4"], "csrfmiddlewaretoken": ["x"]}, 1)
    assert (parsed.answers, parsed.errors) == ({"B": "4"}, {})
    assert set(form.parse({}, 0).errors) == {"A"}


def _routed() -> Form:
    rule = {"op": "eq", "q": "A", "v": "1"}
    same_page = (an_item("yes_no", code="A"), an_item("open", code="B", when=rule))
    return form_for(a_definition(same_page, an_item(code="C", when=rule, is_required=True)))


def test_page_hides_what_earlier_answers_rule_out() -> None:
    form = _routed()
    assert Browser(form.page_html(1, {"A": "1"}, {})).all("input")
    assert form.page_html(1, {"A": "0"}, {}) == form.page_html(1, {}, {}) == ""
    assert [form.is_page_shown(1, {"A": code}) for code in ("1", "0")] == [True, False]


def test_condition_on_the_same_page_stands_in_words() -> None:
    html = _routed().page_html(0, {}, {})
    assert "Vul dit alleen in als uw antwoord op vraag ‘Was er genoeg tijd?’ ‘Ja’ is." in Browser(html).text
    assert "V1" not in html
    assert 'aria-describedby="B-condition B-hint"' in html


def test_answer_to_a_hidden_question_is_dropped_and_not_required() -> None:
    form = _routed()
    parsed = form.parse({"A": ["0"], "B": ["tekst"], "C": ["hack"]})
    assert (parsed.answers, parsed.errors, parsed.raw) == ({"A": "0"}, {}, {})
    assert form.parse({"A": ["1"]}).errors == {"C": "Kies een antwoord."}


def test_one_page_without_the_other_answers_keeps_everything() -> None:
    form = _routed()
    assert form.parse({"C": ["4"]}, 1).answers == {"C": "4"}
    assert form.parse({"C": ["4"]}, 1, known={"A": "0"}).answers == {}
    assert form.parse({}, 1).errors == {}
    assert set(form.parse({}, 1, known={"A": "1"}).errors) == {"C"}


def test_errors_and_typed_text_stand_on_their_own_page() -> None:
    form = form_for(a_definition(an_item("number", code="A"), an_item("open", code="B")))
    parsed = form.parse({"A": WRONG["number"], "B": ["prima"]})
    assert Browser(form.page_html(0, parsed.shown, parsed.errors)).posted == {"A": ["twaalf"]}
    assert Browser(form.page_html(1, parsed.shown, parsed.errors)).posted == {"B": ["prima"]}


def test_all_on_one_page_has_a_heading_per_topic() -> None:
    leader = form_for(LIBRARY["projectleider"], track="O")
    page = Browser(leader.all_html())
    assert [attrs["id"] for attrs in page.all("h2")] == [f"onderwerp-{each.key}" for each in leader.pages]
    assert not {item.code for item in leader.items if item.track == "B"}


def test_ids_are_unique_on_a_whole_form() -> None:
    for definition in LIBRARY.values():
        form = form_for(definition)
        ids = [attrs["id"] for _, attrs in Browser(form.all_html()).elements if "id" in attrs]
        assert len(ids) == len(set(ids))
