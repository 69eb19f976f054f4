"""The gallery: every component in every state, for the eye and for the accessibility test."""

from typing import Any

from django import forms

from participatiemonitor.web.components import samples
from participatiemonitor.web.components.dates import DateParts
from participatiemonitor.web.components.items import Chip, Entry, Link, Step, Term


class GalleryForm(forms.Form):
    """One field of each shape."""

    name = forms.CharField(label="Naam van het traject", help_text="Zoals inwoners het kennen.")
    goal = forms.CharField(label="Waar mogen inwoners over meepraten?", widget=forms.Textarea, required=False)
    area = forms.ChoiceField(label="Gebied", choices=[("", "Kies een gebied"), ("c", "Centrum"), ("n", "Noord")])
    role = forms.ChoiceField(
        label="Welke rol belooft u?",
        help_text="U kunt dit later nog veranderen, tot de vragenlijst openstaat.",
        choices=[("advise", "Adviseren"), ("coproduce", "Coproduceren"), ("decide", "Meebeslissen")],
        widget=forms.RadioSelect,
    )
    groups = forms.MultipleChoiceField(
        label="Wie doet mee?",
        help_text="Kies alles wat past.",
        choices=[("residents", "Inwoners"), ("firms", "Bedrijven"), ("clubs", "Organisaties")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    closes = forms.DateField(label="Tot wanneer staat de vragenlijst open?", widget=DateParts)
    starts = forms.DateField(label="Wanneer begint u?", widget=forms.DateInput(attrs={"type": "date"}), required=False)
    invited = forms.IntegerField(
        label="Hoeveel mensen nodigt u uit?", widget=forms.TextInput(attrs={"inputmode": "numeric"}), required=False
    )
    file = forms.FileField(label="Bestand met antwoorden", help_text="Excel of SPSS, hoogstens 50 MB.", required=False)
    agreed = forms.BooleanField(label="De kaders zijn besproken met de opdrachtgever")


def gallery_context() -> dict[str, Any]:
    """All that the gallery page shows."""
    wrong = GalleryForm({"groups": ["residents"], "closes_day": "31", "closes_month": "2", "closes_year": "2026"})
    wrong.auto_id = "wrong_%s"
    return {
        "crumbs": [Link("Trajecten", "#"), Link("Herinrichting Kerkplein")],
        "chips": [Chip("Coproduceren"), Chip("Evaluatie loopt", "ok")],
        "tabs": [
            Link(label, "#", label == "Resultaten")
            for label in ("Plan", "Mensen", "Vragenlijst", "Resultaten", "Reactie", "Acties", "Geschiedenis")
        ],
        "form": GalleryForm(),
        "wrong": wrong,
        "opinions": samples.opinions_chart("gallery-opinions"),
        "promise": samples.influence_chart("gallery-promise"),
        "half": samples.opinions_chart("gallery-half"),
        "table": samples.influence(),
        "steps": [
            Step("Verzameld", "done", "62 antwoorden"),
            Step("Gecontroleerd", "done"),
            Step("Reactie schrijven", "current", "Beloofd voor 5 december 2026", "#"),
            Step("Openbaar maken"),
        ],
        "terms": [
            Term("Opdrachtgever", "Wethouder Ruimte"),
            Term("Periode", "3 maart tot en met 14 juni 2026"),
            Term("Vragenlijst", "Kern, versie 1", "#"),
        ],
        "entries": [
            Entry("Herinrichting Kerkplein", "#", "62 antwoorden, sluit 14 juni 2026", "burgerparticipatie"),
            Entry("Buurttuin De Kas", "#", "8 antwoorden", "overheidsparticipatie", [Chip("Respons laag", "warning")]),
        ],
        "states": [
            Chip("Concept", "quiet"),
            Chip("Gepland"),
            Chip("Antwoord binnen", "ok"),
            Chip("Reactie bijna te laat", "warning"),
            Chip("Te laat", "error"),
        ],
        "nothing": [],
    }
