"""participatiemonitor role-advice: numbers in, advice out."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from participatiemonitor.__main__ import with_module_name

STREET = tuple(f"B{place:02}={number}" for place, number in enumerate("433342213313112", start=1))
GARDEN = tuple(f"O{place:02}={number}" for place, number in enumerate("2221222122112", start=1))


def _said(*words: str) -> str:
    out = StringIO()
    command, *rest = with_module_name(["participatiemonitor", "role-advice", *words])[1:]
    call_command(command, *rest, stdout=out)
    return out.getvalue()


def _data(*words: str) -> dict[str, Any]:
    return json.loads(_said(*words, "--json"))  # type: ignore[no-any-return]


def test_json_of_a_process() -> None:
    found = _data("--track", "B", *STREET)
    assert found["totals"] == {"BP1": 0, "BP2": 2, "BP3": 18, "BP4": 22, "BP5": 14}
    assert (found["floor"], found["ceiling"]) == ("BP2", "BP4")
    assert (found["advice"], found["runner_up"], found["equal"]) == ("BP4", "BP3", False)
    assert "G2" in {flag["code"] for flag in found["flags"]}
    assert all(flag["text"] for flag in found["flags"])
    assert found["unanswered"] == []


def test_json_of_an_initiative() -> None:
    found = _data("--track", "O", *GARDEN)
    assert found["totals"] == {"OP1": 2, "OP2": 2, "OP3": 12, "OP4": 27, "OP5": 6}
    assert (found["advice"], found["runner_up"], found["version"]) == ("OP4", "OP3", 1)


def test_without_another_role_the_runner_up_is_null() -> None:
    found = _data("--track", "B", "B01=1", "B04=4")
    assert (found["advice"], found["runner_up"], found["equal"]) == ("BP1", None, False)
    assert (found["floor"], found["ceiling"], found["floor_gives_way"]) == ("BP2", "BP1", True)


def test_close_roles_are_equal() -> None:
    found = _data("--track", "B", "B06=1")
    assert (found["advice"], found["runner_up"], found["equal"]) == ("BP1", "BP2", True)


@pytest.mark.parametrize("words", [("--track", "B"), ("--track", "O", "O01=4")])
def test_stop_is_explained(words: tuple[str, ...]) -> None:
    found = _data(*words)
    assert found["advice"] is None
    assert found["stops"][0]["text"]
    assert "Advies: nog geen" in _said(*words)


def test_table_to_read() -> None:
    text = _said("--track", "b", *STREET[:-1])
    for part in ("BP4  Coproduceren", "Bodem: BP2 raadplegen, door B04", "Advies: BP4 coproduceren", "Let op (G2)",
                 "Niet beantwoord: B15", "Dit gaf de doorslag: B05=4"):  # fmt: skip
        assert part in text


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--track", "B", "B01"), "‘B01’ is geen antwoord"),
        (("--track", "B", "B01=vier"), "is geen antwoord"),
        (("--track", "B", "B01=9"), "Vraag B01 heeft geen antwoord 9. Kies 1 tot en met 5."),
        (("--track", "B", "O01=1"), "Vraag O01 bestaat niet. De vragen zijn B01 tot en met B15."),
        (("--track", "B", "B01=1", "b01=2"), "Vraag B01 staat er twee keer"),
        (("--track", "X", "B01=1"), "X"),
        (("B01=1",), "--track"),
        (("--track", "B", "--aid-version", "99"), "Versie 99"),
    ],
)
def test_mistake_is_one_clear_sentence(words: tuple[str, ...], message: str) -> None:
    with pytest.raises(CommandError, match=message.replace(".", r"\.").replace("--", "-*")):
        _said(*words)
