"""TK: whether somebody heard what was done with the input."""

from participatiemonitor.questions.definition import UNKNOWN, Option
from participatiemonitor.questions.types.choice import Choice

TYPE = Choice(
    "told",
    "terugkoppeling",
    statistic="shares",
    chart="bars",
    spss_level="ordinal",
    scale=(
        Option("3", "Ja, duidelijk", 3),
        Option("2", "Ja, een beetje", 2),
        Option("1", "Nee, nog niet", 1),
        Option("0", "Nee, en ik verwacht het ook niet meer", 0),
        Option(UNKNOWN, "Weet ik niet"),
    ),
)
