"""Answers become a dataset: columns of small numbers without identity, with a checksum, unchangeable."""

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from datetime import datetime
from random import SystemRandom
from typing import Any

import numpy as np
from django.utils import timezone
from numpy.typing import NDArray

from participatiemonitor.fieldwork.models import Answer, FrozenDataset, Round
from participatiemonitor.fieldwork.payload import unpack
from participatiemonitor.fieldwork.queries import definition_for, population_of
from participatiemonitor.fieldwork.questionnaire import codes_of
from participatiemonitor.fieldwork.states import Stream
from participatiemonitor.questions.columns import category, columns_for, is_shown, number
from participatiemonitor.questions.definition import Definition, Item, Value
from participatiemonitor.questions.types.question_type import ColumnSpec
from peilstok.frame import Column, Dataset, MissingReason

MAGIC = b"PMDATA1\n"
STREAM = "stream"
_LENGTH_BYTES = 4


class ContentDamaged(Exception):
    """A frozen dataset does not match its checksum."""


def freeze(*, round_: Round, is_final: bool, now: datetime) -> FrozenDataset:
    """Keep the mixed answers of a round as they are now, in random order. Part of the caller's transaction."""
    dataset = collect(round_)
    content = to_bytes(dataset)
    return FrozenDataset.objects.create(
        municipality_id=round_.municipality_id,
        round=round_,
        number=FrozenDataset.objects.filter(round=round_).count() + 1,
        n=dataset.n,
        is_final=is_final,
        frozen_on=timezone.localdate(now),
        checksum=hashlib.sha256(content).hexdigest(),
        content=content,
    )


def thaw(frozen: FrozenDataset) -> Dataset:
    """The dataset again. Raises ContentDamaged when a byte differs from what was frozen."""
    content = bytes(frozen.content)
    if hashlib.sha256(content).hexdigest() != frozen.checksum:
        raise ContentDamaged(f"dataset {frozen.pk}")
    return from_bytes(content)


def collect(round_: Round) -> Dataset:
    """The mixed answers of a round as a dataset, rows in random order."""
    definition = definition_for(round_)
    codes = codes_of(definition)
    rows = list(Answer.objects.filter(round=round_).values_list("stream", "payload"))
    SystemRandom().shuffle(rows)
    forms = [unpack(codes, payload) for _, payload in rows]
    hidden = _hidden(definition, forms)
    specs = [spec for item in _items(round_, definition, forms) for spec in columns_for(item)]
    columns = [_stream_column([stream for stream, _ in rows])]
    columns += [_column(spec, forms, hidden.get(spec.question)) for spec in specs]
    return Dataset(key=f"round-{round_.pk}", n=len(rows), columns=tuple(columns), population=population_of(round_))


def _items(round_: Round, definition: Definition, forms: Sequence[Mapping[str, Value]]) -> list[Item]:
    """What the form asks, and whatever an import answered beside it."""
    asked = definition.items(round_.moment, round_.is_short, track=round_.process.track)
    wanted = {item.code for item in asked}.union(*(form.keys() for form in forms))
    return [item for item in definition.all_items if item.code in wanted]


def _hidden(definition: Definition, forms: Sequence[Mapping[str, Value]]) -> dict[str, NDArray[np.bool_]]:
    """For each question with a rule: whose form did not show it. Not shown is not the same as skipped."""
    ruled = [item.code for item in definition.all_items if item.when is not None]
    if not ruled:
        return {}
    shown = [is_shown(definition, form) for form in forms]
    return {code: np.array([code not in seen for seen in shown], dtype=np.bool_) for code in ruled}


def _stream_column(streams: Sequence[str]) -> Column:
    place = {stream.value: k for k, stream in enumerate(Stream, start=1)}
    values = np.array([place[stream] for stream in streams], dtype=np.int8)
    return Column(STREAM, "Hoe het antwoord binnenkwam", tuple(Stream.values), tuple(Stream.labels), values)


def _column(spec: ColumnSpec, forms: Sequence[Mapping[str, Value]], hidden: NDArray[np.bool_] | None) -> Column:
    numbers = None
    if spec.is_number:
        numbers = np.array([number(spec, form) for form in forms], dtype=np.float64)
        values = np.full(len(forms), MissingReason.SKIPPED, dtype=np.int8)
    else:
        values = _categories(spec, forms)
    if hidden is not None:
        values[hidden & (values == MissingReason.SKIPPED)] = MissingReason.NOT_APPLICABLE
    scores = None
    if spec.scores is not None:
        scores = tuple(math.nan if score is None else float(score) for score in spec.scores)
    return Column(spec.key, spec.label, spec.codes, spec.labels, values, scores, spec.favourable, numbers)


def _categories(spec: ColumnSpec, forms: Sequence[Mapping[str, Value]]) -> NDArray[np.int8]:
    # A question has few different answers and many forms: each answer is looked up once.
    known: dict[str | tuple[str, ...] | None, int] = {}
    values = np.empty(len(forms), dtype=np.int8)
    for row, form in enumerate(forms):
        value = form.get(spec.question)
        key = tuple(value) if isinstance(value, list) else value
        if key not in known:
            known[key] = category(spec, form)
        values[row] = known[key]
    return values


def to_bytes(dataset: Dataset) -> bytes:
    """A head in JSON, then the columns one after the other: int8, and float64 for number questions.

    The same dataset always gives the same bytes.
    """
    head: dict[str, Any] = {
        "key": dataset.key,
        "n": dataset.n,
        "population": dataset.population,
        "columns": [_described(column) for column in dataset.columns],
    }
    text = json.dumps(head, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    parts = [MAGIC, len(text).to_bytes(_LENGTH_BYTES, "big"), text]
    for column in dataset.columns:
        parts.append(column.values.astype(np.int8).tobytes())
        if column.numbers is not None:
            parts.append(column.numbers.astype("<f8").tobytes())
    return b"".join(parts)


def _described(column: Column) -> dict[str, Any]:
    scores = None
    if column.scores is not None:
        scores = [None if math.isnan(score) else score for score in column.scores]
    return {
        "key": column.key,
        "label": column.label,
        "codes": column.codes,
        "labels": column.labels,
        "scores": scores,
        "favourable": column.favourable,
        "is_number": column.numbers is not None,
    }


def from_bytes(content: bytes) -> Dataset:
    """What `to_bytes` wrote. Raises ContentDamaged for anything else."""
    if not content.startswith(MAGIC):
        raise ContentDamaged("no dataset")
    start = len(MAGIC) + _LENGTH_BYTES
    end = start + int.from_bytes(content[len(MAGIC) : start], "big")
    head = json.loads(content[start:end])
    columns, n = [], head["n"]
    for about in head["columns"]:
        values: NDArray[np.int8] = np.frombuffer(content, dtype=np.int8, count=n, offset=end)
        end += n
        numbers = None
        if about["is_number"]:
            numbers = np.frombuffer(content, dtype="<f8", count=n, offset=end).astype(np.float64)
            end += 8 * n
        columns.append(_restored(about, values, numbers))
    return Dataset(key=head["key"], n=n, columns=tuple(columns), population=head["population"])


def _restored(about: dict[str, Any], values: NDArray[np.int8], numbers: NDArray[np.float64] | None) -> Column:
    scores = about["scores"]
    return Column(
        key=about["key"],
        label=about["label"],
        codes=tuple(about["codes"]),
        labels=tuple(about["labels"]),
        values=values,
        scores=None if scores is None else tuple(math.nan if score is None else score for score in scores),
        favourable=about["favourable"],
        numbers=numbers,
    )
