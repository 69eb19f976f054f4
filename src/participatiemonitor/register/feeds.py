"""Finding whose calendar an address is."""

from hashlib import sha256
from secrets import token_urlsafe

from participatiemonitor.register.models import CalendarFeed

SECRET_BYTES = 24


def new_secret() -> str:
    """A secret that nobody can guess: 192 bits, fit for an address."""
    return token_urlsafe(SECRET_BYTES)


def hash_of(secret: str) -> str:
    """What is kept of a secret."""
    return sha256(secret.encode()).hexdigest()


def feed_of(secret: str) -> CalendarFeed | None:
    """The feed with this secret, whatever its municipality: the secret decides that."""
    return CalendarFeed.across.select_related("owner", "municipality").filter(secret_hash=hash_of(secret)).first()
