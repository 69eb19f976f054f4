"""`python -m bench.register`: the overview with 5,000 processes in one municipality, beside a bare Django list."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.databases import postgres

ROOT = Path(__file__).parent.parent.parent
MOST_QUERIES = 10


def _script(name: str, number: int, environment: dict[str, str]) -> dict[str, dict[str, Any]]:
    command = [sys.executable, "-m", f"bench.register.{name}", str(number)]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, check=True, stdout=subprocess.PIPE, text=True
    )
    found: dict[str, dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])
    return found


def _environment(url: str, folder: str) -> dict[str, str]:
    return {
        "PM_DATABASE": url, "PM_BARE_DATABASE": url + "_bare" if "sqlite" in url else url, "PM_DATA": folder,
        "PM_SECRET_KEY": "bench" * 10, "PM_HTTPS": "0", "PM_DEBUG": "0", "PM_TESTING": "0", "PM_DEMO": "0",
        "DJANGO_SETTINGS_MODULE": "participatiemonitor.config.settings", "PYTHONPATH": str(ROOT),
    }  # fmt: skip


def _print(database: str, bare: dict[str, Any], pages: dict[str, dict[str, Any]]) -> None:
    """One line per page; times beside the bare list (or its search) of the same run."""
    for name, found in {"bare Django list": bare["list"], "bare Django search": bare["search"], **pages}.items():
        beside = bare["search"] if "search" in name or "word" in name else bare["list"]
        cpu, wall = found["cpu_ms"] / beside["cpu_ms"], found["wall_ms"] / beside["wall_ms"]
        print(
            f"| {database} | {name} | {found['queries']} | {found['cpu_ms']:.1f} | {found['wall_ms']:.1f} "
            f"| {cpu:.1f} × | {wall:.1f} × | {found['kilobytes']:.0f} |"
        )


def main() -> None:
    """Measure on SQLite and on PostgreSQL, print one table, and end with 1 when a page asks too many queries."""
    parser = argparse.ArgumentParser(prog="bench.register", description=__doc__)
    parser.add_argument("--processes", type=int, default=5000, help="in one municipality (default 5000)")
    asked = parser.parse_args()
    print("| database | page | queries | CPU ms | wall ms | CPU beside bare | wall beside bare | kB |")
    print("|---|---|---:|---:|---:|---:|---:|---:|")
    most = 0
    with tempfile.TemporaryDirectory(prefix="pm-bench-") as folder, postgres() as server:
        for database, url in (("SQLite", f"sqlite:///{Path(folder) / 'bench.sqlite3'}"), ("PostgreSQL", server)):
            if url is None:
                continue
            environment = _environment(url, folder)
            bare = _script("bare", asked.processes, environment)
            pages = _script("pages", asked.processes, environment)
            _print(database, bare, pages)
            most = max(most, *(found["queries"] for found in pages.values()))
    print(f"\nMost queries on a page: {most} (at most {MOST_QUERIES}).")
    sys.exit(0 if most <= MOST_QUERIES else 1)


if __name__ == "__main__":
    main()
