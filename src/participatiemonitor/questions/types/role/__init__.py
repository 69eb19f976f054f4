"""ROL: the role the municipality had or should have had, along the rungs of the trap.

"Werkte niet mee" and "dat was mij niet duidelijk" are answers of their own, without a place on the trap.
"""

from participatiemonitor.questions.definition import Option
from participatiemonitor.questions.types.choice import Choice

TYPE = Choice(
    "role",
    "rol van de gemeente",
    statistic="rungs",
    chart="paired",
    spss_level="nominal",
    scale=(
        Option("OP5", "De gemeente bemoeide zich er niet mee", 5),
        Option("OP4", "De gemeente hielp ons als wij iets nodig hadden", 4),
        Option("OP3", "De gemeente moedigde ons aan", 3),
        Option("OP2", "De gemeente had de leiding over het geheel", 2),
        Option("OP1", "De gemeente stelde vooral regels", 1),
        Option("N", "De gemeente werkte niet mee"),
        Option("X", "Dat was mij niet duidelijk"),
    ),
)
