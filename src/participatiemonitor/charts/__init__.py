"""Pictures of figures: an SVG, one sentence and a table each. Pure: no Django, no room."""

from participatiemonitor.charts.bars import bars
from participatiemonitor.charts.chart import Chart
from participatiemonitor.charts.diverging import diverging
from participatiemonitor.charts.dots import dots
from participatiemonitor.charts.palette import Tone

KINDS = (bars, diverging, dots)

__all__ = ["KINDS", "Chart", "Tone", "bars", "diverging", "dots"]
