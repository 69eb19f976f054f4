"""Which role fits, from the answers to a role aid. Pure: the same answers always give the same advice.

Points are added over all answers. The ceiling is the lowest ceiling that an answer sets, the floor the highest floor;
the ceiling wins from the floor. The rung with the most points between the two is advised, at a tie the lower one.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from participatiemonitor.register.role_aids import Criterion, CriterionOption, GuardRail, RoleAid

DECIDED = 3


class AnswersUnusable(ValueError):
    """An answer to a question or with a number that does not exist; the sentence names it."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A ceiling or floor, with the questions whose answers set it; none when every rung is allowed on that side."""

    rung: str
    set_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Flag:
    """Something to heed: the answer (B04=3) or guard rail (G1) it comes from, and what to do."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Given:
    """A question with the answer that was given."""

    criterion: Criterion
    number: int

    @property
    def option(self) -> CriterionOption:
        """The answer."""
        return self.criterion.option(self.number)

    @property
    def code(self) -> str:
        """Question and answer in one word, as the command takes it: B04=3."""
        return f"{self.criterion.code}={self.number}"


@dataclass(frozen=True, slots=True)
class RoleAdvice:
    """The outcome. Without advice there is at least one stop that says why."""

    aid: RoleAid
    given: tuple[Given, ...]
    totals: Mapping[str, int]
    floor: Limit
    ceiling: Limit
    advice: str
    runner_up: str
    is_equal: bool
    flags: tuple[Flag, ...]
    stops: tuple[Flag, ...]
    decided: tuple[Given, ...]
    unanswered: tuple[Criterion, ...]

    @property
    def floor_gives_way(self) -> bool:
        """Whether the floor lies above the ceiling, so that the ceiling holds."""
        return self.aid.rungs.index(self.floor.rung) > self.aid.rungs.index(self.ceiling.rung)

    @property
    def fits(self) -> tuple[str, ...]:
        """The rungs that follow the advice: one, or both when they are equal."""
        if not self.advice:
            return ()
        return (self.advice, self.runner_up) if self.is_equal else (self.advice,)


def advise(aid: RoleAid, answers: Mapping[str, int], *, top: str = "") -> RoleAdvice:
    """The advice for these answers: option numbers from 1, by the code of the question. Raises `AnswersUnusable`.

    `top` is the highest rung that the kind of process allows, whatever the answers.
    """
    given = _given(aid, answers)
    totals = {rung: sum(each.option.points[place] for each in given) for place, rung in enumerate(aid.rungs)}
    ceiling, floor = _ceiling(aid, given, top), _floor(aid, given)
    stops = _stops(given)
    ranked = [] if stops else _ranked(totals, _allowed(aid, floor, ceiling))
    advice, runner_up = (*ranked, "", "")[:2]
    is_equal = bool(runner_up) and totals[advice] - totals[runner_up] < aid.equal_below
    fits = {advice, runner_up} if is_equal else {advice}
    return RoleAdvice(
        aid=aid,
        given=given,
        totals=totals,
        floor=floor,
        ceiling=ceiling,
        advice=advice,
        runner_up=runner_up,
        is_equal=is_equal,
        flags=_flags(aid, given, fits, floor, ceiling),
        stops=stops,
        decided=_decided(aid, given, totals, advice, runner_up, _kept_out(aid, totals, advice, floor, ceiling)),
        unanswered=tuple(criterion for criterion in aid.criteria if criterion.code not in answers),
    )


def _given(aid: RoleAid, answers: Mapping[str, int]) -> tuple[Given, ...]:
    for code, number in answers.items():
        try:
            aid.criterion(code).option(number)
        except KeyError:
            known = f"{aid.criteria[0].code} tot en met {aid.criteria[-1].code}"
            raise AnswersUnusable(f"Vraag {code} bestaat niet. De vragen zijn {known}.") from None
        except IndexError:
            most = len(aid.criterion(code).options)
            raise AnswersUnusable(f"Vraag {code} heeft geen antwoord {number}. Kies 1 tot en met {most}.") from None
    return tuple(Given(each, answers[each.code]) for each in aid.criteria if each.code in answers)


def _ceiling(aid: RoleAid, given: tuple[Given, ...], top: str) -> Limit:
    ceilings = [ceiling for ceiling in (top, *(each.option.ceiling for each in given)) if ceiling]
    lowest = min(ceilings, key=aid.rungs.index, default="")
    return Limit(
        lowest or aid.rungs[-1], tuple(g.criterion.code for g in given if lowest and g.option.ceiling == lowest)
    )


def _floor(aid: RoleAid, given: tuple[Given, ...]) -> Limit:
    highest = max((each.option.floor for each in given if each.option.floor), key=aid.rungs.index, default="")
    return Limit(
        highest or aid.rungs[0], tuple(g.criterion.code for g in given if highest and g.option.floor == highest)
    )


def _stops(given: tuple[Given, ...]) -> tuple[Flag, ...]:
    if not given:
        return (Flag("leeg", "Er is nog geen vraag beantwoord. Beantwoord er minstens één."),)
    return tuple(Flag(each.code, each.option.stop) for each in given if each.option.stop)


def _allowed(aid: RoleAid, floor: Limit, ceiling: Limit) -> tuple[str, ...]:
    top = aid.rungs.index(ceiling.rung)
    bottom = min(aid.rungs.index(floor.rung), top)
    return aid.rungs[bottom : top + 1]


def _ranked(totals: Mapping[str, int], allowed: tuple[str, ...]) -> list[str]:
    """Most points first. Sorting is stable, so at a tie the lower rung stays ahead: do not promise too much."""
    return sorted(allowed, key=lambda rung: -totals[rung])


def _flags(aid: RoleAid, given: tuple[Given, ...], fits: set[str], floor: Limit, ceiling: Limit) -> tuple[Flag, ...]:
    found = []
    if aid.rungs.index(floor.rung) > aid.rungs.index(ceiling.rung):
        found.append(Flag("bodem-boven-plafond", aid.floor_gives_way))
    codes = {each.code for each in given}
    found += [Flag(rail.code, rail.text) for rail in aid.guard_rails if _is_met(rail, codes, fits)]
    for each in given:
        rungs = each.option.notice_rungs
        if each.option.notice and (not rungs or fits & {*rungs}):
            found.append(Flag(each.code, each.option.notice))
    return tuple(found)


def _is_met(rail: GuardRail, codes: set[str], fits: set[str]) -> bool:
    """A rule that names neither answers nor rungs holds always, so it is no flag."""
    if not rail.answers and not rail.rungs:
        return False
    return (not rail.answers or bool(codes & {*rail.answers})) and (not rail.rungs or bool(fits & {*rail.rungs}))


def _decided(
    aid: RoleAid,
    given: tuple[Given, ...],
    totals: Mapping[str, int],
    advice: str,
    runner_up: str,
    kept_out: frozenset[str],
) -> tuple[Given, ...]:
    """The answers that mattered most: first a limit that kept out a stronger rung, then points for this one."""
    if not advice:
        return ()
    place, other = aid.rungs.index(advice), aid.rungs.index(runner_up or advice)

    def weight(each: Given) -> tuple[bool, int, int]:
        points = each.option.points
        return each.criterion.code in kept_out, points[place] - (points[other] if runner_up else 0), points[place]

    counted = [each for each in given if each.criterion.code in kept_out or each.option.points[place]]
    return tuple(sorted(counted, key=weight, reverse=True)[:DECIDED])


def _kept_out(aid: RoleAid, totals: Mapping[str, int], advice: str, floor: Limit, ceiling: Limit) -> frozenset[str]:
    """The questions whose limit kept out a rung that would have won otherwise. A lower rung wins at a tie."""
    if not advice:
        return frozenset()
    top, bottom = aid.rungs.index(ceiling.rung), aid.rungs.index(floor.rung)
    found: set[str] = set()
    if any(totals[rung] > totals[advice] for rung in aid.rungs[top + 1 :]):
        found |= {*ceiling.set_by}
    if bottom <= top and any(totals[rung] >= totals[advice] for rung in aid.rungs[:bottom]):
        found |= {*floor.set_by}
    return frozenset(found)
