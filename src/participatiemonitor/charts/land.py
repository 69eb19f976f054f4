"""A plain map of our own: boundaries and numbered places, without an outside server. No figure of answers is in it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians

from participatiemonitor.charts.palette import ATTRIBUTES, Tone
from participatiemonitor.charts.svg import FAMILY, RISE, escape

PADDING = 0.06  # of the longest side, around what must be seen
RADIUS = 14.0
TEXT = 14.0
SMALLEST = 0.02  # degrees: one place alone still gets some land around it

Line = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Region:
    """A municipality: its name and the rings of its boundary as (longitude, latitude)."""

    name: str
    rings: Sequence[Line]
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """Something at a place."""

    key: str
    longitude: float
    latitude: float
    tone: Tone = Tone.BURGER


@dataclass(frozen=True, slots=True)
class Place:
    """One numbered mark on the map, for everything that lies too close together to tell apart."""

    number: int
    x: float
    y: float
    keys: tuple[str, ...]
    tone: Tone | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A piece of land on paper. Distances of one degree of longitude shrink with the latitude."""

    west: float
    north: float
    scale: float
    width: float
    height: float
    squeeze: float

    def xy(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Where a place lies on the paper."""
        return (longitude - self.west) * self.squeeze * self.scale, (self.north - latitude) * self.scale

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Longitude and latitude of a point on the paper."""
        return self.west + x / (self.squeeze * self.scale), self.north - y / self.scale


def sheet_for(lines: Iterable[Line], *, width: float, highest: float) -> Sheet:
    """Paper of this width, and at most this height, on which all these lines are seen.

    Raises ValueError when there is nothing to see.
    """
    points = [point for line in lines for point in line]
    if not points:
        raise ValueError("a map needs at least one point")
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    squeeze = cos(radians((south + north) / 2))
    across, up = max((east - west) * squeeze, SMALLEST), max(north - south, SMALLEST / 2)
    margin = max(across, up) * PADDING
    scale = min(width / (across + 2 * margin), highest / (up + 2 * margin))
    return Sheet(
        west=(west + east) / 2 - width / scale / squeeze / 2,
        north=(south + north) / 2 + up / 2 + margin,
        scale=scale,
        width=width,
        height=(up + 2 * margin) * scale,
        squeeze=squeeze,
    )


def places(spots: Iterable[Spot], sheet: Sheet) -> tuple[Place, ...]:
    """The marks for these spots, numbered from north to south; what would overlap is one mark."""
    groups: list[list[tuple[float, float, Spot]]] = []
    for spot in sorted(spots, key=lambda one: (-one.latitude, one.longitude, one.key)):
        x, y = sheet.xy(spot.longitude, spot.latitude)
        near = next((group for group in groups if _is_near(group[0], x, y)), None)
        if near is None:
            groups.append([(x, y, spot)])
        else:
            near.append((x, y, spot))
    return tuple(_place(number, group) for number, group in enumerate(groups, start=1))


def _is_near(first: tuple[float, float, Spot], x: float, y: float) -> bool:
    return (first[0] - x) ** 2 + (first[1] - y) ** 2 < (2 * RADIUS) ** 2


def _place(number: int, group: Sequence[tuple[float, float, Spot]]) -> Place:
    tones = {spot.tone for _, _, spot in group}
    return Place(
        number=number,
        x=group[0][0],
        y=group[0][1],
        keys=tuple(spot.key for _, _, spot in group),
        tone=tones.pop() if len(tones) == 1 else None,
    )


def draw_map(
    regions: Iterable[Region], marks: Sequence[Place], sheet: Sheet, *, name: str, title: str, description: str
) -> str:
    """The map as SVG. Every mark is a link to `#plek-<number>` of the list that stands beside it.

    `name` must be unique on the page. Marks of one direction have its colour and form; mixed ones are square.
    """
    size = f'width="{sheet.width:.0f}" height="{sheet.height:.0f}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="pmc pmc-map pmc--{Tone.BURGER}" role="group" '
        f'aria-labelledby="{name}-title {name}-desc" viewBox="0 0 {sheet.width:.0f} {sheet.height:.0f}" {size} '
        f'font-family="{FAMILY}" font-size="{TEXT:g}">'
        f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-desc">{escape(description)}</desc>'
        f"{''.join(_region(region, sheet) for region in regions)}{''.join(_mark(mark) for mark in marks)}</svg>"
    )


def _region(region: Region, sheet: Sheet) -> str:
    path = "".join(_path(ring, sheet) for ring in region.rings)
    role = ATTRIBUTES[Tone.BURGER]["land" if region.is_own else "grid"]
    return f'<path {role} fill-rule="evenodd" stroke-linejoin="round" d="{path}"/>' if path else ""


def _path(ring: Line, sheet: Sheet) -> str:
    at = [sheet.xy(longitude, latitude) for longitude, latitude in ring]
    if not _touches(at, sheet):
        return ""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in at) + "Z"


def _touches(at: Sequence[tuple[float, float]], sheet: Sheet) -> bool:
    xs, ys = [x for x, _ in at], [y for _, y in at]
    return max(xs) >= 0 and min(xs) <= sheet.width and max(ys) >= 0 and min(ys) <= sheet.height


def _mark(mark: Place) -> str:
    paints = ATTRIBUTES[mark.tone or Tone.BURGER]
    badge = paints["badge" if mark.tone else "both"]
    x, y, r = mark.x, mark.y, RADIUS
    if mark.tone is None:
        shape = f'<rect {badge} x="{x - r:.1f}" y="{y - r:.1f}" width="{2 * r:g}" height="{2 * r:g}" rx="3"/>'
    elif mark.tone == Tone.OVERHEID:
        far = r * 1.25
        corners = f"{x:.1f},{y - far:.1f} {x + far:.1f},{y:.1f} {x:.1f},{y + far:.1f} {x - far:.1f},{y:.1f}"
        shape = f'<polygon {badge} points="{corners}"/>'
    else:
        shape = f'<circle {badge} cx="{x:.1f}" cy="{y:.1f}" r="{r:g}"/>'
    label = (
        f'<text {paints["on-badge"]} text-anchor="middle" font-weight="700" x="{x:.1f}" y="{y + TEXT * RISE:.1f}">'
        f"{mark.number}</text>"
    )
    said = f"Plek {mark.number}"
    tone = mark.tone or Tone.BURGER
    return f'<a class="pmc-map__mark pmc--{tone}" href="#plek-{mark.number}" aria-label="{said}">{shape}{label}</a>'
