"""INV: the influence somebody had or was promised, along the rungs of the ladder.

"Dat was mij niet duidelijk" is an answer of its own, without a place on the ladder.
"""

from participatiemonitor.questions.definition import Option
from participatiemonitor.questions.types.choice import Choice

TYPE = Choice(
    "influence",
    "invloed",
    statistic="rungs",
    chart="paired",
    spss_level="ordinal",
    scale=(
        Option("BP1", "Alleen informatie krijgen", 1),
        Option("BP2", "Mijn mening geven", 2),
        Option("BP3", "Advies geven, en de gemeente legt uit wat zij ermee doet", 3),
        Option("BP4", "Samen met de gemeente het plan maken", 4),
        Option("BP5", "Meebeslissen", 5),
        Option("X", "Dat was mij niet duidelijk"),
    ),
)
