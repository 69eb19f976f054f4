"""The gallery: every component in every state, for the eye and for the accessibility test."""

from dataclasses import dataclass
from typing import Any

from django import forms

from participatiemonitor.web.components.dates import DateParts
from participatiemonitor.web.components.items import Chip, Entry, Link, Step, Term
from peilstok.estimates import Unit
from peilstok.figures import Column, Figure, FigureTable, Row, Status


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


def share(text: str, value: float, n: int) -> Figure:
    """A made-up share."""
    return Figure(unit=Unit.SHARE, status=Status.FULL, text=text, value=value, n=n)


TABLE = FigureTable(
    key="gallery",
    title="Ervaren invloed van deelnemers",
    columns=(Column("share", "Aandeel"), Column("reference", "Vergelijkbare trajecten")),
    rows=(
        Row("advise", "Adviseren", (share("34 %", 34, 62), share("29 %", 29, 840))),
        Row("coproduce", "Coproduceren", (share("39 %", 39, 62), share("24 %", 24, 840)), emphasis=True),
        Row(
            "decide",
            "Meebeslissen",
            (
                Figure(Unit.SHARE, Status.WITHHELD, "", reason="te weinig antwoorden"),
                Figure(Unit.SHARE, Status.INDICATIVE, "3 van de 18", count=3, interval="tussen 1 en 7"),
            ),
            note="Pas te zien vanaf 10 antwoorden.",
        ),
    ),
    remark="62 antwoorden, voorjaar 2026.",
)


@dataclass(frozen=True, slots=True)
class GalleryDrawing:
    """A stand-in for a chart."""

    svg: str
    svg_narrow: str
    summary: str
    table: FigureTable


def bars(width: int, left: int, step: int) -> str:
    """Three bars with their labels, beside or above."""
    rows = (("Adviseren", 34, "#9fb3d8"), ("Coproduceren", 39, "#1f4e9c"), ("Meebeslissen", 0, "#9fb3d8"))
    parts = []
    for index, (label, value, colour) in enumerate(rows):
        top = 10 + index * step
        bar_top = top if left else top + 24
        parts.append(f'<text x="0" y="{top + 16}" font-size="15" fill="#14213d">{label}</text>')
        parts.append(
            f'<rect x="{left}" y="{bar_top}" width="{value * (width - left) // 50}" height="22" fill="{colour}"/>'
        )
    height = 10 + 3 * step
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'role="img" aria-label="Ervaren invloed">{"".join(parts)}</svg>'
    )


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
        "drawing": GalleryDrawing(
            bars(640, 140, 34),
            bars(320, 0, 56),
            "39 % van de deelnemers ervoer de beloofde rol. Dat is meer dan bij vergelijkbare trajecten.",
            TABLE,
        ),
        "table": TABLE,
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
