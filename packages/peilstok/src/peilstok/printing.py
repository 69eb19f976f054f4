"""Results as lines for a person, and as plain data for a machine."""

from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from peilstok.estimates import Estimate, NotEnough, Unit
from peilstok.results import BenchmarkResult, Comparison, Description, DriverResult, Outcome, ScaleResult
from peilstok.writing import dutch_number


def plain(value: Any) -> Any:
    """Dataclasses, enums and tuples as dictionaries, strings and lists; a `kind` tells an estimate from a refusal."""
    if isinstance(value, NotEnough | Estimate):
        return {"kind": type(value).__name__} | _fields(value)
    if is_dataclass(value) and not isinstance(value, type):
        return _fields(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dict):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    return value


def _fields(value: Any) -> dict[str, Any]:
    return {part.name: plain(getattr(value, part.name)) for part in fields(value)}


def written(outcome: Outcome) -> str:
    """An estimate as "4,10 (3,88 – 4,28)", a refusal as its sentence."""
    if isinstance(outcome, NotEnough):
        return outcome.sentence
    if outcome.unit in (Unit.SHARE, Unit.IMPORTANCE):
        texts = [f"{dutch_number(100 * part, 0)} %" for part in _parts(outcome)]
    else:
        texts = [dutch_number(part, 2) for part in _parts(outcome)]
    return texts[0] if len(texts) == 1 else f"{texts[0]} ({texts[1]} – {texts[2]})"


def _parts(estimate: Estimate) -> list[float]:
    if estimate.low is None or estimate.high is None:
        return [estimate.value]
    return [estimate.value, estimate.low, estimate.high]


def grid(rows: Sequence[Sequence[str]]) -> list[str]:
    """Cells in columns, the first row as heading."""
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return [lines[0], "  ".join("-" * width for width in widths), *lines[1:]]


def lines_of(result: object) -> list[str]:
    """A result as lines for a person."""
    match result:
        case NotEnough():
            return [result.sentence]
        case Description():
            return _description(result)
        case Comparison():
            return _comparison(result)
        case DriverResult():
            return _drivers(result)
        case ScaleResult():
            return _scale(result)
        case BenchmarkResult():
            return _benchmark(result)
    raise TypeError(f"no lines for {type(result).__name__}")


def _description(result: Description) -> list[str]:
    spread = result.distribution
    rows = [("antwoord", "aantal")] + [
        (label, str(count)) for label, count in zip(spread.labels, spread.counts, strict=True)
    ]
    lines = [result.label, *grid(rows)]
    lines.append(
        f"n = {spread.n}; overgeslagen {spread.skipped}; weet niet {spread.not_known - result.not_applicable}; "
        f"n.v.t. {result.not_applicable}"
    )
    lines += [f"gemiddelde: {written(result.mean)}", f"aandeel hoog: {written(result.high_share)}"]
    if result.unweighted is not None:
        lines.append(f"ongewogen gemiddelde: {written(result.unweighted)}")
    if isinstance(result.mean, Estimate):
        lines += [result.mean.method + ".", *result.mean.remarks]
    return lines


def _comparison(result: Comparison) -> list[str]:
    rows = [("groep", "gemiddelde", "verschil met de anderen")] + [
        (group.label, written(group.mean), written(group.from_others)) for group in result.groups
    ]
    lines = grid(rows)
    if result.together:
        lines.append(f"Samen als overig: {', '.join(result.together)}.")
    return [*lines, f"{result.method}. {result.why}"]


def _drivers(result: DriverResult) -> list[str]:
    rows = [("factor", "aandeel", "in top 3", "samenhang", "Johnson")]
    for factor in result.factors:
        top3 = "–" if factor.top3 is None else f"{dutch_number(100 * factor.top3, 0)} %"
        second = f"{dutch_number(100 * factor.second_opinion, 0)} %"
        rows.append((factor.label, written(factor.share), top3, dutch_number(factor.correlation, 2), second))
    status = " (indicatief)" if result.indicative else ""
    lines = [f"{result.target}: n = {result.n}, R² = {dutch_number(result.r_squared, 2)}{status}", *grid(rows)]
    lines += [f"Weggelaten: {one.label}. {one.why}" for one in result.left_out]
    seed = f" {result.replicates} herhalingen, seed {result.seed}." if result.replicates else ""
    return [*lines, f"{result.method}.{seed}", result.why]


def _scale(result: ScaleResult) -> list[str]:
    omega = result.omega.sentence if isinstance(result.omega, NotEnough) else dutch_number(result.omega, 2)
    rows = [("vraag", "samenhang met de rest", "alfa zonder")]
    for item in result.items:
        without = "–" if item.alpha_if_dropped is None else dutch_number(item.alpha_if_dropped, 2)
        rows.append((item.label, dutch_number(item.item_rest, 2), without))
    return [
        f"alfa: {written(result.alpha)}; omega: {omega}; n = {result.n}",
        *grid(rows),
        result.verdict,
        f"{result.method}. {result.why}",
    ]


def _benchmark(result: BenchmarkResult) -> list[str]:
    rows = [("traject", "n", "eigen gemiddelde", "samengevoegd", "oordeel", "plaats")]
    for unit in result.units:
        place = f"{unit.places[0]}–{unit.places[1]}" if result.show_places else "–"
        own = dutch_number(unit.own_mean, 2)
        rows.append((unit.key, str(unit.n), own, written(unit.pooled), unit.verdict, place))
    lines = [f"{result.question}: gemiddelde over trajecten {written(result.benchmark)}", *grid(rows)]
    if not result.show_places:
        lines.append("Geen rangorde: de marges overlappen te veel.")
    lines += [f"Weggelaten: {one.label}. {one.why}" for one in result.left_out]
    return [*lines, f"{result.method}. {result.why}"]
