"""Rounds with known answers, for tests of what is shown."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import numpy as np

from participatiemonitor.fieldwork.models import Round
from participatiemonitor.fieldwork.operations import close_round
from participatiemonitor.fieldwork.payload import pack
from participatiemonitor.fieldwork.queries import definition_for
from participatiemonitor.fieldwork.questionnaire import codes_of
from participatiemonitor.fieldwork.states import Stream
from participatiemonitor.fieldwork.urn import store_shuffled
from participatiemonitor.foundation.people.models import User
from participatiemonitor.questions.definition import Item, Value

type Form = Mapping[str, Value]


def mixed_in(round_: Round, forms: Sequence[Form], now: datetime, stream: Stream = Stream.OPEN_LINK) -> None:
    """Put filled-in forms among the mixed answers of an open round."""
    codes = codes_of(definition_for(round_))
    packed = [pack(codes, form) for form in forms]
    store_shuffled(round_=round_, stream=stream, packed=packed, on=now.date())


def closed_with(round_: Round, forms: Sequence[Form], by: User, now: datetime, **about: Any) -> Round:
    """The round, closed with exactly these forms."""
    mixed_in(round_, forms, now, **about)
    close_round(round_=round_, by=by, now=now)
    round_.refresh_from_db()
    return round_


def simulated(
    round_: Round, n: int, *, seed: int = 1, skip: float = 0.04, unknown: float = 0.05
) -> list[dict[str, Value]]:
    """Forms in which one opinion per person colours all answers, and the conversation colours the grade most."""
    rng = np.random.default_rng(seed)
    definition = definition_for(round_)
    items = definition.items(round_.moment, round_.is_short)
    forms = []
    for _ in range(n):
        mood = rng.normal()
        talk = rng.normal()
        form: dict[str, Value] = {}
        for item in items:
            if rng.random() < skip:
                continue
            value = _answer(item, mood, talk, rng, unknown)
            if value:
                form[item.code] = value
        forms.append(form)
    return forms


def _answer(item: Item, mood: float, talk: float, rng: np.random.Generator, unknown: float) -> Value:
    heavy = item.code in {"K08", "K09", "K11", "K12", "K13", "K28", "I11", "I26"}
    feeling = 0.6 * mood + (0.9 if heavy else 0.2) * talk + 0.6 * rng.normal()
    if item.type in {"open", "number"}:
        return f"Antwoord {rng.integers(1000)}" if item.type == "open" and rng.random() < 0.3 else ""
    if item.type == "grade":
        return str(int(np.clip(round(6.9 + 1.3 * feeling), 1, 10)))
    options = [option for option in item.options if not option.is_unknown]
    if item.type == "multiple":
        return [option.code for option in options if rng.random() < 0.3] or [options[0].code]
    if rng.random() < unknown and len(options) < len(item.options):
        return "W"
    scored = sorted((option for option in options if option.score is not None), key=lambda option: option.score or 0)
    if len(scored) < 2:
        return options[int(rng.integers(len(options)))].code
    place = np.clip(round((len(scored) - 1) * (0.68 + 0.24 * feeling)), 0, len(scored) - 1)
    return scored[int(place)].code
