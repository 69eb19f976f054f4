"""A list laid beside the register: what is made, what is refused and why, and what was understood how."""

from collections.abc import Sequence
from typing import Any

import pytest
from tests.factories.importing import csv_bytes, xlsx_bytes
from tests.factories.register_importing import HEADS, PLEIN, TUIN, a_list, one_row, rehearsed

from participatiemonitor.foundation.files.sections import MappingNotUsable
from participatiemonitor.foundation.files.table import FileNotUsable
from participatiemonitor.foundation.people.models import User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.register.importing.mapping_file import read_mapping
from participatiemonitor.register.importing.rehearsal import RegisterFile, rehearse_register
from participatiemonitor.register.importing.report import Outcome, RegisterReport, as_csv, as_data, as_lines
from participatiemonitor.register.models import Process


def refusals(municipality: Municipality, file: RegisterFile) -> list[tuple[int, str, str]]:
    return [(one.row, one.column, one.sentence) for one in rehearsed(municipality, file).report.refusals]


def test_a_list_is_told_row_by_row_and_nothing_is_stored(in_lingedam: Municipality) -> None:
    report = rehearsed(in_lingedam, a_list(PLEIN, TUIN, ("", "", "", "", "", "", ""))).report
    assert [(row.row, row.title, row.outcome) for row in report.rows] == [
        (2, "Herinrichting Marktplein", Outcome.NEW), (3, "Buurttuin Oost", Outcome.NEW),
    ]  # fmt: skip
    assert report.summary[:2] == (("Rijen gelezen", 2), ("Nieuw in het register", 2))
    assert report.empty == 1
    assert not Process.objects.exists()


def test_the_mapping_report_names_what_was_used_and_what_was_not(in_lingedam: Municipality) -> None:
    file = a_list((*PLEIN, "K. Jansen", ""), heads=(*HEADS, "contact", ""))
    report = rehearsed(in_lingedam, file).report
    assert [(use.letters, use.name, use.fills, use.filled) for use in report.columns] == [
        ("A", "kenmerk", ("kenmerk",), 1), ("B", "titel", ("titel",), 1),
        ("C", "wie heeft het initiatief", ("wie heeft het initiatief",), 1), ("D", "thema", ("thema",), 1),
        ("E", "begin", ("begin",), 1), ("F", "stand", ("stand",), 1), ("G", "rol", ("rol",), 1),
        ("H", "contact", (), 1),
    ]  # fmt: skip
    assert [use.name for use in report.unused] == ["contact"]
    assert "soort: er is geen kolom ‘soort’ of ‘soort participatie’ of ‘type’" in report.not_found


def test_what_words_were_understood_as_is_counted(in_lingedam: Municipality) -> None:
    report = rehearsed(in_lingedam, a_list(TUIN, ("3", "Speelplek", *TUIN[2:]))).report
    assert [(one.field, one.text, one.meaning, one.rows) for one in report.words] == [
        ("wie heeft het initiatief", "samenleving", "samenleving", 2),
        ("thema", "groen", "sport, cultuur en groen", 2),
        ("rol", "faciliteren", "faciliteren", 2),
        ("stand", "in voorbereiding", "in voorbereiding", 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "column", "sentence"),
    [
        ({"titel": ""}, "A ‘titel’", "Geef een titel."),
        ({"wie_heeft_het_initiatief": ""}, "B ‘wie heeft het initiatief’", "Vul in wie het initiatief heeft"),
        ({"soort": "vast verband", "wie_heeft_het_initiatief": ""}, "B", "Vul bij een vast verband in"),
        ({"soort": "initiatief"}, "C ‘soort’", "past niet bij wie het initiatief heeft"),
        ({"begin": "02-03-2026", "einde": "01-03-2026"}, "D ‘einde’", "ligt voor de begindatum"),
        ({"begin": "30-02-2026"}, "C ‘begin’", "bestaat niet"),
        ({"rol": "faciliteren"}, "C ‘rol’", "Deze rol past niet bij deze soort. Kies uit: ‘informeren’, ‘raadplegen’"),
        ({"soort": "geen participatie", "rol": "informeren"}, "D ‘rol’", "hoort geen rol"),
        ({"soort": "geen participatie", "stand": "loopt"}, "D ‘stand’", "loopt er niets"),
        ({"soort": "geen participatie", "stand": "afgerond"}, "D ‘stand’", "Vul in de kolom ‘reden’ in"),
        ({"soort": "uitdaagrecht", "wie_heeft_het_initiatief": "", "stand": "afgerond"}, "D ‘stand’", "een besluit"),
        ({"soort": "plan van een derde", "wie_heeft_het_initiatief": "", "rol": "loslaten"}, "D ‘rol’",
         "Kies uit: ‘reguleren’, ‘regisseren’."),
        ({"deelnemers": "veel"}, "C ‘deelnemers’", "heel getal"),
        ({"projectleider": "iemand@elders.example"}, "projectleider", "logt in met dit adres"),
        ({"website": "javascript:alert(1)"}, "C ‘website’", "geen webadres"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_used_says_where_and_what_to_do(
    in_lingedam: Municipality, anna: User, cells: dict[str, str], column: str, sentence: str
) -> None:
    rehearsal = rehearsed(in_lingedam, one_row(**cells))
    assert not rehearsal.new
    assert rehearsal.report.refused == 1
    refusal = rehearsal.report.refusals[0]
    assert refusal.row == 2
    assert refusal.column.startswith(column)
    assert sentence in refusal.sentence


def test_several_mistakes_in_one_row_are_told_together(in_lingedam: Municipality) -> None:
    file = one_row(titel="", begin="gisteren", thema="ruimtevaart")
    assert [column for _, column, _ in refusals(in_lingedam, file)] == ["A ‘titel’", "C ‘begin’", "D ‘thema’"]


def test_a_leader_is_somebody_who_may_lead_here(
    in_lingedam: Municipality, anna: User, bram: User, chantal: User
) -> None:
    assert not refusals(in_lingedam, one_row(projectleider="BRAM@lingedam.example"))
    assert refusals(in_lingedam, one_row(projectleider=chantal.email))
    bram.memberships.update(role="COUNCIL_READER")
    assert refusals(in_lingedam, one_row(projectleider=bram.email))


def test_a_long_title_is_cut_at_a_word_and_kept_whole_in_the_central_task(in_lingedam: Municipality) -> None:
    title = "Een heel lange titel die maar doorgaat " * 4
    rehearsal = rehearsed(in_lingedam, one_row(titel=title, centrale_opgave="Kort verhaal."))
    values = rehearsal.new[0].values
    assert len(str(values["title"])) <= 120
    assert str(values["title"]).endswith("maar doorgaat…")
    assert values["central_task"] == f"{title.strip()}\n\nKort verhaal."
    assert "Titel ingekort: 1 rij." in rehearsal.report.remarks[0]


@pytest.mark.parametrize("title", ["x" * 300, "a " * 100, "Woord " + "x" * 200, "x" * 121])
def test_any_long_title_fits(in_lingedam: Municipality, title: str) -> None:
    values = rehearsed(in_lingedam, one_row(titel=title)).new[0].values
    assert 60 < len(str(values["title"])) <= 120


def test_two_rows_with_one_mark_are_refused_with_the_earlier_row(in_lingedam: Municipality) -> None:
    file = a_list(PLEIN, ("1", "Iets anders", *PLEIN[2:]))
    assert refusals(in_lingedam, file) == [
        (3, "kenmerk", "Dit kenmerk staat ook in rij 2. Geef elke rij een eigen kenmerk.")
    ]
    without = a_list(("", *PLEIN[1:]), ("", *PLEIN[1:]))
    assert "Geef beide rijen een kenmerk." in refusals(in_lingedam, without)[0][2]


def test_the_example_of_the_template_is_left_out_and_said(in_lingedam: Municipality) -> None:
    report = rehearsed(in_lingedam, a_list(("voorbeeld", *PLEIN[1:]), TUIN)).report
    assert [row.outcome for row in report.rows] == [Outcome.EXAMPLE, Outcome.NEW]
    assert ("Voorbeeld uit het sjabloon, overgeslagen", 1) in report.summary


def test_other_encodings_and_separators_say_how_they_were_read(in_lingedam: Municipality) -> None:
    rows = [HEADS, ("1", "Café ’t Plein", *PLEIN[2:])]
    for encoding, said in (("utf-8-sig", "UTF-8"), ("cp1252", "Windows-1252"), ("utf-16", "UTF-16")):
        for delimiter in ";,\t":
            file = RegisterFile("lijst.csv", csv_bytes(rows, encoding, delimiter=delimiter))
            rehearsal = rehearsed(in_lingedam, file)
            assert rehearsal.new[0].title == "Café ’t Plein"
            assert f"tekens: {said}" in rehearsal.report.file


def test_a_row_with_shifted_cells_is_refused(in_lingedam: Municipality) -> None:
    content = b"titel;soort\nPlein;traject;teveel\nTuin;initiatief\n"
    assert refusals(in_lingedam, RegisterFile("a.csv", content)) == [
        (2, "", "Deze rij heeft 3 cellen, de rij met kolomnamen heeft er 2.")
    ]


@pytest.mark.parametrize(
    ("heads", "sentence"),
    [
        (("titel", "Titel", "soort"), "De kolom ‘titel’ komt 2 keer voor, in A en B. Geef ze verschillende namen."),
        (("wat", "soort"), "Wij vinden geen kolom ‘titel’ of ‘naam’ of ‘traject’ voor ‘titel’."),
        (("wat", "soort"), "In de eerste rij staan: wat; soort."),
    ],
)  # fmt: skip
def test_columns_that_cannot_be_told_apart_or_found(
    in_lingedam: Municipality, heads: Sequence[str], sentence: str
) -> None:
    with pytest.raises(MappingNotUsable) as refusal:
        rehearsed(in_lingedam, a_list(("Plein", "traject", "x")[: len(heads)], heads=heads))
    assert sentence in str(refusal.value)


def test_unused_columns_with_one_name_are_only_said(in_lingedam: Municipality) -> None:
    file = a_list(("Plein", "traject", "a", "b"), heads=("titel", "soort", "memo", "memo"))
    assert "Meer dan één kolom heet ‘memo’" in rehearsed(in_lingedam, file).report.remarks[0]


def test_heads_may_have_capitals_stars_and_colons(in_lingedam: Municipality) -> None:
    file = a_list(("Plein", "traject"), heads=(" TITEL *", "Soort:"))
    assert rehearsed(in_lingedam, file).report.made == 1


def book(rows: Sequence[Sequence[object]], name: str = "Register", **more: Sequence[Sequence[object]]) -> RegisterFile:
    return RegisterFile("lijst.xlsx", xlsx_bytes({name: rows} | more))


def test_the_sheet_of_the_template_is_found_among_others(in_lingedam: Municipality) -> None:
    file = RegisterFile("lijst.xlsx", xlsx_bytes({"Uitleg": [["lees mij"], ["hallo"]], "Register": [HEADS, PLEIN]}))
    assert rehearsed(in_lingedam, file).report.made == 1


def test_a_wrong_sheet_names_the_others(in_lingedam: Municipality) -> None:
    file = RegisterFile("lijst.xlsx", xlsx_bytes({"Uitleg": [["lees mij"], ["hallo"]], "2026": [HEADS, PLEIN]}))
    with pytest.raises(MappingNotUsable, match=r"Wij keken op het werkblad ‘Uitleg’\. Er is ook: ‘2026’"):
        rehearsed(in_lingedam, file)
    assert rehearsed(in_lingedam, file, sheet="2026").report.made == 1
    with pytest.raises(FileNotUsable, match="Er is geen werkblad ‘2025’"):
        rehearsed(in_lingedam, file, sheet="2025")


def test_merged_cells_are_refused_by_name(in_lingedam: Municipality) -> None:
    from io import BytesIO

    import openpyxl

    made = openpyxl.load_workbook(BytesIO(book([HEADS, PLEIN, TUIN]).content))
    made["Register"].merge_cells("D2:D3")
    out = BytesIO()
    made.save(out)
    with pytest.raises(MappingNotUsable, match=r"samengevoegd: D2:D3\. .* Maak ze los"):
        rehearsed(in_lingedam, RegisterFile("lijst.xlsx", out.getvalue()))
    made["Register"].unmerge_cells("D2:D3")
    made["Register"].merge_cells("A20:C20")
    out = BytesIO()
    made.save(out)
    assert rehearsed(in_lingedam, RegisterFile("lijst.xlsx", out.getvalue())).report.refused == 0


def test_a_formula_without_an_outcome_is_refused_and_one_with_an_outcome_is_read(in_lingedam: Municipality) -> None:
    from tests.foundation.files.test_oddities import with_formula

    rows = [HEADS, PLEIN]
    never = book([HEADS, (*PLEIN[:3], '="groen"', *PLEIN[4:])])
    row, column, sentence = refusals(in_lingedam, never)[0]
    assert (row, column) == (2, "D ‘thema’")
    assert "nog geen uitkomst. Open het bestand in Excel en bewaar het opnieuw." in sentence
    computed = RegisterFile("lijst.xlsx", with_formula(book(rows).content, "D2", "groen"))
    rehearsal = rehearsed(in_lingedam, computed)
    assert rehearsal.new[0].values["theme"] == "5"
    assert "In 1 cel staat een formule. Wij lazen de uitkomst." in rehearsal.report.remarks


def test_real_dates_and_numbers_in_excel(in_lingedam: Municipality) -> None:
    from datetime import date

    file = book([("titel", "soort", "begin", "deelnemers", "kenmerk"), ("Plein", "traject", date(2026, 3, 1), 40, 17)])
    row = rehearsed(in_lingedam, file).new[0]
    assert (row.values["starts_on"], row.values["participants"], row.key) == (date(2026, 3, 1), 40, "17")


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("leeg.csv", b"", "Het bestand is leeg."),
        ("kop.csv", csv_bytes([HEADS]), "alleen kolomnamen"),
        ("lijst.sav", b"$FL2 and then nothing", "eindigen op .csv, .txt, .tsv of .xlsx."),
        ("lijst.docx", b"PK\x03\x04", "eindigen op .csv, .txt, .tsv of .xlsx."),
        ("lijst.xlsx", b"PK\x03\x04", "beschadigd"),
        ("lijst.csv", b"%PDF-1.7", "Dit is een PDF"),
    ],
)
def test_files_that_are_no_list_are_refused(
    in_lingedam: Municipality, name: str, content: bytes, sentence: str
) -> None:
    with pytest.raises(FileNotUsable) as refusal:
        rehearsed(in_lingedam, RegisterFile(name, content))
    assert sentence in str(refusal.value)


def test_a_hundred_thousand_rows_are_refused_in_words(in_lingedam: Municipality) -> None:
    file = RegisterFile("groot.csv", b"titel;soort\n" + b"Plein;traject\n" * 100_000)
    with pytest.raises(FileNotUsable, match=r"100\.000 rijen\. Wij lezen lijsten tot en met 20\.000 rijen"):
        rehearsed(in_lingedam, file)


LEAVES = """
name = "Eigen"
source = "eigen"
unknown = "leave"
[fields.title]
text = "{straat} {nr}"
[fields.kind]
column = "soort"
words = { traject = "traject van de gemeente" }
[fields.theme]
column = "sub"
otherwise = "hoofd"
[fields.participants]
column = "n"
"""


def test_a_mapping_may_leave_out_what_it_does_not_know_and_counts_it(in_lingedam: Municipality) -> None:
    rows = [("straat", "nr", "soort", "sub", "hoofd", "n"), ("Dam", "1", "traject", "raar", "economie", "veel"),
            ("Dam", "", "traject", "vreemd", "raar", "3"), ("Dam", "3", "traject", "vreemd", "", "")]  # fmt: skip
    rehearsal = rehearse_register(
        municipality=in_lingedam, file=RegisterFile("a.csv", csv_bytes(rows)), mapping=read_mapping(LEAVES)
    )
    assert [(row.title, row.values.get("theme"), row.values.get("participants")) for row in rehearsal.new] == [
        ("Dam 1", "3", None), ("Dam", None, 3), ("Dam 3", None, None),
    ]  # fmt: skip
    assert [(one.sentence, one.texts) for one in rehearsal.report.unread] == [
        ("deelnemers niet herkend: 1 rij", (("veel", 1),)), ("thema niet herkend: 2 rijen", (("vreemd", 2),)),
    ]  # fmt: skip


@pytest.fixture
def report(in_lingedam: Municipality) -> RegisterReport:
    return rehearsed(in_lingedam, a_list(PLEIN, ("2", "=1+1", "gemeente", "ruimtevaart", "", "", ""))).report


def test_the_report_as_text(report: RegisterReport) -> None:
    text = "\n".join(as_lines(report))
    assert "Rij 3, D ‘thema’: ‘ruimtevaart’ Dit kennen wij niet bij ‘thema’." in text
    assert "Rij 2: Herinrichting Marktplein: nieuw" in text
    assert "F   stand → stand (1 keer gevuld)" in text


def test_the_report_as_a_table_is_no_formula(report: RegisterReport) -> None:
    lines = as_csv(report).decode("utf-8-sig").splitlines()
    assert lines[1].startswith("2;Herinrichting Marktplein;nieuw;")
    assert lines[2].startswith("3;'=1+1;geweigerd;D ‘thema’;ruimtevaart;")


def test_the_report_as_data(report: RegisterReport) -> None:
    import json

    data: Any = json.loads(json.dumps(as_data(report), default=str))
    assert data["counts"] == {
        "read": 2, "empty": 0, "new": 1, "stood": 0, "differs": 0, "refused": 1, "example": 0,
    }  # fmt: skip
    assert data["rows"][1]["outcome"] == "geweigerd"
