"""Forms of the register pages: what may be typed, in which words it is asked."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.html import format_html
from django.utils.safestring import SafeString

from participatiemonitor.foundation.people.models import Membership, StaffRole, User
from participatiemonitor.register.models import CompetentBody, Phase, Process, Theme
from participatiemonitor.register.operations import ProcessCard
from participatiemonitor.register.role_models import role_model
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
CHOICE = {"required": "Kies één van de mogelijkheden.", "invalid_choice": "Kies één van de genoemde mogelijkheden."}
# Who may lead a process: people who work with processes, not those who only read.
LEADERS = (StaffRole.PROJECT_LEADER, StaffRole.POLICY_ADVISER, StaffRole.ADMINISTRATOR)


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


def rung_options(track: str) -> list[tuple[str, SafeString]]:
    """The rungs of a role model with their plain promise."""
    return [(rung.code, explained(capital(rung.name), f"‘{rung.promise}’")) for rung in role_model(track).choosable]


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


class NewProcessForm(PeriodForm):
    """The first version of a process or initiative, in two minutes. Everything else can be added later."""

    title = forms.CharField(
        label="Titel", help_text="De naam die deelnemers kennen.", max_length=120, error_messages=TITLE
    )
    central_task = forms.CharField(
        label="Waar gaat het over?",
        help_text="Eén of twee zinnen zijn genoeg.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    rung = forms.ChoiceField(
        label="Welke rol belooft u?",
        widget=forms.RadioSelect,
        error_messages=CHOICE | {"required": "Kies een rol, of kies ‘Nog niet bekend’."},
    )
    starts_on = day("Begin")
    ends_on = day("Einde", "Mag ook een schatting zijn.")
    participants = people("Hoeveel mensen doen mee?", "Hoe meer we weten, hoe beter we de antwoorden kunnen duiden.")
    leader = forms.ModelChoiceField(
        label="Wie leidt dit?",
        help_text="Deze persoon ziet de resultaten het eerst.",
        queryset=User.objects.none(),
        empty_label=None,
        error_messages=CHOICE,
    )
    LATER = "later"

    def __init__(self, *args: Any, track: str, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.track = track
        later = (self.LATER, explained("Nog niet bekend", "U kiest de rol later. Kies hem voor u mensen uitnodigt."))
        self._choice("rung").choices = [*rung_options(track), later]
        if membership.staff_role == StaffRole.PROJECT_LEADER:
            del self.fields["leader"]
        else:
            leader = self.fields["leader"]
            assert isinstance(leader, forms.ModelChoiceField)
            leader.queryset = leaders_of(membership)
            leader.initial = membership.user_id

    @classmethod
    def carried(cls, data: QueryDict) -> dict[str, Any]:
        """What was typed, as the beginning of the form of the other kind; the role is chosen anew."""
        fields = {name: field for name, field in cls.base_fields.items() if name != "rung"}
        return {name: field.widget.value_from_datadict(data, MultiValueDict(), name) for name, field in fields.items()}

    def _choice(self, name: str) -> forms.ChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        return field

    def card(self) -> ProcessCard:
        """The card as typed."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "rung"}
        return ProcessCard(track=self.track, **values)

    def chosen_rung(self) -> str:
        """The promised rung, or nothing when it is decided later."""
        rung = str(self.cleaned_data["rung"])
        return "" if rung == self.LATER else rung


class CardForm(PeriodForm):
    """The descriptive card. Only the title must be filled in."""

    title = forms.CharField(
        label="Titel", help_text="De naam die deelnemers kennen.", max_length=120, error_messages=TITLE
    )
    central_task = forms.CharField(
        label="Centrale opgave",
        help_text="Waar gaat het over? Eén of twee zinnen.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    theme = forms.ChoiceField(label="Thema", required=False, choices=[("", "Kies een thema"), *Theme.choices])
    place = forms.CharField(
        label="Plaats", help_text="Bijvoorbeeld ‘Kerkplein en omgeving’.", required=False, max_length=120,
        error_messages=TOO_LONG,
    )  # fmt: skip
    scale = forms.CharField(
        label="Schaal", help_text="Bijvoorbeeld straat, buurt, wijk of hele gemeente.", required=False, max_length=120,
        error_messages=TOO_LONG,
    )  # fmt: skip
    starts_on = day("Begin")
    ends_on = day("Einde")
    competent_body = forms.ChoiceField(
        label="Wie beslist uiteindelijk?",
        required=False,
        choices=[("", "Kies wie beslist"), *CompetentBody.choices],
    )
    what_is_fixed = forms.CharField(
        label="Wat ligt vast?",
        help_text="Waar kunnen mensen niet over meepraten?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    what_is_open = forms.CharField(
        label="Wat is open?",
        help_text="Waar kunnen mensen wel over meepraten?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    participants = people("Aantal deelnemers", "Hoeveel mensen doen mee of deden mee?")
    feedback_promised_on = day("Terugkoppeling beloofd op", "Wanneer hoort iedereen wat er met de inbreng is gedaan?")
    decided_on = day("Besluit genomen op", "Vul dit in als het besluit er is.")

    def __init__(self, *args: Any, process: Process, **kwargs: Any) -> None:
        kwargs.setdefault("initial", self.initial_of(process))
        super().__init__(*args, **kwargs)
        self.process = process

    @staticmethod
    def initial_of(process: Process) -> dict[str, Any]:
        """The card as it stands now."""
        return {name: getattr(process, name) for name in CardForm.base_fields}

    def card(self) -> ProcessCard:
        """The card as typed; who has the initiative and who leads stay as they are."""
        return ProcessCard(track=self.process.track, leader=self.process.leader, **self.cleaned_data)


class PhaseForm(PeriodForm):
    """A phase: its name and period."""

    name = forms.CharField(
        label="Naam van de fase",
        help_text="Bijvoorbeeld verkennen, ontwerpen of uitvoeren.",
        max_length=80,
        error_messages={"required": "Geef de fase een naam, bijvoorbeeld ‘Ontwerp’."} | TOO_LONG,
    )
    starts_on = day("Begin")
    ends_on = day("Einde")

    def __init__(self, *args: Any, phase: Phase | None = None, **kwargs: Any) -> None:
        if phase is not None:
            values = {"name": phase.name, "starts_on": phase.starts_on, "ends_on": phase.ends_on}
            kwargs.setdefault("initial", values)
        super().__init__(*args, **kwargs)


def leaders_of(membership: Membership) -> Any:
    """The people of this municipality who may lead a process, by name."""
    return User.objects.filter(
        is_active=True,
        memberships__municipality_id=membership.municipality_id,
        memberships__is_active=True,
        memberships__role__in=LEADERS,
    ).order_by("name")
