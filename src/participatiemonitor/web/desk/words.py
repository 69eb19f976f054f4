"""Dates and periods as they read on the desk's pages."""

from datetime import date

from django.utils.formats import date_format


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def day_text(day: date) -> str:
    """A date written out: 5 december 2026."""
    return date_format(day, "j F Y")


def period_text(starts_on: date | None, ends_on: date | None) -> str:
    """A period in words; empty when nothing is known."""
    if starts_on and ends_on:
        return f"{day_text(starts_on)} tot en met {day_text(ends_on)}"
    if starts_on:
        return f"vanaf {day_text(starts_on)}"
    return f"tot en met {day_text(ends_on)}" if ends_on else ""


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun: 1 meting, 3 metingen."""
    return f"{number} {one if number == 1 else many}"


def days_until(day: date, today: date) -> str:
    """How far away a day is, in words."""
    days = (day - today).days
    if days == 0:
        return "vandaag"
    if days > 0:
        return f"nog {counted(days, 'dag', 'dagen')}"
    return f"{counted(-days, 'dag', 'dagen')} geleden"
