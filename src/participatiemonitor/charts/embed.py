"""A chart as a picture with its own alternative text, for documents that take no inline SVG."""

from base64 import b64encode

from participatiemonitor.charts.chart import Chart


def as_image(chart: Chart, *, narrow: bool = False) -> tuple[str, str]:
    """A data address of the drawing and its alternative text: title and sentence."""
    drawing = chart.svg_narrow if narrow else chart.svg
    return f"data:image/svg+xml;base64,{b64encode(drawing.encode()).decode('ascii')}", chart.alt
