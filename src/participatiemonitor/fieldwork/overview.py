"""Where the measuring of many processes stands, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from participatiemonitor.fieldwork.models import Answer, Round, SelfEvaluation
from participatiemonitor.fieldwork.states import RoundState


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """A round at a glance. `answers` counts mixed answers only, as everywhere; `population` is who could answer."""

    process_id: int
    number: int
    state: RoundState
    opens_on: date
    closes_on: date
    answers: int
    population: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether nobody closed it yet."""
        return self.state == RoundState.OPEN


@dataclass(frozen=True, slots=True)
class Measured:
    """The rounds of one process in order, and whether the project leader gave the own answers."""

    rounds: tuple[RoundFacts, ...] = ()
    has_self_evaluation: bool = False


def measured(process_ids: Collection[int]) -> Mapping[int, Measured]:
    """For each of these processes where its measuring stands."""
    answers = dict(
        Answer.objects.filter(round__process_id__in=process_ids).values_list("round_id").annotate(n=Count("id"))
    )
    rounds: dict[int, list[RoundFacts]] = defaultdict(list)
    for round_ in Round.objects.filter(process_id__in=process_ids).order_by("process_id", "number"):
        rounds[round_.process_id].append(
            RoundFacts(
                process_id=round_.process_id,
                number=round_.number,
                state=RoundState(round_.state),
                opens_on=round_.opens_on,
                closes_on=round_.closes_on,
                answers=answers.get(round_.pk, 0),
                population=round_.population,
            )
        )
    evaluated = set(
        SelfEvaluation.objects.filter(process_id__in=process_ids).values_list("process_id", flat=True).distinct()
    )
    return {key: Measured(tuple(rounds[key]), key in evaluated) for key in process_ids}
