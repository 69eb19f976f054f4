"""Labels and numbered marks never cover each other."""

import math
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from participatiemonitor.charts.placement import Box, around, place_labels, spread

FRAME = Box(0, 0, 400, 300)
places = st.lists(st.tuples(st.floats(20, 380), st.floats(20, 280)), min_size=1, max_size=12)


@given(places)
def test_labels_cover_no_label_and_no_point(points: list[tuple[float, float]]) -> None:
    boxes = place_labels(points, [(90.0, 20.0)] * len(points), FRAME, radius=7)
    if boxes is None:
        assert len(points) > 1
        return
    assert all(one.overlap(other) == 0 for one, other in combinations(boxes, 2))
    assert all(box.overlap(around(x, y, 7)) == 0 for box in boxes for x, y in points)
    assert all(box.is_inside(FRAME) for box in boxes)


@given(places)
def test_numbered_marks_stand_apart(points: list[tuple[float, float]]) -> None:
    made = spread(points, FRAME, radius=12)
    assert all(math.dist(one, other) >= 24 for one, other in combinations(made, 2))


def test_a_mark_with_room_stays_on_its_point() -> None:
    assert spread([(50.0, 50.0), (200.0, 200.0)], FRAME, radius=12) == [(50.0, 50.0), (200.0, 200.0)]
