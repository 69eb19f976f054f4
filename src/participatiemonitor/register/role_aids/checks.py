"""What must be right in the file of a role aid. Each problem is one sentence part that names its place."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from participatiemonitor.register.role_models import TRACKS, role_model

type Table = Mapping[str, Any]

HEAD = {
    "key": str, "version": int, "track": str, "title": str, "role_model": str, "equal_below": int,
    "floor_gives_way": str, "measured_always": str, "sources": list, "topics": list, "demands": list,
    "guard_rails": list,
}  # fmt: skip
HEAD_EXTRA = {"role_model_version": int}
TOPIC = {"title": str, "intro": str, "criteria": list}
CRITERION = {"code": str, "text": str, "options": list}
OPTION = {"text": str, "points": list}
OPTION_EXTRA = {"ceiling": str, "floor": str, "stop": str, "notice": str, "notice_rungs": list}
DEMANDS = {
    "rung": str, "council": str, "executive": str, "organisation": str, "methods": list, "check": str,
    "measured": list,
}  # fmt: skip
GUARD_RAIL = {"code": str, "text": str, "ground": str}
GUARD_RAIL_EXTRA = {"answers": list, "rungs": list}


def problems(data: Table) -> Iterator[str]:
    """Everything that is wrong, first the shape, then what the parts say about each other."""
    shape = list(_shape(data))
    yield from shape
    if not shape:
        yield from _meaning(data)


def _shape(data: Table) -> Iterator[str]:
    head = list(_fields("de rolwijzer", data, HEAD, HEAD_EXTRA))
    yield from head
    if head:
        return
    for topic in data["topics"]:
        name = f"onderwerp {_named(topic, 'title')}"
        wrong = list(_fields(name, topic, TOPIC))
        yield from wrong
        for criterion in [] if wrong else topic["criteria"]:
            yield from _criterion_shape(criterion)
    for demands in data["demands"]:
        yield from _fields(f"rol {_named(demands, 'rung')}", demands, DEMANDS)
    for rail in data["guard_rails"]:
        yield from _fields(f"spelregel {_named(rail, 'code')}", rail, GUARD_RAIL, GUARD_RAIL_EXTRA)


def _criterion_shape(criterion: Any) -> Iterator[str]:
    name = f"vraag {_named(criterion, 'code')}"
    wrong = list(_fields(name, criterion, CRITERION, {"room": str}))
    yield from wrong
    if wrong:
        return
    for number, option in enumerate(criterion["options"], start=1):
        yield from _fields(f"{name}, antwoord {number}", option, OPTION, OPTION_EXTRA)


def _meaning(data: Table) -> Iterator[str]:
    if data["track"] not in TRACKS:
        yield "‘track’ is B of O"
        return
    try:
        model = role_model(data["track"], data.get("role_model_version", 1))
    except KeyError:
        yield f"er is geen versie {data.get('role_model_version', 1)} van het rollenmodel"
        return
    rungs = [rung.code for rung in model.choosable]
    if data["role_model"] != model.key:
        yield f"‘role_model’ is {model.key}"
    if [demands["rung"] for demands in data["demands"]] != rungs:
        yield f"elke rol staat er één keer, in deze volgorde: {', '.join(rungs)}"
    criteria = [criterion for topic in data["topics"] for criterion in topic["criteria"]]
    yield from _twice("vraag", [criterion["code"] for criterion in criteria])
    yield from _twice("spelregel", [rail["code"] for rail in data["guard_rails"]])
    for criterion in criteria:
        yield from _criterion_meaning(criterion, rungs)
    known = {f"{each['code']}={n}" for each in criteria for n in range(1, len(each["options"]) + 1)}
    for rail in data["guard_rails"]:
        unknown = {*rail.get("answers", ())} - known | {*rail.get("rungs", ())} - {*rungs}
        yield from (f"spelregel {rail['code']}: ‘{name}’ bestaat niet" for name in sorted(unknown))


def _criterion_meaning(criterion: Table, rungs: list[str]) -> Iterator[str]:
    name = f"vraag {criterion['code']}"
    if len(criterion["options"]) < 2:
        yield f"{name}: er zijn minstens twee antwoorden nodig"
    for number, option in enumerate(criterion["options"], start=1):
        points = option["points"]
        if len(points) != len(rungs) or not all(type(each) is int and each >= 0 for each in points):
            yield f"{name}, antwoord {number}: ‘points’ heeft {len(rungs)} hele getallen van 0 of hoger nodig"
        named = [option.get("ceiling"), option.get("floor"), *option.get("notice_rungs", ())]
        yield from (
            f"{name}, antwoord {number}: rol ‘{rung}’ bestaat niet" for rung in named if rung not in {None, *rungs}
        )
    yield from _room_problems(name, criterion, rungs)


def _room_problems(name: str, criterion: Table, rungs: list[str]) -> Iterator[str]:
    """More room never lowers the ceiling, where a question says that its answers stand in that order."""
    room = criterion.get("room")
    if room is None:
        return
    if room not in {"up", "down"}:
        yield f"{name}: ‘room’ is up of down"
        return
    ceilings = [option.get("ceiling", rungs[-1]) for option in criterion["options"]]
    ordered = ceilings if room == "up" else ceilings[::-1]
    heights = [rungs.index(rung) for rung in ordered if rung in rungs]
    if any(later < earlier for earlier, later in pairwise(heights)):
        yield f"{name}: meer ruimte geeft een lager plafond"


def _fields(
    name: str, table: Any, wanted: Mapping[str, type], extra: Mapping[str, type] | None = None
) -> Iterator[str]:
    if not isinstance(table, Mapping):
        yield f"{name} is een tabel"
        return
    known = {**wanted, **(extra or {})}
    for field, kind in known.items():
        value = table.get(field)
        if field in table or field in wanted:
            wrong = not isinstance(value, kind) or isinstance(value, bool) or not value
            if wrong or (
                isinstance(value, list) and field in TEXTS and not all(isinstance(text, str) for text in value)
            ):
                yield f"{name}: ‘{field}’ ontbreekt of klopt niet"
    yield from (f"{name}: veld ‘{field}’ bestaat niet" for field in table if field not in known)


TEXTS = {"sources", "methods", "measured", "answers", "rungs", "notice_rungs"}


def _named(table: Any, field: str) -> str:
    return str(table.get(field, "?")) if isinstance(table, Mapping) else "?"


def _twice(what: str, names: list[str]) -> Iterator[str]:
    yield from (f"{what} {name} staat er meer dan één keer" for name, count in Counter(names).items() if count > 1)
