"""Forms of the measuring pages."""

import re
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from participatiemonitor.questions.compiled import form_for
from participatiemonitor.questions.definition import Definition
from participatiemonitor.questions.models import Moment
from participatiemonitor.register.models import Process
from participatiemonitor.web.components.dates import DateParts
from participatiemonitor.web.desk.register_forms import CHOICE, DATE, DeskForm, PeriodForm, explained, people
from participatiemonitor.web.desk.words import counted, day_text
from participatiemonitor.web.duration import minutes_for

OPEN_FOR = timedelta(days=14)
MAX_ADDRESSES = 5_000
NAMED_FAULTS = 5


class RoundForm(PeriodForm):
    """A new round: when is asked, how much, how long it is open, and of how many people."""

    moment = forms.ChoiceField(label="Wanneer meet u?", widget=forms.RadioSelect, error_messages=CHOICE)
    is_short = forms.TypedChoiceField(
        label="Hoe lang mag de vragenlijst zijn?",
        widget=forms.RadioSelect,
        coerce=lambda value: value == "ja",
        initial="nee",
        error_messages=CHOICE,
    )
    opens_on = forms.DateField(
        label="Open vanaf",
        widget=DateParts(),
        input_formats=["%Y-%m-%d"],
        error_messages=DATE | {"required": "Vul in wanneer de meting begint."},
    )
    closes_on = forms.DateField(
        label="Open tot en met",
        help_text="Twee weken is voor de meeste mensen genoeg.",
        widget=DateParts(),
        input_formats=["%Y-%m-%d"],
        error_messages=DATE | {"required": "Vul in wanneer de meting sluit."},
    )
    population = people(
        "Hoeveel mensen kunnen antwoorden?", "Tel alle mensen die meededen. Weet u het niet? Laat dit leeg."
    )

    def __init__(self, *args: Any, process: Process, definition: Definition, today: date, **kwargs: Any) -> None:
        decided = process.decided_on is not None
        begin = {
            "moment": Moment.AFTER_DECISION if decided else Moment.AFTER_TAKING_PART,
            "is_short": "nee",
            "opens_on": today,
            "closes_on": today + OPEN_FOR,
            "population": process.participants,
        }
        kwargs.setdefault("initial", begin)
        super().__init__(*args, **kwargs)
        later = "Hoe ging het, en wat is er met de inbreng gedaan?"
        if not decided:
            later += " Kies dit pas als het besluit er is en iedereen het weet."
        moment = self.fields["moment"]
        assert isinstance(moment, forms.ChoiceField)
        moment.choices = [
            (Moment.AFTER_TAKING_PART.value, explained("Direct na het meedoen", "Hoe ging het gesprek?")),
            (Moment.AFTER_DECISION.value, explained("Na het besluit en de terugkoppeling", later)),
        ]

        whole, short = (_length(definition, process.track, is_short=is_short) for is_short in (False, True))
        length = self.fields["is_short"]
        assert isinstance(length, forms.ChoiceField)
        length.choices = [
            ("nee", explained("De hele vragenlijst", f"{whole} U weet het meest, ook wat u kunt verbeteren.")),
            ("ja", explained("De korte vragenlijst", f"{short} Handig aan de deur of op straat.")),
        ]

    def clean(self) -> dict[str, Any]:
        """Say at the last day when it lies before the first."""
        cleaned = super().clean()
        opens_on, closes_on = cleaned.get("opens_on"), cleaned.get("closes_on")
        if opens_on and closes_on and closes_on < opens_on:
            self.add_error("closes_on", f"De laatste dag ligt voor de eerste dag ({day_text(opens_on)}).")
        return cleaned


def _length(definition: Definition, track: str, *, is_short: bool) -> str:
    """How many questions and minutes, over the moments that can be chosen."""
    forms_ = [form_for(definition, moment=moment, short=is_short, track=track) for moment in Moment.values]
    counts = [len(form.items) for form in forms_]
    minutes = [minutes_for(form.items) for form in forms_]
    return f"{_span(counts, 'vraag', 'vragen')}, ongeveer {_span(minutes, 'minuut', 'minuten')}."


def _span(numbers: list[int], one: str, many: str) -> str:
    low, high = min(numbers), max(numbers)
    return counted(high, one, many) if low == high else f"{low} tot {high} {many}"


class InviteForm(DeskForm):
    """Addresses, one a line. All of them are right, or nothing is made."""

    addresses = forms.CharField(
        label="E-mailadressen",
        help_text="Zet elk adres op een eigen regel. Dubbele adressen halen wij eruit.",
        widget=forms.Textarea(attrs={"rows": 10, "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Vul minstens één e-mailadres in."},
    )

    def clean_addresses(self) -> list[str]:
        """The addresses in lower case, once each, in the order typed; every line that is wrong is named."""
        lines = [line.strip() for line in re.split(r"[\n\r,;]+", str(self.cleaned_data["addresses"]))]
        found = list(dict.fromkeys(line.lower() for line in lines if line))
        wrong = [address for address in found if not _is_address(address)]
        if wrong:
            named = ", ".join(f"‘{address[:60]}’" for address in wrong[:NAMED_FAULTS])
            more = f" en nog {len(wrong) - NAMED_FAULTS}" if len(wrong) > NAMED_FAULTS else ""
            one = "Dit is geen e-mailadres" if len(wrong) == 1 else "Dit zijn geen e-mailadressen"
            raise ValidationError(f"{one}: {named}{more}. Er is nog niets gemaakt.")
        if len(found) > MAX_ADDRESSES:
            raise ValidationError(
                f"Dit zijn {counted(len(found), 'adres', 'adressen')}. Doe er hoogstens {MAX_ADDRESSES} tegelijk."
            )
        return found


class RevokeForm(DeskForm):
    """The address of somebody whose link should stop working."""

    address = forms.CharField(
        label="E-mailadres",
        max_length=200,
        error_messages={"required": "Vul het e-mailadres in."},
        widget=forms.TextInput(attrs={"type": "email", "autocomplete": "off"}),
    )

    def clean_address(self) -> str:
        """As it was stored when inviting."""
        return str(self.cleaned_data["address"]).strip().lower()


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= 200
