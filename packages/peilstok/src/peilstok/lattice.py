"""Groups that may be shown together: atoms of a dimension, crossings, and the audit against subtraction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from peilstok.errors import InvalidCounts, InvalidSetting, InvalidShape

IN_ROW_SPACE = 1 - 1e-9
MOST_ATOMS_FOR_UNIONS = 10

type Masks = NDArray[np.bool_]


def merge_atoms(counts: Sequence[int], *, ordered: bool = True, minimum: int = 10) -> tuple[tuple[int, ...], ...]:
    """Merge the categories of one dimension until each has at least `minimum` people, or none.

    Method: while the smallest part has fewer than `minimum` people and more than one part remains, merge it with its
    smaller neighbour (ordered) or with the smallest other part (unordered); empty categories are merged like small
    ones. `counts` (K,); returns the parts as category numbers in order; a single part means that the dimension is not
    shown. Ties: the first.
    Errors: InvalidCounts for negative counts or no category; InvalidSetting for minimum < 1.
    Reference: Hundepool et al. (2012), Statistical Disclosure Control, 4.3 (global recoding).
    """
    if not counts or min(counts) < 0:
        raise InvalidCounts("at least one category is needed, and no count below 0")
    if minimum < 1:
        raise InvalidSetting("the minimum is at least 1")
    parts = [[category] for category in range(len(counts))]
    sizes = list(counts)
    while len(parts) > 1:
        small = [place for place, size in enumerate(sizes) if size < minimum]
        if not small:
            break
        place = min(small, key=lambda index: sizes[index])
        others = [index for index in (place - 1, place + 1) if 0 <= index < len(parts)] if ordered else [
            index for index in range(len(parts)) if index != place
        ]  # fmt: skip
        other = min(others, key=lambda index: sizes[index])
        first, second = sorted((place, other))
        parts[first] = sorted(parts[first] + parts[second])
        sizes[first] += sizes[second]
        del parts[second], sizes[second]
    return tuple(sorted(tuple(part) for part in parts))


@dataclass(frozen=True, slots=True)
class NestedPair:
    """Group `inner` lies in group `outer`, and only `people` are between: a subtraction shows them."""

    outer: int
    inner: int
    people: int


@dataclass(frozen=True, slots=True)
class LinearExposure:
    """`people` with the same memberships whose answers follow from adding and subtracting the groups shown."""

    memberships: tuple[int, ...]
    people: int


@dataclass(frozen=True, slots=True)
class AuditResult:
    """What the audit found; empty when the groups may be shown together."""

    small: tuple[int, ...]
    pairs: tuple[NestedPair, ...]
    exposures: tuple[LinearExposure, ...]

    @property
    def is_clean(self) -> bool:
        """True when nobody can be isolated."""
        return not (self.small or self.pairs or self.exposures)


def audit(groups: ArrayLike, *, minimum: int = 10) -> AuditResult:
    """Can anyone who sees all these groups work out the answers of fewer than `minimum` people?

    Method: (i) non-empty groups smaller than the minimum; (ii) pairs A ⊃ B with 1…minimum−1 people in between;
    (iii) with M = groups × kinds of respondents (a kind: the same memberships), kinds of fewer than `minimum` people
    whose unit vector lies in the row space of M (squared projection > 1 − 1e-9). `groups` (G, n) booleans: group g
    contains person i. Protects against adding and subtracting, not against someone who knows the others' answers.
    Errors: InvalidShape when not (G, n); InvalidSetting for minimum < 1.
    Reference: Hundepool et al. (2012), Statistical Disclosure Control, 4.4; Chin and Özsoyoğlu (1982).
    """
    members = np.asarray(groups, dtype=bool)
    if members.ndim != 2:
        raise InvalidShape("groups must have shape (groups, people)")
    if minimum < 1:
        raise InvalidSetting("the minimum is at least 1")
    sizes = members.sum(axis=1)
    small = tuple(int(group) for group in np.flatnonzero((sizes > 0) & (sizes < minimum)))
    kinds, people = _kinds(members)
    return AuditResult(small, _nested_pairs(kinds, people, minimum), _exposures(kinds, people, minimum))


def _nested_pairs(kinds: Masks, people: NDArray[np.int64], minimum: int) -> tuple[NestedPair, ...]:
    numbers = kinds.astype(np.float64)
    shared = np.rint((numbers * people) @ numbers.T).astype(np.int64)
    sizes = np.diagonal(shared)
    between = sizes[:, np.newaxis] - sizes[np.newaxis, :]
    nested = (shared == sizes[np.newaxis, :]) & (between > 0) & (between < minimum) & (sizes[np.newaxis, :] > 0)
    return tuple(NestedPair(int(outer), int(inner), int(between[outer, inner])) for outer, inner in np.argwhere(nested))


def _kinds(members: Masks) -> tuple[Masks, NDArray[np.int64]]:
    if members.shape[1] == 0:
        return members, np.zeros(0, dtype=np.int64)
    packed = np.ascontiguousarray(np.packbits(members, axis=0).T)
    _, first, people = np.unique(packed, axis=0, return_index=True, return_counts=True)
    return members[:, first], people


def _exposures(kinds: Masks, people: NDArray[np.int64], minimum: int) -> tuple[LinearExposure, ...]:
    if kinds.size == 0 or not (people < minimum).any():
        return ()
    _, values, vectors = np.linalg.svd(kinds.astype(np.float64), full_matrices=False)
    space = vectors[values > 1e-9 * values[0]] if values[0] > 0 else vectors[:0]
    within = (space**2).sum(axis=0) > IN_ROW_SPACE
    return tuple(
        LinearExposure(tuple(int(group) for group in np.flatnonzero(kinds[:, kind])), int(people[kind]))
        for kind in np.flatnonzero(within & (people < minimum))
    )


@dataclass(frozen=True, slots=True)
class Lattice:
    """The groups that may be shown: atoms per dimension, and the crossings that survived the audit.

    `atoms` maps a dimension to its parts (category numbers); dimensions that could not be shown are absent.
    `hidden` names what was dropped, in the order of dropping.
    """

    atoms: dict[str, tuple[tuple[int, ...], ...]]
    crossings: tuple[tuple[str, str], ...]
    hidden: tuple[str, ...]


def released_lattice(
    categories: Mapping[str, ArrayLike], *, unordered: Sequence[str] = (), minimum: int = 10, crossing_from: int = 100
) -> Lattice:
    """The fixed groups of one process: atoms of at least `minimum`, crossings only when all cells are, audited.

    Method: `merge_atoms` per dimension; two dimensions are crossed when at least `crossing_from` people took part and
    every non-empty cell has at least `minimum`; then `audit` over the whole, all unions of atoms of one dimension and
    all crossed cells together; while it finds something the last crossing is dropped, then the last dimension.
    `categories` maps dimensions, most important first, to category numbers 0, 1, … per person; a person without a
    category has number −1 and counts as a category of its own. Errors: InvalidShape for unequal lengths.
    """
    codes = {name: np.asarray(values) for name, values in categories.items()}
    if len({values.shape for values in codes.values()}) > 1 or any(values.ndim != 1 for values in codes.values()):
        raise InvalidShape("every dimension needs one category per person")
    atoms, masks = {}, {}
    hidden = []
    for name, values in codes.items():
        parts = _atoms_of(values, ordered=name not in unordered, minimum=minimum)
        if len(parts) > 1:
            atoms[name], masks[name] = parts, np.stack([np.isin(values, part) for part in parts])
        else:
            hidden.append(name)
    names, crossings = list(atoms), []
    for place, one in enumerate(names):
        for two in names[place + 1 :]:
            cells = _crossed(masks[one], masks[two]).sum(axis=1)
            if cells.sum() >= crossing_from and (cells[cells > 0] >= minimum).all():
                crossings.append((one, two))
    n = next(iter(codes.values())).size if codes else 0
    while names and not audit(_all_groups(n, names, masks, crossings), minimum=minimum).is_clean:
        if crossings:
            hidden.append(" × ".join(crossings.pop()))
        else:
            hidden.append(names.pop())
    return Lattice({name: atoms[name] for name in names}, tuple(crossings), tuple(hidden))


def _atoms_of(values: NDArray[np.int64], *, ordered: bool, minimum: int) -> tuple[tuple[int, ...], ...]:
    """Atoms of one dimension; people without a category are merged like an unordered category."""
    unknown = int((values < 0).sum())
    known = values[values >= 0]
    if known.size == 0:
        return ()
    counts = [int(count) for count in np.bincount(known)]
    parts = merge_atoms(counts, ordered=ordered, minimum=minimum)
    if unknown == 0 or len(parts) == 1:
        return parts
    if unknown >= minimum:
        return (*parts, (-1,))
    smallest = min(parts, key=lambda part: sum(counts[category] for category in part))
    return tuple((*part, -1) if part == smallest else part for part in parts)


def _crossed(one: Masks, two: Masks) -> Masks:
    crossed: Masks = (one[:, np.newaxis, :] & two[np.newaxis, :, :]).reshape(-1, one.shape[1])
    return crossed


def _unions(atoms: Masks) -> Masks:
    """Every union of atoms; for a dimension of more than ten atoms the atoms and what is left without each."""
    count = atoms.shape[0]
    if count > MOST_ATOMS_FOR_UNIONS:
        return np.concatenate([atoms, ~atoms])
    chosen = np.arange(1, 2**count - 1)[:, np.newaxis] >> np.arange(count) & 1
    unions: Masks = chosen @ atoms.astype(np.int64) > 0
    return unions


def _all_groups(
    n: int, names: Sequence[str], masks: Mapping[str, Masks], crossings: Sequence[tuple[str, str]]
) -> Masks:
    parts = [np.ones((1, n), dtype=bool)]
    parts += [_unions(masks[name]) for name in names]
    parts += [_crossed(masks[one], masks[two]) for one, two in crossings]
    return np.concatenate(parts)
