"""Made-up answers of a made-up process, through the gate like real ones: for the gallery and the home page."""

from functools import cache

from participatiemonitor.analysis import gate
from participatiemonitor.charts import Chart, bars, diverging
from peilstok.estimates import Distribution
from peilstok.figures import Figure, FigureTable

SCALE = ("Helemaal mee eens", "Mee eens", "Niet eens en niet oneens", "Mee oneens", "Helemaal mee oneens")
OPINIONS = (
    ("listened", "Er is goed naar mij geluisterd", (17, 16, 21, 2, 1)),
    ("room", "Ik wist vooraf waar ik wel en niet over kon meepraten", (11, 23, 16, 7, 0)),
    ("changed", "Onze inbreng heeft het plan of het besluit veranderd", (4, 21, 20, 10, 2)),
)
ROLES = ("Informeren", "Raadplegen", "Adviseren", "Coproduceren", "Meebeslissen")
HERE, ELSEWHERE, TOO_FEW = (0, 7, 33, 16, 5), (0, 3, 9, 6, 3), (0, 1, 2, 3, 1)


def _shares(counts: tuple[int, ...], labels: tuple[str, ...]) -> tuple[Figure, ...]:
    codes = tuple(str(place) for place in range(len(counts)))
    return gate.distribution(Distribution(codes, labels, counts))


def opinions() -> FigureTable:
    """What 57 participants thought of three statements."""
    columns = [(str(5 - place), label) for place, label in enumerate(SCALE)]
    rows = [gate.row(key, label, _shares(counts, SCALE)) for key, label, counts in OPINIONS]
    return gate.table("sample-opinions", "Wat deelnemers vonden", columns, rows, remark="57 antwoorden, verzonnen.")


def influence() -> FigureTable:
    """Which influence participants had; beside it a small group, and one too small to show."""
    shares = zip(ROLES, _shares(HERE, ROLES), _shares(ELSEWHERE, ROLES), _shares(TOO_FEW, ROLES), strict=True)
    return gate.table(
        "sample-influence",
        "Ervaren invloed van deelnemers",
        [("share", "Aandeel"), ("small", "Kleine groep"), ("hidden", "Te kleine groep")],
        [gate.row(role, role, figures, emphasis=role == "Coproduceren") for role, *figures in shares],
        remark="61 antwoorden, verzonnen.",
    )


@cache
def opinions_chart(prefix: str = "sample-opinions") -> Chart:
    """The statements as bars around the middle."""
    return diverging(opinions(), prefix=prefix)


@cache
def influence_chart(prefix: str = "sample-influence") -> Chart:
    """The influence as bars, the promised role in full colour."""
    return bars(influence(), column="share", prefix=prefix, mark="beloofd")
