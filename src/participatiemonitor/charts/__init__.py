"""Pictures of figures: an SVG, one sentence and a table each. Pure: no Django, no room."""

from participatiemonitor.charts.bars import bars
from participatiemonitor.charts.chart import Chart, Form
from participatiemonitor.charts.diverging import diverging, extremes
from participatiemonitor.charts.dots import dots
from participatiemonitor.charts.embed import as_image
from participatiemonitor.charts.matrix import matrix
from participatiemonitor.charts.mirror import mirror
from participatiemonitor.charts.palette import Tone
from participatiemonitor.charts.response import response

KINDS = (bars, diverging, dots, matrix, mirror, response)

__all__ = [
    "KINDS", "Chart", "Form", "Tone", "as_image", "bars", "diverging", "dots", "extremes", "matrix", "mirror",
    "response",
]  # fmt: skip
