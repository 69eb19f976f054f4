"""Real databases for tests that need one: a SQLite file, and a PostgreSQL database that is dropped afterwards."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

ROOT = Path(__file__).parent.parent.parent


class World:
    """One database, and a way to run scripts on it."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url, self.folder = url, folder
        self.log = ""

    @property
    def is_postgres(self) -> bool:
        """Whether the server is PostgreSQL."""
        return self.url.startswith("postgresql")

    @property
    def file(self) -> Path:
        """The SQLite file."""
        return Path(self.url.removeprefix("sqlite:///"))

    @property
    def environment(self) -> dict[str, str]:
        """The settings that lead to this database."""
        paths = {"PM_DATABASE": self.url, "PM_DATA": str(self.folder), "PYTHONPATH": str(ROOT)}
        return paths | {"PM_TESTING": "1", "DJANGO_SETTINGS_MODULE": "participatiemonitor.config.settings"}

    def run(self, script: str, *arguments: str) -> Any:
        """Run a script in a process of its own; it prints JSON. What it logs is kept in `log`."""
        command = [sys.executable, "-m", script, *arguments]
        environment = {**os.environ, **self.environment, "PM_LOG_LEVEL": "DEBUG"}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        self.log += done.stderr
        assert done.returncode == 0, done.stderr[-4000:]
        return json.loads(done.stdout.splitlines()[-1])


@contextmanager
def sqlite_world(folder: Path) -> Iterator[World]:
    """A SQLite file."""
    yield World(f"sqlite:///{folder / 'proef.sqlite3'}", folder)


@contextmanager
def postgres_world(folder: Path) -> Iterator[World]:
    """A PostgreSQL database with a name of its own; the test is skipped when there is no server."""
    psycopg = pytest.importorskip("psycopg", reason="PostgreSQL tests were not run: psycopg is not installed")
    server = os.environ.get("PM_TEST_POSTGRES") or "postgresql:///postgres"
    name = f"pm_proef_{uuid4().hex[:12]}"
    try:
        connection = psycopg.connect(server, autocommit=True, connect_timeout=5)
    except psycopg.OperationalError as error:
        pytest.skip(f"PostgreSQL tests were not run: no server at PM_TEST_POSTGRES ({str(error).splitlines()[0]})")
    with connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            parts = urlsplit(server)
            yield World(f"{parts.scheme}://{parts.netloc}/{name}", folder)
        finally:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
