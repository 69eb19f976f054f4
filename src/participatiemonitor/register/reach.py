"""Which groups took part and which are missing. Pure: counts in, words out."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Reach(StrEnum):
    """Where a group stands, in the words of the screen."""

    REACHED = "bereikt"
    NOT_YET = "nog niet bereikt"
    MISSING = "ontbreekt nog"


@dataclass(frozen=True, slots=True)
class GroupCount:
    """A group with how many people were invited and reached, as far as known."""

    name: str
    invited: int | None
    reached: int | None

    @property
    def reach(self) -> Reach:
        """Reached when somebody came; missing when nobody came and nobody was asked."""
        if self.reached:
            return Reach.REACHED
        return Reach.NOT_YET if self.invited else Reach.MISSING

    @property
    def is_more_than_invited(self) -> bool:
        """More people came than were asked: normal at an open meeting, else worth a look."""
        return self.invited is not None and self.reached is not None and self.reached > self.invited


@dataclass(frozen=True, slots=True)
class ReachSummary:
    """All groups of a process together."""

    counts: tuple[GroupCount, ...]

    @property
    def invited(self) -> int | None:
        """How many people were invited, of the groups where that is known."""
        return _total([count.invited for count in self.counts])

    @property
    def reached(self) -> int | None:
        """How many people were reached, of the groups where that is known."""
        return _total([count.reached for count in self.counts])

    @property
    def reached_groups(self) -> int:
        """In how many groups at least one person was reached."""
        return len(self._named(Reach.REACHED))

    @property
    def missing_sentence(self) -> str:
        """Who is missing, in words."""
        if not self.counts:
            return "Er staan nog geen groepen op de lijst."
        missing, not_yet = self._named(Reach.MISSING), self._named(Reach.NOT_YET)
        said = []
        if missing:
            verb = "Deze groep is" if len(missing) == 1 else "Deze groepen zijn"
            said.append(f"Ontbreekt nog: {listed(missing)}. {verb} nog niet uitgenodigd.")
        if not_yet:
            said.append(f"Nog niet bereikt: {listed(not_yet)}.")
        return " ".join(said) or "Alle groepen op deze lijst zijn bereikt. Ontbreekt er nog iemand op de lijst zelf?"

    def _named(self, reach: Reach) -> list[str]:
        return [count.name for count in self.counts if count.reach is reach]


def listed(names: Sequence[str]) -> str:
    """Names as an enumeration: a, b en c."""
    return " en ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def _total(numbers: Sequence[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None
