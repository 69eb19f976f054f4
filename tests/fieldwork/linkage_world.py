"""Plays a fieldwork in a real database, as a script: 150 invitees answer in random order, some more than once.

Prints who gave which answers: only the judge knows that, not the attacker. `naive` is a deliberately careless way of
storing (what many systems do): it shows that the attacks work.
"""

import json
import secrets
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from random import SystemRandom
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402 after setup
from django.db import transaction  # noqa: E402
from tests.factories.fieldwork import a_process, a_round  # noqa: E402

from participatiemonitor.fieldwork import operations as op  # noqa: E402
from participatiemonitor.fieldwork.models import Answer, Invitation, InvitationKey, Round  # noqa: E402
from participatiemonitor.fieldwork.payload import pack  # noqa: E402
from participatiemonitor.fieldwork.queries import definition_for  # noqa: E402
from participatiemonitor.fieldwork.questionnaire import codes_of  # noqa: E402
from participatiemonitor.fieldwork.states import InvitationState, Stream  # noqa: E402
from participatiemonitor.foundation.audit.operations import record  # noqa: E402
from participatiemonitor.foundation.people.models import User  # noqa: E402
from participatiemonitor.foundation.tenancy.models import Municipality  # noqa: E402
from participatiemonitor.foundation.tenancy.scope import scope  # noqa: E402

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
CODES = ("K05", "K09", "K10", "K17", "K18", "K19")
SCALE = "12345"
chance = SystemRandom()


def fingerprint(number: int) -> dict[str, Any]:
    """Answers that nobody else gives, so that the judge can tell whose they are; with a text of a random length."""
    answers: dict[str, Any] = {}
    for code in CODES:
        number, digit = divmod(number, len(SCALE))
        answers[code] = SCALE[digit]
    return answers | {"K30": "o" * chance.randint(1, 400)}


def by_the_urn(round_: Round, invited: op.Invited, answers: dict[str, Any]) -> None:
    """Our way, with a retry now and then."""
    key = secrets.token_hex(16)
    arguments: dict[str, Any] = {"round_": round_, "stream": Stream.INVITED, "answers": answers, "now": NOW}
    for _ in range(chance.choice((1, 1, 2))):
        op.submit(**arguments, submission_key=key, token=invited.token)
    if chance.random() < 0.2:
        try:
            op.submit(**arguments, submission_key=secrets.token_hex(16), token=invited.token)
        except op.LinkUsed:
            return
        raise AssertionError("a used link was accepted")


@transaction.atomic
def naive(round_: Round, invited: op.Invited, answers: dict[str, Any]) -> None:
    """Another table, a random id, a date without a time, a line in the trail: it looks anonymous."""
    Invitation.objects.filter(round=round_, address=invited.address).update(state=InvitationState.USED)
    packed = pack(codes_of(definition_for(round_)), answers)
    Answer.objects.create(
        municipality_id=round_.municipality_id, round=round_, stream=Stream.INVITED, mixed_on=NOW.date(), payload=packed
    )
    record("submitted", Invitation.objects.get(round=round_, address=invited.address), by="publiek", now=NOW)


def play(round_: Round, by: User, people: int, write: Callable[..., None]) -> dict[str, str]:
    """Everybody answers in random order; returns the answers' fingerprint of each invitation."""
    addresses = [f"inwoner{number:03d}@lingedam.example" for number in range(people)]
    invited = list(op.invite(round_=round_, addresses=addresses, by=by, now=NOW))
    numbers = list(range(people))
    chance.shuffle(numbers)
    truth = {}
    ids = dict(Invitation.objects.filter(round=round_).values_list("address", "id"))
    pairs = list(zip(invited, numbers, strict=True))
    chance.shuffle(pairs)
    for place, (person, number) in enumerate(pairs):
        answers = fingerprint(number)
        write(round_, person, answers)
        truth[ids[person.address].hex] = "".join(str(answers[code]) for code in CODES)
        if write is by_the_urn and place % 13 == 12:
            op.mix_round(round_=round_, now=NOW)
    return truth


def main(writer: str, rounds: int, people: int, closes: bool) -> None:
    """Play and print the truth."""
    call_command("migrate", verbosity=0)
    place, _ = Municipality.objects.get_or_create(code="GM9001", name="Lingedam", province="Gelderland")
    by, _ = User.objects.get_or_create(email="bram@lingedam.example", name="Bram")
    write = {"urn": by_the_urn, "naive": naive}[writer]
    told = []
    with scope(place.code):
        for number in range(rounds):
            process = a_process(by, NOW, municipality=place, title=f"{writer} {number}")
            round_ = a_round(process, by, NOW, closes_on=date(2026, 12, 31))
            truth = play(round_, by, people, write)
            keys = [bytes(key.token_hash).hex() for key in InvitationKey.objects.filter(invitation__round=round_)]
            told.append({"round": round_.pk, "truth": truth, "keys": keys})
            if closes:
                op.close_round(round_=round_, by=by, now=NOW)
        codes = codes_of(definition_for(round_))
    print(json.dumps({"rounds": told, "places": [codes.index(code) for code in CODES]}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4] == "close")
