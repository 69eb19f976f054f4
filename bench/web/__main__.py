"""`python -m bench.web`: respondent pages per second and CPU per request, beside a bare Django view. One table."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.databases import postgres
from bench.web import load
from bench.web.server import ROOT, cpu_seconds, served

REPEATS = 3
TARGETS = {"GET one topic": 0.5, "GET all 25 questions": 0.5, "POST 25 answers": 1.5}
BARE, GET, POST = "bare Django view, one insert", "GET all 25 questions", "POST 25 answers"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table."""

    database: str
    what: str
    measured: load.Measured
    cpu_ms: float


def _environment(url: str, folder: str) -> dict[str, str]:
    return {
        "PM_DATABASE": url, "PM_BARE_DATABASE": url + "_bare" if "sqlite" in url else url, "PM_DATA": folder,
        "PM_SECRET_KEY": "bench" * 10, "PM_HTTPS": "0", "PM_DEBUG": "0", "PM_TESTING": "0", "PM_DEMO": "0",
        "DJANGO_SETTINGS_MODULE": "participatiemonitor.config.settings", "PYTHONPATH": str(ROOT),
    }  # fmt: skip


def _script(name: str, environment: dict[str, str], *arguments: str) -> Any:
    command = [sys.executable, "-m", f"bench.web.{name}", *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, check=True, stdout=subprocess.PIPE, text=True
    )
    return json.loads(done.stdout.splitlines()[-1]) if done.stdout.strip() else None


def _under_load(database: str, environment: dict[str, str], asked: argparse.Namespace) -> list[Line]:
    told = _script("world", environment, str(asked.requests * REPEATS))
    _script("bare", environment)
    path, bodies = told["path"], told["bodies"]
    lines: list[Line] = []
    sizes = {"clients": asked.clients, "seconds": asked.seconds}
    bare = [load.post("/", body) for body in bodies[: asked.requests]]
    page = [load.get(f"{path}?pagina=alles")] * asked.requests
    with (
        served("bench.web.bare:application", environment) as (bare_port, bare_pid),
        served("participatiemonitor.config.wsgi:application", environment) as (port, pid),
    ):
        load.run(bare_port, bare[:50], good=200, **sizes)
        load.run(port, page[:50], good=200, **sizes)
        for repeat in range(REPEATS):
            share = [load.post(path, body) for body in bodies[repeat::REPEATS]]
            lines += [
                _line(database, BARE, bare_port, bare_pid, bare, 200, sizes),
                _line(database, GET, port, pid, page, 200, sizes),
                _line(database, POST, port, pid, share, 303, sizes),
            ]
    return [max((line for line in lines if line.what == what), key=_speed) for what in (BARE, GET, POST)]


def _speed(line: Line) -> float:
    return line.measured.per_second


def _line(
    database: str, what: str, port: int, pid: int, requests: list[bytes], good: int, sizes: dict[str, Any]
) -> Line:
    before = cpu_seconds(pid)
    measured = load.run(port, requests, good=good, **sizes)
    done = max(1, measured.requests + measured.failed)
    return Line(database, what, measured, (cpu_seconds(pid) - before) / done * 1000)


def _print_load(lines: list[Line]) -> None:
    print("| database | request | per second | beside bare | server CPU ms | p99 ms | failed |")
    print("|---|---|---:|---:|---:|---:|---:|")
    for line in lines:
        bare = next(each for each in lines if each.database == line.database and each.what == BARE)
        ratio = line.measured.per_second / bare.measured.per_second
        print(
            f"| {line.database} | {line.what} | {line.measured.per_second:,.0f} | {ratio:.2f} × | {line.cpu_ms:.2f} "
            f"| {line.measured.p99_ms:.0f} | {line.measured.failed} |"
        )


def _print_cpu(database: str, found: dict[str, tuple[float, float]]) -> bool:
    for name, (own, of_database) in found.items():
        verdict = "within" if own <= TARGETS[name] else "OVER"
        print(f"| {database} | {name} | {own:.2f} | {TARGETS[name]} | {verdict} | {of_database:.2f} |")
    return all(own <= TARGETS[name] for name, (own, _) in found.items())


def main() -> None:
    """Measure on SQLite and on PostgreSQL, print, and end with 1 when a target is missed."""
    parser = argparse.ArgumentParser(prog="bench.web", description=__doc__)
    parser.add_argument("--requests", type=int, default=2000, help="per measurement (default 2000)")
    parser.add_argument("--clients", type=int, default=8, help="connections at the same time (default 8)")
    parser.add_argument("--seconds", type=float, default=20, help="at most this long per measurement (default 20)")
    asked = parser.parse_args()
    lines, cpu = [], {}
    with tempfile.TemporaryDirectory(prefix="pm-bench-") as folder, postgres() as server:
        for database, url in (("SQLite", f"sqlite:///{Path(folder) / 'bench.sqlite3'}"), ("PostgreSQL", server)):
            if url is None:
                continue
            environment = _environment(url, folder)
            lines += _under_load(database, environment, asked)
            fresh = environment | {"PM_DATABASE": url.replace("bench.sqlite3", "process.sqlite3")}
            if database == "SQLite":
                cpu[database] = _script("in_process", fresh, "300")
        if server:
            with postgres() as second:
                assert second
                cpu["PostgreSQL"] = _script("in_process", _environment(second, folder), "300")
    _print_load(lines)
    print("\n| database | in one process | CPU ms without database | target | | database CPU ms |")
    print("|---|---|---:|---:|---|---:|")
    met = [_print_cpu(database, found) for database, found in cpu.items()]
    sys.exit(0 if all(met) else 1)


if __name__ == "__main__":
    main()
