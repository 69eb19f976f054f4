"""Made-up figures of a made-up process, for the gallery and for the example on the home page."""

from functools import cache

from participatiemonitor.charts import Chart, bars, diverging
from peilstok.estimates import Unit
from peilstok.figures import Column, Figure, FigureTable, Row, Status

ANSWERS = 62
OPINIONS = (
    ("listened", "Er is goed naar mij geluisterd", (32, 36, 15, 12, 5)),
    ("room", "Ik wist waar ik over kon meepraten", (20, 30, 22, 17, 11)),
    ("changed", "Onze inbreng heeft het plan veranderd", (12, 25, 25, 22, 16)),
)
SCALE = ("Helemaal mee eens", "Mee eens", "Niet eens en niet oneens", "Mee oneens", "Helemaal mee oneens")


def share(value: int, n: int = ANSWERS) -> Figure:
    """A share in whole percentages."""
    return Figure(unit=Unit.SHARE, status=Status.FULL, text=f"{value} %", value=float(value), n=n)


def opinions() -> FigureTable:
    """What participants thought of three statements."""
    columns = tuple(Column(str(5 - index), label) for index, label in enumerate(SCALE))
    rows = tuple(Row(key, label, tuple(share(value) for value in values)) for key, label, values in OPINIONS)
    return FigureTable("sample-opinions", "Wat deelnemers vonden", columns, rows, "62 antwoorden, verzonnen.")


def influence() -> FigureTable:
    """Which influence participants had, with a withheld and an indicative figure."""
    withheld = Figure(Unit.SHARE, Status.WITHHELD, "", reason="te weinig antwoorden")
    indicative = Figure(
        Unit.SHARE, Status.INDICATIVE, "3 van de 18", 17.0, 6.0, 39.0, n=18, count=3, interval="1 tot 7"
    )
    return FigureTable(
        key="sample-influence",
        title="Ervaren invloed van deelnemers",
        columns=(Column("share", "Aandeel"), Column("reference", "Vergelijkbare trajecten")),
        rows=(
            Row("advise", "Adviseren", (share(34), share(29, 840))),
            Row("coproduce", "Coproduceren", (share(39), share(24, 840)), emphasis=True),
            Row("decide", "Meebeslissen", (withheld, indicative), note="Pas te zien vanaf 10 antwoorden."),
        ),
        remark="62 antwoorden, voorjaar 2026.",
    )


@cache
def opinions_chart(prefix: str = "sample-opinions") -> Chart:
    """The statements as bars around the middle."""
    return diverging(opinions(), prefix=prefix)


@cache
def influence_chart(prefix: str = "sample-influence") -> Chart:
    """The influence as bars, the promised role in full colour."""
    return bars(influence(), prefix=prefix, mark="beloofd")
