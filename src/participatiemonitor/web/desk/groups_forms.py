"""The form of one group to reach."""

from typing import Any

from django import forms

from participatiemonitor.register.models import StakeholderGroup
from participatiemonitor.register.operations import GroupFacts
from participatiemonitor.web.desk.register_forms import NUMBER, TOO_LONG, DeskForm


def number(label: str) -> forms.IntegerField:
    """A number of people that may be nobody, or not known."""
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=10_000_000,
        widget=widget,
        error_messages=NUMBER | {"min_value": "Vul 0 of een hoger getal in."},
    )


class GroupForm(DeskForm):
    """A group: only its name must be filled in."""

    name = forms.CharField(
        label="Welke groep?",
        help_text="Bijvoorbeeld ‘winkeliers rond het plein’. Schrijf geen namen van personen op.",
        max_length=120,
        error_messages={"required": "Geef de groep een naam, bijvoorbeeld ‘jongeren’."} | TOO_LONG,
    )
    interest = forms.CharField(
        label="Waarom is deze groep belangrijk?",
        help_text="Wat merken zij ervan?",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages=TOO_LONG,
    )
    approach = forms.CharField(
        label="Hoe benadert u deze groep?",
        help_text="Waar komt u hen tegen, en wie helpt daarbij?",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages=TOO_LONG,
    )
    invited = number("Hoeveel mensen nodigde u uit?")
    reached = number("Hoeveel mensen deden mee?")

    def __init__(self, *args: Any, group: StakeholderGroup | None = None, **kwargs: Any) -> None:
        if group is not None:
            kwargs["initial"] = {name: getattr(group, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)

    def facts(self) -> GroupFacts:
        """The group as typed."""
        return GroupFacts(**self.cleaned_data)
