"""Drawing answers of people who do not exist, from effects that are known. Pure: no Django, no room's tables.

The model, so that every claim of a results page can be held against what was put in (see docs/dev/demo.md):

1. Every respondent has a general mood g and, per success factor f, a standing z_f = √.25·g + √.75·e_f with g and e_f
   standard normal: factors correlate .25.
2. An item of factor f has the latent value m_f + .75·z_f + .55·e on the scale 1…5, where m_f is the level of that
   factor in this process. The answer is the nearest category. Items of no factor use the mean level of all factors.
3. The overall grade is 6 + 1.4·(m̄ − 3) + 1.15·Σ w_f·z_f / √(Σ w_f²) + .55·e, rounded and kept within 1…10. The
   weights w_f are WEIGHTS: they decide which factor matters most.
4. Experienced influence is the promised rung plus the process's shift plus .35·z_influence + .7·e.
5. Every closed item is "weet ik niet" with probability .05 and left out with probability .03.
"""

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

# What makes the overall grade, per track: the claim that a large enough process must show.
WEIGHTS: dict[str, dict[str, float]] = {
    "B": {"F6": 0.70, "F9": 0.40, "F8": 0.30, "F4": 0.15, "F5": 0.05},
    "O": {"F13": 0.65, "F12": 0.45, "F11": 0.30, "F14": 0.30},
}
GRADES = {"K28": 0.0, "K29": -0.3, "I26": 0.0}
PROMISED, EXPERIENCED = {"K26", "I24"}, {"K27", "I25"}
INFLUENCE_FACTOR = {"B": "F8", "O": "F12"}
UNKNOWN_SHARE, SKIPPED_SHARE = 0.05, 0.03


@dataclass(frozen=True, slots=True)
class Question:
    """What the simulation needs to know of an item: its scored categories from low to high, or plain ones."""

    code: str
    type: str
    factor: str = ""
    scored: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    may_be_unknown: bool = True


@dataclass(frozen=True, slots=True)
class Situation:
    """How it went in one process: levels per factor on 1…5, and influence compared with the promise."""

    track: str
    level: float
    levels: Mapping[str, float] = field(default_factory=dict)
    promised: str = ""
    shift: float = 0.0
    texts: Mapping[str, Sequence[str]] = field(default_factory=dict)
    plain_weights: Mapping[str, Sequence[float]] = field(default_factory=dict)

    def of(self, factor: str) -> float:
        """The level of a factor, or the general level."""
        return self.levels.get(factor, self.level)


@dataclass(frozen=True, slots=True)
class Person:
    """One respondent's standing on the factors, in standard deviations."""

    standing: Mapping[str, float]
    mood: float

    def on(self, factor: str) -> float:
        """Standing on a factor; the general mood where an item belongs to none."""
        return self.standing.get(factor, self.mood)


AVERAGE = Person({}, 0.0)


def draw_person(factors: Sequence[str], chance: random.Random) -> Person:
    """Step 1 of the model."""
    mood = chance.gauss()
    return Person({f: math.sqrt(0.25) * mood + math.sqrt(0.75) * chance.gauss() for f in factors}, mood)


def _nearest(latent: float, categories: Sequence[str]) -> str:
    position = round((latent - 1) / 4 * (len(categories) - 1))
    return categories[min(max(position, 0), len(categories) - 1)]


def _grade(question: Question, situation: Situation, person: Person, chance: random.Random) -> str:
    weights = WEIGHTS[situation.track]
    effect = sum(w * person.on(f) for f, w in weights.items()) / math.sqrt(sum(w * w for w in weights.values()))
    level = sum(situation.of(f) for f in weights) / len(weights)
    grade = 6 + 1.4 * (level - 3) + 1.15 * effect + 0.55 * chance.gauss() + GRADES.get(question.code, 0.0)
    return str(min(max(round(grade), 1), 10))


def _influence(question: Question, situation: Situation, person: Person, chance: random.Random) -> str:
    promised = question.scored.index(situation.promised)
    if question.code in PROMISED:
        place = promised + 0.45 * chance.gauss()
    else:
        own = 0.35 * person.on(INFLUENCE_FACTOR[situation.track])
        place = promised + situation.shift + own + 0.7 * chance.gauss()
    return question.scored[min(max(round(place), 0), len(question.scored) - 1)]


def _closed(question: Question, situation: Situation, person: Person, chance: random.Random) -> str:
    if question.type == "grade":
        return _grade(question, situation, person, chance)
    if question.code in PROMISED | EXPERIENCED and situation.promised in question.scored:
        return _influence(question, situation, person, chance)
    latent = situation.of(question.factor) + 0.75 * person.on(question.factor) + 0.55 * chance.gauss()
    return _nearest(latent, question.scored)


def draw_form(
    questions: Sequence[Question],
    situation: Situation,
    chance: random.Random,
    used: set[str],
    person: Person | None = None,
) -> dict[str, str | list[str]]:
    """One filled-in form. `used` remembers open answers, so that no two people write the same."""
    person = person or draw_person(sorted({q.factor for q in questions if q.factor}), chance)
    form: dict[str, str | list[str]] = {}
    for question in questions:
        if question.type == "open":
            left = [text for text in situation.texts.get(question.code, ()) if text not in used]
            if left and chance.random() < 0.45:
                text = chance.choice(left)
                form[question.code] = text
                used.add(text)
        elif question.type == "multiple":
            chosen = [code for code in question.plain if chance.random() < 0.3]
            form[question.code] = chosen or [chance.choice(question.plain)]
        elif chance.random() < SKIPPED_SHARE:
            continue
        elif question.may_be_unknown and chance.random() < UNKNOWN_SHARE:
            form[question.code] = "W"
        elif question.scored:
            form[question.code] = _closed(question, situation, person, chance)
        elif question.plain:
            weights = situation.plain_weights.get(question.code) or [1.0] * len(question.plain)
            form[question.code] = chance.choices(question.plain, weights)[0]
    return form
