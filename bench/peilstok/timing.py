"""Medians after a warm-up. On a busy machine ratios within one run are to be trusted, times are not."""

import time
from collections.abc import Callable, Sequence
from statistics import median


def milliseconds(work: Callable[[], object], *, repeats: int = 7, budget: float = 20.0) -> float:
    """Median time of a call in milliseconds; fewer repeats when the budget in seconds is used up."""
    work()
    taken = []
    started = time.perf_counter()
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
        if time.perf_counter() - started > budget:
            break
    return 1000 * median(taken)


def table(rows: Sequence[tuple[str, ...]]) -> str:
    """Rows as a Markdown table, the first as heading."""
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]])
