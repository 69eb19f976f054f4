"""CPU time of one request inside one process, without the time of the database. A script: prints JSON."""

import io
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from bench.web import world
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection

ROUNDS = 5


class DatabaseClock:
    """CPU time spent in statements and commits."""

    def __init__(self) -> None:
        self.spent = 0.0

    def __call__(self, execute: Callable[..., Any], *args: Any) -> Any:
        return self.timed(execute)(*args)

    def timed(self, call: Callable[..., Any]) -> Callable[..., Any]:
        """The same call, with its time counted."""

        def counted(*args: Any) -> Any:
            started = time.process_time()
            try:
                return call(*args)
            finally:
                self.spent += time.process_time() - started

        return counted


def environ(method: str, path: str, query: str, body: str) -> dict[str, Any]:
    """What a server hands to the application."""
    data = body.encode()
    return {
        "REQUEST_METHOD": method, "SCRIPT_NAME": "", "PATH_INFO": path, "QUERY_STRING": query,
        "CONTENT_TYPE": "application/x-www-form-urlencoded" if data else "", "CONTENT_LENGTH": str(len(data)),
        "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_HOST": "127.0.0.1",
        "wsgi.version": (1, 0), "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(data), "wsgi.errors": sys.stderr,
        "wsgi.multithread": False, "wsgi.multiprocess": True, "wsgi.run_once": False,
    }  # fmt: skip


@contextmanager
def _without_database(clock: DatabaseClock) -> Iterator[None]:
    connection.ensure_connection()
    commit = connection._commit
    connection._commit = clock.timed(commit)  # the commit is no statement
    try:
        with connection.execute_wrapper(clock):
            yield
    finally:
        connection._commit = commit


def measure(application: WSGIHandler, requests: list[dict[str, Any]], good: int) -> tuple[float, float]:
    """Milliseconds of CPU per request: without the database, and of the database."""
    statuses: list[str] = []
    clock = DatabaseClock()
    with _without_database(clock):
        started = time.process_time()
        for request in requests:
            response = application(request, lambda status, *_: statuses.append(status))
            b"".join(response)
            response.close()
        total = time.process_time() - started
    assert {status.split()[0] for status in statuses} == {str(good)}, set(statuses)
    return (total - clock.spent) / len(requests) * 1000, clock.spent / len(requests) * 1000


def main(count: int) -> None:
    """The best of some rounds, for the page with one topic, the page with everything, and sending."""
    told: Any = world.prepare(count * ROUNDS + 1)
    application, path, bodies = WSGIHandler(), told["path"], told["bodies"]
    measure(application, [environ("POST", path, "", bodies.pop())], 303)
    found = {}
    for name, query in (("GET one topic", "pagina=1"), ("GET all 25 questions", "pagina=alles")):
        measure(application, [environ("GET", path, query, "")], 200)
        runs = [
            measure(application, [environ("GET", path, query, "") for _ in range(count)], 200) for _ in range(ROUNDS)
        ]
        found[name] = min(runs)
    shares = [bodies[start::ROUNDS] for start in range(ROUNDS)]
    found["POST 25 answers"] = min(
        measure(application, [environ("POST", path, "", body) for body in share], 303) for share in shares
    )
    print(json.dumps(found))


if __name__ == "__main__":
    main(int(sys.argv[1]))
