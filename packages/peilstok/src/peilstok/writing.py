"""How numbers are written in Dutch."""


def dutch_number(value: float, places: int) -> str:
    """Write a number the Dutch way: comma, no thousands separator, a real minus sign, never "-0"."""
    rounded = round(value, places) + 0.0
    return f"{rounded:.{places}f}".replace("-", "\u2212").replace(".", ",")
