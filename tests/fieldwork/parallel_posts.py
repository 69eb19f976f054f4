"""Many posts at the same moment with one personal link, as a script on a real database. Prints what came of it."""

import json
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import django

django.setup()

from django.core.management import call_command  # noqa: E402 after setup
from django.db import connection, connections  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402
from tests.factories.fieldwork import a_process, a_round  # noqa: E402
from tests.web.respond.browsing import Respondent  # noqa: E402

from participatiemonitor.fieldwork import operations as op  # noqa: E402
from participatiemonitor.fieldwork.models import Answer, Ballot, Invitation, Round, Seen  # noqa: E402
from participatiemonitor.foundation.people.models import User  # noqa: E402
from participatiemonitor.foundation.tenancy.models import Municipality  # noqa: E402
from participatiemonitor.foundation.tenancy.scope import scope  # noqa: E402

HERE = {"Host": "127.0.0.1"}


def at_once(paths: list[str], states: list[str]) -> list[int]:
    """Post all of these at the same moment, each in a thread with a connection of its own."""
    barrier = Barrier(len(paths))

    def post(path: str, state: str) -> int:
        client = Client(headers=HERE)
        barrier.wait(timeout=60)
        try:
            return client.post(path, {"staat": state, "doel": "verstuur", "K09": "4"}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(paths)) as pool:
        return list(pool.map(post, paths, states))


def while_closing(round_: Round, by: User, posts: int) -> dict[str, object]:
    """Post while somebody closes the round: who got a thank-you must be counted, and nobody else."""
    path = f"/v/{round_.open_link}/"
    states = [Respondent(path, HERE).open("?pagina=alles").page.fields["staat"][0] for _ in range(posts)]
    connections.close_all()
    barrier = Barrier(2)

    def close() -> None:
        barrier.wait(timeout=60)
        time.sleep(0.05)
        with scope(round_.municipality_id):
            op.close_round(round_=round_, by=by, now=timezone.now())
        connection.close()

    def send() -> Counter[int]:
        barrier.wait(timeout=60)
        return Counter(at_once([path] * posts, states))

    with ThreadPoolExecutor(2) as pool:
        closing, sent = pool.submit(close), pool.submit(send)
        closing.result()
        statuses = sent.result()
    with scope(round_.municipality_id):
        answers = Answer.objects.filter(round=round_).count()
        waiting = Ballot.objects.filter(round=round_).count()
    return {"statuses": statuses, "answers": answers, "waiting": waiting}


def main(posts: int) -> None:
    """Different forms with one link; the same form with one link; different forms by the open link."""
    call_command("migrate", verbosity=0)
    now = timezone.now()
    place, _ = Municipality.objects.get_or_create(code="GM9001", name="Lingedam", province="Gelderland")
    by = User.objects.create(email="bram@lingedam.example", name="Bram")
    with scope(place.code):
        today = timezone.localdate()
        process = a_process(by, now, municipality=place)
        round_: Round = a_round(process, by, now, opens_on=today, closes_on=today + timedelta(days=1))
        one, two = op.invite(round_=round_, addresses=["a@x.example", "b@x.example"], by=by, now=now)
    connections.close_all()
    told = {}
    forms = {"different": f"/u/{one.token}/", "same": f"/u/{two.token}/", "open": f"/v/{round_.open_link}/"}
    for name, path in forms.items():
        opened = [Respondent(path, HERE).open("?pagina=alles").page.fields["staat"][0] for _ in range(posts)]
        states = opened[:1] * posts if name == "same" else opened
        with scope(place.code):
            before = Ballot.objects.count()
        connections.close_all()
        statuses = Counter(at_once([path] * posts, states))
        with scope(place.code):
            told[name] = {"statuses": statuses, "ballots": Ballot.objects.count() - before}
    with scope(place.code):
        told["left"] = {
            "used": Invitation.objects.filter(state="USED").count(),
            "seen": Seen.objects.count(),
            "ballots": Ballot.objects.count(),
        }
    with scope(place.code):
        last = a_round(process, by, now, opens_on=today, closes_on=today + timedelta(days=1))
    told["closing"] = while_closing(last, by, posts)
    print(json.dumps(told))


if __name__ == "__main__":
    main(int(sys.argv[1]))
