"""The base of every refusal that a person can do something about."""


class DomainError(Exception):
    """An operation was refused. `str(error)` is a plain Dutch sentence that says what is wrong and what to do."""
