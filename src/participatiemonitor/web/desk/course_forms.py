"""The form with which a process goes to its next state."""

from typing import Any

from django import forms

from participatiemonitor.register.models import Process
from participatiemonitor.web.desk.course_pages import StepOption
from participatiemonitor.web.desk.register_forms import DeskForm


class StepForm(DeskForm):
    """What one step asks: nothing, a reason, or a reason and a promise that it is meant."""

    reason = forms.CharField(
        label="Waarom?",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Leg uit waarom. Wie later kijkt, wil dat weten."},
    )
    is_sure = forms.BooleanField(label="", error_messages={"required": "Vink aan dat u dit zeker weet."})

    def __init__(self, *args: Any, process: Process, option: StepOption, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason = self.fields["reason"]
        if option.is_stop:
            reason.label = f"Waarom stopt dit {process.kind_label}?"
            reason.help_text = "Schrijf het zo dat mensen die meededen het begrijpen."
            self.fields["is_sure"].label = f"Ja, dit {process.kind_label} stopt."
        else:
            del self.fields["is_sure"]
        if option.points and not option.needs_reason:
            reason.label = "Ik begin toch, omdat …"
            reason.help_text = "Uw uitleg blijft bij dit dossier staan, met wat er nog openstond."
            reason.error_messages["required"] = "Vul eerst aan wat ontbreekt, of leg uit waarom u toch begint."
        if option.is_direct:
            del self.fields["reason"]
