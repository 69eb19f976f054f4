"""A small load generator: some clients with a connection each, bounded in number and in time. Loopback only."""

import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Thread

HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Measured:
    """What came of a run."""

    requests: int
    seconds: float
    p99_ms: float
    failed: int

    @property
    def per_second(self) -> float:
        """Good answers a second."""
        return self.requests / self.seconds if self.seconds else 0.0


def get(path: str) -> bytes:
    """A GET as bytes."""
    return f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nAccept: text/html\r\n\r\n".encode()


def post(path: str, body: str) -> bytes:
    """A POST of a form as bytes."""
    data = body.encode()
    kind = "application/x-www-form-urlencoded"
    head = f"POST {path} HTTP/1.1\r\nHost: {HOST}\r\nContent-Type: {kind}\r\nContent-Length: {len(data)}\r\n\r\n"
    return head.encode() + data


def run(port: int, requests: Sequence[bytes], *, good: int, clients: int, seconds: float) -> Measured:
    """Send these requests, shared out over the clients, until they are done or the time is up."""
    taken: list[float] = []
    failed: list[int] = []
    stop_at = time.perf_counter() + seconds
    shares = [requests[number::clients] for number in range(clients)]
    threads = [Thread(target=_client, args=(port, share, good, stop_at, taken, failed)) for share in shares]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    total = time.perf_counter() - started
    taken.sort()
    p99 = taken[int(len(taken) * 0.99)] * 1000 if taken else 0.0
    return Measured(len(taken), total, p99, len(failed))


def _client(
    port: int, requests: Sequence[bytes], good: int, stop_at: float, taken: list[float], failed: list[int]
) -> None:
    with socket.create_connection((HOST, port), timeout=30) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for request in requests:
            started = time.perf_counter()
            if started > stop_at:
                return
            connection.sendall(request)
            status = _answer(connection)
            if status == good:
                taken.append(time.perf_counter() - started)
            else:
                failed.append(status)


def _answer(connection: socket.socket) -> int:
    data = b""
    while b"\r\n\r\n" not in data:
        more = connection.recv(65_536)
        if not more:
            raise ConnectionError("the server closed the connection")
        data += more
    head, _, body = data.partition(b"\r\n\r\n")
    lengths = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    left = int(lengths[0].split(b":")[1]) - len(body)
    while left > 0:
        left -= len(connection.recv(min(left, 65_536)))
    return int(head.split(b" ", 2)[1])
