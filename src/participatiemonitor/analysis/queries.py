"""Reading analysis: where a round stands, and its results."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format

from participatiemonitor.analysis import METHOD_VERSION, gate, ledger
from participatiemonitor.analysis.blocks import blocks
from participatiemonitor.analysis.case import Case, Evidence, OwnAnswer, PromisedPart, QuoteGroup, Response, StreamCount
from participatiemonitor.analysis.drivers import Drivers
from participatiemonitor.analysis.measures import composites, people_behind
from participatiemonitor.analysis.models import DriverRun, Release, SelfEvaluationSkip, Sharing, With
from participatiemonitor.analysis.outline import Outline, outline_of
from participatiemonitor.analysis.results import ProcessResults, Source
from participatiemonitor.analysis.visibility import Decision, Standing, Viewer, decide
from participatiemonitor.fieldwork.freeze import STREAM, thaw
from participatiemonitor.fieldwork.models import FrozenDataset, Round
from participatiemonitor.fieldwork.queries import (
    definition_for,
    invited_count,
    open_answers_to_read,
    released_open_answers,
    response,
    rounds_for,
    self_evaluation,
)
from participatiemonitor.fieldwork.states import RoundState, Stream
from participatiemonitor.questions.definition import Definition
from participatiemonitor.questions.queries import definition_of
from participatiemonitor.register.models import Process
from participatiemonitor.register.queries import notice_of, promised_roles
from participatiemonitor.register.role_models import versions
from peilstok.frame import Dataset


@dataclass(frozen=True, slots=True)
class Offer:
    """A dataset with what the ledger must know of it: whether and how its figures may follow the ones shown."""

    frozen: FrozenDataset
    dataset: Dataset
    outline: Outline
    verdict: ledger.Verdict
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody looks at the results of a process: which round it is about, and what this person may see of it."""

    rounds: tuple[Round, ...]
    round: Round | None
    decision: Decision
    self_evaluated: bool
    has_answers: bool = False

    @property
    def number(self) -> int | None:
        """The number of the round, or None when there is no round yet."""
        return self.round.number if self.round else None


def look(process: Process, viewer: Viewer, *, asked: str, today: date) -> Look | None:
    """The round with the asked number, else the latest; None for a number that does not exist."""
    rounds = tuple(rounds_for(process))
    round_ = next((one for one in rounds if str(one.number) == asked), None) if asked else next(iter(rounds), None)
    if asked and round_ is None:
        return None
    now_standing = standing(round_) if round_ else None
    decision = decide(viewer, now_standing, today=today, minimum=gate.POLICY.minimum)
    if now_standing is None:
        return Look(rounds, None, decision, self_evaluated(process))
    return Look(rounds, round_, decision, now_standing.self_evaluated, bool(now_standing.mixed))


def latest_release(round_: Round) -> Release | None:
    """The figures that stand now."""
    return Release.objects.filter(round=round_).select_related("dataset").order_by("-number").first()


def latest_dataset(round_: Round) -> FrozenDataset | None:
    """The newest frozen answers of a round."""
    return FrozenDataset.objects.filter(round=round_).order_by("-number").first()


def results_were_shown(process: Process) -> bool:
    """Whether figures of participants of this process were ever shown: then the mirror is closed."""
    return Release.objects.filter(round__process=process).exists()


def self_evaluated(process: Process) -> bool:
    """Whether the project leader gave the own answers, or recorded not to."""
    return self_evaluation(process) is not None or SelfEvaluationSkip.objects.filter(process=process).exists()


def self_evaluation_skipped(process_ids: Collection[int]) -> frozenset[int]:
    """Of which of these processes the project leader recorded not to give the own answers."""
    skipped = SelfEvaluationSkip.objects.filter(process_id__in=process_ids)
    return frozenset(skipped.values_list("process_id", flat=True))


def standing(round_: Round) -> Standing:
    """Where a round stands, for the decision who sees what."""
    frozen = latest_dataset(round_)
    shared = set(Sharing.objects.filter(round=round_).values_list("with_whom", flat=True))
    return Standing(
        is_open=round_.state != RoundState.CLOSED,
        closed_on=round_.closed_on,
        mixed=frozen.n if frozen else 0,
        was_released=Release.objects.filter(round=round_).exists(),
        self_evaluated=self_evaluated(round_.process),
        shared_with_organisation=With.ORGANISATION in shared,
        shared_with_council=With.COUNCIL in shared,
        is_imported=set(response(round_).by_stream) == {Stream.IMPORTED},
    )


def shared_on(round_: Round, with_whom: With) -> date | None:
    """Since when these people see the results of this round, or None."""
    return Sharing.objects.filter(round=round_, with_whom=with_whom).values_list("shared_on", flat=True).first()


def offer(round_: Round) -> Offer | None:
    """The newest answers, laid beside what was shown before; None when there is nothing frozen yet."""
    frozen = latest_dataset(round_)
    if frozen is None:
        return None
    dataset = thaw(frozen)
    outline = outline_for(round_, dataset)
    counts = shown_counts(dataset, outline)
    before = latest_release(round_)
    verdict = ledger.compare(before.item_counts if before else {}, counts, step=gate.RELEASE_STEP)
    return Offer(frozen, dataset, outline, ledger.with_composites(verdict, composites(outline)), counts)


def shown_counts(dataset: Dataset, outline: Outline) -> dict[str, int]:
    """The number of people behind every figure that the gate would show."""
    if not gate.shows_questions(dataset.n):
        return {}
    behind = people_behind(dataset, outline)
    return {key: n for key, n in behind.items() if gate.shows(key, n)}


def outline_for(round_: Round, dataset: Dataset) -> Outline:
    """The questionnaire of a round, for the questions that were asked in it."""
    return _outline(definition_for(round_), round_, dataset)


def _outline(definition: Definition, round_: Round, dataset: Dataset) -> Outline:
    asked = {item.code for item in definition.items(round_.moment, round_.is_short)}
    present = [
        column.key
        for column in dataset.columns
        if column.key != STREAM and (column.key.partition(":")[0] in asked or bool((column.values > 0).any()))
    ]
    return outline_of(definition, present)


def results(round_: Round) -> ProcessResults | None:
    """The results that stand now, or None when nothing was released yet."""
    release = latest_release(round_)
    if release is None:
        return None
    case = _case(round_, release)
    frozen = release.dataset
    source = Source(
        round_number=round_.number,
        moment=round_.get_moment_display(),
        opens_on=round_.opens_on,
        last_day=round_.closed_on or round_.closes_on,
        data_version=frozen.number,
        frozen_on=frozen.frozen_on,
        checksum=frozen.checksum,
        method_version=release.method_version,
        is_final=frozen.is_final,
    )
    return ProcessResults(blocks=blocks(case), source=source, n=case.n, track=case.track)


def _case(round_: Round, release: Release) -> Case:
    process, definition = round_.process, definition_for(round_)
    evidence, earlier = _evidence(round_, release)
    outline = _outline(definition, round_, evidence.latest)
    drivers_of = earlier if "drivers" in evidence.held and earlier is not None else release.dataset
    own = self_evaluation(process)
    first = Release.objects.filter(round__process=process).order_by("released_on").first()
    return Case(
        outline=outline,
        evidence=evidence,
        response=_response(evidence.latest, by_stream=gate.shows_streams(invited_count(round_))),
        audience=definition.audience,
        track=process.track,
        is_final=release.dataset.is_final,
        promised_rung=round_.promised_rung,
        rungs={rung.code: rung.name for model in versions(process.track) for rung in model.rungs},
        promises=_promises(process),
        drivers=drivers_for(drivers_of),
        own_answers=_own_answers(process, outline, evidence),
        own_answers_came_later=bool(own and first and timezone.localdate(own.completed_at) > first.released_on),
        quotes=_quotes(round_, definition),
        open_answers_waiting=open_answers_to_read(round_).count(),
    )


def _promises(process: Process) -> tuple[PromisedPart, ...]:
    """What was promised for every part, with the last change that people were told of."""
    found = []
    for role in promised_roles(process):
        if not role.rung:
            continue
        told = [place for place, choice in enumerate(role.history) if place and notice_of(choice)]
        if not told:
            found.append(PromisedPart(role.phase.name, role.rung))
            continue
        last = told[-1]
        changed_on = date_format(timezone.localdate(role.history[last].chosen_at), "j F Y")
        found.append(PromisedPart(role.phase.name, role.rung, role.history[last - 1].rung, changed_on))
    return tuple(found)


def _evidence(round_: Round, release: Release) -> tuple[Evidence, FrozenDataset | None]:
    latest = thaw(release.dataset)
    if not release.held:
        return Evidence(latest), None
    before = Release.objects.select_related("dataset").get(round=round_, number=release.number - 1)
    return Evidence(latest, thaw(before.dataset), frozenset(release.held)), before.dataset


def _response(dataset: Dataset, *, by_stream: bool) -> Response:
    column = dataset.column(STREAM)
    counts = [int((column.values == place).sum()) for place in range(1, len(column.codes) + 1)]
    streams = zip(column.codes, column.labels, counts, strict=True)
    return Response(
        streams=tuple(StreamCount(code, label, count) for code, label, count in streams if by_stream),
        total=dataset.n,
        population=dataset.population,
    )


def drivers_for(frozen: FrozenDataset) -> Drivers | None:
    """The kept computation of the importance of factors, or None."""
    run = DriverRun.objects.filter(dataset=frozen, method_version=METHOD_VERSION).first()
    return None if run is None else Drivers.from_json(run.result)


def _own_answers(process: Process, outline: Outline, evidence: Evidence) -> tuple[OwnAnswer, ...]:
    own = self_evaluation(process)
    if own is None or not outline.is_own:
        return ()
    codes = {question.code for question in outline.questions}
    return tuple(
        OwnAnswer(item, item.mirrors, own.answers[item.code])
        for item in definition_of(own.version).items()
        if item.mirrors in codes and evidence.has(item.mirrors) and item.code in own.answers
    )


def _quotes(round_: Round, definition: Definition) -> tuple[QuoteGroup, ...]:
    texts = {item.code: item.text for item in definition.items() if item.type == "open"}
    found: dict[str, list[str]] = {}
    for answer in released_open_answers(round_):
        found.setdefault(answer.question, []).append(answer.released_text)
    return tuple(QuoteGroup(texts[code], tuple(found[code])) for code in texts if code in found)
