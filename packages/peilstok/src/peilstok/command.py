"""The command `peilstok`: statistics on a file, as a table for a person or as JSON for a machine."""

import argparse
import csv
import json
import sys
import time
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from peilstok.asking import compare, describe
from peilstok.comparing import benchmark
from peilstok.decisions import Thresholds
from peilstok.errors import InvalidInput
from peilstok.estimates import NotEnough
from peilstok.factors import drivers
from peilstok.frame import Dataset
from peilstok.planning import margin_of_error, sample_size
from peilstok.printing import lines_of, plain
from peilstok.reading import Reading, Table, UnknownColumn, UnreadableFile, dataset_of, read_table
from peilstok.representing import weighted
from peilstok.scaling import reliability
from peilstok.scoring import selected
from peilstok.sentences import reason
from peilstok.weighting import kish_deff
from peilstok.writing import dutch_number

SHORT_PAUSE, LONG_PAUSE = 2.0, 10.0  # seconds between two reports


class Progress:
    """How far long work is, on the error stream: on one line of a terminal, else now and then a line."""

    def __init__(self) -> None:
        self.started = self.shown = time.monotonic()
        self.is_terminal = sys.stderr.isatty()
        self.pause = SHORT_PAUSE if self.is_terminal else LONG_PAUSE

    def __call__(self, done: int, total: int) -> None:
        """Report that `done` of `total` is ready."""
        now = time.monotonic()
        is_last = done == total and now - self.started > self.pause
        if now - self.shown < self.pause and not is_last:
            return
        self.shown = now
        start, end = ("\r", "\n" if is_last else "") if self.is_terminal else ("", "\n")
        sys.stderr.write(f"{start}{done} van {total} herhalingen{end}")
        sys.stderr.flush()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 when there is a result (also a refusal), 2 for input that cannot be used."""
    asked = _parser().parse_args(arguments)
    try:
        data, lines = asked.run(asked)
    except InvalidInput as problem:
        text = str(problem) if isinstance(problem, UnreadableFile | UnknownColumn) else f"{reason(problem)}: {problem}"
        if asked.json:
            _write(json.dumps({"error": type(problem).__name__, "message": str(problem)}, ensure_ascii=False))
        sys.stderr.write(f"peilstok: {text}\n")
        return 2
    _write(json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) if asked.json else "\n".join(lines))
    return 0


def _write(text: str) -> None:
    sys.stdout.write(text + "\n")


type Answer = tuple[Any, list[str]]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="peilstok", description="Eerlijke statistiek voor kleine peilingen.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="OPDRACHT")
    file = _file_options()

    def command(name: str, about: str, run: Callable[[argparse.Namespace], Answer]) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=about, description=about, parents=[file])
        made.set_defaults(run=run)
        return made

    made = command("describe", "Hoe is er geantwoord?", _describe)
    made.add_argument("--columns", type=_list, required=True, help="vragen, met komma's; a..b is een reeks")
    made.add_argument("--by", help="vergelijk de groepen van deze kolom")
    made.add_argument("--high", type=_list, help="antwoorden die als hoog tellen (standaard: boven het midden)")
    made = command("drivers", "Welke factoren hangen het meest samen met een oordeel?", _drivers)
    made.add_argument("--target", required=True, help="het oordeel")
    made.add_argument("--factors", type=_list, required=True, help="de factoren, met komma's; a..b is een reeks")
    made.add_argument("--replicates", type=int, help="aantal herhalingen (standaard 1000, met veel gaten 200)")
    made.add_argument("--most-unknown", type=float, default=0.3, help="factoren met meer “weet niet” vervallen (0.3)")
    made.add_argument("--seed", type=int, default=1, help="begin van het toeval (standaard 1)")
    made = command("reliability", "Vormen deze vragen één schaal?", _reliability)
    made.add_argument("--items", type=_list, required=True, help="de vragen, met komma's; a..b is een reeks")
    made = command("benchmark", "Welke trajecten wijken af?", _benchmark)
    made.add_argument("--target", required=True, help="de vraag")
    made.add_argument("--unit", required=True, help="de kolom met het traject")
    made = command("rake", "Weeg naar bekende bevolkingsaantallen.", _rake)
    made.add_argument("--margins", type=Path, required=True, help='TOML: per kolom een tabel, "groep" = aantal')
    made.add_argument("--output", type=Path, help="schrijf de gewichten naar dit CSV-bestand")
    plan = commands.add_parser(
        "plan", help="Hoeveel antwoorden zijn nodig?", description="Hoeveel antwoorden zijn nodig?"
    )
    plan.add_argument("--population", type=int, help="aantal deelnemers")
    plan.add_argument("--margin", type=float, default=0.05, help="gewenste marge als aandeel (standaard 0.05)")
    plan.add_argument("--response", type=float, default=1.0, help="verwachte respons als aandeel")
    plan.add_argument("--answers", type=int, help="bereken de marge van zoveel antwoorden")
    plan.add_argument("--json", action="store_true", help="voor machines")
    plan.set_defaults(run=_plan)
    return parser


def _file_options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(add_help=False)
    options.add_argument("file", type=Path, metavar="FILE", help="CSV of .sav")
    options.add_argument(
        "--missing", type=_list, default=[], help="waarden die “weet niet” betekenen, bijvoorbeeld 9,99"
    )
    options.add_argument("--not-applicable", type=_list, default=[], help="waarden die “n.v.t.” betekenen")
    options.add_argument("--scale", type=_scale, default=(), help="1-5, of de antwoorden van laag naar hoog met ;")
    options.add_argument("--reverse", type=_list, default=[], help="vragen waarbij hoog ongunstig is")
    options.add_argument("--weight", help="kolom met gewichten")
    options.add_argument("--population", type=int, help="aantal mensen dat kon antwoorden")
    options.add_argument("--json", action="store_true", help="voor machines")
    return options


def _list(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _scale(text: str) -> tuple[str, ...]:
    ends = text.split("-")
    if len(ends) == 2 and all(end.strip().isdigit() for end in ends):
        return tuple(str(code) for code in range(int(ends[0]), int(ends[1]) + 1))
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _dataset(asked: argparse.Namespace, table: Table, scales: list[str], groups: Sequence[str] = ()) -> Dataset:
    reading = Reading(
        frozenset(text.casefold() for text in asked.missing),
        frozenset(text.casefold() for text in asked.not_applicable),
        asked.scale,
        frozenset(table.keys(asked.reverse)),
    )
    weight = table.key(asked.weight) if asked.weight else None
    return dataset_of(
        table, scales, reading, groups=groups, weight=weight, population=asked.population, key=asked.file.stem
    )


def _describe(asked: argparse.Namespace) -> Answer:
    table = read_table(asked.file)
    columns = table.keys(asked.columns)
    by = table.key(asked.by) if asked.by else None
    data = _dataset(asked, table, columns, [by] if by else [])
    results = [compare(data, key, by) if by else describe(data, key, high=asked.high) for key in columns]
    lines = [line for result in results for line in [*lines_of(result), ""]]
    return plain(results), lines[:-1]


def _drivers(asked: argparse.Namespace) -> Answer:
    table = read_table(asked.file)
    target, factors = table.key(asked.target), table.keys(asked.factors)
    data = _dataset(asked, table, [*factors, target])
    thresholds = Thresholds(most_unknown=asked.most_unknown)
    result = drivers(
        data, target, factors, seed=asked.seed, replicates=asked.replicates, thresholds=thresholds, progress=Progress()
    )
    return plain(result), lines_of(result)


def _reliability(asked: argparse.Namespace) -> Answer:
    table = read_table(asked.file)
    items = table.keys(asked.items)
    result = reliability(_dataset(asked, table, items), items)
    return plain(result), lines_of(result)


def _benchmark(asked: argparse.Namespace) -> Answer:
    table = read_table(asked.file)
    target, unit = table.key(asked.target), table.key(asked.unit)
    data = _dataset(asked, table, [target], [unit])
    column = data.column(unit)
    units = [selected(data, column.values == place, key=label) for place, label in enumerate(column.labels, start=1)]
    result = benchmark(units, target)
    return plain(result), lines_of(result)


def _rake(asked: argparse.Namespace) -> Answer:
    table = read_table(asked.file)
    try:
        targets = tomllib.loads(asked.margins.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as problem:
        raise UnreadableFile(f"{asked.margins}: dit zijn geen marges ({problem})") from None
    margins = {table.key(name): {str(code): float(n) for code, n in part.items()} for name, part in targets.items()}
    data = _dataset(asked, table, [], list(margins))
    for name, part in margins.items():
        unknown = set(part) - set(data.column(name).codes)
        if unknown:
            raise UnreadableFile(f"{asked.margins}: kolom {name} heeft geen {', '.join(sorted(unknown))}")
    result = weighted(data, margins)
    if isinstance(result, NotEnough):
        return plain(result), lines_of(result)
    weight = result.weight
    assert weight is not None
    deff, ratio = kish_deff(weight), float(weight.max() / weight.min())
    if asked.output is not None:
        with asked.output.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([["gewicht"], *([f"{one:.9g}"] for one in weight)])
    summary = {"n": data.n, "deff": deff, "effective_n": data.n / deff, "largest_over_smallest": ratio}
    lines = [
        f"n = {data.n}; telt voor de marge als {dutch_number(data.n / deff, 0)} antwoorden",
        f"deff {dutch_number(deff, 2)}; grootste gewicht {dutch_number(ratio, 1)} keer het kleinste",
    ]
    return summary | {"weights": [float(one) for one in weight]}, lines


def _plan(asked: argparse.Namespace) -> Answer:
    people = f" van de {asked.population}" if asked.population else ""
    if asked.answers is not None:
        margin = margin_of_error(asked.answers, population=asked.population)
        text = f"Met {asked.answers}{people} antwoorden weet u het op ± {dutch_number(100 * margin, 1)} punten."
        return {"answers": asked.answers, "population": asked.population, "margin": margin}, [text]
    needed = sample_size(asked.margin, population=asked.population, response=asked.response)
    text = f"Vraag {needed}{people} mensen voor een marge van ± {dutch_number(100 * asked.margin, 1)} punten."
    return {"invite": needed, "population": asked.population, "margin": asked.margin}, [text]
