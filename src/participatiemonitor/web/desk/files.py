"""Files that somebody brings to a page: the words of the field, and a mapping as text."""

from typing import Any

from participatiemonitor.foundation.files.sections import LONGEST

FILE = {
    "required": "Kies een bestand.",
    "empty": "Het bestand is leeg.",
    "missing": "Kies een bestand.",
    "invalid": "Dit bestand kwam niet goed aan. Kies het opnieuw.",
    "max_length": "De naam van het bestand is te lang. Geef het een kortere naam.",
}
MAPPING_BYTES = 4 * LONGEST


class NotAMapping(ValueError):
    """What was brought cannot be a mapping; the sentence says what to choose."""


def mapping_text(upload: Any) -> str:
    """The text of a mapping file that somebody brought. Raises `NotAMapping`."""
    if upload.size > MAPPING_BYTES:
        raise NotAMapping("Dit bestand is te groot voor een indeling. Kies het bestand dat eindigt op .toml.")
    try:
        text: str = upload.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotAMapping("Dit is geen tekst in UTF-8. Kies het bestand dat eindigt op .toml.") from None
    return text
