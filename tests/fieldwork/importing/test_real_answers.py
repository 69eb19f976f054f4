"""Real surveys of two cities through the shipped mappings: the numbers of their README come out.

The tables stand in the README of each folder of the shared data; scores and correlations are computed here with
NumPy, pair by pair, from the frozen datasets.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.factories.fieldwork import a_process
from tests.factories.importing import MAPPINGS

from participatiemonitor.fieldwork.freeze import thaw
from participatiemonitor.fieldwork.importing.mapping_file import read_mapping
from participatiemonitor.fieldwork.importing.operations import ImportChoices, import_answers
from participatiemonitor.fieldwork.importing.plan import plan_import
from participatiemonitor.fieldwork.importing.rehearsal import AnswerFile
from participatiemonitor.fieldwork.models import OpenAnswer
from participatiemonitor.foundation.files.readers import read_table
from participatiemonitor.foundation.people.models import User
from participatiemonitor.foundation.tenancy.models import Municipality
from peilstok.frame import Column, Dataset
from peilstok.scales import alpha

pytestmark = pytest.mark.realdata

# Item: n, mean, correlation with the outcome.
TORONTO = {
    "T3_08": (709, 2.62, 0.48), "T3_03": (712, 2.95, 0.47), "T3_07": (705, 3.04, 0.47), "T3_02": (709, 2.62, 0.47),
    "T3_10": (700, 3.33, 0.33), "T3_09": (708, 3.44, 0.32), "T7_04": (742, 2.88, 0.27), "T3_05": (703, 3.23, 0.22),
    "T3_04": (717, 3.09, -0.12), "T3_06": (710, 4.01, -0.19), "T3_11": (708, 3.43, -0.36),
}  # fmt: skip
KANSAS = {
    "q2_02": (1979, 2.86, 0.73), "q2_03": (1991, 3.37, 0.54), "q2_04": (2006, 3.55, 0.52), "q3_03": (2009, 2.27, 0.51),
    "q3_13": (1921, 3.16, 0.51), "q3_04": (1978, 3.41, 0.46), "q3_16": (1298, 2.97, 0.45), "q3_12": (1731, 3.34, 0.45),
    "q3_08": (1652, 3.51, 0.44), "q3_14": (1811, 3.05, 0.40), "q3_07": (1906, 3.62, 0.40), "q3_05": (1978, 3.37, 0.39),
    "q3_10": (1711, 3.55, 0.39), "q3_06": (1877, 3.03, 0.37), "q3_11": (1230, 3.18, 0.36), "q3_15": (1577, 3.22, 0.30),
    "q3_01": (1934, 3.24, 0.28), "q3_02": (1830, 3.91, 0.27), "q3_09": (1859, 3.45, 0.25),
}  # fmt: skip
WAVES = ("kcmo_2021q1.csv", "kcmo_2022q3.csv")


def imported(lingedam: Municipality, anna: User, now: datetime, mapping: str, *paths: Path) -> Dataset:
    """The dataset after one import of these files as a process of its own."""
    done = import_answers(
        process=a_process(anna, now, municipality=lingedam, title=f"{mapping} {paths[0].stem}"),
        files=[AnswerFile(path.name, path.read_bytes()) for path in paths],
        mapping_text=(MAPPINGS / f"{mapping}.toml").read_text(encoding="utf-8"),
        choices=ImportChoices(is_again=True),
        by=anna,
        now=now,
    )
    assert done.dataset is not None
    assert done.rehearsal.refused == 0
    return thaw(done.dataset)


def scores(column: Column) -> NDArray[np.float64]:
    """The score of each answer, NaN where there is none."""
    assert column.scores is not None
    table = np.array([np.nan, *column.scores])
    return table[np.maximum(column.values, 0)]


def pooled(datasets: Sequence[Dataset], key: str) -> NDArray[np.float64]:
    return np.concatenate([scores(dataset.column(key)) for dataset in datasets])


def described(item: NDArray[np.float64], outcome: NDArray[np.float64]) -> tuple[int, float, float]:
    """n and mean of the item, and its correlation with the outcome over those who answered both."""
    both = ~np.isnan(item) & ~np.isnan(outcome)
    r = float(np.corrcoef(item[both], outcome[both])[0, 1])
    return int((~np.isnan(item)).sum()), round(float(np.nanmean(item)), 2), round(r, 2)


def alpha_of(datasets: Sequence[Dataset], keys: Sequence[str], reversed_: Sequence[str] = ()) -> tuple[float, int]:
    rows = np.column_stack([6 - pooled(datasets, key) if key in reversed_ else pooled(datasets, key) for key in keys])
    complete = rows[~np.isnan(rows).any(axis=1)]
    return round(float(alpha(np.cov(complete, rowvar=False))), 2), len(complete)


@pytest.fixture
def toronto(shared_data: Path, in_lingedam: Municipality, anna: User, now: datetime) -> Dataset:
    path = shared_data / "toronto-public-engagement-survey" / "toronto_public_engagement_survey.csv"
    return imported(in_lingedam, anna, now, "toronto", path)


@pytest.fixture
def waves(shared_data: Path, in_lingedam: Municipality, anna: User, now: datetime) -> list[Dataset]:
    folder = shared_data / "kcmo-resident-survey"
    return [imported(in_lingedam, anna, now, "kcmo", folder / name) for name in WAVES]


def test_toronto_gives_the_numbers_of_its_readme(toronto: Dataset) -> None:
    outcome = scores(toronto.column("T3_01"))
    assert described(outcome, outcome)[:2] == (707, 2.71)
    assert round(100 * (962 - 707) / 962, 1) == 26.5
    assert {key: described(scores(toronto.column(key)), outcome) for key in TORONTO} == TORONTO


def test_toronto_meetings_on_screen_hardly_go_together_with_the_outcome(toronto: Dataset) -> None:
    outcome = scores(toronto.column("T3_01"))
    others = [f"T7_{n:02d}" for n in range(1, 11) if n != 4]
    correlations = [described(scores(toronto.column(key)), outcome)[2] for key in others]
    assert (min(correlations), max(correlations)) == (-0.05, 0.18)


def test_toronto_alpha_of_eleven_statements_with_three_reversed(toronto: Dataset) -> None:
    keys = [f"T3_{n:02d}" for n in range(1, 12)]
    reversed_ = [key for key in keys if not toronto.column(key).favourable]
    assert reversed_ == ["T3_04", "T3_06", "T3_11"]
    assert alpha_of([toronto], keys, reversed_) == (0.75, 667)


def test_toronto_choices_and_open_answers(toronto: Dataset) -> None:
    assert int((toronto.column("T1:6").values == 1).sum()) == 533
    assert int((toronto.column("T2:9").values == 1).sum()) == 673
    waiting = OpenAnswer.objects.filter(state="WAITING")
    # The README counts one more for question 8: there a lone "N/a" is kept as an answer.
    assert [waiting.filter(question=code).count() for code in ("T8", "T9")] == [387, 487]
    # The swapped column: texts of people, and not one opinion from the list.
    assert waiting.filter(question="T3_12").count() == 59
    assert not waiting.filter(question="T3_12", text__icontains="agree nor disagree").exists()


def test_toronto_in_windows_1252_gives_the_same_first_rows(shared_data: Path) -> None:
    folder = shared_data / "toronto-public-engagement-survey"
    mapping = read_mapping((MAPPINGS / "toronto.toml").read_text(encoding="utf-8"))
    whole = folder / "toronto_public_engagement_survey.csv"
    part = folder / "toronto_first200_windows1252.csv"
    tables = [read_table(path.read_bytes(), path.name) for path in (whole, part)]
    assert "tekens: Windows-1252" in tables[1].source
    assert tables[1].heads == tables[0].heads
    assert tables[1].rows == tables[0].rows[:200]
    assert plan_import(tables[1], mapping, part.name).report.taken > 190


def test_kansas_city_gives_the_numbers_of_its_readme_over_both_waves(waves: list[Dataset]) -> None:
    assert [wave.n for wave in waves] == [1033, 984]
    outcome = pooled(waves, "q2_01")
    assert described(outcome, outcome)[:2] == (1994, 3.26)
    assert {key: described(pooled(waves, key), outcome) for key in KANSAS} == KANSAS


def test_kansas_city_says_don_t_know_apart_from_skipped(waves: list[Dataset]) -> None:
    values = np.concatenate([wave.column("q3_16").values for wave in waves])
    assert int((values == -1).sum()) == 2017 - 1298
    assert int((values == 0).sum()) == 0


def test_kansas_city_alpha_and_districts(waves: list[Dataset]) -> None:
    assert alpha_of(waves, [f"q3_{n:02d}" for n in range(1, 17)]) == (0.89, 856)
    district = np.concatenate([wave.column("district").values for wave in waves])
    outcome = pooled(waves, "q2_01")
    means = [round(float(np.nanmean(outcome[district == number])), 2) for number in range(1, 7)]
    sizes = [int((~np.isnan(outcome[district == number])).sum()) for number in range(1, 7)]
    assert (min(means), max(means)) == (3.19, 3.33)
    assert (min(sizes), max(sizes)) == (301, 379)


def test_both_waves_in_one_import_are_one_dataset_with_the_same_numbers(
    shared_data: Path, in_lingedam: Municipality, anna: User, now: datetime
) -> None:
    paths = [shared_data / "kcmo-resident-survey" / name for name in WAVES]
    both = imported(in_lingedam, anna, now, "kcmo", *paths)
    outcome = scores(both.column("q2_01"))
    assert {key: described(scores(both.column(key)), outcome) for key in KANSAS} == KANSAS
    assert [int((both.column("wave").values == k).sum()) for k in (1, 2)] == [1033, 984]
