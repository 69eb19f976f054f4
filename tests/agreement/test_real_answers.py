"""Real surveys from the command line to page, table, chart, CSV and PDF: the numbers of their README come out."""

import io
from datetime import datetime
from pathlib import Path

import pytest
from django.core.management import call_command
from tests.agreement.reading import Channels, read
from tests.agreement.test_channels import (
    every_figure_stands_in_the_file,
    every_figure_stands_in_the_table_on_the_page,
    every_number_in_a_chart_is_a_figure_of_its_table,
    every_number_in_the_sentences_is_a_figure_of_the_table,
    the_checksum_is_that_of_the_data,
    the_report_says_the_same_numbers,
)
from tests.factories.fieldwork import a_process
from tests.factories.importing import MAPPINGS
from tests.fieldwork.importing.test_real_answers import KANSAS, TORONTO, WAVES

from participatiemonitor.fieldwork.models import Round
from participatiemonitor.foundation.people.models import User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.foundation.tenancy.scope import scope

pytestmark = [pytest.mark.realdata, pytest.mark.slow]

SURVEYS = {
    "toronto": (["toronto-public-engagement-survey/toronto_public_engagement_survey.csv"], TORONTO),
    "kcmo": ([f"kcmo-resident-survey/{name}" for name in WAVES], KANSAS),
}


@pytest.mark.parametrize("name", SURVEYS)
def test_imported_survey_says_the_same_everywhere_and_as_its_readme(
    name: str, shared_data: Path, lingedam: Municipality, anna: User, now: datetime
) -> None:
    files, readme = SURVEYS[name]
    with scope(lingedam.code):
        process = a_process(anna, now, municipality=lingedam, title=name)
    paths = [str(shared_data / file) for file in files]
    place = ["--municipality", lingedam.code, "--process", process.code]
    call_command("import_answers", *paths, "--mapping", str(MAPPINGS / f"{name}.toml"), *place, stdout=io.StringIO())
    channels = read(anna, Round.across.select_related("process").get(process=process), [])
    every_figure_stands_in_the_table_on_the_page(channels)
    every_figure_stands_in_the_file(channels)
    every_number_in_a_chart_is_a_figure_of_its_table(channels)
    every_number_in_the_sentences_is_a_figure_of_the_table(channels)
    the_report_says_the_same_numbers(channels)
    the_checksum_is_that_of_the_data(channels)
    _page_says_what_the_readme_says(channels, readme)


def _page_says_what_the_readme_says(channels: Channels, readme: dict[str, tuple[int, float, float]]) -> None:
    table = channels.results.table("questions")
    head, *rows = channels.tables[table.title]
    labels = {row.key: row.label for row in table.rows}
    on_page = {row[0]: dict(zip(head[1:], row[1:], strict=True)) for row in rows}
    names = {column.key: column.label for column in table.columns}
    for code, (n, mean, r) in readme.items():
        shown = on_page[labels[code]]
        assert shown[names["n"]] == str(n)
        assert _number(shown[names["mean"]]) == mean
        assert _number(shown[names["r"]]) == r


def _number(text: str) -> float:
    return float(text.replace("−", "-").replace(",", "."))
