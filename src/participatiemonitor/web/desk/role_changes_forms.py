"""Forms about promised roles, the decision on them, and what people are told when they change."""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from django import forms

from participatiemonitor.register.models import CompetentBody
from participatiemonitor.register.operations import RoleDecision
from participatiemonitor.register.role_models import Rung
from participatiemonitor.web.desk.register_forms import CHOICE, TOO_LONG, DeskForm, day, rung_options
from participatiemonitor.web.desk.words import capital

LONGEST = 20_000


class DecisionFields(DeskForm):
    """Who decided on a promise, when, and where that stands."""

    decided_by = forms.ChoiceField(
        label="Wie besloot dit?",
        required=False,
        choices=[("", "Kies wie besloot"), *[(body.value, capital(body.label)) for body in CompetentBody]],
    )
    decided_on = day("Besloten op")
    document = forms.CharField(
        label="In welk stuk staat dat?",
        help_text="Bijvoorbeeld ‘Raadsbesluit 2026-12’. U kunt ook een webadres invullen.",
        required=False,
        max_length=300,
        error_messages=TOO_LONG,
    )
    DECISION = ("decided_by", "decided_on", "document")
    MISSING: ClassVar = {
        "decided_by": "Kies wie dit besloot.",
        "decided_on": "Vul in op welke dag dit is besloten.",
        "document": "Vul in welk stuk het is.",
    }

    def decision(self) -> RoleDecision | None:
        """The decision as typed, or nothing when all of it is empty."""
        body, decided_on, document = (self.cleaned_data.get(name) for name in self.DECISION)
        if not (body and decided_on and document):
            return None
        return RoleDecision(str(body), decided_on, str(document))


class RoleForm(DecisionFields):
    """The promised role of a phase, with a reason when it changes and the decision when it is there."""

    rung = forms.ChoiceField(label="Welke rol belooft u?", widget=forms.RadioSelect, error_messages=CHOICE)
    reason = forms.CharField(
        label="Waarom verandert de rol?",
        help_text="Schrijf het zo dat deelnemers het begrijpen. Uw uitleg komt in de geschiedenis te staan.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Leg uit waarom de rol verandert. Deelnemers en de raad willen dat weten."},
    )

    def __init__(self, *args: Any, rungs: Iterable[Rung], current: str, proposed: str = "", **kwargs: Any) -> None:
        rungs = tuple(rungs)
        if proposed or current:
            kwargs.setdefault("initial", {"rung": proposed or current})
        super().__init__(*args, **kwargs)
        self.current = current
        self.deciding = tuple(rung for rung in rungs if rung.needs_decision)
        rung = self.fields["rung"]
        assert isinstance(rung, forms.ChoiceField)
        rung.choices = rung_options(rungs)
        if not current:
            del self.fields["reason"]
        if not self.deciding:
            for name in self.DECISION:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Without a change no reason is needed; a decision is whole or absent."""
        cleaned = super().clean() or self.cleaned_data
        if "reason" in self.errors and cleaned.get("rung") == self.current:
            del self.errors["reason"]
            cleaned["reason"] = ""
        if any(cleaned.get(name) for name in self.DECISION):
            for name, sentence in self.MISSING.items():
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, sentence)
        return cleaned

    @property
    def has_decision_open(self) -> bool:
        """Whether the fields of the decision stand open: something was typed in them."""
        return self.is_bound and any(self.data.get(name) for name in ("decided_by", "document", "decided_on_year"))


class DecisionForm(DecisionFields):
    """The decision on a promise that was chosen before: everything is needed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, sentence in self.MISSING.items():
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = sentence


class LetterForm(DeskForm):
    """One text about a changed role, and the day on which it was sent. A sent text has only its day.

    Only who says that it was sent has to say when.
    """

    text = forms.CharField(
        label="Tekst",
        help_text="Verander wat u wilt. Om te kopiëren: klik in de tekst en kies ‘alles selecteren’.",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 18}),
        error_messages=TOO_LONG | {"required": "Het bericht is leeg. Schrijf wat mensen moeten weten."},
    )
    told_on = day("Verstuurd op", "Op welke dag kreeg iedereen dit bericht?")

    def __init__(self, *args: Any, text: str, told_on: date | None, action: str, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"text": text, "told_on": told_on})
        super().__init__(*args, **kwargs)
        day_field = self.fields["told_on"]
        day_field.required = action in ("", SENT)
        day_field.error_messages["required"] = "Vul de dag in waarop het bericht is verstuurd."
        if told_on:
            del self.fields["text"]


# The button that says that a text was sent.
SENT = "verstuurd"
