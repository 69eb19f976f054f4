"""A questionnaire as data."""

import json
from dataclasses import replace

from tests.factories.questions import GOOD, a_definition, an_item, one_of_each

from participatiemonitor.questions.definition import Definition


def test_definition_survives_a_trip_through_json() -> None:
    definition = one_of_each()
    again = Definition.from_json(json.loads(json.dumps(definition.to_json())))
    assert again == definition
    assert again.topics == definition.topics
    assert hash(again) == hash(definition)


def test_every_difference_gives_another_checksum() -> None:
    plain = a_definition()
    changed = [
        replace(plain, number=2),
        replace(plain, title="Anders"),
        a_definition(an_item(text="Anders?")),
        a_definition(an_item(hint="Kijk.")),
        a_definition(an_item(is_core=True)),
        a_definition(an_item(moments=("M2",))),
        a_definition(an_item(wordings={"business": "Anders?"})),
    ]
    assert len({each.checksum() for each in (plain, *changed)}) == len(changed) + 1


def test_checksum_does_not_hang_on_fields_left_at_their_default() -> None:
    assert set(a_definition(an_item(is_whole=True)).to_json()["topics"][0]["items"][0]) == {  # type: ignore[index,call-overload,arg-type]
        "code", "type", "text", "options",
    }  # fmt: skip


def test_items_follow_moment_length_track_and_switches() -> None:
    definition = a_definition(
        (
            an_item(code="A"),
            an_item(code="B", moments=("M2",), short_moments=("M2",)),
            an_item(code="C", track="O"),
            an_item(code="D", is_default=False),
        )
    )

    def codes(*args: object, **kwargs: object) -> str:
        return "".join(item.code for item in definition.items(*args, **kwargs))  # type: ignore[arg-type]

    assert codes() == "ABC"
    assert codes("M1") == "AC"
    assert codes("M2", True) == "B"
    assert codes("M2", track="B") == "AB"
    assert codes(extra=["D"]) == "ABCD"
    assert len(GOOD) == len(one_of_each().items())
