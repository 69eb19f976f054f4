"""JN: yes or no."""

from participatiemonitor.questions.definition import UNKNOWN, Option
from participatiemonitor.questions.types.choice import Choice

TYPE = Choice(
    "yes_no",
    "ja of nee",
    statistic="shares",
    chart="bars",
    spss_level="nominal",
    scale=(Option("1", "Ja", 1), Option("0", "Nee", 0), Option(UNKNOWN, "Weet ik niet")),
)
