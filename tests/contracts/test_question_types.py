"""What every question type keeps to. A new type is checked here without a new test; docs/dev/new-question-type.md."""

from pathlib import Path

import pytest
from tests.factories.questions import GOOD, WRONG, Browser, a_definition, an_item

from participatiemonitor.analysis.outline import CATEGORIES, SCALES
from participatiemonitor.questions.columns import category, columns_for, number
from participatiemonitor.questions.compiled import form_for
from participatiemonitor.questions.types import BY_KEY, TYPES
from participatiemonitor.questions.types.question_type import SKIPPED, QuestionType
from participatiemonitor.questions.validation import item_problems
from peilstok.frame import MissingReason

every_type = pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.key)
FOLDER = Path(__file__).parent.parent.parent / "src/participatiemonitor/questions/types"
SAMPLES = "tests/factories/questions.py"
# Shown in a way of their own: texts as quotes, influence and role in a block. A number has no place on the page yet.
ELSEWHERE = frozenset({"open", "influence", "role", "number"})


def test_the_list_names_every_folder_once_and_every_type_has_a_sample() -> None:
    folders = {path.parent.name for path in FOLDER.glob("*/__init__.py")}
    assert sorted(each.key for each in TYPES) == sorted(folders), "name every folder in questions/types/__init__.py"
    assert sorted(GOOD) == sorted(folders), f"GOOD in {SAMPLES} has one value for every type"
    assert len(BY_KEY) == len(TYPES)


@every_type
def test_a_type_says_what_it_is(kind: QuestionType) -> None:
    assert kind.label == kind.label.lower() != ""
    assert kind.spss_level in {"nominal", "ordinal", "scale"}
    assert kind.statistic
    assert kind.chart
    problems = list(item_problems(an_item(kind.key)))
    assert problems == [], f"a type whose questions bring their own answers needs a list in OWN_LISTS of {SAMPLES}"


@every_type
def test_the_results_know_every_type(kind: QuestionType) -> None:
    """Nothing fails on a type that analysis does not know: its answers are just never shown."""
    assert kind.key in SCALES | CATEGORIES | ELSEWHERE, (
        f"nobody would see the answers to ‘{kind.key}’: name it in SCALES (scores) or CATEGORIES (shares) of "
        "analysis/outline.py, or in ELSEWHERE of this test when a block of its own shows them"
    )


@every_type
def test_a_value_survives_being_shown_and_posted_again(kind: QuestionType) -> None:
    item, value = an_item(kind.key), GOOD[kind.key]
    posted = Browser(kind.render(item, "resident", "V1", value)).posted
    assert kind.read(item, posted["V1"]).value == value
    assert kind.read(item, kind.posted(value)).value == value


@every_type
def test_every_option_survives_being_shown_and_posted_again(kind: QuestionType) -> None:
    item = an_item(kind.key)
    for field in Browser(kind.render(item, "", "V1")).fields("radio", "checkbox"):
        value = kind.read(item, [field["value"]]).value
        assert value in (field["value"], [field["value"]])
        assert kind.read(item, Browser(kind.render(item, "", "V1", value)).posted["V1"]).value == value


@every_type
def test_nothing_is_chosen_beforehand(kind: QuestionType) -> None:
    posted = Browser(kind.render(an_item(kind.key), "", "V1")).posted
    assert set(posted) <= {"V1"}, "every field is named {{ name }}"
    assert not any(posted.get("V1", []))


@every_type
@pytest.mark.parametrize("texts", [[], [""], ["", ""]])
def test_an_empty_answer_is_skipped_and_no_error(kind: QuestionType, texts: list[str]) -> None:
    assert kind.read(an_item(kind.key), texts) == SKIPPED
    form = form_for(a_definition(an_item(kind.key)))
    assert form.parse({"V1": texts} if texts else {}) == form.parse({})
    assert form.parse({}).errors == {}


@every_type
def test_a_required_question_left_open_says_what_to_do(kind: QuestionType) -> None:
    form = form_for(a_definition(an_item(kind.key, is_required=True)))
    assert form.parse({}).errors == {"V1": kind.required_error}
    assert "(verplicht)" in Browser(form.page_html(0)).text
    assert form.parse({"V1": kind.posted(GOOD[kind.key])}).errors == {}


@every_type
def test_a_wrong_value_gives_a_dutch_sentence_at_the_question(kind: QuestionType) -> None:
    form = form_for(a_definition(an_item(kind.key)))
    parsed = form.parse({"V1": WRONG[kind.key]})
    assert parsed.answers == {}
    error = parsed.errors["V1"]
    assert error.endswith(".")
    page = Browser(form.page_html(0, parsed.shown, parsed.errors))
    assert error in page.text
    described = [attrs for _, attrs in page.elements if "V1-error" in attrs.get("aria-describedby", "").split()]
    assert len(described) == 1
    assert [attrs["id"] for attrs in page.all("p") if attrs.get("class") == "pm-error"] == ["V1-error"]
    assert any(attrs.get("aria-invalid") == "true" for _, attrs in page.elements)


@every_type
def test_nothing_typed_is_lost_beside_an_error(kind: QuestionType) -> None:
    form = form_for(a_definition(an_item(kind.key)))
    parsed = form.parse({"V1": WRONG[kind.key]})
    page = Browser(form.page_html(0, parsed.shown, parsed.errors))
    assert page.posted.get("V1") == (WRONG[kind.key] if page.fields("text") else None)


@every_type
def test_posted_markup_is_never_markup_on_the_page(kind: QuestionType) -> None:
    evil = '"><script>alert(1)</script>\ue000error\ue000'
    form = form_for(a_definition(an_item(kind.key)))
    parsed = form.parse({"V1": [evil]})
    html = form.page_html(0, {"V1": evil} | parsed.shown, {"V1": evil})
    assert Browser(html).all("script") == []
    assert "alert(1)" in Browser(html).text


@every_type
def test_the_question_is_the_name_of_its_field(kind: QuestionType) -> None:
    page = Browser(kind.render(an_item(kind.key, wordings={"business": "Had u tijd?"}), "business", "V1"))
    ids = {attrs["id"] for _, attrs in page.elements if "id" in attrs}
    assert "Had u tijd?" in page.text
    assert page.all("legend") or "Had u tijd?" in page.labels["V1"]
    for _, attrs in page.elements:
        assert set(f"{attrs.get('aria-describedby', '')} {attrs.get('aria-labelledby', '')}".split()) <= ids
    assert len(ids) == len([attrs for _, attrs in page.elements if "id" in attrs])
    assert "V1" in ids


@every_type
def test_every_option_has_its_label_as_text(kind: QuestionType) -> None:
    item = an_item(kind.key)
    page = Browser(kind.render(item, "", "V1"))
    fields = page.fields()
    assert {field["name"] for field in fields} == {"V1"}
    if item.options:
        assert [page.labels[field["id"]].strip() for field in fields] == [option.label for option in item.options]
    chosen_from = [field["value"] for field in page.fields("radio", "checkbox")]
    assert chosen_from in ([], [option.code for option in item.options])


@every_type
def test_not_knowing_stands_apart(kind: QuestionType) -> None:
    item = an_item(kind.key)
    page = Browser(kind.render(item, "", "V1"))
    apart = [attrs["for"] for attrs in page.all("label") if "pm-option--unknown" in attrs.get("class", "")]
    assert apart == ["V1-W" for option in item.options if option.is_unknown]


@every_type
def test_no_script_and_no_style_in_the_page(kind: QuestionType) -> None:
    for html in (kind.render(an_item(kind.key), "", "V1", GOOD[kind.key], "Fout."), _on_paper(kind)):
        page = Browser(html)
        assert page.all("script", "style", "link") == []
        assert [name for _, attrs in page.elements for name in attrs if name == "style" or name.startswith("on")] == []


@every_type
def test_the_question_can_be_printed(kind: QuestionType) -> None:
    text = Browser(_on_paper(kind)).text
    assert "Was er genoeg tijd?" in text
    assert all(option.label in text for option in an_item(kind.key).options)


def _on_paper(kind: QuestionType) -> str:
    return form_for(a_definition(an_item(kind.key))).print_html


@every_type
def test_columns_have_unique_keys_and_as_many_labels_and_scores_as_codes(kind: QuestionType) -> None:
    columns = columns_for(an_item(kind.key))
    assert len({column.key for column in columns}) == len(columns)
    for column in columns:
        assert column.question == "V1"
        assert len(column.labels) == len(column.codes)
        assert column.scores is None or len(column.scores) == len(column.codes)
        assert column.is_number == (not column.codes)


@every_type
def test_a_stored_answer_finds_its_place_and_a_skipped_one_is_skipped(kind: QuestionType) -> None:
    item, value = an_item(kind.key), GOOD[kind.key]
    for column in columns_for(item):
        if column.is_number:
            assert number(column, {"V1": value}) == 1250.5
            continue
        assert category(column, {}) == MissingReason.SKIPPED
        place = category(column, {"V1": value})
        assert column.codes[place - 1] == (value if not column.option else str(int(column.option in value)))


@every_type
def test_not_knowing_is_a_missing_reason_and_no_category(kind: QuestionType) -> None:
    item = an_item(kind.key)
    not_applicable = {"NVT": MissingReason.NOT_APPLICABLE}
    not_known = {"W": MissingReason.NOT_KNOWN} if item.option("W") else {}
    assert kind.missing_reasons(item) == not_applicable | not_known
    for column in columns_for(item):
        assert "W" not in column.codes
        if not column.is_number:
            assert {code: category(column, {"V1": code}) for code in column.missing} == kind.missing_reasons(item)


@every_type
def test_the_definition_of_a_question_survives_storing(kind: QuestionType) -> None:
    definition = a_definition(an_item(kind.key, hint="Kijk goed.", is_required=True))
    assert type(definition).from_json(definition.to_json()) == definition
    assert type(definition).from_json(definition.to_json()).item("V1") == definition.item("V1")
