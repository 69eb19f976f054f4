"""The role aids: questions, points, limits and guard rails as data, one TOML file per aid and version.

Every file in the folder is read and checked at the start. Old versions stay: an assessment keeps the version that it
was made with.
"""

import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from participatiemonitor.register.role_aids.checks import problems
from participatiemonitor.register.role_models import TRACKS, RoleModel, role_model

FOLDER = Path(__file__).parent


class RoleAidError(ValueError):
    """A role aid cannot be used; the sentence names the file and the place."""


@dataclass(frozen=True, slots=True)
class CriterionOption:
    """One answer: points per rung, and what it limits, stops or asks."""

    text: str
    points: tuple[int, ...]
    ceiling: str = ""
    floor: str = ""
    stop: str = ""
    notice: str = ""
    notice_rungs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Criterion:
    """One question. With `room` the options stand in order: up means that each next one leaves more room."""

    code: str
    text: str
    options: tuple[CriterionOption, ...]
    room: str = ""

    def option(self, number: int) -> CriterionOption:
        """The option with this number, counted from 1. Raises IndexError."""
        if not 1 <= number <= len(self.options):
            raise IndexError(number)
        return self.options[number - 1]


@dataclass(frozen=True, slots=True)
class AidTopic:
    """Questions that stand together on the page."""

    title: str
    intro: str
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class RoleDemands:
    """What a role asks of council, executive and organisation, and what goes with it."""

    rung: str
    council: str
    executive: str
    organisation: str
    methods: tuple[str, ...]
    check: str
    measured: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GuardRail:
    """A rule of the game that is always shown; flagged when one of the answers and one of the rungs are met."""

    code: str
    text: str
    ground: str
    answers: tuple[str, ...] = ()
    rungs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RoleAid:
    """One version of the questions that help to choose a role."""

    key: str
    version: int
    track: str
    title: str
    role_model: str
    equal_below: int
    floor_gives_way: str
    measured_always: str
    sources: tuple[str, ...]
    topics: tuple[AidTopic, ...]
    demands: tuple[RoleDemands, ...]
    guard_rails: tuple[GuardRail, ...]
    role_model_version: int = 1

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """All questions in the order of their codes."""
        found = [criterion for topic in self.topics for criterion in topic.criteria]
        return tuple(sorted(found, key=lambda criterion: criterion.code))

    @property
    def rungs(self) -> tuple[str, ...]:
        """The codes of the rungs that can be advised, lowest first; points stand in this order."""
        return tuple(demands.rung for demands in self.demands)

    @property
    def model(self) -> RoleModel:
        """The role model whose rungs are advised, in the version that this aid was made for."""
        return role_model(self.track, self.role_model_version)

    def criterion(self, code: str) -> Criterion:
        """The question with this code. Raises KeyError."""
        for criterion in self.criteria:
            if criterion.code == code:
                return criterion
        raise KeyError(code)

    def demands_of(self, rung: str) -> RoleDemands:
        """What this rung asks. Raises KeyError."""
        for demands in self.demands:
            if demands.rung == rung:
                return demands
        raise KeyError(rung)


@cache
def load_role_aids() -> tuple[RoleAid, ...]:
    """Every version of every role aid in the folder, checked. Raises `RoleAidError`."""
    aids = tuple(read_file(path) for path in sorted(FOLDER.glob("*.toml")))
    twice = [key for key, count in Counter((aid.track, aid.version) for aid in aids).items() if count > 1]
    if twice:
        raise RoleAidError(f"Versie {twice[0][1]} voor track {twice[0][0]} staat er meer dan één keer.")
    for track in TRACKS:
        model = role_model(track)
        if not any(aid.track == track and aid.role_model_version == model.version for aid in aids):
            raise RoleAidError(f"Voor versie {model.version} van ‘{model.key}’ is er nog geen rolwijzer.")
    return aids


def role_aid(track: str, version: int | None = None) -> RoleAid:
    """The role aid of a track: the newest for the role model in use, or the asked version. Raises KeyError."""
    found = [aid for aid in load_role_aids() if aid.track == track]
    if version is None:
        in_use = role_model(track).version
        found = [aid for aid in found if aid.role_model_version == in_use]
    else:
        found = [aid for aid in found if aid.version == version]
    if not found:
        raise KeyError((track, version))
    return max(found, key=lambda aid: aid.version)


def read_file(path: Path) -> RoleAid:
    """One role aid from a TOML file, checked. Raises `RoleAidError`."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RoleAidError(f"{path.name}: dit is geen geldig TOML-bestand ({error})") from None
    found = list(problems(data))
    if found:
        raise RoleAidError(f"{path.name}: {'; '.join(found)}")
    return RoleAid(
        **{
            **data,
            "sources": tuple(data["sources"]),
            "topics": tuple(_topic(topic) for topic in data["topics"]),
            "demands": tuple(RoleDemands(**_tuples(demands)) for demands in data["demands"]),
            "guard_rails": tuple(GuardRail(**_tuples(rail)) for rail in data["guard_rails"]),
        }
    )


def _topic(data: Mapping[str, Any]) -> AidTopic:
    criteria = (
        Criterion(
            **{**criterion, "options": tuple(CriterionOption(**_tuples(option)) for option in criterion["options"])}
        )
        for criterion in data["criteria"]
    )
    return AidTopic(data["title"], data["intro"], tuple(criteria))


def _tuples(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in data.items()}
