"""What a startnotitie says: per kind, when something is missing, and when a rule of the game is not met."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from tests.factories.register import a_process
from tests.factories.start import TODAY, a_role, a_start, an_empty_start, with_advice, with_frame, with_groups

from participatiemonitor.foundation.people.models import User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.publication.reports.paper import Paper
from participatiemonitor.publication.reports.start_note import StartFacts, facts_of, note_of
from participatiemonitor.publication.reports.start_note.facts import RoundPlan
from participatiemonitor.publication.reports.start_note.rails import unmet
from participatiemonitor.register.models import Process, RoleChangeNotice
from participatiemonitor.register.operations import GroupFacts, add_group, add_phase, assess_role, choose_role

KINDS = ["PROCESS", "INITIATIVE", "STANDING", "THIRD", "CHALLENGE", "NONE"]
RUNGS = {"PROCESS": ("BP4",), "INITIATIVE": ("OP4",), "STANDING": ("BP3",), "THIRD": ("OP1",), "CHALLENGE": ("OP4",)}


def start(kind: str, **more: Any) -> StartFacts:
    return a_start(kind, rungs=RUNGS.get(kind, ()), **more)


def text(paper: Paper, key: str = "") -> str:
    """All texts of a paper, or of one section of it."""
    if not key:
        return "\n".join(paper.texts())
    section = next(section for section in paper.sections if section.key == key)
    return "\n".join(f"{label} {said.text}" for label, said in section.names)


def keys(paper: Paper) -> list[str]:
    return [section.key for section in paper.sections]


def test_it_holds_everything_that_a_council_decides_on() -> None:
    facts = with_groups(a_start(), {"name": "jongeren", "approach": "Op school."})
    facts = with_frame(facts, subject="Meer groen.", document="R26-1")
    said = text(note_of(facts))
    for part in (
        "Startnotitie: Kerkplein", "Burgerparticipatie: traject van de gemeente", "Het Kerkplein opnieuw inrichten.",
        "Een plein waar bewoners graag zijn.", "De gemeente", "De raad", "Bram de Wit", "Coproduceren",
        "‘Wij maken het plan samen.’", "De markt blijft.", "Het groen en de bankjes.",
        "De raad stelt een startnotitie met grenzen vast en houdt daarna afstand.", "Jongeren: Op school.",
        "Twee ontwerpavonden en een wandeling.", "Een projectleider en 60.000 euro.",
        "uiterlijk op 15 december 2026", "wethouder De Boer", "een brief en een avond", "Meer groen.",
        "Maakten gemeente en deelnemers het plan echt samen?", "na 30 november 2026", "na 15 december 2026",
        "1 april 2026 tot en met 30 november 2026",
    ):  # fmt: skip
        assert part in said, part


def test_decisions_are_numbered_sentences_to_the_competent_body() -> None:
    facts = with_frame(a_start(), subject="Meer groen.")
    section = note_of(facts).sections[0]
    assert section.title == "Gevraagd besluit"
    assert [said.text for _, said in section.names] == [
        "de rol coproduceren te beloven;",
        "vast te stellen wat vastligt en wat open is;",
        "het kader van de raad vast te stellen;",
        "iedereen uiterlijk op 15 december 2026 te laten weten wat er met de inbreng is gedaan.",
    ]
    assert section.parts[0].label == "Wij vragen de raad om:"


def test_role_per_phase_is_asked_per_phase() -> None:
    facts = a_start(rungs=("BP3", "BP1"))
    asked = text(note_of(facts), "besluit")
    assert "de rol adviseren te beloven voor ‘Fase 1’;" in asked
    assert "kennis te nemen van de rol informeren voor ‘Fase 2’;" in asked
    assert "Bij adviseren:" in text(note_of(facts), "vraagt")


def test_decision_that_was_taken_stands_beside_the_promise_and_is_not_asked_again() -> None:
    facts = a_start(state="RUNNING")
    decided = a_role(
        facts.process, 1, "BP4", decided_by="COUNCIL", decided_on=date(2026, 2, 3), decision_document="R26-7"
    )
    note = note_of(replace(facts, roles=(decided,)))
    assert "De raad, 3 februari 2026 (R26-7)" in text(note, "rollen")
    assert "Er wordt nu geen nieuw besluit gevraagd." in text(note, "besluit")
    assert "let-op" not in keys(note)


def test_promise_above_consulting_without_decision_is_a_warning() -> None:
    note = note_of(a_start())
    assert "De rol coproduceren wacht op een besluit, met datum en stuk." in text(note, "let-op")
    assert "Nog nodig" in text(note, "rollen")


@pytest.mark.parametrize(
    ("kind", "own", "title", "expected"),
    [
        ("STANDING", {"body_type": "NEIGHBOURHOOD", "round_month": 9}, "Het vaste verband",
         ["Wijkraad", "September", "1 september 2025 tot en met 31 augustus 2026"]),
        ("THIRD", {"applicant": "Van Dam", "is_required": "YES"}, "De aanvrager en het oordeel van de gemeente",
         ["Van Dam", "Ja", "nog niet ingevuld"]),
        ("CHALLENGE",
         {"requester": "Buurt Groen", "task": "maaien", "received_on": date(2026, 2, 1), "term_weeks": 8},
         "Het verzoek", ["Buurt Groen", "maaien", "1 februari 2026", "29 maart 2026"]),
        ("NONE", {"ground": "URGENT", "reason": "De dijk lekte.", "how_explained": "Met een brief."},
         "Waarom geen participatie", ["Er is spoed of gevaar", "De dijk lekte.", "Met een brief."]),
    ],
)  # fmt: skip
def test_each_kind_says_what_only_it_has(kind: str, own: dict[str, Any], title: str, expected: list[str]) -> None:
    note = note_of(start(kind, own=own))
    assert title in [section.title for section in note.sections]
    for part in expected:
        assert part in text(note, "soort"), part


@pytest.mark.parametrize(
    ("kind", "own", "asked"),
    [
        ("THIRD", {"applicant": "Van Dam"}, "te beoordelen of Van Dam mensen goed bij het plan heeft betrokken"),
        ("THIRD", {"judgement": "Voldoende."}, "in te stemmen met het oordeel over de participatie door de aanvrager"),
        ("CHALLENGE", {"requester": "Buurt Groen", "received_on": date(2026, 2, 1), "term_weeks": 8},
         "te besluiten op het verzoek van Buurt Groen om deze taak over te nemen, uiterlijk op 29 maart 2026"),
        ("CHALLENGE", {}, "te besluiten op het verzoek om deze taak over te nemen"),
        ("NONE", {"ground": "URGENT"},
         "vast te stellen dat mensen over dit onderwerp niet meepraten, want er is spoed of gevaar"),
        ("NONE", {"ground": "OTHER"}, "vast te stellen dat mensen over dit onderwerp niet meepraten"),
        ("STANDING", {"round_month": 9}, "elk jaar in september samen terug te kijken"),
    ],
)  # fmt: skip
def test_each_kind_asks_its_own_decision(kind: str, own: dict[str, Any], asked: str) -> None:
    assert asked in text(note_of(start(kind, own=own)), "besluit")


@pytest.mark.parametrize(
    ("kind", "own", "sentence"),
    [
        ("NONE", {"decided_on": date(2026, 2, 3), "decided_by": "EXECUTIVE", "ground": "URGENT", "reason": "x"},
         "Het besluit is genomen op 3 februari 2026 door het college. Er wordt niets meer gevraagd."),
        ("CHALLENGE", {"decision": "REFUSED", "decided_on": date(2026, 2, 20), "reason": "Te duur."},
         "Het verzoek is afgewezen op 20 februari 2026. Er wordt niets meer gevraagd."),
    ],
)  # fmt: skip
def test_what_is_decided_is_said_and_not_asked(kind: str, own: dict[str, Any], sentence: str) -> None:
    facts = replace(start(kind, own=own, state="RUNNING" if kind == "CHALLENGE" else "APPROVED"))
    assert sentence in text(note_of(facts), "besluit")


def test_no_participation_is_a_decision_with_its_reason_and_nothing_about_taking_part() -> None:
    note = note_of(start("NONE"))
    assert note.title == "Besluit: geen participatie bij Kerkplein"
    assert keys(note) == ["besluit", "let-op", "wat", "soort", "wie"]
    assert "De reden om niemand te laten meepraten staat er nog niet." in text(note, "let-op")


def test_where_others_arrange_it_empty_parts_are_left_out() -> None:
    empty = keys(note_of(an_empty_start("THIRD")))
    assert not {"groepen", "aanpak", "terugkoppeling"} & set(empty)
    assert {"aanpak", "terugkoppeling"} <= set(keys(note_of(start("THIRD"))))


def test_raadskader_is_expected_where_the_council_decides() -> None:
    assert "raadskader" in keys(note_of(a_start()))
    assert "raadskader" not in keys(note_of(a_start(competent_body="EXECUTIVE")))
    assert "raadskader" in keys(note_of(with_frame(a_start(competent_body="EXECUTIVE"), subject="Groen")))


def test_raadskader_names_the_points_that_are_empty() -> None:
    note = note_of(with_frame(a_start(), subject="Groen", settled_on=date(2026, 2, 3), document="R26-1"))
    said = text(note, "raadskader")
    assert "Onderwerp en grenzen: Groen" in said
    assert "Nog niet ingevuld: wie er zeker bij horen, doel en vorm, vaste stappen" in said
    assert "Vastgesteld: door de raad op 3 februari 2026 (R26-1)." in said


@pytest.mark.parametrize("kind", KINDS)
def test_empty_dossier_says_what_is_not_filled_in(kind: str) -> None:
    note = note_of(an_empty_start(kind))
    assert "nog niet ingevuld" in text(note)
    assert note.gaps
    assert all(gap.place for gap in note.gaps)


def test_gaps_say_where_to_fill_them_in() -> None:
    found = {gap.name: gap.place for gap in note_of(an_empty_start()).gaps}
    assert found == {
        "wie beslist": "card", "de rol": "role", "de periode": "phase", "waar het over gaat": "card",
        "het doel": "card", "wat vastligt": "card", "wat open is": "card", "het advies": "role_aid",
        "de groepen": "groups", "de werkvormen": "card", "mensen, tijd en geld": "card",
        "wanneer u terugkoppelt": "card", "wie terugkoppelt": "card", "hoe u terugkoppelt": "card",
        "alle punten": "frame", "wanneer het eindigt": "card",
    }  # fmt: skip


ANSWERS = {"B01": 4, "B02": 3, "B03": 3, "B04": 3, "B05": 4, "B15": 2}


def test_advice_that_is_followed_needs_no_reason() -> None:
    facts = with_advice(a_start(), ANSWERS, chosen_rung="BP4")
    said = text(note_of(facts), "advies")
    assert said == "Advies over de rol De rolwijzer adviseert: coproduceren."


def test_other_choice_than_the_advice_stands_with_its_reason() -> None:
    facts = with_advice(a_start(rungs=("BP2",)), ANSWERS, chosen_rung="BP2", reason="Er is te weinig tijd.")
    assert "Gekozen is raadplegen. Er is te weinig tijd." in text(note_of(facts), "advies")


def test_other_promise_than_the_advice_without_a_reason_is_a_warning() -> None:
    facts = with_advice(a_start(rungs=("BP2",)), ANSWERS)
    assert "Beloofd is raadplegen. De reden staat er niet bij." in text(note_of(facts), "advies")


def test_advice_that_stops_says_so_among_the_warnings() -> None:
    facts = with_advice(a_start("INITIATIVE", rungs=("OP4",)), {"O01": 4})
    assert "De rolwijzer geeft nog geen advies." in text(note_of(facts), "advies")
    assert any("Bespreek eerst opnieuw van wie het is." in rule for rule in unmet(facts))


@pytest.mark.parametrize(
    ("card", "expected"),
    [
        ({"what_is_open": ""}, "Er staat niets dat open is."),
        ({"what_is_fixed": ""}, "Er staat nog niet wat vastligt."),
        ({"feedback_by": ""}, "Mensen weten nog niet van wie zij horen wat er met hun inbreng gebeurt."),
        ({"means": ""}, "Er staat nog niet welke mensen, tijd en geld er zijn."),
    ],
)
def test_rule_of_the_game_that_is_not_met_is_named(card: dict[str, Any], expected: str) -> None:
    assert any(expected in rule for rule in unmet(a_start(rungs=("BP2",), **card)))
    assert not any(expected in rule for rule in unmet(a_start(rungs=("BP2",))))


def test_change_that_people_were_not_told_is_a_warning() -> None:
    facts = a_start(rungs=("BP2",))
    role = facts.roles[0]
    assert role.choice is not None
    RoleChangeNotice(choice=role.choice, to_participants="Lees dit.", to_council="Lees dit.")
    assert "De rol veranderde. Nog niet iedereen weet dat." in unmet(facts)


@pytest.mark.parametrize(
    ("rung", "answers", "is_named"),
    [("BP5", {"B08": 3}, True), ("BP3", {"B08": 3}, False), ("BP5", {"B08": 1}, False)],
)
def test_rights_are_not_put_to_a_vote(rung: str, answers: dict[str, int], is_named: bool) -> None:
    rules = unmet(with_advice(a_start(rungs=(rung,)), answers))
    assert any("Stem niet over de rechten van mensen" in rule for rule in rules) is is_named


def test_planned_rounds_take_the_place_of_what_follows_from_the_card() -> None:
    rounds = (RoundPlan(1, "direct na het meedoen", date(2026, 12, 1), date(2026, 12, 20)),)
    said = text(note_of(replace(a_start(), rounds=rounds)), "meten")
    assert "Meting 1: direct na het meedoen, 1 december 2026 tot en met 20 december 2026" in said
    assert "na 30 november" not in said


def test_groups_say_whether_they_were_reached_once_that_is_known() -> None:
    facts = with_groups(a_start(), {"name": "buren", "invited": 20}, {"name": "jongeren", "approach": "Op school."})
    said = text(note_of(facts), "groepen")
    assert "Buren (nog niet bereikt)" in said
    assert "Jongeren: Op school." in said


def test_facts_are_read_in_a_fixed_number_of_queries(
    in_lingedam: Municipality, bram: User, now: datetime, django_assert_num_queries: Any
) -> None:
    process = a_process(in_lingedam, bram, now, rung="BP3")
    for number in range(3):
        phase = add_phase(process=process, name=f"Fase {number}", by=bram, now=now)
        choose_role(phase=phase, rung="BP2", by=bram, now=now)
        add_group(process=process, facts=GroupFacts(f"groep {number}"), by=bram, now=now)
    assess_role(process=process, answers={"B01": 4}, by=bram, now=now)
    process = Process.objects.select_related("leader", "municipality").get()
    with django_assert_num_queries(6):
        facts = facts_of(process, today=TODAY)
        note_of(facts)
    assert (len(facts.roles), len(facts.groups)) == (4, 3)
    assert facts.advice is not None


def test_role_that_no_model_knows_any_more_keeps_its_name() -> None:
    facts = a_start()
    old = replace(a_role(facts.process, 1, "BP4"), rung="BP9", name="Meewerken", needs_decision=False)
    note = note_of(replace(facts, roles=(old,)))
    assert "Meewerken" in text(note, "rollen")
    assert "kennis te nemen van de rol meewerken" in text(note, "besluit")
    assert "vraagt" not in keys(note)
