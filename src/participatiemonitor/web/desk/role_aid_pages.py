"""What the pages of the role aid show, made ready for the templates."""

from collections.abc import Mapping
from dataclasses import dataclass

from participatiemonitor.register.kinds import highest_rung
from participatiemonitor.register.models import Process, RoleAssessment
from participatiemonitor.register.queries import advice_of
from participatiemonitor.register.role_advice import Given, Limit, RoleAdvice, advise
from participatiemonitor.register.role_aids import RoleAid, RoleDemands, role_aid
from participatiemonitor.register.role_models import Rung
from participatiemonitor.web.components.items import Term
from participatiemonitor.web.desk.role_aid_forms import WhatIfForm, as_values


@dataclass(frozen=True, slots=True)
class Role:
    """A role with its promise and what it asks."""

    rung: Rung
    demands: RoleDemands
    asks: tuple[Term, ...]
    measured: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Points:
    """One row of the table of points."""

    name: str
    points: int
    is_possible: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """The advice that a result page shows: the kept one, or a 'what if' that is not kept."""

    advice: RoleAdvice
    kept: RoleAdvice | None
    form: WhatIfForm

    @property
    def is_what_if(self) -> bool:
        """Whether other answers are shown than the kept ones."""
        return self.kept is None or self.advice.given != self.kept.given

    @property
    def changed(self) -> list[Term]:
        """The answers that differ from the kept ones."""
        before = {given.criterion.code: given for given in self.kept.given} if self.kept else {}
        now = {given.criterion.code: given for given in self.advice.given}
        codes = sorted(code for code in {*before, *now} if before.get(code) != now.get(code)) if self.kept else []
        return [Term(self.advice.aid.criterion(code).text, _answer(now.get(code))) for code in codes]

    @property
    def values(self) -> dict[str, str]:
        """The answers as the form of the role aid takes them."""
        return {given.criterion.code: str(given.number) for given in self.advice.given}


def shown(asked: Mapping[str, str], process: Process, assessment: RoleAssessment | None) -> Shown | None:
    """The answers in the address, else the kept ones; nothing when there are neither."""
    kept = advice_of(assessment) if assessment else None
    aid = kept.aid if kept else role_aid(process.track)
    if any(criterion.code in asked for criterion in aid.criteria):
        form = WhatIfForm(asked, aid=aid)
        if form.is_valid():
            top = highest_rung(process.track, process.kind)
            return Shown(advise(aid, form.answers(), top=top), kept, form)
        return Shown(kept, kept, form) if kept else None
    if kept is None or assessment is None:
        return None
    return Shown(kept, kept, WhatIfForm(aid=aid, initial=as_values(assessment.answers, aid)))


def result_context(seen: Shown) -> dict[str, object]:
    """Everything the result page says about an advice."""
    advice = seen.advice
    runner_up = [advice.runner_up] if advice.runner_up and not advice.is_equal else []
    return {
        "seen": seen,
        "advice": advice,
        "roles": [_role(advice.aid, rung) for rung in advice.fits],
        "runner_up": next((_role(advice.aid, rung) for rung in runner_up), None),
        "decided": [Term(given.criterion.text, given.option.text) for given in advice.decided],
        "limits": _limits(advice),
        "points": _points(advice),
        "is_old": advice.aid != role_aid(advice.aid.track),
    }


def name_of(advice: RoleAdvice | None) -> str:
    """The advised role in words, both when they are equal."""
    if advice is None or not advice.fits:
        return "nog geen advies"
    return " of ".join(advice.aid.model.rung(rung).name.lower() for rung in advice.fits)


def _role(aid: RoleAid, rung: str) -> Role:
    demands = aid.demands_of(rung)
    asks = (
        Term("Van de raad", demands.council),
        Term("Van het college", demands.executive),
        Term("Van de ambtelijke organisatie", demands.organisation),
        Term("Passende werkvormen", ", ".join(demands.methods)),
        Term("Regel dit voor u begint", demands.check),
    )
    return Role(aid.model.rung(rung), demands, asks, (*demands.measured, aid.measured_always))


def _limits(advice: RoleAdvice) -> list[str]:
    found = []
    model = advice.aid.model
    if advice.ceiling.set_by:
        found.append(
            f"Verder dan {model.rung(advice.ceiling.rung).name.lower()} kan nu niet. {_why(advice, advice.ceiling)}"
        )
    if advice.floor.set_by and not advice.floor_gives_way:
        found.append(f"Minder dan {model.rung(advice.floor.rung).name.lower()} past niet. {_why(advice, advice.floor)}")
    return found


def _why(advice: RoleAdvice, limit: Limit) -> str:
    reasons = [
        f"‘{given.criterion.text}’ – {given.option.text.lower()}"
        for given in advice.given
        if given.criterion.code in limit.set_by
    ]
    return f"Dat komt door: {'; '.join(reasons)}."


def _points(advice: RoleAdvice) -> list[Points]:
    rungs = advice.aid.rungs
    top = rungs.index(advice.ceiling.rung)
    bottom = min(rungs.index(advice.floor.rung), top)
    return [
        Points(advice.aid.model.rung(rung).name, advice.totals[rung], bottom <= place <= top)
        for place, rung in enumerate(rungs)
    ]


def _answer(given: Given | None) -> str:
    return given.option.text if given else "weet ik nog niet"
