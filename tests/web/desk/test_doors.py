"""Who may open which page of the desk."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from participatiemonitor.fieldwork.models import Round
from participatiemonitor.foundation.people.models import Membership, StaffRole, User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.foundation.tenancy.scope import scope
from participatiemonitor.register.models import Process

type Desk = Callable[[User], Client]

READING = ["desk_process", "desk_measure", "desk_history", "desk_state"]
READING += ["desk_groups", "desk_council_frame", "desk_start_note"]
WRITING = ["desk_card", "desk_phase_new", "desk_self_evaluation", "desk_round_new"]
WRITING += ["desk_group_new", "desk_council_frame_edit"]
ROUND_READING = ["desk_round", "desk_poster", "desk_qr", "desk_preview"]
ROUND_WRITING = ["desk_invite", "desk_revoke", "desk_close"]
PHASE_WRITING = ["desk_phase", "desk_role", "desk_role_decision"]
STEPS = ["loopt", "klaar-voor-besluit", "gestopt"]
LISTS = ["desk_home", "desk_overview", "desk_processes", "desk_initiatives", "desk_board", "desk_views"]


def pages_of(process: Process) -> list[str]:
    """Every page about a process with one phase and one round."""
    return (
        [reverse(name, args=[process.code]) for name in READING + WRITING]
        + [reverse(name, args=[process.code, 1]) for name in ROUND_READING + ROUND_WRITING + PHASE_WRITING]
        + [reverse("desk_step", args=[process.code, step]) for step in STEPS]
    )  # fmt: skip


def writing_pages_of(process: Process) -> list[str]:
    """The pages on which something can be changed."""
    return (
        [reverse(name, args=[process.code]) for name in WRITING]
        + [reverse(name, args=[process.code, 1]) for name in ROUND_WRITING + PHASE_WRITING]
        + [reverse("desk_step", args=[process.code, step]) for step in STEPS]
    )  # fmt: skip


def test_leader_opens_every_page_of_the_own_process(desk: Desk, bram: User, plein: Process, meting: Round) -> None:
    client = desk(bram)
    statuses = {page: client.get(page).status_code for page in pages_of(plein)}
    assert set(statuses.values()) == {200}, statuses


@pytest.mark.parametrize("name", [*LISTS, "desk_process_new", "desk_municipality"])
def test_adviser_opens_the_lists(name: str, desk: Desk, anna: User, plein: Process) -> None:
    assert desk(anna).get(reverse(name)).status_code == 200


def test_nobody_signed_in_goes_to_the_sign_in_page(plein: Process, meting: Round) -> None:
    client = Client()
    for page in [*pages_of(plein), *map(reverse, LISTS)]:
        response = client.get(page)
        assert (response.status_code, response["Location"].split("?")[0]) == (302, reverse("account_login")), page


def test_another_municipality_sees_nothing(desk: Desk, chantal: User, plein: Process, meting: Round) -> None:
    client = desk(chantal)
    assert {client.get(page).status_code for page in pages_of(plein)} == {404}
    assert {client.post(page).status_code for page in writing_pages_of(plein)} == {404}


def test_leader_sees_no_process_of_somebody_else(desk: Desk, bram: User, tuin: Process) -> None:
    client = desk(bram)
    for name in READING + WRITING:
        assert client.get(reverse(name, args=[tuin.code])).status_code == 404
    assert "Buurttuin" not in client.get(reverse("desk_initiatives")).content.decode()


def test_council_reader_reads_and_changes_nothing(desk: Desk, reader: User, plein: Process, meting: Round) -> None:
    client = desk(reader)
    for name in READING:
        assert client.get(reverse(name, args=[plein.code])).status_code == 200
    for page in [*writing_pages_of(plein), reverse("desk_process_new")]:
        response = client.post(page)
        assert response.status_code == 403, page
        assert "U mag deze pagina niet zien" in response.content.decode()


def test_council_reader_gets_no_link_to_what_is_refused(
    desk: Desk, reader: User, plein: Process, meting: Round
) -> None:
    client = desk(reader)
    shown = [reverse("desk_home"), reverse("desk_processes"), *(reverse(n, args=[plein.code]) for n in READING)]
    html = "".join(client.get(page).content.decode() for page in [*shown, reverse("desk_round", args=[plein.code, 1])])
    assert [page for page in [*writing_pages_of(plein), reverse("desk_process_new")] if f'"{page}"' in html] == []


def test_process_of_another_municipality_with_the_same_code_stays_there(
    desk: Desk, anna: User, chantal: User, plein: Process, waterrijk: Municipality, today: object
) -> None:
    from tests.factories.register import a_process

    with scope(waterrijk.code):
        a_process(waterrijk, chantal, today, title="Kerkplein", place="aan het water")
    assert "aan het water" in desk(chantal).get(reverse("desk_process", args=[plein.code])).content.decode()
    assert "aan het water" not in desk(anna).get(reverse("desk_process", args=[plein.code])).content.decode()


@pytest.mark.parametrize("code", ["bestaat-niet", "2026-kerkplein-9"])
def test_unknown_process_is_not_found(code: str, desk: Desk, anna: User, plein: Process) -> None:
    assert desk(anna).get(reverse("desk_process", args=[code])).status_code == 404


def test_unknown_round_and_phase_are_not_found(desk: Desk, anna: User, plein: Process) -> None:
    client = desk(anna)
    for name in ROUND_READING + ROUND_WRITING:
        assert client.get(reverse(name, args=[plein.code, 7])).status_code == 404
    for name in PHASE_WRITING:
        assert client.get(reverse(name, args=[plein.code, 7])).status_code == 404


def test_somebody_without_a_municipality_reads_what_to_do(db: None, desk: Desk) -> None:
    user = User.objects.create_user("los@x.example", "geheim-voor-proef", name="Los")
    response = desk(user).get(reverse("desk_home"))
    assert response.status_code == 403
    assert "U hoort nog niet bij een gemeente" in response.content.decode()


def test_who_works_for_two_municipalities_chooses_one(
    desk: Desk, anna: User, plein: Process, waterrijk: Municipality
) -> None:
    Membership.objects.create(user=anna, municipality=waterrijk, role=StaffRole.POLICY_ADVISER)
    client = desk(anna)
    assert client.get(reverse("desk_process", args=[plein.code])).status_code == 200
    assert client.post(reverse("desk_municipality"), {"gemeente": "GM9002"}).status_code == 302
    assert client.get(reverse("desk_process", args=[plein.code])).status_code == 404
    assert client.post(reverse("desk_municipality"), {"gemeente": "GM9001"}).status_code == 302
    assert client.get(reverse("desk_process", args=[plein.code])).status_code == 200


@pytest.mark.parametrize("wanted", ["GM9002", "", "GM0000"])
def test_nobody_chooses_a_municipality_of_others(
    wanted: str, desk: Desk, anna: User, plein: Process, waterrijk: Municipality
) -> None:
    client = desk(anna)
    assert client.post(reverse("desk_municipality"), {"gemeente": wanted}).status_code == 404
    assert client.get(reverse("desk_process", args=[plein.code])).status_code == 200
