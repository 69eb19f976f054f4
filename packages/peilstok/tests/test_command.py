"""The command: tables for people, JSON for machines, refusals as results, clear errors; public files of others."""

import json

import numpy as np
import pytest

from peilstok.command import main

LIKERT = "Strongly disagree;Disagree;Neither agree nor disagree;Agree;Strongly agree"


@pytest.fixture
def survey(tmp_path, answers):
    """A file as a municipality exports it: semicolons, Windows-1252, 9 for "weet niet", empty cells."""
    lines = ["wijk;één;twee;drie;oordeel"]
    for number, row in enumerate(answers.astype(int)):
        cells = [str(code) for code in row[[0, 1, 2, 5]]]
        cells[1] = "9" if number % 20 == 0 else cells[1]
        cells[2] = "" if number % 30 == 0 else cells[2]
        lines.append(";".join(["NZO"[number % 3], *cells]))
    path = tmp_path / "peiling.csv"
    path.write_bytes("\r\n".join(lines).encode("windows-1252"))
    return str(path)


def run(capsys, *arguments):
    code = main(list(arguments))
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def run_json(capsys, *arguments):
    code, out, _ = run(capsys, *arguments, "--json")
    assert code == 0
    return json.loads(out)


def test_describe_prints_a_table(capsys, survey):
    code, out, _ = run(capsys, "describe", survey, "--columns", "één..drie", "--missing", "9", "--population", "400")
    assert code == 0
    assert "n = 285; overgeslagen 0; weet niet 15" in out
    assert "400 deelnemers" in out


def test_describe_by_group_gives_differences(capsys, survey):
    found = run_json(capsys, "describe", survey, "--columns", "oordeel", "--by", "wijk")
    assert [group["code"] for group in found[0]["groups"]] == ["N", "O", "Z"]


def test_drivers_json_has_what_a_machine_needs(capsys, survey):
    arguments = ("drivers", survey, "--target", "oordeel", "--factors", "één,twee,drie", "--missing", "9")
    found = run_json(capsys, *arguments, "--replicates", "50", "--seed", "3")
    assert (found["n"], found["replicates"], found["seed"]) == (300, 50, 3)
    assert sum(factor["share"]["value"] for factor in found["factors"]) == pytest.approx(1)
    assert {"top3", "correlation", "second_opinion"} <= set(found["factors"][0])
    assert "LMG" in found["method"]


def test_refusal_is_a_result(capsys, tmp_path):
    path = tmp_path / "klein.csv"
    path.write_text("a,b\n" + "3,4\n4,5\n" * 10)
    found = run_json(capsys, "drivers", str(path), "--target", "b", "--factors", "a")
    assert found["kind"] == "NotEnough"
    assert "succesfactoren" in found["sentence"]
    assert run(capsys, "drivers", str(path), "--target", "b", "--factors", "a")[0] == 0


def test_reliability_and_benchmark_print(capsys, survey):
    assert "alfa" in run(capsys, "reliability", survey, "--items", "één,drie,oordeel")[1]
    _, out, _ = run(capsys, "benchmark", survey, "--target", "oordeel", "--unit", "wijk")
    assert "vanaf 5 trajecten" in out


def test_rake_writes_weights(capsys, survey, tmp_path):
    margins, output = tmp_path / "marges.toml", tmp_path / "gewichten.csv"
    margins.write_text("[wijk]\nN = 200\nZ = 300\nO = 250\n")
    code, out, _ = run(capsys, "rake", survey, "--margins", str(margins), "--output", str(output))
    assert code == 0
    assert "deff" in out
    weights = np.loadtxt(output, skiprows=1)
    assert weights.sum() == pytest.approx(300)
    assert weights[::3] == pytest.approx(np.full(100, 0.8))


def test_plan_says_it_in_a_sentence(capsys):
    assert "± 10,4 punten" in run(capsys, "plan", "--population", "45", "--answers", "30")[1]
    assert run_json(capsys, "plan", "--population", "300")["invite"] == 169


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["describe", "nergens.csv", "--columns", "a"], "bestaat niet"),
        (["describe", "{file}", "--columns", "vier"], "past op 0 kolommen"),
        (["describe", "{file}", "--columns", "wijk"], "geen geheel getal"),
        (["describe", "{file}", "--columns", "één", "--scale", "1-3"], "staat niet op de schaal"),
        (["describe", "{file}", "--columns", "één", "--population", "10"], "meer antwoorden dan deelnemers"),
        (["describe", "{file}", "--columns", "één", "--weight", "wijk"], "geen getal"),
        (["rake", "{file}", "--margins", "geen.toml"], "geen marges"),
    ],
)
def test_bad_input_is_a_clear_error(capsys, survey, arguments, words):
    code, _, err = run(capsys, *(part.format(file=survey) for part in arguments))
    assert code == 2
    assert words in err
    assert err.startswith("peilstok: ")


def test_uneven_rows_and_empty_files_are_named(capsys, tmp_path):
    path = tmp_path / "krom.csv"
    path.write_text("a,b\n1,2\n1\n")
    assert "regel 3" in run(capsys, "describe", str(path), "--columns", "a")[2]
    path.write_text("")
    assert "leeg" in run(capsys, "describe", str(path), "--columns", "a")[2]
    path.write_text("a,b\n")
    assert "geen antwoorden" in run(capsys, "describe", str(path), "--columns", "a")[2]


def test_spss_file_is_read(capsys, tmp_path):
    pyreadstat, pandas = pytest.importorskip("pyreadstat"), pytest.importorskip("pandas")
    frame = pandas.DataFrame({"q1": [1.0, 2, 3, 4, 5] * 6, "q2": [5.0, 4, 3, 2, float("nan")] * 6})
    pyreadstat.write_sav(frame, str(tmp_path / "a.sav"), column_labels=["Eerste vraag", "Tweede vraag"])
    code, out, _ = run(capsys, "describe", str(tmp_path / "a.sav"), "--columns", "q1,q2")
    assert code == 0
    assert "Eerste vraag" in out
    assert "overgeslagen 6" in out


def kansas(capsys, folder, wave, *more):
    path = str(folder / "kcmo-resident-survey" / wave)
    arguments = ("--target", "q2_01", "--factors", "q3_01..q3_16", "--missing", "9,99", "--seed", "1")
    return run_json(capsys, "drivers", path, *arguments, *more)


@pytest.mark.realdata
def test_drivers_kansas_city_waves_agree(capsys, shared_data):
    waves = [kansas(capsys, shared_data, f"kcmo_{wave}.csv", "--replicates", "60") for wave in ("2021q1", "2022q3")]
    tops = [{factor["key"] for factor in wave["factors"][:3]} for wave in waves]
    assert tops == [{"q3_03", "q3_13", "q3_04"}] * 2
    shares = [{factor["key"]: factor["share"]["value"] for factor in wave["factors"]} for wave in waves]
    assert np.corrcoef([(shares[0][key], shares[1][key]) for key in shares[0]], rowvar=False)[0, 1] > 0.7
    assert {one["key"] for one in waves[0]["left_out"]} == {"q3_11", "q3_16"}


@pytest.mark.realdata
def test_drivers_toronto_reversed_items_have_the_signs_of_the_sanity_table(capsys, shared_data):
    path = str(shared_data / "toronto-public-engagement-survey" / "toronto_public_engagement_survey.csv")
    arguments = ("--scale", LIKERT, "--reverse", "3.4.,3.6.,3.11.")
    found = run_json(
        capsys, "drivers", path, "--target", "3.1.", "--factors", "#34..#43", "--replicates", "20", *arguments
    )
    signs = {factor["key"].split()[0]: round(factor["correlation"], 2) for factor in found["factors"]}
    expected = {"3.8.": 0.48, "3.3.": 0.47, "3.7.": 0.47, "3.2.": 0.47, "3.10.": 0.33, "3.9.": 0.32, "3.5.": 0.22}
    expected |= {"3.4.": -0.12, "3.6.": -0.19, "3.11.": -0.36}
    assert signs == pytest.approx(expected, abs=0.011)
    scale = run_json(capsys, "reliability", path, "--items", "#33..#43", *arguments)
    assert scale["alpha"]["value"] == pytest.approx(0.75, abs=0.01)
