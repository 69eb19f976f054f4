"""For who reads and does not lead: the closed measurings, the latest first."""

from collections.abc import Iterable, Mapping

from django.urls import reverse

from participatiemonitor.fieldwork.overview import Measured, RoundFacts
from participatiemonitor.fieldwork.states import RoundState
from participatiemonitor.register.models import Process
from participatiemonitor.web.components.items import Entry
from participatiemonitor.web.desk.frame import kind_of
from participatiemonitor.web.desk.words import counted

MOST = 12


def closed_entries(found: Iterable[Process], standing: Mapping[int, Measured]) -> list[Entry]:
    """The latest closed measurings with answers; the page behind says when their results can be seen."""
    closed = [
        (round_, process)
        for process in found
        for round_ in standing[process.pk].rounds
        if round_.state == RoundState.CLOSED and round_.answers
    ]
    closed.sort(key=lambda pair: (pair[0].closes_on, pair[1].pk), reverse=True)
    return [_entry(process, round_) for round_, process in closed[:MOST]]


def _entry(process: Process, round_: RoundFacts) -> Entry:
    return Entry(
        title=process.title,
        url=f"{reverse('desk_results', args=[process.code])}?meting={round_.number}",
        meta=f"Meting {round_.number}, {counted(round_.answers, 'antwoord', 'antwoorden')}",
        kind=kind_of(process),
    )
