"""Where labels and numbered marks stand in a plane so that they do not cover each other. Geometry only."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

RING = 16  # directions tried around a crowded point
NEAR = 14.0
STRANGE = 60.0  # standing near a strange dot is as bad as covering this much line


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: "Box") -> float:
        """Common area."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return width * height if width > 0 and height > 0 else 0.0

    def is_inside(self, other: "Box") -> bool:
        """True when no part stands outside the other."""
        return (
            self.left >= other.left and self.right <= other.right
            and self.top >= other.top and self.bottom <= other.bottom
        )  # fmt: skip


def around(x: float, y: float, radius: float) -> Box:
    """The box of a dot."""
    return Box(x - radius, y - radius, x + radius, y + radius)


def place_labels(
    points: Sequence[tuple[float, float]], sizes: Sequence[tuple[float, float]], frame: Box,
    *, radius: float, lines: Sequence[Box] = (),
) -> list[Box] | None:  # fmt: skip
    """A box beside every point that covers no point, no other label and no frame; None when that cannot be done.

    Lines may be crossed where nothing better is left.
    """
    dots = [around(x, y, radius) for x, y in points]
    placed: list[Box] = []
    for (x, y), (width, height) in zip(points, sizes, strict=True):
        best, least = None, math.inf
        for order, box in enumerate(_beside(x, y, width, height, radius + 4)):
            if not box.is_inside(frame) or any(box.overlap(other) for other in (*dots, *placed)):
                continue
            cost = order + sum(box.overlap(line) for line in lines) + STRANGE * _strangers(box, dots)
            if cost < least:
                best, least = box, cost
        if best is None:
            return None
        placed.append(best)
    return placed


def _strangers(box: Box, dots: Sequence[Box]) -> int:
    """How many dots stand so near that the label could be theirs; its own always does."""
    near = Box(box.left - NEAR, box.top - NEAR, box.right + NEAR, box.bottom + NEAR)
    return sum(near.overlap(dot) > 0 for dot in dots)


def _beside(x: float, y: float, width: float, height: float, gap: float) -> list[Box]:
    """The places tried for a label, the best liked first."""
    tops = {"up": y - gap - height, "middle": y - height / 2, "down": y + gap}
    lefts = {"right": x + gap, "left": x - gap - width, "middle": x - width / 2}
    order = (
        ("right", "middle"), ("left", "middle"), ("middle", "up"), ("middle", "down"),
        ("right", "up"), ("right", "down"), ("left", "up"), ("left", "down"),
    )  # fmt: skip
    return [
        Box(lefts[across], tops[down], lefts[across] + width, tops[down] + height) for across, down in order
    ]  # fmt: skip


def spread(points: Sequence[tuple[float, float]], frame: Box, *, radius: float) -> list[tuple[float, float]]:
    """Places for numbered marks, each as near to its point as the others leave free."""
    placed: list[tuple[float, float]] = []
    for x, y in points:
        placed.append(next((place for place in _rings(x, y, frame, radius) if _is_free(place, placed, radius)), (x, y)))
    return placed


def _is_free(place: tuple[float, float], placed: Sequence[tuple[float, float]], radius: float) -> bool:
    return all(math.dist(place, other) >= 2 * radius + 1 for other in placed)


def _rings(x: float, y: float, frame: Box, radius: float) -> Iterator[tuple[float, float]]:
    yield x, y
    for ring in range(1, 12):
        reach = ring * radius
        for step in range(RING):
            angle = 2 * math.pi * step / RING
            place = (x + reach * math.cos(angle), y - reach * math.sin(angle))
            if around(*place, radius).is_inside(frame):
                yield place
