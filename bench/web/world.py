"""A database with one open round of 25 questions, and forms ready to be posted. A script: prints JSON."""

import json
import sys
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlencode

import django

django.setup()

from django.core.management import call_command  # noqa: E402 after setup
from django.utils import timezone  # noqa: E402

from participatiemonitor.fieldwork.operations import open_round  # noqa: E402
from participatiemonitor.foundation.people.models import User  # noqa: E402
from participatiemonitor.foundation.tenancy.models import Municipality  # noqa: E402
from participatiemonitor.foundation.tenancy.scope import scope  # noqa: E402
from participatiemonitor.questions.definition import Definition, Item, Option, Topic  # noqa: E402
from participatiemonitor.questions.operations import publish_version  # noqa: E402
from participatiemonitor.register.operations import ProcessCard, open_process  # noqa: E402
from participatiemonitor.web.respond.state import EVERYTHING, FormState  # noqa: E402

STATEMENTS, CHOICES, OPEN = 20, 3, 2
TEXT = "De avond in het dorpshuis was goed. Er was tijd om te praten, ook met de wethouder."


def questionnaire() -> Definition:
    """20 statements in four groups, three background questions, two open ones."""
    said = "De gemeente heeft bij vraag {} goed geluisterd naar wat wij vinden."
    groups = [
        Topic(
            f"groep{g}", f"Groep {g}", tuple(Item(f"S{g}{k}", "statement", said.format(f"{g}.{k}")) for k in range(5))
        )
        for g in range(STATEMENTS // 5)
    ]
    options = tuple(Option(f"a{k}", f"Antwoord {k}") for k in range(5))
    about = tuple(Item(f"A{k}", "single", f"Vraag {k} over u?", options=options) for k in range(CHOICES))
    texts = tuple(Item(f"T{k}", "open", f"Wat wilt u nog kwijt over punt {k}?") for k in range(OPEN))
    topics = (*groups, Topic("u", "Over u", about), Topic("tekst", "In uw woorden", texts))
    return Definition("meting", 1, "Proef", "PARTICIPANTS", "B", topics)


def answers() -> dict[str, str]:
    """All 25 filled in."""
    chosen = {f"S{g}{k}": str(1 + (g + k) % 5) for g in range(STATEMENTS // 5) for k in range(5)}
    return chosen | {f"A{k}": f"a{k}" for k in range(CHOICES)} | {f"T{k}": TEXT for k in range(OPEN)}


def prepare(forms: int) -> dict[str, object]:
    """The addresses to get, and bodies to post, each with a submission key of its own."""
    call_command("migrate", verbosity=0)
    now = timezone.now()
    place = Municipality.objects.create(code="GM9001", name="Lingedam", province="Gelderland")
    by = User.objects.create(email="bram@lingedam.example", name="Bram")
    with scope(place.code):
        card = ProcessCard(track="B", title="Herinrichting Kerkplein")
        process = open_process(municipality=place, card=card, by=by, now=now)
        version = publish_version(definition=replace(questionnaire()), municipality=place, by=by, now=now)
        today = timezone.localdate(now)
        round_ = open_round(
            process=process, by=by, now=now, version=version, moment="M2", is_short=False, opens_on=today,
            closes_on=today + timedelta(days=2), population=None, promise="Wij maken het plan samen.",
            promised_rung="BP4",
        )  # fmt: skip
    path = f"/v/{round_.open_link}/"
    filled = {"doel": "verstuur", **answers()}
    bodies = [urlencode({**filled, "staat": FormState.fresh(EVERYTHING).sealed(path)}) for _ in range(forms)]
    return {"path": path, "bodies": bodies}


if __name__ == "__main__":
    print(json.dumps(prepare(int(sys.argv[1]))))
