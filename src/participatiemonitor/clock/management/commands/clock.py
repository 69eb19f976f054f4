"""`participatiemonitor clock`: runs what happens by itself, until it is stopped."""

import logging
import signal
import threading
from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management import BaseCommand
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from participatiemonitor.clock.entries import run_due

log = logging.getLogger(__name__)
TICK_SECONDS = 2.0


class Command(BaseCommand):
    """Look every few seconds whether something is due. Stops cleanly on Ctrl-C and on a stop signal."""

    help = "Doet wat vanzelf gebeurt: stembussen mengen, metingen sluiten, sleutels vergeten."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="kijk één keer en stop")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        stopped = threading.Event()
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, lambda *_: stopped.set())
        if options["verbosity"] > 1:
            self.stdout.write("De klok loopt.")
            self.stdout.flush()
        last: dict[str, datetime] = {}
        while not stopped.is_set():
            try:
                run_due(last, timezone.now())
            except DatabaseError:
                log.exception("the clock could not reach the database; it tries again")
                close_old_connections()
            if once:
                return
            stopped.wait(TICK_SECONDS)
