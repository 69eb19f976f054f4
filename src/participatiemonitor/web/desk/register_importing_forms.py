"""Forms of the pages that bring in a register."""

from typing import Any

from django import forms
from django.conf import settings

from participatiemonitor.foundation.files.readers import size_refusal
from participatiemonitor.foundation.files.sections import MappingNotUsable
from participatiemonitor.foundation.files.table import FileNotUsable
from participatiemonitor.register.importing.mapping_file import SOURCE_LENGTH, TEMPLATE, named_mappings, read_mapping
from participatiemonitor.register.importing.operations import RegisterChoices
from participatiemonitor.register.importing.rehearsal import RegisterFile
from participatiemonitor.register.importing.report import RegisterReport
from participatiemonitor.web.desk.files import FILE, NotAMapping, mapping_text
from participatiemonitor.web.desk.register_forms import CHOICE, TOO_LONG, DeskForm, explained

OWN = "eigen"
# What each mapping of the house is for, in the words of the page.
WAYS = {
    TEMPLATE: (
        "Ons sjabloon, of een lijst met dezelfde kolommen",
        "Wij herkennen ook kolommen die een beetje anders heten.",
    ),
    "decidim": ("Voorstellen uit Decidim", "Zoals de open data van decidim.barcelona."),
    "mysociety": ("Burgerberaden uit het Verenigd Koninkrijk", "Het register van mySociety, om mee te oefenen."),
}


class UploadForm(DeskForm):
    """Which list, how its columns are named, and what it is called."""

    register = forms.FileField(
        label="Bestand met trajecten en initiatieven",
        max_length=200,
        error_messages=FILE,
        widget=forms.ClearableFileInput(),
    )
    way = forms.ChoiceField(
        label="Wat voor lijst is dit?", widget=forms.RadioSelect, initial=TEMPLATE, error_messages=CHOICE
    )
    mapping = forms.FileField(
        label="Bestand met de indeling",
        help_text="Alleen bij een lijst met een eigen indeling.",
        required=False,
        error_messages=FILE,
        widget=forms.ClearableFileInput(),
    )
    source = forms.CharField(
        label="Hoe heet deze lijst?",
        help_text="Nodig bij meer dan één lijst. Gebruik daarna steeds dezelfde naam: dan komt niets er dubbel in.",
        required=False,
        max_length=SOURCE_LENGTH,
        error_messages=TOO_LONG,
    )

    file: RegisterFile
    mapping_text = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["way"]
        assert isinstance(field, forms.ChoiceField)
        named = [(name, explained(*WAYS[name])) for name in named_mappings() if name in WAYS]
        own = explained(
            "Een andere lijst, met een eigen indeling", "De indeling eindigt op .toml. Kies haar hieronder."
        )
        field.choices = [*named, (OWN, own)]
        largest = settings.IMPORT_MAX_BYTES // 1_000_000
        self.fields["register"].help_text = f"Een CSV- of Excel-bestand van ten hoogste {largest} MB."

    def clean_register(self) -> Any:
        """Read the file at once: whoever brings a wrong file hears it on this page."""
        upload = self.cleaned_data["register"]
        refusal = size_refusal(upload.size, settings.IMPORT_MAX_BYTES)
        if refusal:
            raise forms.ValidationError(refusal)
        self.file = RegisterFile(upload.name, upload.read())
        try:
            self.file.table()
        except FileNotUsable as unusable:
            raise forms.ValidationError(str(unusable)) from unusable
        return upload

    def clean(self) -> dict[str, Any]:
        """A mapping of one's own must be there and be in order."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("way") == OWN:
            self._read_mapping(cleaned.get("mapping"))
        return cleaned

    def _read_mapping(self, upload: Any) -> None:
        if upload is None:
            self.add_error("mapping", "Kies het bestand met de indeling.")
            return
        try:
            self.mapping_text = mapping_text(upload)
            read_mapping(self.mapping_text)
        except NotAMapping as refusal:
            self.add_error("mapping", str(refusal))
        except MappingNotUsable as refusal:
            self.add_error("mapping", list(refusal.problems))


class SheetForm(DeskForm):
    """Another sheet of the workbook."""

    sheet = forms.ChoiceField(label="Werkblad", error_messages=CHOICE)

    def __init__(self, *args: Any, sheets: tuple[str, ...], current: str, **kwargs: Any) -> None:
        kwargs["initial"] = {"sheet": current}
        super().__init__(*args, **kwargs)
        field = self.fields["sheet"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(name, name) for name in sheets]


class StoreForm(DeskForm):
    """The last question before the rows go into the register. What is unusual must be said with a tick."""

    without_refused = forms.BooleanField(
        error_messages={"required": "Zet een vinkje als de geweigerde rijen weg mogen blijven."}
    )

    def __init__(self, *args: Any, report: RegisterReport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if report.refused:
            rows = "geweigerde rij" if report.refused == 1 else f"{report.refused} geweigerde rijen"
            self.fields["without_refused"].label = f"Zet de rest in het register, zonder de {rows}"
        else:
            del self.fields["without_refused"]

    def choices(self, source: str, sheet: str) -> RegisterChoices:
        """What was decided on this page."""
        return RegisterChoices(source, sheet, leaves_out_refused=self.cleaned_data.get("without_refused", False))
