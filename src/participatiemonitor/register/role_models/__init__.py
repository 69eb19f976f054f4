"""The roles a municipality can promise: one TOML file per version of a role model, read and checked at the start.

The highest version of a track is in use. Earlier ones stay for what was promised and advised with them.
"""

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
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

    def height(self, code: str) -> int:
        """The place of a rung in the order: at a higher one people have more to say. Raises KeyError."""
        return self.rungs.index(self.rung(code))

    def rung(self, code: str) -> Rung:
        """The rung with this code. Raises KeyError."""
        for rung in self.rungs:
            if rung.code == code:
                return rung
        raise KeyError(code)


@cache
def load_role_models() -> tuple[RoleModel, ...]:
    """Every version of every role model in the folder, by track and version. Raises `RoleModelError`."""
    return in_order(read_file(path) for path in sorted(FOLDER.glob("*.toml")))


def in_order(models: Iterable[RoleModel]) -> tuple[RoleModel, ...]:
    """These models by track and version. Raises `RoleModelError` for a version twice, or a track without any."""
    ordered = tuple(sorted(models, key=lambda model: (model.track, model.version)))
    for one, other in pairwise(ordered):
        if (one.track, one.version) == (other.track, other.version):
            raise RoleModelError(f"Versie {one.version} voor track {one.track} staat er meer dan één keer.")
    missing = [track for track in TRACKS if track not in {model.track for model in ordered}]
    if missing:
        raise RoleModelError(f"Voor track {missing[0]} is er geen rollenmodel.")
    return ordered


def versions(track: str) -> tuple[RoleModel, ...]:
    """Every version of the role model of a track, the one in use last."""
    return tuple(model for model in load_role_models() if model.track == track)


def role_model(track: str, version: int | None = None) -> RoleModel:
    """The role model of a track (B burgerparticipatie, O overheidsparticipatie): the one in use, or an earlier one.

    Raises KeyError.
    """
    found = [model for model in versions(track) if version in {None, model.version}]
    if not found:
        raise KeyError((track, version))
    return found[-1]


def rung_name(track: str, version: int, code: str) -> str:
    """How a rung is called in the model that it was promised with; the code itself where nobody knows it."""
    try:
        return role_model(track, version).rung(code).name
    except KeyError:
        return code


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
