"""What participants and the council read when a role changes: written without a database."""

import re
from dataclasses import replace

import pytest

from participatiemonitor.register.role_messages import RoleChange, to_council, to_participants
from participatiemonitor.register.role_models import Rung, role_model

LADDER, TRAP = role_model("B"), role_model("O")
CHANGE = RoleChange(
    title="Herinrichting Kerkplein",
    kind="PROCESS",
    kind_label="traject van de gemeente",
    municipality="Lingedam",
    part="",
    state="loopt",
    before=LADDER.rung("BP4"),
    after=LADDER.rung("BP3"),
    gives_more_room=False,
    reason="Het geld is op. Er is geen tijd meer om samen te tekenen.",
    contact="Bram de Wit",
    address="bram@lingedam.example",
    changed_on="2 maart 2026",
    hears_on="5 december 2026",
)
# Words that rank one role above another (guard rail G12).
RANKING = r"\b(hoger|hogere|lager|lagere|trede|treden|omhoog|omlaag|beter|betere|slechter|slechtere|zwakker|sterker)\b"


def a_change(before: str, after: str, **changes: object) -> RoleChange:
    model = role_model(before[0])
    more = model.height(after) > model.height(before)
    facts = {"kind": "PROCESS" if before[0] == "B" else "INITIATIVE"} | changes
    return replace(CHANGE, before=model.rung(before), after=model.rung(after), gives_more_room=more, **facts)


def every_change() -> list[RoleChange]:
    found = []
    for model in (LADDER, TRAP):
        pairs = [(one.code, two.code) for one in model.choosable for two in model.choosable if one != two]
        kinds = ("PROCESS", "STANDING") if model is LADDER else ("INITIATIVE", "STANDING", "THIRD", "CHALLENGE")
        found += [a_change(before, after, kind=kind) for before, after in pairs for kind in kinds]
    return found


def test_message_to_participants_says_what_they_need() -> None:
    text = to_participants(CHANGE)
    for part in (
        "Onderwerp: wij veranderen onze belofte bij ‘Herinrichting Kerkplein’",
        "Beste deelnemer,",
        "‘Wij maken het plan samen.’",
        "‘U geeft advies. Als wij uw advies niet volgen, leggen wij uit waarom.’",
        "U kunt straks minder bepalen dan wij eerder zeiden.",
        "Het geld is op. Er is geen tijd meer om samen te tekenen.",
        "Wat u al inbracht, telt mee als advies.",
        "Uiterlijk op 5 december 2026",
        "Bram de Wit (bram@lingedam.example)",
        "Gemeente Lingedam",
    ):
        assert part in text, part
    order = ["Wij maken het plan samen.", "U geeft advies.", "Het geld is op.", "Wat u al inbracht", "Uiterlijk op"]
    assert sorted(order, key=text.index) == order


def test_note_to_the_council_says_what_it_has_to_know() -> None:
    text = to_council(CHANGE)
    for part in (
        "Aan: de gemeenteraad van Lingedam",
        "Datum: 2 maart 2026",
        "Van: Bram de Wit",
        "Het gaat om ‘Herinrichting Kerkplein’, een traject van de gemeente. De stand is nu: loopt.",
        "Eerst beloofde de gemeente coproduceren: ‘Wij maken het plan samen.’",
        "Nu belooft de gemeente adviseren: ‘U geeft advies.",
        "Het geld is op.",
        "Deelnemers kunnen straks minder bepalen dan hun was beloofd.",
        "Wij vragen de raad om kennis te nemen van deze verandering.",
    ):
        assert part in text, part


def test_a_part_is_named_to_both() -> None:
    change = replace(CHANGE, part="Ontwerp")
    assert "Dit gaat over het onderdeel ‘Ontwerp’." in to_participants(change)
    assert "Dit gaat over het onderdeel ‘Ontwerp’." in to_council(change)
    assert "onderdeel" not in to_participants(CHANGE) + to_council(CHANGE)


def test_more_to_say_reads_otherwise_than_less() -> None:
    more, less = a_change("BP2", "BP4"), a_change("BP4", "BP2")
    assert "U kunt straks meer bepalen dan wij eerder zeiden." in to_participants(more)
    assert "minder" not in to_participants(more)
    assert "meer bepalen" not in to_participants(less)
    assert "Deelnemers kunnen straks meer bepalen dan hun was beloofd." in to_council(more)


def test_initiators_read_about_their_initiative() -> None:
    nearer, further = a_change("OP4", "OP2"), a_change("OP3", "OP5")
    assert "Beste initiatiefnemer," in to_participants(nearer)
    assert "De gemeente gaat zelf meer doen en bepalen dan wij eerder zeiden." in to_participants(nearer)
    assert "Het initiatief blijft van u." in to_participants(nearer)
    assert "De gemeente laat meer aan u over dan wij eerder zeiden." in to_participants(further)
    assert "De gemeente gaat zelf meer doen en bepalen dan was beloofd." in to_council(nearer)


@pytest.mark.parametrize(
    ("kind", "before", "after", "sentence"),
    [
        ("STANDING", "BP3", "BP2", "U praat mee in ‘Herinrichting Kerkplein’."),
        ("STANDING", "OP3", "OP2", "U praat mee in ‘Herinrichting Kerkplein’."),
        ("THIRD", "OP2", "OP1", "De aanvrager organiseert het gesprek met de buurt."),
        ("THIRD", "OP1", "OP2", "De aanvrager blijft verantwoordelijk voor het plan."),
        ("CHALLENGE", "OP4", "OP2", "U vroeg om een taak van de gemeente over te nemen."),
    ],
)
def test_every_kind_reads_about_itself(kind: str, before: str, after: str, sentence: str) -> None:
    assert sentence in to_participants(a_change(before, after, kind=kind))


def test_without_a_day_the_message_asks_to_name_one() -> None:
    assert "[vul een datum in]" in to_participants(replace(CHANGE, hears_on=""))
    assert "[" not in to_participants(CHANGE) + to_council(CHANGE)


@pytest.mark.parametrize(
    ("decision", "is_missing", "body", "said", "asked"),
    [
        ("", False, "", "Voor deze rol is geen apart besluit nodig.", "kennis te nemen"),
        ("De raad besloot dit op 1 maart 2026. Het stuk: besluit 12.", False, "COUNCIL", "Het stuk: besluit 12.",
         "kennis te nemen"),
        ("", True, "COUNCIL", "Dat besluit is er nog niet.", "Wij vragen de raad om over deze rol te besluiten."),
        ("", True, "EXECUTIVE", "Dat besluit is er nog niet.", "kennis te nemen"),
        ("", True, "", "Dat besluit is er nog niet.", "kennis te nemen"),
    ],
)  # fmt: skip
def test_decision_and_request(decision: str, is_missing: bool, body: str, said: str, asked: str) -> None:
    text = to_council(replace(CHANGE, decision=decision, lacks_decision=is_missing, decides=body))
    assert said in text
    assert asked in text


@pytest.mark.parametrize("change", every_change(), ids=lambda c: f"{c.kind}-{c.before.code}-{c.after.code}")
def test_every_change_is_plain_and_ranks_nothing(change: RoleChange) -> None:
    for text in (to_participants(change), to_council(change)):
        assert not re.search(RANKING, text.lower())
        assert change.before.promise in text
        assert change.after.promise in text
        sentences = [one for line in text.splitlines() for one in re.split(r"(?<=[.?!])\s+", line)]
        assert max(len(re.findall(r"[\w-]+", sentence)) for sentence in sentences) <= 25
    assert change.after.earlier_input in to_participants(change)


def test_promise_reads_as_it_was_made() -> None:
    made = replace(CHANGE.before, promise="Wij tekenen samen.")
    assert isinstance(made, Rung)
    assert "‘Wij tekenen samen.’" in to_participants(replace(CHANGE, before=made))
