"""A PostgreSQL database for one measurement."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit
from uuid import uuid4


@contextmanager
def postgres() -> Iterator[str | None]:
    """A database of our own on the server of PM_TEST_POSTGRES, dropped afterwards; None without a server."""
    server = os.environ.get("PM_TEST_POSTGRES") or "postgresql:///postgres"
    try:
        import psycopg

        connection = psycopg.connect(server, autocommit=True, connect_timeout=5)
    except Exception as error:  # noqa: BLE001 whatever is missing, the table says so
        print(f"PostgreSQL was not measured: {str(error).splitlines()[0]}", file=sys.stderr)
        yield None
        return
    name, parts = f"pm_bench_{uuid4().hex[:10]}", urlsplit(server)
    with connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield f"{parts.scheme}://{parts.netloc}/{name}"
        finally:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
