"""Typed readers for the environment. A malformed value stops the start with one sentence."""

import os
from pathlib import Path


class SettingError(Exception):
    """A setting in the environment cannot be used; the message says which and what to do."""


def text(name: str, default: str) -> str:
    """The value of a variable, or of the file named by NAME_FILE (for secrets)."""
    file = os.environ.get(f"{name}_FILE")
    if file:
        return Path(file).read_text(encoding="utf-8").strip()
    return os.environ.get(name, default)


def flag(name: str, *, default: bool) -> bool:
    """A yes/no variable: 1/0, ja/nee, true/false."""
    value = text(name, "1" if default else "0").lower()
    if value in {"1", "ja", "true", "yes"}:
        return True
    if value in {"0", "nee", "false", "no", ""}:
        return False
    raise SettingError(f"{name} is ‘{value}’. Gebruik ja of nee.")


def number(name: str, default: int) -> int:
    """A whole number."""
    value = text(name, str(default))
    try:
        return int(value)
    except ValueError:
        raise SettingError(f"{name} is ‘{value}’. Gebruik een heel getal.") from None
