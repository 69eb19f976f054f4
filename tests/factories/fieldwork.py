"""Rounds and answers for tests."""

import secrets
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from participatiemonitor.fieldwork.models import Round
from participatiemonitor.fieldwork.operations import open_round, submit
from participatiemonitor.fieldwork.states import Stream
from participatiemonitor.foundation.people.models import User
from participatiemonitor.questions.definition import Value
from participatiemonitor.questions.models import Audience, QuestionnaireVersion
from participatiemonitor.questions.operations import publish_library
from participatiemonitor.questions.queries import latest
from participatiemonitor.register.models import Process
from participatiemonitor.register.operations import ProcessCard, open_process

PROMISE = "Wij maken het plan samen met u. De raad beslist aan het eind."


def a_process(by: User, now: datetime, *, municipality: Any, track: str = "B", title: str = "Kerkplein") -> Process:
    """A process with one phase."""
    card = ProcessCard(track=track, title=title, what_is_open="De indeling van het plein en het groen.")
    return open_process(municipality=municipality, card=card, by=by, now=now)


def library_version(now: datetime, track: str = "B") -> QuestionnaireVersion:
    """The participants' or the initiators' questionnaire."""
    publish_library(now=now)
    return latest(Audience.PARTICIPANTS if track == "B" else Audience.INITIATORS, track)


def a_round(process: Process, by: User, now: datetime, **changes: Any) -> Round:
    """A round of this process that is open in March 2026."""
    plan: dict[str, Any] = {
        "version": changes.get("version") or library_version(now, process.track),
        "moment": "M2",
        "is_short": False,
        "opens_on": date(2026, 3, 1),
        "closes_on": date(2026, 3, 31),
        "population": None,
        "promise": PROMISE,
        "promised_rung": "BP4",
    }
    return open_round(process=process, by=by, now=now, **(plan | changes))


def send_in(round_: Round, now: datetime, answers: Mapping[str, Value] | None = None, **changes: Any) -> str:
    """Send one form in by the open link (or by `token`); returns the submission key."""
    key: str = changes.pop("submission_key", "") or secrets.token_hex(16)
    stream = Stream.INVITED if changes.get("token") else Stream.OPEN_LINK
    filled = {"K09": "4", "K28": "7"} if answers is None else answers
    submit(round_=round_, stream=stream, submission_key=key, answers=filled, now=now, **changes)
    return key
