"""Questions and questionnaires for tests, and a small browser that says what it would post."""

from dataclasses import replace
from html.parser import HTMLParser

from participatiemonitor.questions.definition import Definition, Item, Option, Topic, Value
from participatiemonitor.questions.types import TYPES, type_of
from participatiemonitor.questions.validation import checked

OPTIONS = (Option("a", "Appels"), Option("b", "Peren & bananen"), Option("none", "Geen", is_exclusive=True))
# A list for every type whose questions bring their own answers.
OWN_LISTS: dict[str, tuple[Option, ...]] = {"single": OPTIONS[:2], "multiple": OPTIONS}

# One value as it is stored, and posted texts that do not fit, for every type.
GOOD: dict[str, Value] = {
    "statement": "4",
    "grade": "7",
    "single": "b",
    "multiple": ["a", "b"],
    "open": "Er was <b>veel</b> tijd & rust.\nEn koffie.",
    "number": "1250.5",
    "more": "-1",
    "told": "3",
    "yes_no": "1",
    "influence": "BP3",
    "role": "OP4",
}
WRONG: dict[str, list[str]] = {key: ["hack"] for key in GOOD} | {"open": ["x" * 4001], "number": ["twaalf"]}


def an_item(type_key: str = "statement", **changes: object) -> Item:
    """A complete item of a type, ready to draw."""
    options = type_of(type_key).fixed_options() or OWN_LISTS.get(type_key, ())
    plain = Item(code="V1", type=type_key, text="Was er genoeg tijd?", options=options, is_whole=False)
    return replace(plain, **changes)  # type: ignore[arg-type]


def a_definition(*topics: tuple[Item, ...] | Item, **changes: object) -> Definition:
    """A checked questionnaire; every argument is a page."""
    pages = (topic if isinstance(topic, tuple) else (topic,) for topic in topics or (an_item(),))
    made = tuple(Topic(f"t{number}", f"Onderwerp {number}", items) for number, items in enumerate(pages, start=1))
    plain = Definition("proef", 1, "Proeflijst", "PARTICIPANTS", "B", made)
    return checked(replace(plain, **changes))  # type: ignore[arg-type]


def one_of_each() -> Definition:
    """A questionnaire with one question of every type, all on one page."""
    return a_definition(tuple(an_item(each.key, code=f"V_{each.key}") for each in TYPES))


class Browser(HTMLParser):
    """Reads a page the way a browser does: the elements, and what a form on it would post."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.posted: dict[str, list[str]] = {}
        self.labels: dict[str, str] = {}
        self.text = ""
        self._textarea = ""
        self._label = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Keep the element, and the value it would post."""
        attrs = {name: value or "" for name, value in attributes}
        self.elements.append((tag, attrs))
        if tag == "input" and (attrs.get("type") == "text" or "checked" in attrs):
            self.posted.setdefault(attrs["name"], []).append(attrs["value"])
        if tag == "textarea":
            self._textarea = attrs["name"]
            self.posted[self._textarea] = [""]
        if tag == "label":
            self._label = attrs.get("for", "")

    def handle_endtag(self, tag: str) -> None:
        """Leave a text field or label."""
        if tag == "textarea":
            self._textarea = ""
        if tag == "label":
            self._label = ""

    def handle_data(self, data: str) -> None:
        """Keep the text where it belongs."""
        self.text += data
        if self._textarea:
            self.posted[self._textarea][0] += data
        if self._label:
            self.labels[self._label] = self.labels.get(self._label, "") + data

    def all(self, *tags: str) -> list[dict[str, str]]:
        """The attributes of all elements with these tags."""
        return [attrs for tag, attrs in self.elements if tag in tags]

    def fields(self, *kinds: str) -> list[dict[str, str]]:
        """The attributes of all fields of these kinds, or of every kind; a text area counts as text."""
        found = [*self.all("input"), *({**attrs, "type": "text"} for attrs in self.all("textarea"))]
        return [attrs for attrs in found if not kinds or attrs["type"] in kinds]
