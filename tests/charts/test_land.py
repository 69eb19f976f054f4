"""The plain map: places stay where they are, marks never overlap, nothing leaves the page."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participatiemonitor.charts.land import RADIUS, Region, Spot, draw_map, places, sheet_for
from participatiemonitor.charts.palette import Tone
from participatiemonitor.foundation.tenancy.boundaries import boundaries

HAARLEM = "GM0392"
SPOTS = st.lists(
    st.builds(Spot, key=st.uuids().map(str), longitude=st.floats(4.59, 4.67), latitude=st.floats(52.33, 52.42)),
    max_size=40,
    unique_by=lambda spot: spot.key,
)


def test_every_official_municipality_has_a_closed_boundary() -> None:
    found = boundaries()
    assert len([code for code in found if code < "GM9"]) == 342
    assert all(ring[0] == ring[-1] and len(ring) > 3 for rings in found.values() for ring in rings)
    # README of the source: the bounding box of the country
    points = [point for rings in found.values() for ring in rings for point in ring]
    assert min(p[0] for p in points) == pytest.approx(3.358, abs=1e-3)
    assert max(p[1] for p in points) == pytest.approx(53.555, abs=1e-3)


@given(st.floats(4.5, 4.7), st.floats(52.3, 52.5))
def test_a_point_on_the_paper_is_the_place_it_came_from(longitude: float, latitude: float) -> None:
    sheet = sheet_for(boundaries()[HAARLEM], width=640, highest=600)
    assert sheet.place(*sheet.xy(longitude, latitude)) == pytest.approx((longitude, latitude), abs=1e-9)


@pytest.mark.parametrize("code", [HAARLEM, "GM9001", "GM0093", "GM0363"])
def test_the_whole_municipality_is_on_the_paper(code: str) -> None:
    sheet = sheet_for(boundaries()[code], width=640, highest=600)
    assert sheet.height <= 600.001
    for ring in boundaries()[code]:
        for point in ring:
            x, y = sheet.xy(*point)
            assert 0 <= x <= sheet.width
            assert 0 <= y <= sheet.height


def test_one_place_alone_is_a_map_too() -> None:
    sheet = sheet_for([[(4.63, 52.38)]], width=640, highest=600)
    x, y = sheet.xy(4.63, 52.38)
    assert (x, y) == pytest.approx((320, sheet.height / 2))
    with pytest.raises(ValueError, match="at least one"):
        sheet_for([], width=640, highest=600)


@given(SPOTS)
def test_marks_never_overlap_and_nothing_gets_lost(spots: list[Spot]) -> None:
    sheet = sheet_for(boundaries()[HAARLEM], width=640, highest=600)
    found = places(spots, sheet)
    assert sorted(key for place in found for key in place.keys) == sorted(spot.key for spot in spots)
    assert [place.number for place in found] == list(range(1, len(found) + 1))
    for one in found:
        for other in found:
            if one.number < other.number:
                assert (one.x - other.x) ** 2 + (one.y - other.y) ** 2 >= (2 * RADIUS) ** 2


def test_directions_differ_in_form_and_marks_lead_to_the_list() -> None:
    sheet = sheet_for(boundaries()[HAARLEM], width=640, highest=600)
    spots = [
        Spot("b", 4.60, 52.40),
        Spot("o", 4.64, 52.38, Tone.OVERHEID),
        Spot("x", 4.62, 52.36),
        Spot("y", 4.62, 52.36, Tone.OVERHEID),
    ]
    regions = [Region(code, rings, is_own=code == HAARLEM) for code, rings in boundaries().items()]
    svg = draw_map(regions, places(spots, sheet), sheet, name="kaart", title="<Kaart>", description="a & b")
    root = ElementTree.fromstring(svg)
    forms = [re.sub("{.*}", "", mark[0].tag) for mark in root.iter() if "map__mark" in mark.get("class", "")]
    assert forms == ["circle", "polygon", "rect"]
    assert re.findall(r'href="(#plek-\d)"', svg) == ["#plek-1", "#plek-2", "#plek-3"]
    assert len(svg) < 20_000  # land outside the paper is left out
    assert "style=" not in svg
