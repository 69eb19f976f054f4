"""Reading a mapping file (TOML) with care: every mistake becomes a sentence that says where."""

import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from difflib import get_close_matches

from participatiemonitor.foundation.errors import DomainError

LONGEST = 400_000
# A key of many parts with points between them. The reader of TOML keeps every beginning of it: 100 000 parts, which fit
# in a file of this length, take more memory than there is.
_DEEP = re.compile(r"""(?:\.[ \t]*(?:[\w-]+|"[^"\n]{0,99}"|'[^'\n]{0,99}')[ \t]*){40}""", re.ASCII)
_TOO_DEEP = "De indeling is te diep genest. Is dit wel het bestand met de indeling?"


class MappingNotUsable(DomainError):
    """The mapping file has mistakes. `problems` holds a sentence for each."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


def read_toml(text: str) -> "Section":
    """The whole of a mapping file, with room for its mistakes; raises `MappingNotUsable` when it is no TOML."""
    if len(text) > LONGEST:
        raise MappingNotUsable(("De indeling is veel te lang. Is dit wel het bestand met de indeling?",))
    if _DEEP.search(text):
        raise MappingNotUsable((_TOO_DEEP,))
    try:
        root = tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        raise MappingNotUsable((_not_toml(str(error)),)) from error
    except RecursionError as error:
        raise MappingNotUsable((_TOO_DEEP,)) from error
    return Section(root, "", [])


def _not_toml(message: str) -> str:
    at = re.search(r"line (\d+), column (\d+)", message)
    where = f" bij regel {at[1]}, teken {at[2]}" if at else " aan het einde"
    return f"De indeling is geen geldige TOML{where}. Staan alle aanhalingstekens en haken goed?"


class Section:
    """One table of the file. Wrong values are noted in `problems`, so that all mistakes are told at once."""

    def __init__(self, values: object, where: str, problems: list[str]) -> None:
        self.where = where
        self.problems = problems
        self._asked: set[str] = set()
        self._values: Mapping[str, object] = {}
        if isinstance(values, Mapping):
            self._values = values
        else:
            self.wrong("hier hoort een tabel met namen en waarden")

    def wrong(self, sentence: str) -> None:
        """Note a mistake in this table."""
        self.problems.append(f"{self.where}: {sentence}.")

    def has(self, key: str) -> bool:
        """Whether this key is there."""
        self._asked.add(key)
        return key in self._values

    def names(self) -> tuple[str, ...]:
        """All keys in the order of the file; asking counts as knowing them."""
        self._asked.update(self._values)
        return tuple(self._values)

    def raw(self, key: str) -> object:
        """The value as it is in the file, or None."""
        self._asked.add(key)
        return self._values.get(key)

    def text(self, key: str, *, needed: bool = False, default: str = "") -> str:
        """A text; a number is read as the text that was typed."""
        value = self.raw(key)
        if isinstance(value, (str, int, float)) and not isinstance(value, bool):
            if needed and not str(value).strip():
                self.wrong(f"‘{key}’ is leeg")
            return str(value)
        if value is not None:
            self.wrong(f"bij ‘{key}’ hoort een tekst")
        elif needed:
            self.wrong(f"‘{key}’ ontbreekt")
        return default

    def choice(self, key: str, options: Mapping[str, str] | tuple[str, ...], *, default: str) -> str:
        """One of a few words, whatever the capitals."""
        value = self.text(key, default=default)
        for option in options:
            if value.casefold() == option.casefold():
                return option
        self.wrong(f"‘{key}’ is ‘{value}’; kies uit {', '.join(options)}")
        return default

    def whole(self, key: str) -> int | None:
        """A whole number from 1 up."""
        value = self.raw(key)
        if value is None or (isinstance(value, int) and not isinstance(value, bool) and value >= 1):
            return value
        self.wrong(f"bij ‘{key}’ hoort een geheel getal vanaf 1")
        return None

    def number(self, key: str) -> float | None:
        """Any number."""
        value = self.raw(key)
        if value is None:
            return None
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return float(value)
        self.wrong(f"bij ‘{key}’ hoort een getal")
        return None

    def flag(self, key: str) -> bool:
        """True or false; false when absent."""
        value = self.raw(key)
        if value is None or isinstance(value, bool):
            return bool(value)
        self.wrong(f"bij ‘{key}’ hoort true of false")
        return False

    def day(self, key: str) -> date | None:
        """A date, written as 2026-03-31."""
        value = self.raw(key)
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value
        self.wrong(f"bij ‘{key}’ hoort een datum, zoals 2026-03-31 (zonder aanhalingstekens)")
        return None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; one text may stand without brackets."""
        value = self.raw(key)
        items = value if isinstance(value, list) else [] if value is None else [value]
        if any(isinstance(item, (list, Mapping, bool)) for item in items):
            self.wrong(f"bij ‘{key}’ hoort een lijst met teksten")
            return ()
        return tuple(str(item) for item in items)

    def table(self, key: str) -> "Section":
        """A table inside this one; an empty one when absent."""
        value = self.raw(key)
        return Section(
            {} if value is None else value, f"{self.where}, {key}" if self.where else f"[{key}]", self.problems
        )

    def tables(self, key: str, name: str) -> tuple["Section", ...]:
        """A list of tables inside this one, called `name` 1, 2, 3 … in sentences."""
        value = self.raw(key)
        if value is None:
            return ()
        if not isinstance(value, list):
            self.wrong(f"bij ‘{key}’ hoort een lijst met tabellen")
            return ()
        prefix = f"{self.where}, " if self.where else ""
        return tuple(
            Section(item, f"{prefix}{name} {_name(item) or number}", self.problems)
            for number, item in enumerate(value, start=1)
        )

    def finish(self) -> None:
        """Note every key that nobody asked for: it is probably a typing mistake."""
        for key in self._values.keys() - self._asked:
            meant = get_close_matches(key, self._asked, n=1)
            ending = f"; bedoelt u ‘{meant[0]}’?" if meant else "."
            self.problems.append(f"{self.where or 'Bovenaan'}: ‘{key}’ kennen wij niet{ending}")


def _name(item: object) -> str:
    code = item.get("code") or item.get("key") if isinstance(item, Mapping) else ""
    return f"‘{code}’" if isinstance(code, (str, int)) and code else ""
