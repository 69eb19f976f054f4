"""SPSS files made by others: labels, missing values, scripts other than Latin."""

from pathlib import Path

import pytest

from participatiemonitor.fieldwork.importing.cells import reader_for
from participatiemonitor.fieldwork.importing.mapping import MappedAnswer, MappedQuestion, MissingTexts, Place
from participatiemonitor.foundation.files.readers import read_table
from participatiemonitor.foundation.files.table import Table
from peilstok.frame import MissingReason

pytestmark = pytest.mark.realdata


def read(folder: Path, name: str) -> Table:
    path = folder / "spss-samples-pyreadstat" / name
    return read_table(path.read_bytes(), path.name)


@pytest.mark.parametrize("name", ["sample.sav", "sample.zsav"])
def test_the_same_rows_come_from_sav_and_zsav(shared_data: Path, name: str) -> None:
    found = read(shared_data, name)
    assert [head.name for head in found.heads] == ["mychar", "mynum", "mydate", "dtime", "mylabl", "myord", "mytime"]
    assert found.rows[0].cells == ("a", "1.1", "2018-05-06", "2018-05-06T10:10:10", "1", "1", "10:10:10")
    assert found.heads[4].value_labels == {"1": "Male", "2": "Female"}


def test_values_that_the_makers_called_missing_are_known(shared_data: Path) -> None:
    heads = {head.name: head for head in read(shared_data, "sample_missing.sav").heads}
    assert read(shared_data, "missing_char.sav").heads[0].user_missing == {"Z"}
    assert heads["mynum"].user_missing == {"-1", "2500"}
    assert heads["myord"].user_missing == {"-1", "-2", "-3"}


def test_user_missing_is_skipped_unless_the_mapping_says_why(shared_data: Path) -> None:
    found = read(shared_data, "sample_missing.sav")
    answers = (MappedAnswer("1", "low"), MappedAnswer("2", "medium"), MappedAnswer("3", "high"))
    missing = MissingTexts(not_known=("-1",))
    ordered = MappedQuestion("q", "single", "?", Place("myord"), answers=answers, missing=missing)
    place = [head.name for head in found.heads].index("myord")
    reasons = [reader_for(ordered, (place,), found.heads)(row.cells).missing for row in found.rows]
    assert reasons[-2:] == [MissingReason.NOT_KNOWN, MissingReason.SKIPPED]
    assert set(reasons[:-2]) == {None}


@pytest.mark.parametrize(("name", "rows"), [("hebrews.sav", 99), ("tegulu.sav", 1), ("sample_large.sav", 485)])
def test_other_scripts_and_larger_files_are_read(shared_data: Path, name: str, rows: int) -> None:
    assert len(read(shared_data, name).rows) == rows


def test_dutch_labels_are_kept(shared_data: Path) -> None:
    path = shared_data / "vng-burgerpeiling" / "Burgerpeling-dataformat-2022.sav"
    heads = {head.name: head for head in read_table(path.read_bytes(), path.name).heads}
    assert len(heads) == 178
    assert heads["kw"].value_labels["1"] == "kwartaal 1"
    assert heads["wl02_0"].user_missing >= {"88", "99"}
