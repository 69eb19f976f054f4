"""Rules about releasing again, hiding parts, and groups of processes. Thresholds are arguments: no policy here."""

from collections.abc import Mapping, Sequence

from peilstok.errors import InvalidCounts, InvalidShape


def hide_small(counts: Sequence[int], *, minimum: int = 10, least_hidden: int = 1) -> tuple[bool, ...]:
    """Which parts of a total to hide, so that what is hidden cannot be found by subtraction either.

    Method: hide every part of 1…minimum−1 people; while something is hidden, but together fewer than `minimum`
    people or fewer than `least_hidden` parts, also hide the next smallest non-empty part. Use it for the atoms of a
    dimension on one item (least_hidden = 1) and for the processes in a roll-up (least_hidden = 3).
    Returns one boolean per part. Error: InvalidCounts for negative counts.
    Reference: Hundepool et al. (2012), Statistical Disclosure Control, 4.4 (complementary suppression).
    """
    if any(count < 0 for count in counts):
        raise InvalidCounts("counts must not be negative")
    hidden = [0 < count < minimum for count in counts]
    rest = sorted((count, place) for place, count in enumerate(counts) if count >= minimum)
    while any(hidden) and rest:
        people = sum(count for count, is_hidden in zip(counts, hidden, strict=True) if is_hidden)
        if people >= minimum and sum(hidden) >= least_hidden:
            break
        hidden[rest.pop(0)[1]] = True
    return tuple(hidden)


def may_follow(previous: Mapping[str, int], current: Mapping[str, int], *, minimum: int = 10) -> bool:
    """May results on `current` counts be shown after those on `previous` were?

    Rule: every group or item that is shown grew by 0 or by at least `minimum` people, and none shrank; a group shown
    for the first time has at least `minimum`. Then "today minus yesterday" never is a small group.
    """
    for key, count in current.items():
        growth = count - previous.get(key, 0)
        if growth < 0 or 0 < growth < minimum:
            return False
    return True


def may_benchmark(
    sizes: Sequence[int],
    municipalities: Sequence[str],
    *,
    processes: int = 5,
    from_municipalities: int = 3,
    largest_share: float = 0.5,
) -> bool:
    """May these processes (their answers and their municipalities) be shown as one benchmark?

    Rule: enough processes from enough municipalities, and no process with more than `largest_share` of the answers.
    Error: InvalidShape when the two lists differ in length.
    """
    if len(sizes) != len(municipalities):
        raise InvalidShape("every process needs a municipality")
    total = sum(sizes)
    return (
        len(sizes) >= processes
        and len(set(municipalities)) >= from_municipalities
        and total > 0
        and max(sizes) <= largest_share * total
    )
