"""Text as people type it, made safe to keep."""

# Control characters except tab and newline; PostgreSQL refuses NUL, and no reader needs the others. Also the
# private characters that mark the places of a template.
_UNWANTED = dict.fromkeys(code for code in (*range(32), *range(127, 160), 0xE000) if code not in {9, 10})


def cleaned(text: str) -> str:
    """The text without control characters and without blanks around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_UNWANTED).strip()
