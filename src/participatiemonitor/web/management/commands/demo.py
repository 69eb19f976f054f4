"""`participatiemonitor demo`: the product with a fictional municipality, until Ctrl-C."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Sequence
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connection
from django.utils import timezone

from participatiemonitor.web.demo.fill import PASSWORD, Addresses, fill, is_filled


class Command(BaseCommand):
    """Set up the database, fill it once, start web and clock, print addresses and sign-ins."""

    help = "Start de monitor met een verzonnen gemeente."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="poort (standaard 8000)")
        parser.add_argument("--reset", action="store_true", help="begin opnieuw met lege gegevens")

    def handle(self, *args: Any, port: int, reset: bool, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Start het voorbeeld met bin/demo.")
        _refuse_used_port(port)
        if reset:
            connection.close()
            for file in Path(settings.DATA).glob("participatiemonitor.sqlite3*"):
                file.unlink()
        addresses = self._prepare()
        self._run(port, addresses)

    def _prepare(self) -> Addresses:
        call_command("migrate", verbosity=0)
        if not is_filled():
            self.stdout.write("De verzonnen gemeente Lingedam wordt gemaakt. Dat duurt ongeveer een halve minuut …")
        return fill(now=timezone.now())

    def _run(self, port: int, addresses: Addresses) -> None:
        # Started in the background a shell lets Ctrl-C pass unheard, here and in what is started from here.
        for stop in (signal.SIGTERM, signal.SIGINT):
            signal.signal(stop, _interrupt)
        children = [subprocess.Popen(command) for command in (_web(port), _clock())]  # noqa: S603 our own two commands
        try:
            _wait_for(port, children[0])
            self.stdout.write(welcome(f"http://127.0.0.1:{port}", addresses))
            while all(child.poll() is None for child in children):
                time.sleep(0.2)
            raise CommandError("Een onderdeel is onverwacht gestopt. Start het voorbeeld opnieuw.")
        except KeyboardInterrupt:
            self.stdout.write("\nHet voorbeeld is gestopt.")
        finally:
            _stop(children)


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def _refuse_used_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError):
            raise CommandError(f"Poort {port} is al in gebruik. Kies een andere: bin/demo --port {port + 1}") from None


def _web(port: int) -> Sequence[str]:
    granian = shutil.which("granian", path=str(Path(sys.executable).parent)) or "granian"
    # One worker with one thread: SQLite has one writer, and waiting for it costs more than a queue.
    return [
        granian, "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "1",
        "--blocking-threads", "1", "--log-level", "error", "--no-access-log",
        "participatiemonitor.config.wsgi:application",
    ]  # fmt: skip


def _clock() -> Sequence[str]:
    return [sys.executable, "-m", "participatiemonitor", "clock"]


def _wait_for(port: int, child: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        if child.poll() is not None:
            raise CommandError("De webserver start niet. Kijk of poort en geheugen vrij zijn en probeer het opnieuw.")
        try:
            http = HTTPConnection("127.0.0.1", port, timeout=5)
            http.request("HEAD", "/")
            http.getresponse()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise CommandError("De webserver antwoordt niet. Probeer het opnieuw.")


def _stop(children: Sequence["subprocess.Popen[bytes]"]) -> None:
    for child in children:
        if child.poll() is None:
            child.send_signal(signal.SIGINT)
    for child in children:
        try:
            child.wait(timeout=8)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def welcome(site: str, addresses: Addresses) -> str:
    """What the terminal says when everything runs."""
    width = max(len(person.role) for person in addresses.people)
    people = "\n".join(f"  {p.role:<{width}}  {p.email}" for p in addresses.people)
    return f"""
De Participatiemonitor draait, met de verzonnen gemeente {addresses.municipality}.

  Openbare site      {site}/
  Bureau (inloggen)  {site}/bureau/
  Vragenlijst        {site}{addresses.open_link}
  Eigen uitnodiging  {site}{addresses.invitation}

Inloggen kan als (wachtwoord voor iedereen: {PASSWORD})
{people}

Stoppen: Ctrl-C. Opnieuw beginnen: bin/demo --reset. Gegevens staan in {os.path.relpath(settings.DATA)}.
"""
