"""What pages hand to components: small values with the words and addresses to show."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Protocol

from peilstok.figures import FigureTable

Tone = Literal["", "ok", "warning", "error", "quiet"]
Kind = Literal["burgerparticipatie", "overheidsparticipatie"]
StepState = Literal["done", "current", "todo"]


@dataclass(frozen=True, slots=True)
class Link:
    """A place to go: navigation item, tab or crumb. The last crumb has no address."""

    label: str
    url: str = ""
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Chip:
    """A short word about a state; the tone adds a colour and an icon, never replaces the word."""

    label: str
    tone: Tone = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path."""

    label: str
    state: StepState = "todo"
    note: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A term and what it is: one row of a definition list."""

    label: str
    value: object
    url: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a simple list."""

    title: str
    url: str = ""
    meta: str = ""
    kind: Kind | Literal[""] = ""
    chips: Iterable[Chip] = ()
    # What the title is about, for who hears the links one by one.
    about: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """One line of an error summary, with the place on the page it is about."""

    message: str
    url: str


class Drawing(Protocol):
    """What a chart hands over: two drawings, one sentence, and the table behind it."""

    @property
    def svg(self) -> str:
        """The drawing for wide places."""

    @property
    def svg_narrow(self) -> str:
        """The drawing for phones and half pages."""

    @property
    def summary(self) -> str:
        """The message in one sentence."""

    @property
    def table(self) -> FigureTable:
        """The figures behind the drawing."""
