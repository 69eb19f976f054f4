"""The colours of every chart: one class per role, with its value on white paper as fallback for the PDF.

`stylesheet()` is the text of web/static/charts.css; a test holds the file against it.
"""

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """Which direction a chart is about, and so its main colour."""

    BURGER = "burger"
    OVERHEID = "overheid"


LIGHT = {
    "ink": "#14213d", "muted": "#55606e", "ground": "#ffffff", "line": "#d9d3c5", "edge": "#6b7480",
    "track": "#f6f3ec", "on-badge": "#ffffff", "burger": "#1f4e9c", "burger-tint": "#cbd8ef", "burger-faint": "#9db3da",
    "overheid": "#b3431b", "overheid-tint": "#f4d3c3", "overheid-faint": "#e0a58c",
    "l5": "#0b6e6e", "l4": "#7fbdb6", "l3": "#e4ddcf", "l2": "#e3a574", "l1": "#a8501f",
    "rim5": "#0b6e6e", "rim4": "#0b6e6e", "rim3": "#6b7480", "rim2": "#a8501f", "rim1": "#a8501f",
    "on5": "#ffffff", "on4": "#14213d", "on3": "#14213d", "on2": "#14213d", "on1": "#ffffff",
}  # fmt: skip
DARK = {
    "ink": "#eef1f5", "muted": "#aeb8c5", "ground": "#19222f", "line": "#35414f", "edge": "#8491a1",
    "track": "#2a3645", "on-badge": "#10161f", "burger": "#8fb4ff", "burger-tint": "#2c4573", "burger-faint": "#4a6aa5",
    "overheid": "#ffab85", "overheid-tint": "#6b3c27", "overheid-faint": "#9a5f45",
    "l5": "#5fd0c5", "l4": "#1f6f6a", "l3": "#414c5b", "l2": "#8a4a22", "l1": "#f2a36b",
    "rim5": "#5fd0c5", "rim4": "#5fd0c5", "rim3": "#aeb8c5", "rim2": "#f2a36b", "rim1": "#f2a36b",
    "on5": "#10161f", "on4": "#ffffff", "on3": "#ffffff", "on2": "#ffffff", "on1": "#10161f",
}  # fmt: skip
FORCED = dict.fromkeys(LIGHT, "CanvasText") | dict.fromkeys(
    ("ground", "track", "burger-tint", "overheid-tint", "l4", "l3", "l2", "l1", "on5", "on-badge"), "Canvas"
)


@dataclass(frozen=True, slots=True)
class Paint:
    """How one role is painted: colour names (`own`, `tint` and `faint` follow the tone), line width and dashes."""

    fill: str = ""
    stroke: str = ""
    width: float = 0
    dash: str = ""


PAINTS = {
    "text": Paint(fill="ink"), "index": Paint(fill="ink"), "veil": Paint(fill="ground"),
    "frame": Paint(stroke="edge", width=1), "muted": Paint(fill="muted"), "axis": Paint(fill="muted"),
    "own": Paint(fill="own", stroke="own", width=1), "tint": Paint(fill="tint", stroke="own", width=1),
    "beyond": Paint(stroke="own", width=1.5, dash="4 3"), "track": Paint(fill="track", stroke="edge", width=1),
    "interval": Paint(stroke="own", width=3), "thin": Paint(stroke="faint", width=2),
    "halo": Paint(stroke="ground", width=6),
    "whisker": Paint(stroke="ink", width=2), "dot": Paint(fill="own", stroke="own", width=1),
    "open": Paint(fill="ground", stroke="own", width=3), "diamond": Paint(stroke="ink", width=2.5),
    "grid": Paint(stroke="line", width=1), "zero": Paint(stroke="edge", width=1.5),
    "leader": Paint(stroke="edge", width=1), "badge": Paint(fill="own", stroke="ground", width=2),
    "on-badge": Paint(fill="on-badge"), "both": Paint(fill="ink", stroke="ground", width=2),
    "land": Paint(fill="track", stroke="edge", width=1.5),
    "l5": Paint(fill="l5", stroke="rim5", width=1), "l4": Paint(fill="l4", stroke="rim4", width=1),
    "l3": Paint(fill="l3", stroke="rim3", width=1), "l2": Paint(fill="l2", stroke="rim2", width=1),
    "l1": Paint(fill="l1", stroke="rim1", width=1),
    "on5": Paint(fill="on5"), "on4": Paint(fill="on4"), "on3": Paint(fill="on3"), "on2": Paint(fill="on2"),
    "on1": Paint(fill="on1"),
}  # fmt: skip


def _colour(name: str, tone: Tone) -> str:
    return LIGHT[{"own": tone.value, "tint": f"{tone.value}-tint", "faint": f"{tone.value}-faint"}.get(name, name)]


def _attributes(role: str, paint: Paint, tone: Tone) -> str:
    parts = [f'class="pmc-{role}"', f'fill="{_colour(paint.fill, tone)}"' if paint.fill else 'fill="none"']
    if paint.stroke:
        parts.append(f'stroke="{_colour(paint.stroke, tone)}" stroke-width="{paint.width:g}"')
    if paint.dash:
        parts.append(f'stroke-dasharray="{paint.dash}"')
    return " ".join(parts)


ATTRIBUTES = {tone: {role: _attributes(role, paint, tone) for role, paint in PAINTS.items()} for tone in Tone}


def _properties(colours: dict[str, str]) -> str:
    return " ".join(f"--pmc-{name}: {value};" for name, value in colours.items())


def _rule(role: str, paint: Paint) -> str:
    fill = f"fill: var(--pmc-{paint.fill});" if paint.fill else "fill: none;"
    stroke = f" stroke: var(--pmc-{paint.stroke});" if paint.stroke else ""
    return f".pmc-{role} {{ {fill}{stroke} }}"


def stylesheet() -> str:
    """The style sheet of the charts: light, dark and forced colours."""
    tones = [
        f".pmc--{tone} {{ --pmc-own: var(--pmc-{tone}); --pmc-tint: var(--pmc-{tone}-tint); "
        f"--pmc-faint: var(--pmc-{tone}-faint); }}"
        for tone in Tone
    ]
    lines = [
        "/* Colours of the charts, written by participatiemonitor.charts.palette.stylesheet(): change them there. */",
        f".pmc {{ {_properties(LIGHT)} }}",
        ".pmc { display: block; inline-size: 100%; block-size: auto; forced-color-adjust: none; }",
        *tones,
        ".pmc--wide { max-inline-size: 48rem; }",
        ".pmc--narrow { max-inline-size: 22rem; }",
        *(_rule(role, paint) for role, paint in PAINTS.items()),
        "@media screen and (prefers-color-scheme: dark) {",
        f"  .pmc {{ {_properties(DARK)} }}",
        "}",
        "@media (forced-colors: active) {",
        f"  .pmc {{ {_properties(FORCED)} }}",
        "  .pmc-l3 { stroke-dasharray: 3 2; }",
        "  .pmc-l1 { stroke-width: 4; }",
        "}",
    ]
    return "\n".join(lines) + "\n"
