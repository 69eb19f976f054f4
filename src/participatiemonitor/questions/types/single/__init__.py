"""One answer out of the question's own list."""

from participatiemonitor.questions.types.choice import Choice

TYPE = Choice("single", "één keuze", statistic="shares", chart="bars", spss_level="nominal")
