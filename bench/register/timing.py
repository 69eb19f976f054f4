"""Median CPU and wall time of one page inside one process, and its queries and size."""

import io
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection


@dataclass(frozen=True, slots=True)
class Measured:
    """What one page costs."""

    queries: int
    cpu_ms: float
    wall_ms: float
    kilobytes: float


def measure(application: WSGIHandler, address: str, *, cookie: str = "", repeats: int = 15) -> Measured:
    """One request to warm up, one to count, and the median of some more."""
    _ask(application, address, cookie)
    queries = 0

    def count(execute: Callable[..., Any], *args: Any) -> Any:
        nonlocal queries
        queries += 1
        return execute(*args)

    with connection.execute_wrapper(count):
        size = _ask(application, address, cookie)
    cpu, wall = [], []
    for _ in range(repeats):
        began_cpu, began = time.process_time(), time.perf_counter()
        _ask(application, address, cookie)
        cpu.append(time.process_time() - began_cpu)
        wall.append(time.perf_counter() - began)
    return Measured(queries, 1000 * median(cpu), 1000 * median(wall), size / 1000)


def _ask(application: WSGIHandler, address: str, cookie: str) -> int:
    """The size of the answer; anything but a page is an error."""
    path, _, query = address.partition("?")
    statuses: list[str] = []
    response = application(_environ(path, query, cookie), lambda status, *_: statuses.append(status))
    size = len(b"".join(response))
    response.close()
    assert statuses[0].startswith("200"), (address, statuses)
    return size


def _environ(path: str, query: str, cookie: str) -> dict[str, Any]:
    return {
        "REQUEST_METHOD": "GET", "SCRIPT_NAME": "", "PATH_INFO": path, "QUERY_STRING": query, "HTTP_COOKIE": cookie,
        "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_HOST": "127.0.0.1",
        "wsgi.version": (1, 0), "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(), "wsgi.errors": sys.stderr,
        "wsgi.multithread": False, "wsgi.multiprocess": True, "wsgi.run_once": False,
    }  # fmt: skip
