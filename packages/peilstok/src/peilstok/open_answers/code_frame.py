"""A code frame: themes with phrases as people write them. Versioned data, so that years stay comparable."""

import tomllib
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from peilstok.errors import InvalidInput

TRACKS = ("burgerparticipatie", "overheidsparticipatie")


class InvalidCodeFrame(InvalidInput):
    """A code frame without version, with double themes, or with a theme without phrases."""


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme with its seed phrases per track."""

    key: str
    label: str
    phrases: dict[str, tuple[str, ...]]

    def seeds(self, track: str | None) -> tuple[str, ...]:
        """The phrases of one track, or of both; the other track's when this one has none."""
        own = self.phrases.get(track, ()) if track else ()
        return own or tuple(phrase for phrases in self.phrases.values() for phrase in phrases)


@dataclass(frozen=True, slots=True)
class CodeFrame:
    """Themes in the order in which they are shown."""

    name: str
    version: str
    language: str
    themes: tuple[Theme, ...]


def parse_code_frame(text: str) -> CodeFrame:
    """Read a code frame from TOML. Error: InvalidCodeFrame."""
    try:
        data = tomllib.loads(text)
        themes = tuple(
            Theme(one["key"], one["label"], {track: tuple(one[track]) for track in TRACKS if one.get(track)})
            for one in data["themes"]
        )
        frame = CodeFrame(data["name"], str(data["version"]), data["language"], themes)
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as problem:
        raise InvalidCodeFrame(f"this is no code frame: {problem}") from None
    keys = [theme.key for theme in frame.themes]
    if not keys or len(set(keys)) < len(keys) or any(not theme.phrases for theme in frame.themes):
        raise InvalidCodeFrame("a code frame needs themes with different keys, each with phrases")
    return frame


def read_code_frame(path: Path | None = None) -> CodeFrame:
    """The code frame in a file, or the one that comes with this package."""
    if path is not None:
        return parse_code_frame(path.read_text(encoding="utf-8"))
    return parse_code_frame(resources.files(__package__).joinpath("participatie.toml").read_text(encoding="utf-8"))
