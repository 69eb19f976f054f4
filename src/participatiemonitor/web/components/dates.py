"""A date asked in three fields, for people who know the date and need no calendar."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.forms import Widget
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

PARTS = (("day", "Dag", 2), ("month", "Maand", 2), ("year", "Jaar", 4))


class DateParts(Widget):
    """Day, month and year as three text fields; the value is a date as `2026-12-05`, for a `DateField`."""

    template_name = "web/components/field/parts.html"
    use_fieldset = True

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """The three fields, as the field component draws them."""
        return render_to_string(self.template_name, {"parts": self.parts(name, value, attrs)})

    def parts(self, name: str, value: Any, attrs: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """The three text fields: name, id, label, value and size of each."""
        base = (attrs or {}).get("id", f"id_{name}")
        return [
            {"name": f"{name}_{key}", "id": f"{base}_{key}", "label": label, "value": part, "size": size}
            for (key, label, size), part in zip(PARTS, self.split(value), strict=True)
        ]

    @staticmethod
    def split(value: Any) -> tuple[str, str, str]:
        """Day, month and year as typed."""
        if isinstance(value, date):
            return str(value.day), str(value.month), str(value.year)
        year, month, day = [*str(value or "").split("-", 2), "", "", ""][:3]
        return day, month, year

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str | None:
        """The date as text, or None when all three parts are empty."""
        day, month, year = (str(data.get(f"{name}_{key}", "")).strip() for key, _, _ in PARTS)
        if not (day or month or year):
            return data.get(name) or None
        # What was left empty stays empty when the form is shown again.
        return f"{year}-{month and month.zfill(2)}-{day and day.zfill(2)}"

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Whether no part was sent at all."""
        return name not in data and not any(f"{name}_{key}" in data for key, _, _ in PARTS)

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """A group has a legend, not a label."""
        return ""
