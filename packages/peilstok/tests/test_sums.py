"""Moments summed inside an engine are the same numbers as NumPy's."""

import shutil

import numpy as np
import pytest

import peilstok
from peilstok.errors import InvalidShape, UnknownCode

nw = pytest.importorskip("narwhals")


def simulated(n, processes, columns=5):
    rng = np.random.default_rng(1)
    codes = rng.integers(-2, 6, size=(n, columns)).astype(np.int8)
    process = rng.integers(0, processes, size=n)
    return codes, process, {f"k{j:02d}": codes[:, j] for j in range(columns)} | {"process": process}


def expected(codes, process):
    return {int(key): peilstok.Moments.from_rows(codes[process == key]) for key in np.unique(process)}


def test_arrow_frame_gives_numpy_numbers():
    arrow = pytest.importorskip("pyarrow")
    codes, process, table = simulated(3000, 7)
    assert peilstok.sum_moments(arrow.table(table), by="process") == expected(codes, process)


def test_duckdb_gives_numpy_numbers():
    duckdb, arrow = pytest.importorskip("duckdb"), pytest.importorskip("pyarrow")
    codes, process, columns = simulated(20_000, 50)
    frame = arrow.table(columns)
    with duckdb.connect() as connection:
        connection.register("answers", frame)
        found = peilstok.sum_moments(connection.sql("select * from answers"), by="process")
    assert found == expected(codes, process)
    for key, moments in expected(codes, process).items():
        assert found[key].covariance() == pytest.approx(moments.covariance(), abs=1e-12)


@pytest.mark.slow
def test_duckdb_million_rows_gives_numpy_numbers():
    duckdb, arrow = pytest.importorskip("duckdb"), pytest.importorskip("pyarrow")
    codes, process, columns = simulated(1_000_000, 200)
    frame = arrow.table(columns)
    with duckdb.connect() as connection:
        connection.register("answers", frame)
        assert peilstok.sum_moments(connection.sql("select * from answers"), by="process") == expected(codes, process)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_spark_million_rows_gives_numpy_numbers(tmp_path):
    sql, arrow = pytest.importorskip("pyspark.sql"), pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    codes, process, columns = simulated(1_000_000, 200)
    parquet.write_table(arrow.table(columns), tmp_path / "answers.parquet")
    builder = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = builder.config("spark.sql.shuffle.partitions", "4").getOrCreate()
    try:
        frame = session.read.parquet(str(tmp_path / "answers.parquet"))
        assert peilstok.sum_moments(frame, by="process") == expected(codes, process)
    finally:
        session.stop()


def test_two_keys_chosen_columns_and_missing_values():
    arrow = pytest.importorskip("pyarrow")
    table = arrow.table({"a": [1, None, 3], "b": [2, 2, 0], "g": ["x", "x", "y"], "h": [1, 1, 2], "other": [9, 9, 9]})
    found = peilstok.sum_moments(table, ["a", "b"], by=["g", "h"])
    assert found[("x", 1)] == peilstok.Moments.from_rows([[1, 2], [0, 2]])
    assert found[("y", 2)] == peilstok.Moments.from_rows([[3, 0]])


def test_weighted_sums_equal_weighted_moments():
    arrow = pytest.importorskip("pyarrow")
    codes, process, columns = simulated(500, 3)
    weights = np.random.default_rng(2).uniform(0.5, 2, size=500)
    found = peilstok.sum_moments(arrow.table(columns | {"w": weights}), by="process", weight="w")
    for key in range(3):
        mine = peilstok.Moments.from_rows(codes[process == key], weights[process == key])
        assert found[key].products == pytest.approx(mine.products, rel=1e-12)
        assert found[key].sums == pytest.approx(mine.sums, rel=1e-12)


def test_bad_input_is_refused_by_name():
    arrow = pytest.importorskip("pyarrow")
    table = arrow.table({"a": [1, 200], "g": [1, 1]})
    with pytest.raises(UnknownCode):
        peilstok.sum_moments(table, by="g")
    with pytest.raises(InvalidShape):
        peilstok.sum_moments(table, ["z"], by="g")
    with pytest.raises(InvalidShape):
        peilstok.sum_moments(table.select(["g"]), by="g")
