"""Whose rows may be seen now. A query outside a scope raises: forgetting the municipality cannot leak."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_current: ContextVar[str | None] = ContextVar("municipality", default=None)


class ScopeMissing(Exception):
    """A municipality's rows were asked for without saying which municipality."""


@contextmanager
def scope(municipality_code: str) -> Iterator[None]:
    """Everything inside sees the rows of this municipality only."""
    token = _current.set(municipality_code)
    try:
        yield
    finally:
        _current.reset(token)


def current() -> str:
    """The code of the municipality in scope; raises `ScopeMissing` when there is none."""
    code = _current.get()
    if code is None:
        raise ScopeMissing("Use `with scope(municipality.code):` before touching a municipality's rows.")
    return code
