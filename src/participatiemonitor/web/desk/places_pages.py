"""What the map shows: the land, the places and the list beside it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse

from participatiemonitor.charts.land import Place, Region, Sheet, Spot, draw_map, places, sheet_for
from participatiemonitor.charts.palette import Tone
from participatiemonitor.foundation.tenancy.boundaries import boundaries
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.register.models import Process
from participatiemonitor.web.components.items import Link

WIDTHS = (640, 300)
HIGHEST = {640: 600, 300: 420}


@dataclass(frozen=True, slots=True)
class Listed:
    """A numbered place with what lies there."""

    number: int
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Map:
    """A map, drawn for a screen and for a phone, with its list."""

    wide: str
    narrow: str
    places: tuple[Listed, ...]


def land(municipality: Municipality) -> list[Region]:
    """The own municipality on top of its neighbours."""
    regions = [
        Region(code, rings, is_own=code == municipality.code)
        for code, rings in boundaries().items()
        if (code < "GM9") == (municipality.code < "GM9") or code < "GM9"
    ]
    return sorted(regions, key=lambda region: region.is_own)


def sheet(municipality: Municipality, spots: Sequence[Spot] = (), *, width: int = 640) -> Sheet | None:
    """Paper on which the municipality is seen, and everything that lies outside it too; none without a boundary."""
    lines: list[Sequence[tuple[float, float]]] = [*boundaries().get(municipality.code, ())]
    lines += [[(spot.longitude, spot.latitude)] for spot in spots]
    return sheet_for(lines, width=width, highest=HIGHEST[width]) if lines else None


def spot_of(process: Process) -> Spot:
    """The spot of a process that lies somewhere."""
    assert process.longitude is not None
    assert process.latitude is not None
    tone = Tone.OVERHEID if process.is_initiative else Tone.BURGER
    return Spot(process.code, float(process.longitude), float(process.latitude), tone)


def drawn(municipality: Municipality, found: Iterable[Process]) -> Map | None:
    """The map of these processes; nothing when there is neither land nor a place.

    What lies too close together on a phone is one place on both drawings, so that one list serves both.
    """
    placed = {process.code: process for process in found if process.latitude is not None}
    spots = [spot_of(process) for process in placed.values()]
    papers = [sheet(municipality, spots, width=width) for width in WIDTHS]
    wide, narrow = papers
    if wide is None or narrow is None:
        return None
    marks = places(spots, narrow)
    title = f"Kaart van {municipality.name}"
    description = f"{len(spots)} trajecten en initiatieven op {len(marks)} plekken. De lijst naast de kaart noemt ze."
    regions = land(municipality)
    on_wide = [_moved(mark, narrow, wide) for mark in marks]
    return Map(
        wide=draw_map(regions, on_wide, wide, name="kaart", title=title, description=description),
        narrow=draw_map(regions, marks, narrow, name="kaart-smal", title=title, description=description),
        places=tuple(_listed(mark, placed) for mark in marks),
    )


def _moved(mark: Place, one: Sheet, other: Sheet) -> Place:
    x, y = other.xy(*one.place(mark.x, mark.y))
    return replace(mark, x=x, y=y)


def _listed(mark: Place, placed: Mapping[str, Process]) -> Listed:
    links = (
        Link(f"{placed[key].title} ({placed[key].kind_label})", reverse("desk_process", args=[key]))
        for key in mark.keys
    )
    return Listed(mark.number, tuple(sorted(links, key=lambda link: link.label.lower())))


def picker(municipality: Municipality, process: Process, *, width: int) -> str | None:
    """The map to point on, with the present place of this process."""
    spots = [spot_of(process)] if process.latitude is not None else []
    paper = sheet(municipality, width=width)
    if paper is None:
        return None
    name = f"Kaart van {municipality.name}"
    return draw_map(land(municipality), places(spots, paper), paper, name="plek", title=name, description=name)
