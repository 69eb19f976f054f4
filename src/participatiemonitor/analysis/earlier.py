"""What earlier processes with the same role taught: comparable processes of the own municipality with their figures.

The figures are those of the page of each process, made by the same blocks from the same released answers, so that
nothing can be found here that is not shown there.
"""

from bisect import bisect
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from participatiemonitor.analysis import gate
from participatiemonitor.analysis.blocks import grades, influence
from participatiemonitor.analysis.case import Case, Evidence, Response
from participatiemonitor.analysis.models import Release, Sharing, With
from participatiemonitor.analysis.queries import outline_for, self_evaluation_skipped
from participatiemonitor.analysis.results import Block
from participatiemonitor.analysis.visibility import Access, Standing, Viewer, decide
from participatiemonitor.fieldwork.freeze import thaw
from participatiemonitor.fieldwork.models import Answer, FrozenDataset, Round, SelfEvaluation
from participatiemonitor.fieldwork.queries import definition_for
from participatiemonitor.fieldwork.states import RoundState, Stream
from participatiemonitor.register.models import Process
from participatiemonitor.register.role_models import versions
from peilstok.estimates import Unit
from peilstok.figures import Figure

MOST = 5
# Participants from which a process belongs to the next size class.
SIZES = (30, 100, 300)
NOT_ASKED = "Niet gevraagd in deze meting."


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier process with what its participants found: how much it is alike, and three released figures."""

    code: str
    title: str
    number: int
    closed_on: date
    rung: str
    has_same_theme: bool
    has_same_size: bool
    n: Figure
    grade: Figure
    as_promised: Figure
    gap: Figure


def size_class(participants: int | None) -> int | None:
    """How large a process is, in four classes; None when that is not known."""
    return None if participants is None else bisect(SIZES, participants)


def earlier_processes(
    process: Process,
    rungs: Collection[str],
    *,
    viewer_of: Callable[[Process], Viewer],
    leader_id: int | None,
    today: date,
) -> tuple[Earlier, ...]:
    """Processes of this municipality and track that were measured with one of these promised roles, most alike first.

    Only what this person may see: `viewer_of` says in which capacity they look at a process, and `leader_id` narrows
    to the processes of one leader. Only closed rounds whose final figures were released count.
    """
    if not rungs:
        return ()
    rounds = _closed_rounds(process, rungs, leader_id)
    releases = _releases(rounds)
    standings = _standings(rounds, releases)
    chosen: dict[int, Round] = {}
    for round_ in rounds:
        decision = decide(viewer_of(round_.process), standings[round_.pk], today=today, minimum=gate.POLICY.minimum)
        if decision.access is Access.SHOW and _final(releases[round_.pk]) and round_.process_id not in chosen:
            chosen[round_.process_id] = round_
    ranked = sorted(chosen.values(), key=lambda round_: _unlikeness(process, round_))[:MOST]
    datasets = _datasets(ranked, releases)
    return tuple(_earlier(process, round_, releases[round_.pk], datasets) for round_ in ranked)


def _closed_rounds(process: Process, rungs: Collection[str], leader_id: int | None) -> list[Round]:
    found = (
        Round.objects.filter(state=RoundState.CLOSED, promised_rung__in=rungs, process__track=process.track)
        .exclude(process=process)
        .select_related("process", "version")
        .defer("version__definition", "process__search_words")
    )
    if leader_id is not None:
        found = found.filter(process__leader_id=leader_id)
    return list(found.order_by("process_id", "-number"))


def _releases(rounds: Collection[Round]) -> Mapping[int, list[Release]]:
    """Every release of each round in order, without the answers themselves."""
    found: dict[int, list[Release]] = defaultdict(list)
    released = Release.objects.filter(round__in=rounds).select_related("dataset").defer("dataset__content")
    for release in released.order_by("number"):
        found[release.round_id].append(release)
    return found


def _final(releases: list[Release]) -> Release | None:
    """The release of a closed round, when somebody looked at it."""
    return releases[-1] if releases and releases[-1].dataset.is_final else None


def _standings(rounds: Collection[Round], releases: Mapping[int, list[Release]]) -> dict[int, Standing]:
    """Where each round stands, as `queries.standing` says it of one."""
    ids = {round_.process_id for round_ in rounds}
    shared = set(Sharing.objects.filter(round__in=rounds).values_list("round_id", "with_whom"))
    evaluated = {*SelfEvaluation.objects.filter(process_id__in=ids).values_list("process_id", flat=True)}
    evaluated |= self_evaluation_skipped(ids)
    streams: dict[int, set[str]] = defaultdict(set)
    for round_id, stream in Answer.objects.filter(round__in=rounds).values_list("round_id", "stream").distinct():
        streams[round_id].add(stream)
    return {
        round_.pk: Standing(
            is_open=False,
            closed_on=round_.closed_on,
            mixed=releases[round_.pk][-1].dataset.n if releases[round_.pk] else 0,
            was_released=bool(releases[round_.pk]),
            self_evaluated=round_.process_id in evaluated,
            shared_with_organisation=(round_.pk, With.ORGANISATION) in shared,
            shared_with_council=(round_.pk, With.COUNCIL) in shared,
            is_imported=streams[round_.pk] == {Stream.IMPORTED},
        )
        for round_ in rounds
    }


def _unlikeness(process: Process, round_: Round) -> tuple[bool, bool, int, int]:
    """How much a process differs: theme first, then size, then how long ago."""
    closed_on = round_.closed_on
    assert closed_on is not None
    return (
        not _has_same_theme(process, round_),
        not _has_same_size(process, round_),
        -closed_on.toordinal(),
        -round_.pk,
    )


def _has_same_theme(process: Process, round_: Round) -> bool:
    return bool(process.theme) and process.theme == round_.process.theme


def _has_same_size(process: Process, round_: Round) -> bool:
    size = size_class(process.participants)
    return size is not None and size == size_class(round_.process.participants or round_.population)


def _datasets(rounds: Iterable[Round], releases: Mapping[int, list[Release]]) -> Mapping[int, FrozenDataset]:
    """The answers behind the figures: the released ones, and those before where a figure stayed as it was."""
    wanted = {release.dataset_id for round_ in rounds for release in releases[round_.pk][-2:]}
    return FrozenDataset.objects.in_bulk(wanted)


def _earlier(
    process: Process, round_: Round, releases: list[Release], datasets: Mapping[int, FrozenDataset]
) -> Earlier:
    case = _case(round_, releases, datasets)
    closed_on = round_.closed_on
    assert closed_on is not None
    is_full = gate.shows_questions(case.n)
    small = grades.overall_only(case) if gate.shows_overall_grade(case.n, is_final=True) else None
    graded = grades.block(case) if is_full else small
    promised = influence.block(case) if is_full else None
    too_few = gate.POLICY.too_few.format(n=case.n, minimum=gate.POLICY.minimum)
    why_not = NOT_ASKED if is_full else too_few
    return Earlier(
        code=round_.process.code,
        title=round_.process.title,
        number=round_.number,
        closed_on=closed_on,
        rung=round_.promised_rung,
        has_same_theme=_has_same_theme(process, round_),
        has_same_size=_has_same_size(process, round_),
        n=gate.response(case.n),
        grade=_cell(graded, case.outline.outcome) or gate.not_shown(Unit.GRADE, why_not),
        as_promised=_cell(promised, "same") or gate.not_shown(Unit.SHARE, why_not),
        gap=_cell(promised, "gap") or gate.not_shown(Unit.DIFFERENCE, why_not),
    )


def _cell(block: Block | None, row: str) -> Figure | None:
    """The figure of this row in the first table of a block; None when the block does not have it."""
    rows = block.tables[0].rows if block and block.tables else ()
    return next((one.cells[0] for one in rows if one.key == row), None)


def _case(round_: Round, releases: list[Release], datasets: Mapping[int, FrozenDataset]) -> Case:
    """What the blocks need for these figures: the evidence exactly as the page of the process has it."""
    release = releases[-1]
    latest = thaw(datasets[release.dataset_id])
    evidence = Evidence(latest)
    if release.held:
        before = thaw(datasets[releases[-2].dataset_id])
        evidence = Evidence(latest, before, frozenset(release.held))
    definition = definition_for(round_)
    return Case(
        outline=outline_for(round_, latest),
        evidence=evidence,
        response=Response((), latest.n, latest.population),
        audience=definition.audience,
        track=round_.process.track,
        is_final=True,
        promised_rung=round_.promised_rung,
        rungs={rung.code: rung.name for model in versions(round_.process.track) for rung in model.rungs},
    )
