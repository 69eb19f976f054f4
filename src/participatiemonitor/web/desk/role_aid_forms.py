"""Forms of the role aid: its questions, and the choice that follows."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.forms import BoundField

from participatiemonitor.register.models import Phase
from participatiemonitor.register.role_advice import RoleAdvice
from participatiemonitor.register.role_aids import AidTopic, Criterion, RoleAid
from participatiemonitor.register.role_models import Rung
from participatiemonitor.web.desk.register_forms import CHOICE, DeskForm, rung_options

SELECT = "utrecht-select utrecht-select--html-select"
UNKNOWN = ("", "Weet ik nog niet")


class RoleAidForm(DeskForm):
    """The questions of a role aid. Every one may stay open."""

    def __init__(self, *args: Any, aid: RoleAid, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.aid = aid
        for criterion in aid.criteria:
            self.fields[criterion.code] = self.field_of(criterion)

    def field_of(self, criterion: Criterion) -> forms.ChoiceField:
        """One question; that it is not known yet is an answer too."""
        options = [(str(number), option.text) for number, option in enumerate(criterion.options, start=1)]
        return forms.ChoiceField(
            label=criterion.text,
            choices=[*options, UNKNOWN],
            required=False,
            widget=self.widget_of_options(),
            error_messages=CHOICE,
        )

    def widget_of_options(self) -> forms.Widget:
        """How the answers of one question are shown."""
        return forms.RadioSelect()

    @property
    def topics(self) -> Iterable[tuple[AidTopic, list[BoundField]]]:
        """The questions as they stand together on the page."""
        return [(topic, [self[criterion.code] for criterion in topic.criteria]) for topic in self.aid.topics]

    def answers(self) -> dict[str, int]:
        """The answers that were given."""
        return {code: int(number) for code, number in self.cleaned_data.items() if number}


class WhatIfForm(RoleAidForm):
    """The same questions, small: change one and look again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="als_%s", **kwargs)

    def widget_of_options(self) -> forms.Widget:
        """A list to choose from takes the least room."""
        return forms.Select(attrs={"class": SELECT})


def as_values(answers: Mapping[str, int], aid: RoleAid) -> dict[str, str]:
    """Answers as the form takes them; what this version of the aid does not ask is left out."""
    known = {criterion.code: len(criterion.options) for criterion in aid.criteria}
    return {code: str(number) for code, number in answers.items() if 1 <= number <= known.get(code, 0)}


class ChooseRoleForm(DeskForm):
    """Which role follows from the advice. Another one than advised needs a reason."""

    rung = forms.ChoiceField(label="Welke rol kiest u?", widget=forms.RadioSelect, error_messages=CHOICE)
    reason = forms.CharField(
        label="Waarom kiest u een andere rol dan het advies?",
        help_text="Vul dit alleen in als u iets anders kiest dan het advies.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Leg uit waarom u een andere rol kiest dan het advies. De raad wil dat weten."},
    )

    def __init__(
        self, *args: Any, advice: RoleAdvice, rungs: Iterable[Rung], phases: Iterable[Phase], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fits = advice.fits
        rung = self.fields["rung"]
        assert isinstance(rung, forms.ChoiceField)
        rung.choices = rung_options(rungs)
        self.phases = {str(phase.position): phase for phase in phases}
        if len(self.phases) > 1:
            self.fields["phase"] = forms.ChoiceField(
                label="Voor welke fase?",
                choices=[(position, phase.name) for position, phase in self.phases.items()],
                error_messages=CHOICE,
            )

    def clean(self) -> dict[str, Any]:
        """Whoever follows the advice needs no reason."""
        cleaned = super().clean() or self.cleaned_data
        if "reason" in self.errors and cleaned.get("rung") in self.fits:
            del self.errors["reason"]
            cleaned["reason"] = ""
        return cleaned

    def position(self) -> str:
        """The phase for which the role is chosen, by its position."""
        return str(self.cleaned_data.get("phase") or next(iter(self.phases)))
