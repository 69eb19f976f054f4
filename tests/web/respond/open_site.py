"""A database with links of every kind, as a script. Prints the paths."""

import json
from datetime import timedelta

import django

django.setup()

from django.core.management import call_command  # noqa: E402 after setup
from django.utils import timezone  # noqa: E402
from tests.factories.fieldwork import a_process, a_round, send_in  # noqa: E402

from participatiemonitor.fieldwork import operations as op  # noqa: E402
from participatiemonitor.foundation.people.models import User  # noqa: E402
from participatiemonitor.foundation.tenancy.models import Municipality  # noqa: E402
from participatiemonitor.foundation.tenancy.scope import scope  # noqa: E402


def main() -> None:
    """One process and one initiative with open rounds, and every kind of link that does not work."""
    call_command("migrate", verbosity=0)
    now, today = timezone.now(), timezone.localdate()
    place, _ = Municipality.objects.get_or_create(code="GM9001", name="Lingedam", province="Gelderland")
    by = User.objects.create(email="bram@lingedam.example", name="Bram")
    days = {"opens_on": today, "closes_on": today + timedelta(days=20)}
    with scope(place.code):
        process = a_process(by, now, municipality=place, title="Herinrichting Kerkplein")
        open_round = a_round(process, by, now, **days)
        initiative = a_round(a_process(by, now, municipality=place, track="O", title="Buurttuin"), by, now, **days)
        early = a_round(process, by, now, **(days | {"opens_on": today + timedelta(days=3)}))
        closed = a_round(process, by, now, **days)
        op.close_round(round_=closed, by=by, now=now)
        names = ("invited", "used", "revoked", "keyboard")
        links = {one.address: one.token for one in op.invite(round_=open_round, addresses=names, by=by, now=now)}
        yesterday = today - timedelta(days=1)
        (old,) = op.invite(round_=open_round, addresses=["expired"], by=by, now=now, expires_on=yesterday)
        send_in(open_round, now, token=links["used"])
        op.revoke_invitation(round_=open_round, address="revoked", by=by, now=now)
    rounds = {"open": open_round, "initiative": initiative, "early": early, "closed": closed}
    told = {name: f"/v/{round_.open_link}/" for name, round_ in rounds.items()}
    told |= {name: f"/u/{token}/" for name, token in links.items()} | {"expired": f"/u/{old.token}/"}
    print(json.dumps(told | {"unknown": "/u/bestaatniet/", "thanks": told["open"] + "bedankt/"}))


if __name__ == "__main__":
    main()
