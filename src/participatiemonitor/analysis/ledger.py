"""May these figures follow the figures that were shown before? Pure.

Today minus yesterday is a group of people. It must be empty or hold at least ten, for every figure that was shown.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

# The key of all numbers of people who did not know or skipped: everybody who answered stands behind them.
ASIDES = "asides"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`held` names the figures that grew by too few people to be shown again; `grew` says whether any may."""

    held: frozenset[str]
    grew: bool

    @property
    def is_clean(self) -> bool:
        """Whether all figures may follow, and there is something new."""
        return self.grew and not self.held


def compare(shown: Mapping[str, int], offered: Mapping[str, int], *, step: int) -> Verdict:
    """Compare how many people stood behind each figure when it was shown last with how many stand there now.

    `shown` and `offered` map a figure's key to its number of people. A figure that was never shown may appear. A
    figure that lost people (which cannot happen in a round) is held too.
    """
    held = {key for key, before in shown.items() if not _may_follow(before, offered.get(key, 0), step)}
    grew = any(offered[key] > shown.get(key, 0) and key not in held for key in offered)
    return Verdict(frozenset(held), grew)


def with_composites(verdict: Verdict, parts: Mapping[str, Collection[str]]) -> Verdict:
    """Hold also what is made of a held figure: the two together would give away the few people who came in.

    `parts` maps the key of a composite figure to the keys of what it is made of.
    """
    more = {key for key, made_of in parts.items() if not verdict.held.isdisjoint(made_of)}
    return Verdict(verdict.held | more, verdict.grew)


def _may_follow(before: int, now: int, step: int) -> bool:
    return now == before or now - before >= step


def standing(shown: Mapping[str, int], offered: Mapping[str, int], held: frozenset[str]) -> dict[str, int]:
    """The number of people behind each figure after a release in which `held` figures stayed as they were."""
    after = {key: n for key, n in {**shown, **offered}.items() if key not in held}
    return after | {key: n for key, n in shown.items() if key in held}
