"""The roles a municipality can promise: one TOML file per role model, read and checked at the start."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
TRACKS = ("B", "O")


class RoleModelError(ValueError):
    """A role model cannot be used; the sentence names the file and the rung."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One role, with what the municipality promises in plain Dutch. A rung that is not choosable is only kept.

    `earlier_input` tells people what becomes of what they did before, when a role changes into this one.
    `needs_decision` marks a promise that the competent body has to decide on (guard rail G2).
    """

    code: str
    name: str
    promise: str
    meaning: str
    earlier_input: str
    is_choosable: bool = True
    needs_decision: bool = False


@dataclass(frozen=True, slots=True)
class RoleModel:
    """A ladder or trap. Its order is no ranking: no rung is better than another."""

    key: str
    version: int
    track: str
    title: str
    rungs: tuple[Rung, ...]

    @property
    def choosable(self) -> tuple[Rung, ...]:
        """The rungs that can be promised."""
        return tuple(rung for rung in self.rungs if rung.is_choosable)

    def gives_more_room(self, before: str, after: str) -> bool:
        """Whether participants or initiators have more to say in `after` than in `before`. Raises ValueError."""
        order = [rung.code for rung in self.rungs]
        return order.index(after) > order.index(before)

    def rung(self, code: str) -> Rung:
        """The rung with this code. Raises KeyError."""
        for rung in self.rungs:
            if rung.code == code:
                return rung
        raise KeyError(code)


@cache
def load_role_models() -> tuple[RoleModel, ...]:
    """Every role model in the folder, the newest version of each track. Raises `RoleModelError`."""
    models = [read_file(path) for path in sorted(FOLDER.glob("*.toml"))]
    per_track = Counter(model.track for model in models)
    for track in TRACKS:
        if per_track[track] != 1:
            raise RoleModelError(f"Voor track {track} is precies één rollenmodel nodig; er zijn er {per_track[track]}.")
    return tuple(sorted(models, key=lambda model: model.track))


def role_model(track: str) -> RoleModel:
    """The role model of a track: B for burgerparticipatie, O for overheidsparticipatie. Raises KeyError."""
    for model in load_role_models():
        if model.track == track:
            return model
    raise KeyError(track)


def read_file(path: Path) -> RoleModel:
    """One role model from a TOML file, checked. Raises `RoleModelError`."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RoleModelError(f"{path.name}: dit is geen geldig TOML-bestand ({error})") from None
    problems = list(_problems(data))
    if problems:
        raise RoleModelError(f"{path.name}: {'; '.join(problems)}")
    rungs = [
        Rung(
            **{name: rung[name] for name in _RUNG},
            is_choosable=rung.get("choosable", True),
            needs_decision=rung.get("needs_decision", False),
        )
        for rung in data["rungs"]
    ]
    return RoleModel(data["key"], data["version"], data["track"], data["title"], tuple(rungs))


_HEAD: dict[str, type] = {"key": str, "version": int, "track": str, "title": str, "rungs": list}
_RUNG: dict[str, type] = {"code": str, "name": str, "promise": str, "meaning": str, "earlier_input": str}
_MARKS = ("choosable", "needs_decision")


def _problems(data: dict[str, object]) -> Iterator[str]:
    yield from _field_problems("het rollenmodel", data, _HEAD)
    if data.get("track") not in TRACKS:
        yield "‘track’ is B of O"
    rungs = data.get("rungs")
    if not isinstance(rungs, list) or not rungs:
        yield "er zijn geen rollen"
        return
    for rung in rungs:
        if not isinstance(rung, dict):
            yield "een rol is een tabel"
            continue
        name = f"rol {rung.get('code', '?')}"
        yield from _field_problems(name, rung, _RUNG, allowed=frozenset(_MARKS))
        wrong = [mark for mark in _MARKS if not isinstance(rung.get(mark, True), bool)]
        yield from (f"{name}: ‘{mark}’ is true of false" for mark in wrong)
    codes = Counter(rung.get("code") for rung in rungs if isinstance(rung, dict))
    yield from (f"rol {code} staat er meer dan één keer" for code, count in codes.items() if count > 1)


def _field_problems(
    name: str, table: dict[str, object], wanted: dict[str, type], *, allowed: frozenset[str] = frozenset()
) -> Iterator[str]:
    for field, kind in wanted.items():
        value = table.get(field)
        if not isinstance(value, kind) or isinstance(value, bool) or not value:
            yield f"{name}: ‘{field}’ ontbreekt of klopt niet"
    known = {*wanted, *allowed}
    yield from (f"{name}: veld ‘{field}’ bestaat niet" for field in table if field not in known)
