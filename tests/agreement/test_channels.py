"""One number, one text: page, chart, table, PDF and CSV say the same, and what was answered."""

import re
from datetime import datetime, timedelta
from statistics import correlation, mean

import pytest
from tests.agreement.reading import Channels, plain, read
from tests.factories.analysis import closed_with, simulated
from tests.factories.fieldwork import a_process, a_round

from participatiemonitor.analysis.operations import skip_self_evaluation
from participatiemonitor.fieldwork.queries import definition_for
from participatiemonitor.foundation.people.models import User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.foundation.tenancy.scope import scope
from peilstok.figures import FigureTable

TEXTS = re.compile(r"<text[^>]*>([^<]*)</text>")


@pytest.fixture(params=[(14, "B"), (60, "B"), (170, "B"), (34, "O")], ids=["14", "60", "170", "initiative"])
def channels(request: pytest.FixtureRequest, lingedam: Municipality, bram: User, now: datetime) -> Channels:
    """A closed round, read along every channel."""
    n, track = request.param
    with scope(lingedam.code):
        process = a_process(bram, now, municipality=lingedam, track=track)
        rung = "BP3" if track == "B" else "OP4"
        round_ = a_round(process, bram, now, population=n + 25, promised_rung=rung)
        skip_self_evaluation(process=process, by=bram, now=now)
        forms = simulated(round_, n, seed=n)
        closed_with(round_, forms, bram, now + timedelta(days=1))
    return read(bram, round_, forms)


def each_figure(table: FigureTable) -> list[tuple[int, int, str]]:
    """Row, column and text of every figure of a table."""
    return [(r, c, cell.text) for r, row in enumerate(table.rows) for c, cell in enumerate(row.cells)]


def every_figure_stands_in_the_table_on_the_page(channels: Channels) -> None:
    checked = 0
    for table in channels.results.tables():
        # A single stream is said in a sentence: its table has nothing to add.
        if table.key == "response":
            continue
        shown = channels.tables[table.title]
        for row, column, text in each_figure(table):
            assert shown[row + 1][0] == table.rows[row].label
            assert shown[row + 1][column + 1] == text
            checked += 1
    assert checked > 150


def every_figure_stands_in_the_file(channels: Channels) -> None:
    said = {(line[0], line[1], line[2]): line[3].lstrip("'") for line in channels.lines}
    count = 0
    for table in channels.results.tables():
        for row, column, text in each_figure(table):
            assert said[table.title, table.rows[row].label, table.columns[column].label] == text
            count += 1
    assert count == len(channels.lines)


def every_number_in_a_chart_is_a_figure_of_its_table(channels: Channels) -> None:
    for block in channels.results.blocks:
        for chart in block.charts:
            # A single stream is said in a sentence, without a drawing.
            for drawing in () if block.key == "response" else (chart.svg, chart.svg_narrow):
                assert drawing in channels.page
            texts = [text.replace("&#39;", "'") for text in TEXTS.findall(chart.svg)]
            own = {cell.text for row in chart.table.rows for cell in row.cells if cell.is_shown}
            own |= {text.removesuffix("\u00a0%") for text in own}
            own |= {str(cell.count) for row in chart.table.rows for cell in row.cells if cell.count is not None}
            numbers = [text for text in texts if re.fullmatch(r"[−\d,]+(\u00a0%)?( van de \d+)?", text)]
            assert set(numbers) <= own, chart.table.key
            assert numbers


def every_number_in_the_sentences_is_a_figure_of_the_table(channels: Channels) -> None:
    for block in channels.results.blocks:
        for chart in block.charts:
            own = {cell.text for row in chart.table.rows for cell in row.cells}
            labels = " ".join(
                [row.label for row in chart.table.rows] + [column.label for column in chart.table.columns]
            )
            bare = chart.summary
            for text in sorted(own, key=len, reverse=True):
                bare = bare.replace(text, "")
            assert not set(re.findall(r"\d+", bare)) - set(re.findall(r"\d+", labels)), chart.summary


def the_report_says_the_same_numbers(channels: Channels) -> None:
    found, pdf = channels.results, channels.pdf
    counted = 0
    # Whether the reader of the PDF sees a space between two lines hangs on how far apart they stand.
    unspaced = "".join(pdf.split())
    for tile in (tile for block in found.blocks if block.key == "grades" for tile in block.tiles):
        assert "".join(f"{tile.label}{tile.figure.text}{tile.figure.interval}".split()) in unspaced
        counted += 1
    questions = found.table("questions")
    for row in questions.rows:
        cells = [plain(questions.cell(row.key, key).text) for key in ("n", "share", "mean", "r")]
        if any(cell != "–" for cell in cells[1:]):
            assert " ".join([row.label, *cells]) in pdf, row.label
            counted += 1
    # Questionnaires of others promise nothing.
    for row in (row for table in found.tables() if table.key == "against_promise" for row in table.rows):
        assert f"{row.label} {plain(row.cells[0].text)}" in pdf
    for sentence in (sentence for block in found.blocks for sentence in block.lead):
        assert plain(sentence) in pdf
    assert counted > 15


def the_numbers_are_those_of_the_answers(channels: Channels) -> None:
    """Worked out again from the forms, with nothing of ours in between."""
    definition = definition_for(channels.round)
    table, outcome = channels.results.table("questions"), "K28" if channels.results.track == "B" else "I26"
    scores = {item.code: {o.code: o.score for o in item.options if o.score is not None} for item in definition.items()}
    scores |= {
        item.code: {str(g): float(g) for g in range(1, 11)} for item in definition.items() if item.type == "grade"
    }
    checked = 0
    for row in table.rows:
        scale = scores[row.key]
        if not scale or table.cell(row.key, "mean").text == "–":
            continue
        given = [scale[str(form[row.key])] for form in channels.forms if form.get(row.key) in scale]
        places = 2 if len(given) >= 150 else 1
        assert table.cell(row.key, "mean").text == dutch(mean(given), places)
        middle = (min(scale.values()) + max(scale.values())) / 2
        high = sum(score > middle for score in given)
        expected = f"{high} van de {len(given)}" if len(given) < 30 else f"{dutch(100 * high / len(given), 0)}\u00a0%"
        assert table.cell(row.key, "share").text == expected
        pairs = [
            (scale[str(form[row.key])], float(str(form[outcome])))
            for form in channels.forms
            if form.get(row.key) in scale and form.get(outcome) in scores[outcome]
        ]
        if row.key != outcome:
            r = dutch(correlation(*zip(*pairs, strict=True)), 2) if len(pairs) >= 30 else "–"
            assert table.cell(row.key, "r").text == r
        checked += 1
    assert checked > 15


def dutch(value: float, places: int) -> str:
    """A number with a comma."""
    return f"{round(value, places) + 0.0:.{places}f}".replace("-", "−").replace(".", ",")


def the_checksum_is_that_of_the_data(channels: Channels) -> None:
    checksum = channels.results.source.checksum
    assert f"Controlegetal {checksum[:12]}" in channels.page
    assert all(checksum[:12] in line[-1] for line in channels.lines)
    assert f"controlegetal {checksum[:12]}" in channels.pdf


def test_every_channel_says_the_same(channels: Channels) -> None:
    # Together in one test: a round with its report takes a second to make.
    every_figure_stands_in_the_table_on_the_page(channels)
    every_figure_stands_in_the_file(channels)
    every_number_in_a_chart_is_a_figure_of_its_table(channels)
    every_number_in_the_sentences_is_a_figure_of_the_table(channels)
    the_report_says_the_same_numbers(channels)
    the_numbers_are_those_of_the_answers(channels)
    the_checksum_is_that_of_the_data(channels)
