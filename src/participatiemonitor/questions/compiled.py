"""A questionnaire made ready to ask: pages of fixed HTML and a reader for what is posted.

Templates are read once per form and kept in memory. A request joins strings: no template engine, no form library.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from html import escape

from django.utils.safestring import SafeString, mark_safe

from participatiemonitor.questions.definition import VARIANTS, Definition, Item, Value, asked
from participatiemonitor.questions.routing import explain, holds, questions_in
from participatiemonitor.questions.types import type_of
from participatiemonitor.questions.types.question_type import QuestionType
from participatiemonitor.questions.types.segments import Drawn

_NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Page:
    """One topic of a form: the door shows title and intro, `Form.page_html` the questions."""

    key: str
    title: str
    intro: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Parsed:
    """What was posted: answers to store, a sentence per question that does not fit, and what was typed there."""

    answers: dict[str, Value] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    raw: dict[str, Value] = field(default_factory=dict)

    @property
    def shown(self) -> dict[str, Value]:
        """The values to show again: the answers, and what was typed where an answer does not fit."""
        return {**self.answers, **self.raw}


@dataclass(frozen=True, slots=True)
class _Question:
    item: Item
    type: QuestionType
    drawing: Drawn

    def html(self, value: Value | None, error: str) -> str:
        return self.type.html(self.drawing, value, error)


class Form:
    """One questionnaire for one moment, length, kind of respondent and track. Made by `form_for`."""

    def __init__(self, definition: Definition, pages: tuple[Page, ...], variant: str) -> None:
        self.definition = definition
        self.pages = pages
        self.variant = variant
        self.items = tuple(item for page in pages for item in page.items)
        self.has_rules = any(item.when for item in self.items)
        self._by_page = tuple(tuple(self._question(item, page.items) for item in page.items) for page in pages)
        self._codes = tuple(frozenset(item.code for item in page.items) for page in pages)
        self._page_has_rules = tuple(any(item.when for item in page.items) for page in pages)
        self._empty = tuple(self._page(number, {}, {}) for number in range(len(pages)))

    def page_html(
        self, index: int, values: Mapping[str, Value] = _NOTHING, errors: Mapping[str, str] = _NOTHING
    ) -> SafeString:
        """The questions of a page. `values` may hold the answers of all pages; they decide which questions show."""
        if not values and not errors:
            return self._empty[index]
        codes = self._codes[index]
        if not self._page_has_rules[index] and codes.isdisjoint(values) and codes.isdisjoint(errors):
            return self._empty[index]
        return self._page(index, values, errors)

    def all_html(self, values: Mapping[str, Value] = _NOTHING, errors: Mapping[str, str] = _NOTHING) -> SafeString:
        """All questions on one page, a section with a heading per topic. Conditions stand in words."""
        if not values and not errors:
            return self._everything_empty
        return self._everything(values, errors)

    @cached_property
    def print_html(self) -> SafeString:
        """All questions on paper."""
        sections = (
            _section(page, (type_of(item.type).drawn(item, self.variant, on_paper=True).empty for item in page.items))
            for page in self.pages
        )
        return mark_safe("".join(sections))  # noqa: S308 our templates and definitions, escaped by the engine

    def is_page_shown(self, index: int, values: Mapping[str, Value]) -> bool:
        """Whether these answers leave any question on the page; a page without questions is passed by."""
        return not self._page_has_rules[index] or not self._codes[index].isdisjoint(self._shown(values, index))

    def parse(
        self, post: Mapping[str, list[str]], page_index: int | None = None, *, known: Mapping[str, Value] | None = None
    ) -> Parsed:
        """Read what was posted for a page, or for all pages without `page_index`.

        `post` gives all texts per name (`dict(request.POST.lists())`). Names that are no question are ignored. An
        answer to a question that a rule hides is dropped; for one page that can only be decided when `known` gives
        the answers of the other pages.
        """
        parsed = Parsed()
        groups = self._by_page if page_index is None else (self._by_page[page_index],)
        for questions in groups:
            for question in questions:
                texts = post.get(question.item.code)
                if texts:
                    _read(question, texts, parsed)
        shown = None
        if self.has_rules and (page_index is None or known is not None):
            shown = self._shown({**(known or {}), **parsed.answers})
        for questions in groups:
            for question in questions:
                _finish(question, shown, parsed)
        return parsed

    def _question(self, item: Item, page: Collection[Item]) -> _Question:
        depends = bool(item.when) and not questions_in(item.when or {}).isdisjoint(one.code for one in page)
        return self._drawn(item, with_condition=depends)

    def _drawn(self, item: Item, *, with_condition: bool) -> _Question:
        condition = ""
        if with_condition and item.when:
            condition = f"Vul dit alleen in als {explain(item.when, self.definition)}."
        question_type = type_of(item.type)
        return _Question(item, question_type, question_type.drawn(item, self.variant, condition=condition))

    def _shown(self, values: Mapping[str, Value], page_index: int | None = None) -> set[str]:
        """Codes that show, given these answers; answers to hidden questions do not count."""
        shown: set[str] = set()
        counted: dict[str, Value] = {}
        here = self._codes[page_index] if page_index is not None else frozenset[str]()
        for item in self.items:
            # A condition on the same page cannot be known before the page is posted.
            open_still = bool(item.when) and bool(here & questions_in(item.when or {})) and item.code in here
            if open_still or holds(item.when, counted):
                shown.add(item.code)
                if item.code in values:
                    counted[item.code] = values[item.code]
        return shown

    def _page(self, index: int, values: Mapping[str, Value], errors: Mapping[str, str]) -> SafeString:
        questions: Iterable[_Question] = self._by_page[index]
        if self._page_has_rules[index]:
            shown = self._shown(values, index)
            questions = (question for question in questions if question.item.code in shown)
        return mark_safe(_html(questions, values, errors))  # noqa: S308 our templates; values are escaped in `slot`

    @cached_property
    def _all_questions(self) -> tuple[tuple[_Question, ...], ...]:
        return tuple(
            tuple(
                self._drawn(question.item, with_condition=True) if question.item.when else question
                for question in questions
            )
            for questions in self._by_page
        )

    @cached_property
    def _everything_empty(self) -> SafeString:
        return self._everything({}, {})

    def _everything(self, values: Mapping[str, Value], errors: Mapping[str, str]) -> SafeString:
        sections = (
            _section(page, [_html(questions, values, errors)])
            for page, questions in zip(self.pages, self._all_questions, strict=True)
        )
        return mark_safe("".join(sections))  # noqa: S308 our templates; values are escaped in `slot`


def form_for(
    definition: Definition,
    *,
    moment: str | None = None,
    short: bool = False,
    variant: str = "",
    track: str = "",
    extra: Collection[str] = (),
) -> Form:
    """The form for a moment, length and kind of respondent (the answer to P1; unknown gives the general wording).

    `track` chooses between items for burgerparticipatie and overheidsparticipatie; `extra` are codes of switched-on
    items. Made once and kept.
    """
    known = variant if variant in VARIANTS else ""
    return _form(definition, moment, short, known, track, frozenset(extra))


@lru_cache(maxsize=256)
def _form(
    definition: Definition, moment: str | None, short: bool, variant: str, track: str, extra: frozenset[str]
) -> Form:
    pages = (
        Page(topic.key, topic.title, topic.intro, asked(topic, moment, short, track=track, extra=extra))
        for topic in definition.topics
    )
    return Form(definition, tuple(page for page in pages if page.items), variant)


def _read(question: _Question, texts: list[str], parsed: Parsed) -> None:
    code = question.item.code
    reading = question.type.read(question.item, texts)
    if reading.error:
        parsed.errors[code] = reading.error
        if reading.raw:
            parsed.raw[code] = reading.raw
    elif reading.value is not None:
        parsed.answers[code] = reading.value


def _finish(question: _Question, shown: set[str] | None, parsed: Parsed) -> None:
    code = question.item.code
    if shown is not None and code not in shown:
        parsed.answers.pop(code, None)
        parsed.errors.pop(code, None)
        parsed.raw.pop(code, None)
    elif shown is None and question.item.when:
        return
    elif question.item.is_required and code not in parsed.answers and code not in parsed.errors:
        parsed.errors[code] = question.type.required_error


def _html(questions: Iterable[_Question], values: Mapping[str, Value], errors: Mapping[str, str]) -> str:
    return "".join(
        question.html(values.get(question.item.code), errors.get(question.item.code, "")) for question in questions
    )


def _section(page: Page, parts: Iterable[str]) -> str:
    intro = f"<p>{escape(page.intro)}</p>" if page.intro else ""
    name = f"onderwerp-{page.key}"
    heading = f'<h2 id="{name}">{escape(page.title)}</h2>'
    return f'<section class="pm-topic" aria-labelledby="{name}">{heading}{intro}{"".join(parts)}</section>'
