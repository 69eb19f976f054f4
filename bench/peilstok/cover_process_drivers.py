"""Section 6: success factors over processes that differ, with intervals by leaving out groups of processes."""

from typing import NamedTuple

import numpy as np
from bench.peilstok.cover_drivers import SLOPES, answered, dealt, jackknife_limits, parts
from bench.peilstok.cover_processes import sizes_of
from bench.peilstok.judging import DRIVERS, Judged, Whole, outside, simulation_error
from bench.peilstok.timing import table

import peilstok
from peilstok.checks import Floats

PROCESSES, GROUPS = 60, 20


class World(NamedTuple):
    """How much processes differ: in the level of all answers, and in what goes with the outcome."""

    name: str
    level: float
    slopes: float


WORLDS = (World("none", 0.0, 0.0), World("moderate", 0.3, 0.15), World("large", 0.5, 0.3))


def process_drivers(samples: int) -> Judged:
    """Coverage with groups of processes, and with groups of people as if processes did not matter."""
    rng = np.random.default_rng(20261108)
    rows = [("processes differ", "groups of processes mean / worst", "document", "groups of people mean / worst")]
    against, error = [], simulation_error(samples, DRIVERS[0])
    for world in WORLDS:
        truth = parts(np.cov(_people(rng, world, np.ones(1_000_000, dtype=int)).T))
        hits = np.mean([_one_sample(rng, world, truth) for _ in range(samples)], axis=0)
        honest, naive = (f"{method.mean():.3f} / {method.min():.3f}" for method in hits)
        rows.append((world.name, honest, ".93–.96", naive))
        against += outside(f"{world.name}, mean", hits[0].mean(), error, DRIVERS)
        against += outside(f"{world.name}, worst factor", hits[0].min(), error, DRIVERS)
    note = f"{samples} samples of {PROCESSES} processes with a median of 55 people, {GROUPS} groups; simulation error "
    note += f"of one factor ±{simulation_error(samples, 0.94):.3f}.\n"
    note += "Wanted of groups of processes: ≥ .90 for every factor."
    return Judged(f"{table(rows)}\n\n{note}", against)


def _people(rng: np.random.Generator, world: World, sizes: Whole) -> Floats:
    """Answers of all people, process by process; in a process of one everybody has a process of his own."""
    place, count, n = np.repeat(np.arange(sizes.size), sizes), sizes.size, int(sizes.sum())
    # Half of a difference in level is in all answers of a process, half in one question.
    levels = world.level * (rng.normal(size=(count, 1)) + rng.normal(size=(count, 7))) / np.sqrt(2)
    slopes = (SLOPES + rng.normal(0, world.slopes, (count, 6)))[place]
    items = 0.8 * rng.normal(size=(n, 1)) + rng.normal(size=(n, 6)) + levels[place, :6]
    return answered(items, (items * slopes).sum(axis=1) + levels[place, 6] + 1.2 * rng.normal(size=n))


def _one_sample(rng: np.random.Generator, world: World, truth: Floats) -> Floats:
    """Which intervals contain the truth, (2, 6): by groups of processes, by groups of people."""
    sizes = sizes_of(rng, PROCESSES)
    codes = _people(rng, world, sizes).astype(np.int8)
    processes = [peilstok.Moments.from_rows(part) for part in np.split(codes, np.cumsum(sizes)[:-1])]
    by_process = jackknife_limits(processes, rng.permutation(np.arange(PROCESSES) % GROUPS))
    by_people = jackknife_limits(dealt(rng.permutation(codes), GROUPS), np.arange(GROUPS))
    return np.array([(limits[:, 0] <= truth) & (truth <= limits[:, 1]) for limits in (by_process, by_people)])
