"""Widths are those of the shipped font, and a broken text loses nothing."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from hypothesis import given
from hypothesis import strategies as st

import participatiemonitor
from participatiemonitor.charts.measure import SLACK, width, wrap

FONT = Path(participatiemonitor.__file__).parent / "web" / "static" / "fonts" / "noto-sans-latin.woff2"
LETTERS = [*map(chr, range(32, 127)), *"éëïöüç–’“”…€×−·½"]


@pytest.mark.parametrize(("weight", "bold"), [(400, False), (700, True)])
def test_no_letter_is_wider_than_measured(weight: int, bold: bool) -> None:
    font = instantiateVariableFont(TTFont(FONT), {"wght": weight})
    letters, advances, unit = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
    for letter in LETTERS:
        true = advances[letters[ord(letter)]][0] * 1000 / unit
        measured = width(letter, 1000, bold) / SLACK
        assert true <= measured + 1, letter
        assert measured <= true * 1.5, letter


def test_an_unknown_letter_counts_as_wide() -> None:
    assert width("漢", 10) == pytest.approx(10 * SLACK)


@given(st.text(alphabet=st.characters(codec="latin-1", exclude_characters="-"), max_size=200), st.integers(40, 400))
def test_wrapping_keeps_every_letter_and_fits(text: str, room: int) -> None:
    lines = wrap(text, room, 15)
    assert all(width(line, 15) <= room for line in lines)
    assert "".join(lines).replace(" ", "").replace("-", "") == text.replace(" ", "")


def test_a_room_narrower_than_a_letter_still_ends() -> None:
    assert "".join(wrap("abc", 1, 15)).replace("-", "") == "abc"
