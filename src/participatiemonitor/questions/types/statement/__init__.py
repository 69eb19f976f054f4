"""EENS: a statement to agree with, five steps from positive to negative."""

from participatiemonitor.questions.definition import UNKNOWN, Option
from participatiemonitor.questions.types.choice import Choice

TYPE = Choice(
    "statement",
    "stelling",
    statistic="agreement",
    chart="diverging",
    spss_level="ordinal",
    scale=(
        Option("5", "Helemaal mee eens", 5),
        Option("4", "Mee eens", 4),
        Option("3", "Niet eens en niet oneens", 3),
        Option("2", "Mee oneens", 2),
        Option("1", "Helemaal mee oneens", 1),
        Option(UNKNOWN, "Weet ik niet of past niet"),
    ),
)
