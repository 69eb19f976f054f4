"""What the list of groups shows, made ready for its templates."""

from collections.abc import Iterable
from dataclasses import dataclass

from participatiemonitor.register.models import Process, StakeholderGroup
from participatiemonitor.register.queries import groups_of
from participatiemonitor.register.reach import GroupCount, Reach, ReachSummary
from participatiemonitor.web.components.items import Chip, Tone

REACH_TONES: dict[Reach, Tone] = {Reach.REACHED: "ok", Reach.NOT_YET: "quiet", Reach.MISSING: "warning"}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A group that is easily forgotten, with a way to reach it."""

    key: str
    name: str
    approach: str


SUGGESTIONS = (
    Suggestion("jongeren", "jongeren", "Ga naar hen toe: op school, bij de sportclub en online."),
    Suggestion("ondernemers", "ondernemers", "Loop bij hen langs, of spreek af buiten openingstijd."),
    Suggestion("geen-computer", "mensen zonder computer", "Stuur een brief, bel, en zit in het wijkcentrum."),
    Suggestion(
        "weinig-nederlands", "mensen die weinig Nederlands spreken", "Gebruik beelden, een tolk en bekende gezichten."
    ),
    Suggestion("huurders", "huurders", "Vraag de huurdersvereniging en de woningcorporatie om hulp."),
    Suggestion("ouderen", "ouderen", "Kom overdag bijeen, op een plek zonder drempels."),
    Suggestion("mantelzorgers", "mantelzorgers", "Houd het kort, en bied ook een gesprek aan de telefoon."),
    Suggestion("beperking", "mensen met een beperking", "Vraag vooraf wat zij nodig hebben om mee te doen."),
    Suggestion("jonge-gezinnen", "jonge gezinnen", "Sta op het schoolplein, of zorg voor oppas."),
)


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group on the list."""

    group: StakeholderGroup
    stand: Chip
    is_more_than_invited: bool
    is_first: bool
    is_last: bool


def count_of(group: StakeholderGroup) -> GroupCount:
    """A group as the words about reach need it."""
    return GroupCount(group.name, group.invited, group.reached)


def group_rows(groups: list[StakeholderGroup]) -> list[GroupRow]:
    """The list, in its order."""
    return [_row(group, place == 0, place == len(groups) - 1) for place, group in enumerate(groups)]


def _row(group: StakeholderGroup, is_first: bool, is_last: bool) -> GroupRow:
    count = count_of(group)
    return GroupRow(
        group, Chip(count.reach.value, REACH_TONES[count.reach]), count.is_more_than_invited, is_first, is_last
    )


def suggestions(groups: Iterable[StakeholderGroup]) -> list[Suggestion]:
    """The suggestions that are not on the list yet."""
    known = {group.name.strip().lower() for group in groups}
    return [suggestion for suggestion in SUGGESTIONS if suggestion.name.lower() not in known]


def suggested(key: str) -> dict[str, str]:
    """The form as a suggestion fills it; an unknown one leaves it empty."""
    found = next((suggestion for suggestion in SUGGESTIONS if suggestion.key == key), None)
    return {"name": found.name, "approach": found.approach} if found else {}


def groups_context(process: Process) -> dict[str, object]:
    """Everything the page says about the groups of this process."""
    groups = list(groups_of(process))
    return {
        "rows": group_rows(groups),
        "summary": ReachSummary(tuple(map(count_of, groups))),
        "suggestions": suggestions(groups),
    }


def groups_summary(process: Process) -> ReachSummary:
    """How the groups of a process stand, for its own page."""
    return ReachSummary(tuple(map(count_of, groups_of(process))))
