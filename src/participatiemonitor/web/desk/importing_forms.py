"""Forms of the import pages."""

from typing import Any

from django import forms
from django.conf import settings

from participatiemonitor.fieldwork.importing.operations import ImportChoices
from participatiemonitor.fieldwork.importing.rehearsal import Rehearsal
from participatiemonitor.foundation.files.readers import read_table, size_refusal
from participatiemonitor.foundation.files.sections import LONGEST
from participatiemonitor.foundation.files.table import FileNotUsable, Table
from participatiemonitor.register.kinds import has_participation
from participatiemonitor.register.models import Process
from participatiemonitor.register.queries import processes
from participatiemonitor.web.desk.files import FILE, NotAMapping, mapping_text
from participatiemonitor.web.desk.importing_pages import Look
from participatiemonitor.web.desk.register_forms import CHOICE, DeskForm, explained, people
from participatiemonitor.web.desk.words import counted


class UploadForm(DeskForm):
    """Which file, for which process, and whether there is a mapping already."""

    process = forms.ChoiceField(label="Bij welk traject of initiatief horen de antwoorden?", error_messages=CHOICE)
    answers = forms.FileField(
        label="Bestand met antwoorden", max_length=200, error_messages=FILE, widget=forms.ClearableFileInput()
    )
    way = forms.ChoiceField(
        label="Weet u al welke kolom welke vraag is?",
        widget=forms.RadioSelect,
        choices=[
            (
                "propose",
                explained("Nee, stel een indeling voor", "Wij kijken in het bestand. U loopt ons voorstel na."),
            ),
            ("given", explained("Ja, ik heb een bestand met de indeling", "Het eindigt op .toml. Kies het hieronder.")),
        ],
        initial="propose",
        error_messages=CHOICE,
    )
    mapping = forms.FileField(
        label="Bestand met de indeling", required=False, error_messages=FILE, widget=forms.ClearableFileInput()
    )

    table: Table
    content: bytes
    mapping_text = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [
            (process.code, f"{process.title} ({process.kind_label})")
            for process in processes()
            if has_participation(process)
        ]
        field = self.fields["process"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Kies een traject of initiatief"), *found]
        largest = settings.IMPORT_MAX_BYTES // 1_000_000
        self.fields["answers"].help_text = f"Een CSV-, Excel- of SPSS-bestand van ten hoogste {largest} MB."

    def clean_answers(self) -> Any:
        """Read the file at once: whoever brings a wrong file hears it on this page."""
        upload = self.cleaned_data["answers"]
        refusal = size_refusal(upload.size, settings.IMPORT_MAX_BYTES)
        if refusal:
            raise forms.ValidationError(refusal)
        self.content = upload.read()
        try:
            self.table = read_table(self.content, upload.name)
        except FileNotUsable as unusable:
            raise forms.ValidationError(str(unusable)) from unusable
        return upload

    def clean(self) -> dict[str, Any]:
        """A mapping of one's own must be there and be a text."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("way") == "given":
            self.mapping_text = self._text_of(cleaned.get("mapping"))
        return cleaned

    def _text_of(self, upload: Any) -> str:
        if upload is None:
            self.add_error("mapping", "Kies het bestand met de indeling, of laat ons een indeling voorstellen.")
            return ""
        try:
            return mapping_text(upload)
        except NotAMapping as refusal:
            self.add_error("mapping", str(refusal))
            return ""


class AdjustForm(DeskForm):
    """The mapping as text, and the sheet of a workbook."""

    sheet = forms.ChoiceField(label="Werkblad", required=False, error_messages=CHOICE)
    mapping_text = forms.CharField(
        label="Indeling",
        help_text="Per vraag: de kolom, de tekst, de soort en de antwoorden. Alles na een # is uitleg.",
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "false", "autocomplete": "off", "wrap": "off"}),
        error_messages={"required": "De indeling is leeg.", "max_length": "De indeling is veel te lang."},
    )

    def __init__(self, *args: Any, look: Look, **kwargs: Any) -> None:
        notes = look.waiting.notes
        kwargs["initial"] = {"mapping_text": notes.mapping_text, "sheet": notes.sheet}
        super().__init__(*args, **kwargs)
        field = self.fields["sheet"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Zoals in de indeling, anders het eerste"), *((name, name) for name in look.sheets)]
        if len(look.sheets) < 2:
            del self.fields["sheet"]


class StoreForm(DeskForm):
    """The last questions before the answers come in. What is unusual must be said with a tick."""

    population = people(
        "Hoeveel mensen konden antwoorden?", "Dan weten wij hoe zeker de cijfers zijn. Weet u het niet? Laat dit leeg."
    )
    without_refused = forms.BooleanField(
        error_messages={"required": "Zet een vinkje als de geweigerde rijen weg mogen blijven."}
    )
    again = forms.BooleanField(
        error_messages={"required": "Zet een vinkje als u het bestand toch nog een keer wilt inlezen."}
    )

    def __init__(self, *args: Any, rehearsal: Rehearsal, process: Process, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"population": rehearsal.mapping.round_facts.population or process.participants})
        super().__init__(*args, **kwargs)
        if rehearsal.refused:
            rows = counted(rehearsal.refused, "geweigerde rij", "geweigerde rijen")
            self.fields["without_refused"].label = f"Lees de rest in, zonder de {rows}"
        else:
            del self.fields["without_refused"]
        if rehearsal.repeats:
            self.fields["again"].label = "Lees dit bestand toch nog een keer in"
        else:
            del self.fields["again"]

    def choices(self, sheet: str) -> ImportChoices:
        """What was decided on this page."""
        return ImportChoices(
            sheet=sheet,
            population=self.cleaned_data["population"],
            is_again=self.cleaned_data.get("again", False),
            leaves_out_refused=self.cleaned_data.get("without_refused", False),
        )
