"""The questionnaires that come with the product: one TOML file each, read and checked at the start."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from participatiemonitor.questions.definition import Definition, Item, Json, Topic, item_from_json
from participatiemonitor.questions.validation import DefinitionError, checked

FOLDER = Path(__file__).parent
CONSTRUCTS = FOLDER.parent / "constructs.toml"

# The words of the files beside the words of the code.
_ITEM = {
    "short": "short_moments",
    "core": "is_core",
    "required": "is_required",
    "default": "is_default",
    "whole": "is_whole",
} | {
    name: name
    for name in (
        "code", "type", "text", "construct", "wordings", "options", "moments", "hint", "when", "favourable",
        "track", "mirrors", "source", "minimum", "maximum", "unit", "max_choices",
    )
}  # fmt: skip
_OPTION = {"code": "code", "label": "label", "score": "score", "exclusive": "is_exclusive"}
_TOPIC = {"key", "title", "intro", "items"}
_HEAD = {"code", "number", "title", "audience", "track", "topics"}


@cache
def load_library() -> tuple[Definition, ...]:
    """Every questionnaire in the folder, checked. Raises `DefinitionError` naming the file and the question."""
    return tuple(read_file(path) for path in sorted(FOLDER.glob("*.toml")))


@cache
def constructs() -> Mapping[str, str]:
    """What a question can measure: key and Dutch name."""
    return {key: str(name) for key, name in tomllib.loads(CONSTRUCTS.read_text(encoding="utf-8")).items()}


def read_file(path: Path) -> Definition:
    """One questionnaire from a TOML file, checked. Raises `DefinitionError`."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DefinitionError(path.name, [f"dit is geen geldig TOML-bestand ({error})"]) from None
    definition = read(data, path.name)
    if definition.code != path.stem:
        raise DefinitionError(path.name, [f"de code ‘{definition.code}’ is niet de naam van het bestand"])
    return definition


def read(data: Mapping[str, Json], where: str) -> Definition:
    """One questionnaire from plain data as it stands in a file, checked. Raises `DefinitionError`."""
    problems = _field_problems(data)
    if problems:
        raise DefinitionError(where, problems)
    try:
        definition = Definition(
            code=_text(data["code"]),
            number=_whole(data["number"]),
            title=_text(data["title"]),
            audience=_text(data["audience"]),
            track=_text(data["track"]),
            topics=tuple(_topic(topic) for topic in _tables(data["topics"])),
        )
    except (TypeError, ValueError) as error:
        raise DefinitionError(where, [str(error)]) from None
    unknown = [
        f"vraag {item.code} meet ‘{item.construct}’, dat niet in constructs.toml staat"
        for item in definition.all_items
        if item.construct not in constructs()
    ]
    if unknown:
        raise DefinitionError(where, unknown)
    return checked(definition, where)


def _field_problems(data: Mapping[str, Json]) -> list[str]:
    problems = _strange("de vragenlijst", data, _HEAD) + [f"‘{name}’ ontbreekt" for name in sorted(_HEAD - set(data))]
    for topic in _tables(data.get("topics", [])):
        name = f"onderwerp {topic.get('key', '?')}"
        problems += _strange(name, topic, _TOPIC)
        problems += [f"{name}: ‘{field}’ ontbreekt" for field in ("key", "title", "items") if field not in topic]
        for item in _tables(topic.get("items", [])):
            name = f"vraag {item.get('code', '?')}"
            problems += _strange(name, item, set(_ITEM))
            wanted = ("code", "type", "text", "construct")
            problems += [f"{name}: ‘{field}’ ontbreekt" for field in wanted if field not in item]
            for option in _tables(item.get("options", [])):
                problems += _strange(name, option, set(_OPTION))
                problems += [f"{name}: ‘{field}’ ontbreekt" for field in ("code", "label") if field not in option]
    return problems


def _strange(name: str, table: Mapping[str, Json], known: set[str]) -> list[str]:
    return [f"{name}: veld ‘{field}’ bestaat niet" for field in table if field not in known]


def _topic(data: Mapping[str, Json]) -> Topic:
    items = tuple(_item(item) for item in _tables(data["items"]))
    return Topic(key=_text(data["key"]), title=_text(data["title"]), intro=_text(data.get("intro", "")), items=items)


def _item(data: Mapping[str, Json]) -> Item:
    plain: dict[str, Json] = {_ITEM[name]: value for name, value in data.items()}
    plain["options"] = [
        {_OPTION[name]: value for name, value in option.items()} for option in _tables(data.get("options", []))
    ]
    item = item_from_json(plain)
    for name in ("code", "type", "text", "construct", "hint", "track", "mirrors", "source", "unit"):
        if not isinstance(getattr(item, name), str):
            raise TypeError(f"vraag {item.code}: ‘{name}’ is geen tekst")
    for name in ("is_core", "is_required", "is_default", "is_whole", "favourable"):
        if not isinstance(getattr(item, name), bool):
            raise TypeError(f"vraag {item.code}: ‘{name.removeprefix('is_')}’ is true of false")
    if not all(isinstance(option.code, str) and isinstance(option.label, str) for option in item.options):
        raise TypeError(f"vraag {item.code}: code en label van een antwoord zijn teksten")
    return item


def _text(value: Json) -> str:
    if not isinstance(value, str):
        raise TypeError(f"‘{value}’ is geen tekst")
    return value


def _whole(value: Json) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"‘{value}’ is geen heel getal")
    return value


def _tables(value: Json) -> list[dict[str, Json]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
