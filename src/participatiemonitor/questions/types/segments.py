"""A question's template, read once and kept as fixed text with a few places to fill."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape

from django.template.loader import get_template

# A place is a word between two characters that no text of ours holds.
_MARK = "\ue000"
_PLACE = re.compile(f"{_MARK}([^{_MARK}]*){_MARK}")
_ERROR = "error"


def place(name: str) -> str:
    """What a template prints where the filling comes later."""
    return f"{_MARK}{name}{_MARK}"


@dataclass(frozen=True, slots=True)
class Segments:
    """Fixed texts around named places: texts[0], places[0], texts[1], …"""

    texts: tuple[str, ...]
    places: tuple[str, ...]

    def fill(self, slot: Callable[[str], str]) -> str:
        """The whole, with each place filled."""
        parts = [self.texts[0]]
        for name, text in zip(self.places, self.texts[1:], strict=True):
            parts.append(slot(name))
            parts.append(text)
        return "".join(parts)


@dataclass(frozen=True, slots=True)
class Drawn:
    """One question drawn three ways: without an answer, with one, and with an error."""

    empty: str
    answered: Segments
    wrong: Segments

    def html(self, slot: Callable[[str], str] | None, error: str = "") -> str:
        """The HTML with the value that `slot` fills in; None when there is no value."""
        if slot is None and not error:
            return self.empty
        if not error:
            assert slot is not None
            return self.answered.fill(slot)
        return self.wrong.fill(lambda name: escape(error) if name == _ERROR else slot(name) if slot else "")


def segments(template: str, context: Mapping[str, object]) -> Segments:
    """Read any template once; what it prints with `place` is filled in later."""
    return _split(get_template(template).render(dict(context)))


def drawn(template: str, context: Mapping[str, object], *, described: str, name: str) -> Drawn:
    """Read a template, once without and once with an error. `described` are the ids that describe the question."""
    answered = segments(template, {**context, "error": "", "described": described})
    with_error = f"{described} {name}-error".strip()
    wrong = segments(template, {**context, "error": place(_ERROR), "described": with_error})
    return Drawn(empty=answered.fill(_nothing), answered=answered, wrong=wrong)


def _nothing(name: str) -> str:
    return ""


def _split(html: str) -> Segments:
    pieces = _PLACE.split(" ".join(html.split()).replace("> <", "><"))
    return Segments(texts=tuple(pieces[::2]), places=tuple(pieces[1::2]))
