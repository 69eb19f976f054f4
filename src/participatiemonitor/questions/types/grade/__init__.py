"""CIJFER: a Dutch school grade from 1 to 10."""

from participatiemonitor.questions.definition import UNKNOWN, Option
from participatiemonitor.questions.types.choice import Choice

TYPE = Choice(
    "grade",
    "rapportcijfer",
    statistic="mean",
    chart="dots",
    spss_level="scale",
    scale=(*(Option(str(grade), str(grade), grade) for grade in range(1, 11)), Option(UNKNOWN, "Weet ik niet")),
    hint="1 is heel slecht, 10 is heel goed.",
)
