"""SQL that makes a table unchangeable, for SQLite and PostgreSQL alike; used by migrations."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_SQLITE = """
CREATE TRIGGER {table}_{action_low}_refused BEFORE {action} ON {table} {when}
BEGIN SELECT RAISE(ABORT, '{table}: rows cannot be changed'); END;
"""
_POSTGRES = """
CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '{table}: rows cannot be changed'; END; $$ LANGUAGE plpgsql;
CREATE TRIGGER {table}_{action_low}_refused BEFORE {action} ON {table} FOR EACH ROW {when}
EXECUTE FUNCTION {table}_refuse();
"""


def refuse_changes(
    editor: BaseDatabaseSchemaEditor, table: str, *, actions: tuple[str, ...] = ("UPDATE", "DELETE"), when: str = ""
) -> None:
    """Let the database refuse these actions on a table; `when` is a condition over OLD, without the word WHEN."""
    template = _SQLITE if editor.connection.vendor == "sqlite" else _POSTGRES
    condition = f"WHEN ({when})" if when else ""
    for action in actions:
        editor.execute(template.format(table=table, action=action, action_low=action.lower(), when=condition))


def allow_changes(
    editor: BaseDatabaseSchemaEditor, table: str, *, actions: tuple[str, ...] = ("UPDATE", "DELETE")
) -> None:
    """Undo `refuse_changes`."""
    for action in actions:
        on = "" if editor.connection.vendor == "sqlite" else f" ON {table}"
        editor.execute(f"DROP TRIGGER {table}_{action.lower()}_refused{on}")
