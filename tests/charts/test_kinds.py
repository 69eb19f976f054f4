"""What each kind of chart shows of its figures."""

from dataclasses import replace

import pytest
from tests.factories import drawings, figures

from participatiemonitor.charts import Tone, bars, diverging, dots, extremes, matrix, mirror, response
from peilstok.estimates import Unit

PEOPLE = [("people", "Antwoorden")]
FACTORS = [("score", "Score"), ("importance", "Belang")]
GAP = figures.table(
    PEOPLE,
    figures.row("Informeren", figures.count(4)),
    figures.row("Raadplegen", figures.count(12)),
    figures.row("Coproduceren", figures.count(24), emphasis=True),
    title="Beloofde en ervaren invloed",
)


def at(name: str, svg: str, attribute: str) -> list[float]:
    return [float(mark.attrib[attribute]) for mark in drawings.marks(svg, name)]


def test_bars_begin_at_zero_and_are_as_long_as_their_numbers() -> None:
    for svg in (bars(GAP).svg, bars(GAP).svg_narrow):
        lengths = at("rect", svg, "width")
        assert lengths[1] / lengths[0] == pytest.approx(3, rel=0.01)
        assert lengths[2] / lengths[0] == pytest.approx(6, rel=0.01)


def test_the_emphasised_bar_has_the_full_colour_and_its_word() -> None:
    chart = bars(GAP, mark="beloofd", tone=Tone.OVERHEID)
    assert len(drawings.with_role(chart.svg, "own")) == 1
    assert len(drawings.with_role(chart.svg, "tint")) == 2
    assert "24 · beloofd" in [line.text for line in drawings.texts(chart.svg)]
    assert drawings.with_role(chart.svg, "own")[0].attrib["fill"] == "#b3431b"


def test_bars_say_when_the_promise_is_also_the_largest() -> None:
    assert bars(GAP, mark="beloofd").summary == (
        "Het grootste aantal heeft ‘Coproduceren’: 24. Dat is ook wat er is beloofd."
    )


def test_bars_say_what_was_promised_also_when_it_is_not_the_largest() -> None:
    promised = figures.table(
        PEOPLE, figures.row("Adviseren", figures.count(9)), figures.row("Beslissen", figures.count(2), emphasis=True)
    )
    assert (
        bars(promised, mark="beloofd").summary == "Het grootste aantal heeft ‘Adviseren’: 9. Beloofd is ‘Beslissen’: 2."
    )


def test_one_share_is_not_drawn_longer_than_it_is() -> None:
    svg = bars(figures.table(PEOPLE, figures.row("Ja", figures.share(25, 60)))).svg
    whole = bars(figures.table(PEOPLE, figures.row("Ja", figures.share(100, 60)))).svg
    assert at("rect", svg, "width")[0] / at("rect", whole, "width")[0] == pytest.approx(0.25, abs=0.02)


def test_more_than_ninety_percent_is_open_at_its_end() -> None:
    svg = bars(figures.table(PEOPLE, figures.row("Ja", figures.bound(">")))).svg
    assert len(drawings.with_role(svg, "beyond")) == 1


def test_diverging_bars_are_centred_on_the_neutral_answer() -> None:
    chart = diverging(
        figures.statements(
            ("Eén", figures.answers([50, 20, 20, 5, 5], 90)), ("Twee", figures.answers([5, 5, 40, 20, 30], 90))
        )
    )
    for svg in (chart.svg, chart.svg_narrow):
        neutral = drawings.with_role(svg, "l3")[1:]  # the first is the legend
        middles = [float(mark.attrib["x"]) + float(mark.attrib["width"]) / 2 for mark in neutral]
        assert middles[0] == pytest.approx(middles[1], abs=0.2)
        ticks = {float(line.attrib["x1"]) for line in drawings.with_role(svg, "zero")}
        assert list(ticks) == pytest.approx([middles[0]], abs=0.2)


def test_a_share_of_one_percent_is_still_visible() -> None:
    svg = diverging(figures.statements(("Eén", figures.answers([1, 1, 96, 1, 1], 400)))).svg_narrow
    assert min(at("rect", svg, "width")) >= 2


def test_four_categories_have_no_neutral_and_six_are_refused() -> None:
    four = [(f"c{place}", f"Antwoord {letter}") for place, letter in enumerate("abcd")]
    svg = diverging(
        figures.table(four, figures.row("Eén", *(figures.share(value, 80) for value in (40, 30, 20, 10))))
    ).svg
    assert not drawings.with_role(svg, "l3")
    six = [(f"c{place}", "Antwoord") for place in range(6)]
    with pytest.raises(ValueError, match="two to five categories"):
        diverging(figures.table(six, figures.row("Eén", *[figures.share(16, 80)] * 6)))


def test_counts_and_percentages_are_named_apart() -> None:
    chart = diverging(
        figures.statements(
            ("Klein", figures.answers([20, 20, 20, 20, 20], 15)), ("Groot", figures.answers([20, 20, 20, 20, 20], 60))
        )
    )
    said = " ".join(line.text for line in drawings.texts(chart.svg))
    assert "aantallen" in said
    assert "Getallen: procenten, en aantallen waar dat staat." in said


@pytest.mark.parametrize(
    ("numbers", "said"),
    [((57, 57), "Aantal antwoorden: 57."), ((53, 62), "Aantal antwoorden: 53 tot en met 62."), ((14, 62), "")],
)
def test_numbers_of_answers_that_are_close_are_said_once(numbers: tuple[int, int], said: str) -> None:
    rows = [figures.row(str(place), figures.number(Unit.SCORE, 6, n)) for place, n in enumerate(numbers)]
    texts = [line.text for line in drawings.texts(dots(figures.table(PEOPLE, *rows)).svg)]
    assert [text for text in texts if text.startswith("Aantal")] == ([said] if said else [])
    assert ("14 antwoorden · indicatief" in texts) is (not said)


def test_the_most_telling_statements_are_those_at_both_ends() -> None:
    shares = ([50, 20, 20, 5, 5], [20, 20, 20, 20, 20], [5, 5, 40, 20, 30], [30, 30, 20, 10, 10])
    table = figures.statements(*((f"Rij {place}", figures.answers(row, 90)) for place, row in enumerate(shares)))
    fewer = extremes(table, 2)
    assert [row.label for row in fewer.rows] == ["Rij 0", "Rij 2"]
    assert fewer.title == f"{table.title}: de 1 gunstigste en de 1 minst gunstige van 4"
    assert extremes(table, 4) is table


def test_one_question_under_its_own_title_is_not_named_again() -> None:
    table = figures.statements(("Gehoord?", figures.answers([10, 20, 40, 20, 10], 90)))
    chosen = "het vaakst gekozen: ‘Neutraal’, 40\u00a0%."
    assert diverging(table).summary == f"Bij ‘Gehoord?’ is {chosen}"
    assert diverging(replace(table, title="Gehoord?")).summary == f"H{chosen[1:]}"


def test_a_difference_has_its_zero_where_zero_is() -> None:
    cells = [figures.number(Unit.DIFFERENCE, value, 62) for value in (-1.0, 1.0)]
    svg = dots(figures.table(PEOPLE, figures.row("Minder", cells[0]), figures.row("Meer", cells[1]))).svg
    low, high = at("circle", svg, "cx")
    upright = [line for line in drawings.with_role(svg, "zero") if line.attrib["x1"] == line.attrib["x2"]]
    assert float(upright[0].attrib["x1"]) == pytest.approx((low + high) / 2, abs=0.2)


def test_a_grade_stands_on_one_to_ten() -> None:
    cells = [figures.number(Unit.GRADE, value, 62) for value in (1.0, 5.5, 10.0)]
    svg = dots(figures.table(PEOPLE, *(figures.row(str(place), cell) for place, cell in enumerate(cells)))).svg
    low, middle, high = at("circle", svg, "cx")
    assert middle == pytest.approx((low + high) / 2, abs=0.2)
    assert {"1 laag", "hoog 10"} <= {line.text for line in drawings.texts(svg)}


def test_an_indicative_dot_is_open() -> None:
    made = figures.table(
        PEOPLE,
        figures.row("Klein", figures.number(Unit.SCORE, 6, 14)),
        figures.row("Groot", figures.number(Unit.SCORE, 7, 40)),
    )
    svg = dots(made).svg
    assert (len(drawings.with_role(svg, "open")), len(drawings.with_role(svg, "dot"))) == (1, 1)
    assert "14 antwoorden · indicatief" in [line.text for line in drawings.texts(svg)]


@pytest.mark.parametrize(("low", "expected"), [(6.0, False), (4.9, True)])
def test_overlapping_intervals_are_called_possible_chance(low: float, expected: bool) -> None:
    made = figures.table(
        PEOPLE,
        figures.row("Hoog", figures.number(Unit.SCORE, 7, 40, low, 8)),
        figures.row("Laag", figures.number(Unit.SCORE, 5, 40, 4.5, 5.5)),
    )
    assert ("kan toeval zijn" in dots(made).summary) is expected


def test_the_matrix_names_what_counts_heavily_and_scores_low() -> None:
    values = (("Gesprek", 7.2, 31), ("Terugkoppeling", 4.1, 34), ("Ruimte", 6.8, 5), ("Toegang", 6.4, 6))
    made = figures.table(
        FACTORS,
        *(
            figures.row(name, figures.number(Unit.SCORE, score), figures.number(Unit.IMPORTANCE, weight))
            for name, score, weight in values
        ),
    )
    chart = matrix(made)
    assert chart.summary == "Eerst verbeteren: ‘Terugkoppeling’. Dat telt zwaar en scoort lager dan de rest."
    said = [line.text for line in drawings.texts(chart.svg)]
    assert {"Eerst verbeteren", "Vasthouden", "Zo houden", "In het oog houden"} <= set(said)


def test_the_matrix_puts_heavier_right_and_higher_up() -> None:
    values = ((5.0, 10), (6.0, 20), (7.0, 30))
    made = figures.table(
        FACTORS,
        *(
            figures.row(f"F{place}", figures.number(Unit.SCORE, score), figures.number(Unit.IMPORTANCE, weight))
            for place, (score, weight) in enumerate(values)
        ),
    )
    svg = matrix(made).svg
    assert at("circle", svg, "cx") == sorted(at("circle", svg, "cx"))
    assert at("circle", svg, "cy") == sorted(at("circle", svg, "cy"), reverse=True)


def test_the_mirror_names_the_largest_gap_with_both_sides() -> None:
    columns = [("leader", "Projectleider"), ("people", "Deelnemers")]
    made = figures.table(
        columns,
        figures.row("Geluisterd", figures.number(Unit.SCORE, 9, 1), figures.number(Unit.SCORE, 8, 40)),
        figures.row("Teruggekoppeld", figures.number(Unit.SCORE, 9, 1), figures.number(Unit.SCORE, 4.2, 40)),
    )
    chart = mirror(made, own="leader", group="people")
    assert chart.summary == "Het grootste verschil zit bij ‘Teruggekoppeld’: projectleider 9,0, deelnemers 4,2."
    assert len(drawings.marks(chart.svg, "polygon")) == 3  # two rows and the legend


def test_the_meter_is_filled_for_the_part_that_answered() -> None:
    svg = response(figures.table(PEOPLE, figures.row("Samen", figures.count(30, 90)))).svg
    frame, filled = at("rect", svg, "width")
    assert filled / frame == pytest.approx(1 / 3, abs=0.01)


def test_the_names_inside_a_drawing_follow_the_prefix() -> None:
    first, second = bars(GAP, prefix="een"), bars(GAP, prefix="twee")
    assert 'id="een-wide-title"' in first.svg
    assert 'id="een-' not in second.svg + second.svg_narrow


def test_a_label_cannot_break_out_of_the_drawing() -> None:
    label = '</text><script>alert("x")</script>\x00&'
    chart = bars(figures.table(PEOPLE, figures.row(label, figures.count(4)), title=label))
    assert "<script" not in chart.svg
    assert drawings.root(chart.svg)[0].text == label.replace("\x00", "")
