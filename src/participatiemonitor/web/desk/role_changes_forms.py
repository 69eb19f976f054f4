"""Forms about promised roles."""

from collections.abc import Iterable
from typing import Any

from django import forms

from participatiemonitor.register.role_models import Rung
from participatiemonitor.web.desk.register_forms import CHOICE, DeskForm, rung_options


class RoleForm(DeskForm):
    """The promised role of a phase, with a reason when it changes."""

    rung = forms.ChoiceField(label="Welke rol belooft u?", widget=forms.RadioSelect, error_messages=CHOICE)
    reason = forms.CharField(
        label="Waarom verandert de rol?",
        help_text="Uw uitleg komt in de geschiedenis te staan. Vertel deelnemers ook zelf wat er verandert.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Leg uit waarom de rol verandert. Deelnemers en de raad willen dat weten."},
    )

    def __init__(self, *args: Any, rungs: Iterable[Rung], current: str, proposed: str = "", **kwargs: Any) -> None:
        if proposed or current:
            kwargs.setdefault("initial", {"rung": proposed or current})
        super().__init__(*args, **kwargs)
        self.current = current
        rung = self.fields["rung"]
        assert isinstance(rung, forms.ChoiceField)
        rung.choices = rung_options(rungs)
        if not current:
            del self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        """Without a change no reason is needed."""
        cleaned = super().clean() or self.cleaned_data
        if "reason" in self.errors and cleaned.get("rung") == self.current:
            del self.errors["reason"]
            cleaned["reason"] = ""
        return cleaned
