"""MEER: more, the same or less than before."""

from participatiemonitor.questions.definition import UNKNOWN, Option
from participatiemonitor.questions.types.choice import Choice

TYPE = Choice(
    "more",
    "meer of minder",
    statistic="balance",
    chart="diverging",
    spss_level="ordinal",
    scale=(
        Option("2", "Veel meer", 2),
        Option("1", "Iets meer", 1),
        Option("0", "Evenveel", 0),
        Option("-1", "Iets minder", -1),
        Option("-2", "Veel minder", -2),
        Option(UNKNOWN, "Weet ik niet"),
    ),
)
