"""Does a 95 % interval contain the truth in 95 % of samples? All tables, each with its verdict."""

from collections.abc import Callable
from functools import partial

from bench.peilstok.cover_drivers import drivers
from bench.peilstok.cover_process_drivers import process_drivers
from bench.peilstok.cover_processes import average, pooling
from bench.peilstok.cover_questions import means
from bench.peilstok.cover_shares import shares
from bench.peilstok.cover_shrinking import shrinking
from bench.peilstok.cover_weights import weighted
from bench.peilstok.judging import Judged


def tables(size: int) -> dict[str, Callable[[], Judged]]:
    """The simulations by title, with their samples divided by `size`."""
    return {
        "Average score of one question (nominal .95)": partial(means, 20_000 // size),
        "Share of one question (nominal .95)": partial(shares, 20_000 // size),
        "Weighted answers (nominal .95)": partial(weighted, 4000 // size),
        "Drivers (nominal .95)": partial(drivers, 800 // size, 1000),
        "Drivers of small processes, shrunken": partial(shrinking, max(2, 8 // size)),
        "Average over processes (nominal .95)": partial(average, 10_000 // size),
        "Each process beside the others (nominal .95)": partial(pooling, 2000 // size),
        "Drivers over processes (nominal .95)": partial(process_drivers, 600 // size),
    }
