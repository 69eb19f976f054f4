"""Dutch sentences around figures. Numbers come only from the figures themselves. Pure."""

from peilstok.figures import Figure


def part_of(figure: Figure, who: str, *, one: str, many: str) -> str:
    """How many people do something: "14 van de 18 deelnemers ervoeren …", "39 % van de deelnemers ervoer …"."""
    if figure.count is not None:
        return f"{figure.text} {who} {many}"
    return f"{capital(figure.text)} van de {who} {one}"


def with_interval(figure: Figure) -> str:
    """The figure with its interval between brackets."""
    return f"{figure.text} ({figure.interval})" if figure.interval else figure.text


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]
