"""Reading a drawing back: its texts with their places, its marks, its numbers."""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from participatiemonitor.charts.measure import width

SVG = "{http://www.w3.org/2000/svg}"
SCALES = {"pmc-axis", "pmc-index", "pmc-on-badge"}  # numbers that name a place, not a figure
_NUMBER = re.compile(r"(?<![\w,])−?\d+(?:,\d+)?")


@dataclass(frozen=True)
class Text:
    """One line of text with its box."""

    text: str
    role: str
    left: float
    right: float
    middle: float


def root(svg: str) -> Element:
    """The drawing as a tree."""
    made = fromstring(svg)
    assert isinstance(made, Element)
    return made


def marks(svg: str, name: str) -> list[Element]:
    """All marks of one kind: rect, circle, line, polygon."""
    return root(svg).findall(f"{SVG}{name}")


def with_role(svg: str, role: str) -> list[Element]:
    """All elements painted in one role."""
    return [element for element in root(svg) if element.get("class") == f"pmc-{role}"]


def texts(svg: str) -> list[Text]:
    """All lines of text with their measured boxes."""
    tree = root(svg)
    size = float(tree.attrib["font-size"])
    found = []
    for element in tree.findall(f"{SVG}text"):
        text = element.text or ""
        wide = width(text, size, element.get("font-weight") == "700")
        shift = {"start": 0.0, "middle": wide / 2, "end": wide}[element.get("text-anchor", "start")]
        left = float(element.attrib["x"]) - shift
        middle = float(element.attrib["y"]) - size * 0.35
        found.append(Text(text, element.attrib["class"], left, left + wide, middle))
    return found


def overlapping(svg: str) -> list[tuple[str, str]]:
    """Pairs of texts that cover each other."""
    lines, size = texts(svg), float(root(svg).attrib["font-size"])
    return [
        (one.text, other.text)
        for place, one in enumerate(lines)
        for other in lines[place + 1 :]
        if min(one.right, other.right) - max(one.left, other.left) > 1 and abs(one.middle - other.middle) < size * 0.8
    ]


def outside(svg: str) -> list[str]:
    """Texts and marks that leave the picture."""
    tree = root(svg)
    x, y, wide, high = (float(part) for part in tree.attrib["viewBox"].split())
    size = float(tree.attrib["font-size"])
    boxes = [(line.text, line.left, line.middle - size / 2, line.right, line.middle + size / 2) for line in texts(svg)]
    boxes += [(element.tag, *box) for element in tree if (box := _box(element))]
    return [
        f"{name} {left:.1f} {top:.1f} {right:.1f} {bottom:.1f}" for name, left, top, right, bottom in boxes
        if left < x - 0.1 or top < y - 0.1 or right > x + wide + 0.1 or bottom > y + high + 0.1
    ]  # fmt: skip


def _box(element: Element) -> tuple[float, float, float, float] | None:
    name = element.tag.removeprefix(SVG)
    if name == "polygon":
        points = [tuple(map(float, pair.split(","))) for pair in element.attrib["points"].split()]
        across, down = zip(*points, strict=True)
        return min(across), min(down), max(across), max(down)
    if name not in ("rect", "circle", "line"):
        return None
    at = {key: float(value) for key, value in element.attrib.items() if re.fullmatch(r"-?[\d.]+", value)}
    if name == "rect":
        return at["x"], at["y"], at["x"] + at["width"], at["y"] + at["height"]
    if name == "circle":
        return at["cx"] - at["r"], at["cy"] - at["r"], at["cx"] + at["r"], at["cy"] + at["r"]
    return min(at["x1"], at["x2"]), min(at["y1"], at["y2"]), max(at["x1"], at["x2"]), max(at["y1"], at["y2"])


def numbers(text: str) -> set[str]:
    """All numbers in a Dutch text, as written."""
    return set(_NUMBER.findall(text))


def numbers_drawn(svg: str) -> set[str]:
    """All numbers in a drawing except those of axes and of the list in a matrix."""
    return {found for line in texts(svg) if line.role not in SCALES for found in numbers(line.text)}
