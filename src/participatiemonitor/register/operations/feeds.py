"""The secret address of a person's calendar."""

from datetime import datetime

from django.db import transaction

from participatiemonitor.foundation.audit.operations import record
from participatiemonitor.foundation.people.models import User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.register.feeds import hash_of, new_secret
from participatiemonitor.register.models import CalendarFeed


@transaction.atomic
def make_feed(*, municipality: Municipality, by: User, now: datetime) -> str:
    """Give this person a new calendar address and return its secret, which is kept nowhere. An earlier one ends."""
    secret = new_secret()
    feed, is_new = CalendarFeed.objects.update_or_create(
        owner=by, municipality=municipality, defaults={"secret_hash": hash_of(secret), "created_at": now}
    )
    record("feed_made" if is_new else "feed_renewed", feed, by=by, now=now)
    return secret


@transaction.atomic
def end_feed(*, by: User, now: datetime) -> None:
    """Nobody can read this person's calendar any more through its address."""
    feed = CalendarFeed.objects.filter(owner=by).first()
    if feed is not None:
        record("feed_ended", feed, by=by, now=now)
        feed.delete()
