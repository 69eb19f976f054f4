"""The blocks of the results page, with of a long chart a few rows that stand open; all of them stand behind a fold."""

from dataclasses import replace

from participatiemonitor.analysis.results import Block, ProcessResults
from participatiemonitor.charts import Chart, Tone, diverging, extremes, mirror
from participatiemonitor.register.models import Track

LONG = 6
OPEN = 4

type Brief = Chart | None
type ShownBlock = tuple[Block, list[tuple[Chart, Brief]]]


def shown_blocks(found: ProcessResults) -> list[ShownBlock]:
    """Every block with its charts, and beside each long chart its few most telling rows."""
    tone = Tone.OVERHEID if found.track == Track.SOCIETY else Tone.BURGER
    return [(block, [(chart, _brief(block, chart, tone)) for chart in block.charts]) for block in found.blocks]


def _brief(block: Block, chart: Chart, tone: Tone) -> Brief:
    table, prefix = chart.table, f"{chart.table.key}-kort"
    if len(table.rows) <= LONG:
        return None
    if block.key == "statements":
        return diverging(extremes(table, OPEN), prefix=prefix, tone=tone)
    if block.key == "mirror":
        title = f"De {OPEN} grootste verschillen van {len(table.rows)}, scores van 0 tot 10"
        first = replace(table, title=title, rows=table.rows[:OPEN])
        return mirror(first, own="leader", group="people", prefix=prefix, tone=tone)
    return None
