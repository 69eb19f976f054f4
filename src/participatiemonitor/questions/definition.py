"""A questionnaire as data: topics with items. Pure; what is published is exactly `to_json()`."""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property

type Json = str | int | float | bool | list[Json] | dict[str, Json] | None
# A tree such as {"op": "lt", "q": "K09", "v": 3}; see routing.py.
type Rule = Mapping[str, Json]
# Answers as stored: a code or text, or several codes.
type Value = str | list[str]

MOMENTS = ("M1", "M2")
VARIANTS = ("resident", "business", "organisation")
# The code for "weet ik niet / past niet": kept apart from a skipped question.
UNKNOWN = "W"
# The code for "niet van toepassing" in answers that came from a file; never an option on a page.
NOT_APPLICABLE = "NVT"


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer. `score` is its number, or None when it has no place on the scale."""

    code: str
    label: str
    score: float | None = None
    # "Geen": cannot go together with other choices.
    is_exclusive: bool = False

    @property
    def is_unknown(self) -> bool:
        """Whether this says that the respondent does not know."""
        return self.code == UNKNOWN


@dataclass(frozen=True, slots=True)
class Item:
    """One question.

    `moments` are the moments at which it is asked, `short_moments` those at which the short form asks it. An item
    that is not `is_default` is only asked when somebody switches it on. `mirrors` is the participants' item that
    this one of the project leader stands beside. `track` limits it to burgerparticipatie (B) or
    overheidsparticipatie (O).
    """

    code: str
    type: str
    text: str
    construct: str = ""
    wordings: Mapping[str, str] = field(default_factory=dict)
    options: tuple[Option, ...] = ()
    moments: tuple[str, ...] = MOMENTS
    short_moments: tuple[str, ...] = ()
    is_core: bool = False
    is_required: bool = False
    is_default: bool = True
    hint: str = ""
    when: Rule | None = None
    favourable: bool = True
    track: str = ""
    mirrors: str = ""
    source: str = ""
    minimum: float | None = None
    maximum: float | None = None
    is_whole: bool = True
    unit: str = ""
    max_choices: int | None = None

    @property
    def is_short(self) -> bool:
        """Whether the short form asks this at any moment."""
        return bool(self.short_moments)

    def wording(self, variant: str) -> str:
        """The question as this kind of respondent reads it."""
        return self.wordings.get(variant, self.text)

    def option(self, code: str) -> Option | None:
        """The option with this code."""
        return next((option for option in self.options if option.code == code), None)


@dataclass(frozen=True, slots=True)
class Topic:
    """Items that stand on one page."""

    key: str
    title: str
    items: tuple[Item, ...]
    intro: str = ""


@dataclass(frozen=True, eq=False)
class Definition:
    """A whole questionnaire. Two definitions are equal when their checksums are."""

    code: str
    number: int
    title: str
    audience: str
    track: str
    topics: tuple[Topic, ...]
    # The question that says how it went as a whole; success factors are laid beside it. Empty for the shared ones.
    outcome: str = ""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Definition) and (self is other or self._digest == other._digest)

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash(self._digest)

    @cached_property
    def _digest(self) -> str:
        text = json.dumps(self.to_json(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    @cached_property
    def all_items(self) -> tuple[Item, ...]:
        """Every item, whenever and of whomever it is asked."""
        return tuple(item for topic in self.topics for item in topic.items)

    @cached_property
    def _by_code(self) -> dict[str, Item]:
        return {item.code: item for item in self.all_items}

    def checksum(self) -> str:
        """SHA-256 of the canonical text of this definition."""
        return self._digest

    def item(self, code: str) -> Item:
        """The item with this code. Raises KeyError."""
        return self._by_code[code]

    def items(
        self, moment: str | None = None, short: bool = False, *, track: str = "", extra: Collection[str] = ()
    ) -> tuple[Item, ...]:
        """Items asked at this moment (all moments without one), on this track; `extra` are switched-on codes."""
        return tuple(item for topic in self.topics for item in asked(topic, moment, short, track=track, extra=extra))

    def to_json(self) -> dict[str, Json]:
        """Plain data; fields that hold their default are left out, so a new field changes no checksum."""
        data: dict[str, Json] = {name: getattr(self, name) for name in ("code", "number", "title", "audience", "track")}
        topics: list[Json] = []
        for topic in self.topics:
            items: list[Json] = [_plain(item) for item in topic.items]
            topics.append({"key": topic.key, "title": topic.title, "intro": topic.intro, "items": items})
        data["topics"] = topics
        return data | {"outcome": self.outcome} if self.outcome else data

    @classmethod
    def from_json(cls, data: Mapping[str, Json]) -> "Definition":
        """The definition that `to_json` wrote."""
        topics = data["topics"]
        assert isinstance(topics, list)
        return cls(
            code=str(data["code"]),
            number=int(str(data["number"])),
            title=str(data["title"]),
            audience=str(data["audience"]),
            track=str(data["track"]),
            topics=tuple(_topic(topic) for topic in topics),
            outcome=str(data.get("outcome", "")),
        )


def asked(
    topic: Topic, moment: str | None, short: bool, *, track: str = "", extra: Collection[str] = ()
) -> tuple[Item, ...]:
    """The items of a topic that this form asks."""
    return tuple(
        item
        for item in topic.items
        if (item.is_default or item.code in extra)
        and (not track or not item.track or item.track == track)
        and _at(item.short_moments if short else item.moments, moment)
    )


def _at(moments: tuple[str, ...], moment: str | None) -> bool:
    return bool(moments) if moment is None else moment in moments


_EMPTY = Item(code="", type="", text="")


def _plain(item: Item) -> dict[str, Json]:
    data: dict[str, Json] = {"code": item.code, "type": item.type, "text": item.text}
    for spec in fields(Item):
        value = getattr(item, spec.name)
        if spec.name in data or value == getattr(_EMPTY, spec.name):
            continue
        data[spec.name] = _jsonable(value)
    return data


def _jsonable(value: object) -> Json:
    if isinstance(value, Option):
        plain: dict[str, Json] = {"code": value.code, "label": value.label, "score": value.score}
        return plain | {"is_exclusive": True} if value.is_exclusive else plain
    if isinstance(value, tuple):
        return [_jsonable(one) for one in value]
    if isinstance(value, Mapping):
        return dict(value)
    assert isinstance(value, str | int | float | bool) or value is None
    return value


def _topic(data: Json) -> Topic:
    assert isinstance(data, dict)
    items = data["items"]
    assert isinstance(items, list)
    return Topic(
        key=str(data["key"]),
        title=str(data["title"]),
        intro=str(data.get("intro", "")),
        items=tuple(item_from_json(item) for item in items),
    )


def item_from_json(data: Json) -> Item:
    """One item from plain data. Raises TypeError for a field that does not exist."""
    assert isinstance(data, dict)
    known: dict[str, object] = dict(data)
    for name in ("moments", "short_moments"):
        if name in known:
            known[name] = tuple(known[name])  # type: ignore[arg-type]
    options = data.get("options", [])
    assert isinstance(options, list)
    known["options"] = tuple(Option(**option) for option in options)  # type: ignore[arg-type]
    return Item(**known)  # type: ignore[arg-type]
