"""What earlier processes taught, on the result page of the role aid."""

from collections.abc import Collection
from dataclasses import dataclass

from participatiemonitor.analysis.earlier import Earlier, earlier_processes
from participatiemonitor.register.models import Process
from participatiemonitor.register.role_models import versions
from participatiemonitor.web.access import DeskRequest
from participatiemonitor.web.desk.overview_frame import own_only
from participatiemonitor.web.desk.results_pages import results_url, viewer_of
from participatiemonitor.web.desk.words import capital, day_text
from peilstok.figures import Figure

HEADS = {
    "B": ("Antwoorden", "Cijfer", "Ervoer de beloofde rol", "Ervaren min verwachte invloed, in treden"),
    "O": ("Antwoorden", "Cijfer", "Ervoer de beloofde rol", "Ervaren min gewenste ruimte, in treden"),
}


@dataclass(frozen=True, slots=True)
class EarlierRow:
    """One earlier process with the heads and figures of its cells."""

    title: str
    url: str
    about: str
    cells: list[tuple[str, Figure]]


@dataclass(frozen=True, slots=True)
class EarlierPart:
    """The part of the page about earlier processes."""

    word: str
    one: str
    heads: tuple[str, ...]
    rows: list[EarlierRow]
    is_own_only: bool


def earlier_part(request: DeskRequest, process: Process, rungs: Collection[str]) -> EarlierPart:
    """The comparable earlier processes that this person may see, with their figures."""
    leader_id = own_only(request)
    found = earlier_processes(
        process,
        rungs,
        viewer_of=lambda other: viewer_of(request.membership, other),
        leader_id=leader_id,
        today=request.now.date(),
    )
    heads = HEADS[process.track]
    return EarlierPart(
        word="initiatieven" if process.is_initiative else "trajecten",
        one="initiatief" if process.is_initiative else "traject",
        heads=heads,
        rows=[_row(process, one, heads) for one in found],
        is_own_only=leader_id is not None,
    )


def _row(process: Process, one: Earlier, heads: tuple[str, ...]) -> EarlierRow:
    names = {rung.code: rung.name for model in versions(process.track) for rung in model.rungs}
    alike = [
        names.get(one.rung, one.rung).lower(),
        *(["zelfde thema"] if one.has_same_theme else []),
        *(["ongeveer even groot"] if one.has_same_size else []),
        f"gesloten op {day_text(one.closed_on)}",
    ]
    return EarlierRow(
        title=one.title,
        url=results_url(Process(code=one.code), one.number),
        about=capital(", ".join(alike)),
        cells=list(zip(heads, (one.n, one.grade, one.as_promised, one.gap), strict=True)),
    )
