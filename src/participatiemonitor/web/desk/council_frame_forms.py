"""The form of the raadskader."""

from typing import Any

from django import forms

from participatiemonitor.register.council_points import COUNCIL_POINTS
from participatiemonitor.register.models import CouncilFrame
from participatiemonitor.register.operations import FrameFacts
from participatiemonitor.web.desk.register_forms import DeskForm, day, line


class CouncilFrameForm(DeskForm):
    """Seven points, and the decision that settled them. Everything may stay empty."""

    settled_on = day("Wanneer stelde de raad dit vast?", "Laat dit leeg zolang er geen besluit is.")
    document = line("In welk stuk staat dat?", "Bijvoorbeeld ‘raadsbesluit 2026-12’.", 300)

    def __init__(self, *args: Any, track: str, frame: CouncilFrame | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for point in COUNCIL_POINTS:
            hint = f"{point.hint} Bijvoorbeeld: ‘{point.example_for(track)}’"
            widget = forms.Textarea(attrs={"rows": 3})
            self.fields[point.key] = forms.CharField(
                label=point.question, help_text=hint, required=False, widget=widget
            )
        if frame is not None:
            self.initial = {name: getattr(frame, name) for name in self.fields}

    @property
    def points(self) -> list[tuple[str, forms.BoundField]]:
        """The seven questions in their order, each with its title."""
        return [(point.title, self[point.key]) for point in COUNCIL_POINTS]

    def facts(self) -> FrameFacts:
        """The frame as typed, with one sign for the end of a line."""
        typed: dict[str, Any] = {
            name: value.replace("\r\n", "\n") if isinstance(value, str) else value
            for name, value in self.cleaned_data.items()
        }
        return FrameFacts(**typed)
