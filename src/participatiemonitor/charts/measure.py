"""How wide a text becomes in Noto Sans, and where a line is broken. Widths are those of the shipped font."""

import unicodedata
from functools import lru_cache

SLACK = 1.06  # screens without sub-pixel placing round every letter to whole pixels
UNKNOWN = 1000  # a letter outside the table counts as a full em: too wide is safe, too narrow is not

_FIRST, _LAST = 32, 126
_REGULAR = (
    260, 269, 408, 646, 572, 831, 732, 225, 300, 300, 551, 572, 268, 322, 268, 372, 572, 572, 572, 572, 572, 572, 572,
    572, 572, 572, 268, 268, 572, 572, 572, 434, 899, 639, 650, 632, 730, 556, 519, 728, 741, 339, 273, 619, 524, 907,
    760, 781, 605, 781, 622, 549, 556, 731, 600, 930, 586, 566, 572, 329, 372, 329, 572, 444, 281, 561, 615, 480, 615,
    564, 344, 615, 618, 258, 258, 534, 258, 935, 618, 605, 615, 615, 413, 479, 361, 618, 508, 786, 529, 510, 470, 380,
    551, 380, 572,
)  # fmt: skip
_BOLD = (
    260, 282, 479, 646, 572, 902, 750, 266, 339, 339, 542, 572, 285, 320, 281, 415, 572, 572, 572, 572, 572, 572, 572,
    572, 572, 572, 285, 285, 572, 572, 572, 477, 898, 692, 665, 642, 732, 560, 549, 724, 765, 389, 331, 664, 559, 943,
    813, 791, 621, 791, 656, 551, 577, 756, 650, 967, 670, 626, 579, 331, 415, 331, 572, 411, 365, 599, 632, 516, 632,
    597, 387, 632, 650, 299, 298, 620, 298, 975, 650, 625, 632, 632, 447, 502, 434, 650, 571, 856, 578, 571, 493, 394,
    551, 394, 572,
)  # fmt: skip
_SIGNS = {"\u00a0": 260, "±": 572, "·": 285, "½": 874, "×": 572, "–": 500, "—": 1000, "‘": 217, "’": 217, "“": 445,
          "”": 445, "•": 376, "…": 855, "€": 572, "−": 581}  # fmt: skip


class _Widths(dict[str, int]):
    """Advance widths in thousandths of an em; an accented letter is as wide as its base letter."""

    def __missing__(self, letter: str) -> int:
        base = unicodedata.normalize("NFD", letter)[0]
        return self.get(base, UNKNOWN) if not unicodedata.combining(letter) else 0


def _table(widths: tuple[int, ...]) -> _Widths:
    return _Widths({chr(code): width for code, width in zip(range(_FIRST, _LAST + 1), widths, strict=True)} | _SIGNS)


_TABLES = {False: _table(_REGULAR), True: _table(_BOLD)}


@lru_cache(maxsize=4096)
def width(text: str, size: float, bold: bool = False) -> float:
    """Width of one line of text, in the units of the drawing."""
    return sum(map(_TABLES[bold].__getitem__, text)) * size * SLACK / 1000


@lru_cache(maxsize=2048)
def wrap(text: str, room: float, size: float, bold: bool = False) -> tuple[str, ...]:
    """Break a text into lines that fit `room`; a word that is too long is cut with a hyphen."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        joined = f"{line} {word}" if line else word
        if width(joined, size, bold) <= room:
            line = joined
            continue
        if line:
            lines.append(line)
        *cut, line = _pieces(word, room, size, bold)
        lines.extend(cut)
    if line:
        lines.append(line)
    return tuple(lines)


def _pieces(word: str, room: float, size: float, bold: bool) -> list[str]:
    """Cut one word in pieces that fit, each but the last with a hyphen; at least one letter a piece."""
    pieces = []
    while width(word, size, bold) > room and len(word) > 1:
        length = len(word) - 1
        while length > 1 and width(word[:length] + "-", size, bold) > room:
            length -= 1
        pieces.append(word[:length] if word[length - 1] == "-" else word[:length] + "-")
        word = word[length:]
    return [*pieces, word]
