"""Forms of the register pages: what may be typed, in which words it is asked."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString

from participatiemonitor.foundation.people.models import Membership, StaffRole, User
from participatiemonitor.register.kinds import has_participation
from participatiemonitor.register.models import CompetentBody, Phase, Process, Stage, Theme
from participatiemonitor.register.operations import UNTITLED, ProcessCard
from participatiemonitor.register.role_models import Rung
from participatiemonitor.web.components.dates import DateParts
from participatiemonitor.web.desk.words import capital

REQUIRED = {"required": "Vul dit in."}
TITLE = {
    "required": "Geef een titel. Gebruik de naam die mensen kennen.",
    "max_length": "Maak de titel korter: hoogstens %(limit_value)s tekens.",
}
TOO_LONG = {"max_length": "Maak dit korter: hoogstens %(limit_value)s tekens."}
DATE = {"invalid": "Deze datum bestaat niet. Vul dag, maand en jaar in, bijvoorbeeld 5 12 2026."}
NUMBER = {
    "invalid": "Vul een heel getal in, bijvoorbeeld 120.",
    "min_value": "Vul een getal van 1 of hoger in.",
    "max_value": "Dit getal is te groot.",
}
DEGREES = {
    "invalid": "Vul een getal in met een komma, zoals 51,9812.",
    "min_value": "Dit punt ligt niet in Nederland. Vul een hoger getal in.",
    "max_value": "Dit punt ligt niet in Nederland. Vul een lager getal in.",
    "max_digits": "Vul hoogstens zes cijfers achter de komma in.",
}
CHOICE = {"required": "Kies één van de mogelijkheden.", "invalid_choice": "Kies één van de genoemde mogelijkheden."}
# Who may lead a process: people who work with processes, not those who only read.
LEADERS = (StaffRole.PROJECT_LEADER, StaffRole.POLICY_ADVISER, StaffRole.ADMINISTRATOR)


def text(label: str, hint: str = "", rows: int = 3) -> forms.CharField:
    """A few sentences that may stay empty."""
    return forms.CharField(label=label, help_text=hint, required=False, widget=forms.Textarea(attrs={"rows": rows}))


def line(label: str, hint: str = "", longest: int = 120) -> forms.CharField:
    """A short text that may stay empty."""
    return forms.CharField(label=label, help_text=hint, required=False, max_length=longest, error_messages=TOO_LONG)


def day(label: str, hint: str = "") -> forms.DateField:
    """A date in three fields that may stay empty."""
    return forms.DateField(
        label=label, help_text=hint, required=False, widget=DateParts(), input_formats=["%Y-%m-%d"], error_messages=DATE
    )


def people(label: str, hint: str) -> forms.IntegerField:
    """A number of people that may stay empty."""
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    return forms.IntegerField(
        label=label,
        help_text=hint,
        required=False,
        min_value=1,
        max_value=10_000_000,
        widget=widget,
        error_messages=NUMBER,
    )


def explained(name: str, explanation: str) -> SafeString:
    """An option with a line that explains it."""
    return format_html('<strong>{}</strong><span class="pm-option__help">{}</span>', name, explanation)


def rung_options(rungs: Iterable[Rung]) -> list[tuple[str, SafeString]]:
    """Rungs to choose from, with their plain promise."""
    return [(rung.code, explained(capital(rung.name), f"‘{rung.promise}’")) for rung in rungs]


class Degrees(forms.DecimalField):
    """One of the two numbers of a point on the map, with a comma or a point, that may stay empty."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_digits=9, error_messages=DEGREES, **kwargs)

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # the stubs say it makes integers
        """Six decimals are a hand's breadth: more is not kept."""
        typed = super().to_python(str(value).replace(",", ".") if value else value)
        if typed is None or not typed.is_finite() or abs(typed) > 180:
            return typed
        return typed.quantize(Decimal("0.000001"))

    def prepare_value(self, value: Any) -> Any:
        """As people write it, without zeros at the end."""
        return f"{value.normalize():f}".replace(".", ",") if isinstance(value, Decimal) else value


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Fields under one heading, in rows of one or two."""

    title: str
    rows: list[list[BoundField]]


def field_groups(form: forms.Form, groups: Iterable[tuple[str, Iterable[Iterable[str]]]]) -> list[FieldGroup]:
    """The groups of a form with the fields that it has; a group without any is left out."""
    made = [FieldGroup(title, field_rows(form, rows)) for title, rows in groups]
    return [group for group in made if group.rows]


def field_rows(form: forms.Form, rows: Iterable[Iterable[str]]) -> list[list[BoundField]]:
    """The rows of fields that a form has."""
    found = [[form[name] for name in row if name in form.fields] for row in rows]
    return [row for row in found if row]


class DeskForm(forms.Form):
    """A form that is judged by us, in our words: the browser marks nothing as wrong before it was sent."""

    use_required_attribute = False


class PeriodForm(DeskForm):
    """A form with a begin and an end that must stand in that order."""

    def clean(self) -> dict[str, Any]:
        """Say at the end date when it lies before the begin date."""
        cleaned = super().clean() or self.cleaned_data
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", "De einddatum ligt voor de begindatum. Verander een van de twee.")
        return cleaned


class CardForm(PeriodForm):
    """The descriptive card, in groups. Only the title must be filled in."""

    title = forms.CharField(
        label="Titel", help_text="De naam die deelnemers kennen.", max_length=120, error_messages=TITLE
    )
    central_task = text("Centrale opgave", "Waar gaat het over? Eén of twee zinnen.")
    goal = text("Doel", "Wat is er beter als dit klaar is?")
    theme = forms.ChoiceField(label="Thema", required=False, choices=[("", "Kies een thema"), *Theme.choices])
    place = line("Plaats", "Bijvoorbeeld ‘Kerkplein en omgeving’.")
    area = line("Wijk of kern", "Bijvoorbeeld ‘Oeverdorp’.")
    scale = line("Schaal", "Bijvoorbeeld straat, buurt, wijk of hele gemeente.")
    latitude = Degrees(
        label="Breedtegraad", help_text="Een getal tussen 50 en 54, zoals 51,9812.", min_value=50, max_value=54
    )
    longitude = Degrees(
        label="Lengtegraad", help_text="Een getal tussen 3 en 8, zoals 5,9107.", min_value=3, max_value=8
    )
    starts_on = day("Begin")
    ends_on = day("Einde")
    decided_on = day("Besluit genomen op", "Vul dit in als het besluit er is.")
    competent_body = forms.ChoiceField(
        label="Wie beslist uiteindelijk?",
        required=False,
        choices=[("", "Kies wie beslist"), *CompetentBody.choices],
    )
    what_is_fixed = text("Wat ligt vast?", "Waar kunnen mensen niet over meepraten?")
    what_is_open = text("Wat is open?", "Waar kunnen mensen wel over meepraten?")
    methods = text("Werkvormen", "Hoe doen mensen mee? Bijvoorbeeld een avond, een enquête of een werkgroep.")
    means = text("Mensen, tijd en geld", "Wat is er beschikbaar om dit goed te doen?")
    participants = people("Aantal deelnemers", "Hoeveel mensen doen mee of deden mee?")
    feedback_promised_on = day("Terugkoppeling beloofd op", "Wanneer hoort iedereen wat er met de inbreng is gedaan?")
    feedback_by = line("Wie koppelt terug?", "Bijvoorbeeld de wethouder.")
    feedback_form = line("Hoe koppelt u terug?", "Bijvoorbeeld met een brief of een avond.", 200)

    GROUPS: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = (
        ("Waar het over gaat", (("title",), ("central_task",), ("goal",), ("theme",))),
        ("Waar", (("place", "area"), ("scale",), ("latitude", "longitude"))),
        ("Wanneer en wie beslist", (("starts_on", "ends_on"), ("competent_body",), ("decided_on",))),
        ("Wat mensen kunnen kiezen", (("what_is_fixed",), ("what_is_open",))),
        ("Hoe u het doet", (("methods",), ("means",), ("participants",))),
        ("Terugkoppeling", (("feedback_promised_on",), ("feedback_by", "feedback_form"))),
    )
    # What nobody is asked where nobody takes part.
    OF_TAKING_PART = ("what_is_open", "methods", "means", "participants")

    def __init__(self, *args: Any, process: Process, **kwargs: Any) -> None:
        kwargs.setdefault("initial", self.initial_of(process))
        super().__init__(*args, **kwargs)
        self.process = process
        # What was kept without a title can be kept like that again.
        self.fields["title"].required = process.title != UNTITLED
        if not has_participation(process):
            for name in self.OF_TAKING_PART:
                del self.fields[name]

    @staticmethod
    def initial_of(process: Process) -> dict[str, Any]:
        """The card as it stands now."""
        known = {name: getattr(process, name) for name in CardForm.base_fields}
        return known | ({"title": ""} if process.title == UNTITLED else {})

    @property
    def groups(self) -> list[FieldGroup]:
        """The fields as they stand together on the page."""
        return field_groups(self, self.GROUPS)

    def clean(self) -> dict[str, Any]:
        """A point on the map has two numbers, or none."""
        cleaned = super().clean()
        point = [cleaned.get("latitude"), cleaned.get("longitude")]
        if point.count(None) == 1 and not {"latitude", "longitude"} & set(self.errors):
            self.add_error("latitude" if point[0] is None else "longitude", "Vul beide getallen in, of geen van beide.")
        return cleaned

    def card(self) -> ProcessCard:
        """The card as typed; what is not asked here stays as it is."""
        typed = self.cleaned_data | {"title": self.cleaned_data["title"] or UNTITLED}
        return replace(ProcessCard.of(self.process), **typed)


class PhaseForm(PeriodForm):
    """A phase: its name, the part of the work and its period."""

    name = forms.CharField(
        label="Naam van de fase",
        help_text="Bijvoorbeeld verkennen, ontwerpen of uitvoeren.",
        max_length=80,
        error_messages={"required": "Geef de fase een naam, bijvoorbeeld ‘Ontwerp’."} | TOO_LONG,
    )
    stage = forms.ChoiceField(
        label="Welk deel van het werk is dit?",
        help_text="De wet noemt deze drie: u mag mensen bij elk deel betrekken.",
        required=False,
        choices=[("", "Kies een deel"), *[(stage.value, capital(stage.label)) for stage in Stage]],
    )
    starts_on = day("Begin")
    ends_on = day("Einde")

    def __init__(self, *args: Any, phase: Phase | None = None, **kwargs: Any) -> None:
        if phase is not None:
            kwargs.setdefault("initial", {name: getattr(phase, name) for name in self.base_fields})
        super().__init__(*args, **kwargs)


def leaders_of(membership: Membership) -> Any:
    """The people of this municipality who may lead a process, by name."""
    return User.objects.filter(
        is_active=True,
        memberships__municipality_id=membership.municipality_id,
        memberships__is_active=True,
        memberships__role__in=LEADERS,
    ).order_by("name")
