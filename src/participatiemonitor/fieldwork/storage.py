"""What the database must do so that removed rows are really gone."""

import logging

from django.db import DatabaseError, connection, transaction

log = logging.getLogger(__name__)

TABLES = (
    "fieldwork_ballot",
    "fieldwork_seen",
    "fieldwork_answer",
    "fieldwork_invitation",
    "fieldwork_invitationkey",
)


def overwrite_removed_rows() -> None:
    """SQLite: fill the place of removed rows with zeros instead of leaving them readable in the file."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete=ON")


def sweep_after_commit() -> None:
    """Let old row versions go once this transaction is there.

    PostgreSQL keeps the versions from before the rewrite, with their transaction numbers, until VACUUM. That needs
    the owner of the tables (or MAINTAIN, PostgreSQL 17) and cannot run inside a transaction; when it fails the
    closing stands, the log says so, and autovacuum does it later. SQLite: empty the write-ahead log into the file.
    """
    transaction.on_commit(_sweep, robust=True)


def _sweep() -> None:
    if connection.in_atomic_block:
        return
    try:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                cursor.fetchall()
            else:
                cursor.execute(f"VACUUM {', '.join(TABLES)}")
    except DatabaseError:
        log.warning("old row versions could not be removed now; VACUUM must be run by the owner of the tables")
