"""A small writer of SVG: classes and presentation attributes only, never style or script."""

import re
from collections.abc import Iterable

from participatiemonitor.charts.measure import wrap
from participatiemonitor.charts.palette import ATTRIBUTES, Tone

FAMILY = "Noto Sans, system-ui, sans-serif"
MARGIN = 3.0  # letters such as J reach a little outside their own width
RISE = 0.35  # a baseline this part of the size below the middle puts text in the middle

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPECIAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff&<>\"']")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})


def escape(text: str) -> str:
    """Text for an element or an attribute; letters that XML does not know disappear."""
    return _UNFIT.sub("", text).translate(_ESCAPES) if _SPECIAL.search(text) else text


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


class Drawing:
    """One drawing of a fixed width that grows downward. Distances are in units of about a pixel."""

    def __init__(self, *, width: float, size: float, tone: Tone) -> None:
        self.width = width
        self.size = size
        self.y = MARGIN
        self._paints = ATTRIBUTES[tone]
        self._tone = tone
        self._parts: list[str] = []

    @property
    def line_height(self) -> float:
        """Distance between two lines of text."""
        return self.size * 1.3

    def rect(self, role: str, x: float, y: float, width: float, height: float) -> None:
        """A bar."""
        self._parts.append(
            f'<rect {self._paints[role]} x="{_n(x)}" y="{_n(y)}" width="{_n(max(width, 0))}" height="{_n(height)}"/>'
        )

    def line(self, role: str, x1: float, y1: float, x2: float, y2: float) -> None:
        """A straight line."""
        self._parts.append(f'<line {self._paints[role]} x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}"/>')

    def circle(self, role: str, x: float, y: float, radius: float) -> None:
        """A dot."""
        self._parts.append(f'<circle {self._paints[role]} cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}"/>')

    def diamond(self, role: str, x: float, y: float, radius: float) -> None:
        """A mark that differs from a dot in form, not only in colour."""
        points = f"{_n(x)},{_n(y - radius)} {_n(x + radius)},{_n(y)} {_n(x)},{_n(y + radius)} {_n(x - radius)},{_n(y)}"
        self._parts.append(f'<polygon {self._paints[role]} points="{points}"/>')

    def text(
        self, text: str, x: float, y: float, *, role: str = "text", anchor: str = "start", bold: bool = False
    ) -> None:
        """One line of text whose middle is at height y."""
        place = "" if anchor == "start" else f' text-anchor="{anchor}"'
        weight = ' font-weight="700"' if bold else ""
        at = f'x="{_n(x)}" y="{_n(y + self.size * RISE)}"'
        self._parts.append(f"<text {self._paints[role]}{place}{weight} {at}>{escape(text)}</text>")

    def lines(self, lines: Iterable[str], x: float, y: float, *, role: str = "text", bold: bool = False) -> float:
        """Lines of text under each other from the top y; returns the bottom."""
        for line in lines:
            self.text(line, x, y + self.line_height / 2, role=role, bold=bold)
            y += self.line_height
        return y

    def paragraph(self, text: str, *, role: str = "muted", x: float = 0) -> None:
        """A wrapped text at the cursor, over the rest of the width."""
        self.y = self.lines(wrap(text, self.width - x, self.size), x, self.y, role=role)

    def finish(self, *, name: str, form: str, title: str, description: str) -> str:
        """The whole SVG. `name` must be unique on the page: the title and description are found by it."""
        width, height = _n(self.width + 2 * MARGIN), _n(self.y + MARGIN)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="pmc pmc--{form} pmc--{self._tone}" role="img" '
            f'aria-labelledby="{name}-title {name}-desc" viewBox="{_n(-MARGIN)} 0 {width} {height}" width="{width}" '
            f'height="{height}" font-family="{FAMILY}" font-size="{_n(self.size)}">'
            f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-desc">{escape(description)}</desc>'
            f"{''.join(self._parts)}</svg>"
        )
