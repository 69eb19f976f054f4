"""What a startkaart says: what to do next, on which days, and how far the groups are."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.factories.start import a_role, a_start, an_empty_start, with_advice, with_frame, with_groups

from participatiemonitor.publication.reports.paper import Paper
from participatiemonitor.publication.reports.start_card import card_of
from participatiemonitor.publication.reports.start_card.next_steps import steps_of
from participatiemonitor.publication.reports.start_note import StartFacts
from participatiemonitor.publication.reports.start_note.facts import RoundPlan

ROUND = RoundPlan(1, "direct na het meedoen", date(2026, 12, 1), date(2026, 12, 20))


def settled() -> StartFacts:
    """A start at which nothing is left to do."""
    facts = with_frame(a_start(), subject="Groen")
    facts = with_advice(with_groups(facts, {"name": "buren", "invited": 20}), {"B01": 4}, chosen_rung="BP4")
    decided = a_role(facts.process, 1, "BP4", decided_by="COUNCIL", decided_on=date(2026, 2, 3))
    return replace(facts, roles=(decided,), rounds=(ROUND,))


def texts(paper: Paper, key: str) -> list[str]:
    section = next(section for section in paper.sections if section.key == key)
    return [said.text for _, said in section.names]


def test_nothing_left_to_do_says_so() -> None:
    assert steps_of(settled()) == ()
    assert texts(card_of(settled()), "stappen") == ["Er staat niets open. Houd de data in de gaten."]


def test_empty_start_has_every_step_in_order() -> None:
    assert steps_of(an_empty_start(competent_body="COUNCIL")) == (
        "Kies een rol. De rolwijzer helpt daarbij.",
        "Schrijf op wat open is.",
        "Schrijf op wat vastligt.",
        "Spreek af wanneer, van wie en hoe mensen horen wat er met hun inbreng is gedaan.",
        "Regel mensen, tijd en geld.",
        "Schrijf op welke groepen u wilt bereiken.",
        "Vul het raadskader in.",
        "Plan de meting. Dan weet u straks wat het opleverde.",
    )


@pytest.mark.parametrize(
    ("groups", "step"),
    [
        (["jongeren"], "Nodig uit: jongeren."),
        (["jongeren", "ouderen"], "Nodig uit: jongeren en ouderen."),
        ([f"groep {number}" for number in range(7)], "Nodig de 7 groepen uit die nog ontbreken."),
    ],
)
def test_missing_groups_are_named_or_counted(groups: list[str], step: str) -> None:
    assert steps_of(with_groups(settled(), *({"name": name} for name in groups))) == (step,)


def test_decision_that_is_needed_is_asked_of_the_competent_body() -> None:
    facts = replace(settled(), roles=a_start().roles)
    assert steps_of(facts) == ("Vraag de raad om een besluit over de rol coproduceren.",)


@pytest.mark.parametrize("state", ["CLOSED", "STOPPED"])
def test_what_is_over_has_no_next_steps(state: str) -> None:
    assert steps_of(an_empty_start(state=state)) == ()


@pytest.mark.parametrize(
    ("kind", "own", "first"),
    [
        ("CHALLENGE", {}, "Besluit op het verzoek, binnen de termijn."),
        ("THIRD", {}, "Schrijf op wat de gemeente vindt van de aanpak van de aanvrager."),
        ("NONE", {}, "Schrijf op waarom mensen niet meepraten."),
        ("NONE", {"ground": "URGENT", "reason": "x"}, "Vraag om een besluit."),
    ],
)
def test_each_kind_begins_with_its_own_step(kind: str, own: dict[str, Any], first: str) -> None:
    assert steps_of(a_start(kind, rungs=(), own=own))[0] == first


def test_days_stand_in_order_whatever_they_are_about() -> None:
    facts = a_start(
        "CHALLENGE", rungs=("OP4",), own={"received_on": date(2026, 3, 1), "term_weeks": 8}, starts_on=date(2026, 5, 1)
    )
    assert texts(card_of(replace(facts, rounds=(ROUND,))), "data") == [
        "1 maart 2026: verzoek binnengekomen",
        "26 april 2026: laatste dag van de termijn",
        "1 mei 2026: het begint",
        "30 november 2026: het einde",
        "1 december 2026: meting 1 gaat open",
        "15 december 2026: uiterlijk terugkoppeling",
        "20 december 2026: meting 1 sluit",
    ]


def test_groups_stand_with_how_far_they_are() -> None:
    facts = with_groups(a_start(), {"name": "buren", "reached": 4}, {"name": "jongeren"})
    assert texts(card_of(facts), "groepen") == ["Buren: bereikt", "Jongeren: ontbreekt nog"]


def test_no_participation_has_a_card_without_taking_part() -> None:
    card = card_of(a_start("NONE", rungs=()))
    assert [section.key for section in card.sections] == ["stappen", "wat", "soort", "wie", "data"]
