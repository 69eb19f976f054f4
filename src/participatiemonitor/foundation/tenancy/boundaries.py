"""The boundaries of municipalities, simplified: fit to look at, not to decide on which side of a border a house stands.

Source: CBS / Kadaster, gebiedsindelingen 2023 (CC BY 4.0), simplified; coordinates in ten-thousandths of a degree.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "grenzen_2023.json"
# The fictional municipality of the demo lies where everybody sees that it is fictional: in the Markermeer.
FICTIONAL = {
    "GM9001": (
        (5.231, 52.589), (5.262, 52.611), (5.311, 52.618), (5.346, 52.608), (5.382, 52.616), (5.413, 52.596),
        (5.407, 52.569), (5.379, 52.556), (5.365, 52.531), (5.321, 52.522), (5.289, 52.533), (5.252, 52.530),
        (5.229, 52.552), (5.242, 52.570), (5.231, 52.589),
    ),
}  # fmt: skip

Ring = tuple[tuple[float, float], ...]


@cache
def boundaries() -> Mapping[str, tuple[Ring, ...]]:
    """Per municipality code the rings of its boundary, each a closed line of (longitude, latitude)."""
    found = {code: tuple(_ring(flat) for flat in rings) for code, rings in json.loads(FILE.read_text()).items()}
    return found | {code: (ring,) for code, ring in FICTIONAL.items()}


def _ring(flat: list[int]) -> Ring:
    return tuple((flat[i] / 10_000, flat[i + 1] / 10_000) for i in range(0, len(flat), 2))
