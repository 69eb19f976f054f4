"""What earlier processes taught, beside the advice of the role aid."""

from collections.abc import Callable
from datetime import datetime, timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.factories.analysis import closed_with, simulated
from tests.factories.fieldwork import a_round
from tests.factories.register import a_process

from participatiemonitor.analysis.operations import release_results
from participatiemonitor.foundation.people.models import User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.foundation.tenancy.scope import scope
from participatiemonitor.register.models import Process
from participatiemonitor.register.operations import assess_role

type Desk = Callable[[User], Client]

ADVISES_BP3 = {"B01": 4, "B02": 2, "B03": 2, "B15": 2, "B04": 4, "B05": 3, "B09": 3, "B10": 2}


@pytest.fixture
def markt(lingedam: Municipality, anna: User, today: datetime) -> Process:
    """A process of Anna with released results of a month ago."""
    then = today - timedelta(days=40)
    day = timezone.localdate(then)
    with scope(lingedam.code):
        process = a_process(lingedam, anna, then, title="Markt & meer", rung="BP3", theme="8")
        round_ = a_round(
            process, anna, then, opens_on=day, closes_on=day + timedelta(days=9), population=40, promised_rung="BP3"
        )
        closed_with(round_, simulated(round_, 14), anna, then)
        release_results(round_=round_, by=anna, now=then)
    return process


def outcome(client: Client, process: Process, by: User, now: datetime) -> str:
    with scope(process.municipality_id):
        assess_role(process=process, answers=ADVISES_BP3, by=by, now=now)
    return unescape(client.get(reverse("desk_role_aid_result", args=[process.code])).content.decode())


def test_nothing_yet_says_so(desk: Desk, bram: User, plein: Process, today: datetime) -> None:
    html = outcome(desk(bram), plein, bram, today)
    assert "Wat eerdere trajecten leerden" in html
    assert "Er zijn nog geen trajecten met deze rol waarvan u de resultaten mag zien." in html


def test_adviser_sees_comparable_results_with_a_link(
    desk: Desk, anna: User, bram: User, plein: Process, markt: Process, today: datetime
) -> None:
    # Anna leads that process and gave no answers of her own: a colleague sees it, she does not yet.
    html = outcome(desk(anna), plein, anna, today)
    assert "Markt & meer" not in html
    with scope(plein.municipality_id):
        Process.objects.filter(pk=markt.pk).update(leader=bram)
    html = outcome(desk(anna), plein, anna, today)
    part = html.split('id="eerder"')[1].split("</section>")[0]
    assert f'href="{reverse("desk_results", args=[markt.code])}?meting=1"' in part
    assert "Adviseren, ongeveer even groot, gesloten op" in part
    assert "van de 14" in part
    assert "indicatief" in part


def test_leader_sees_only_own_processes(
    desk: Desk, bram: User, plein: Process, markt: Process, today: datetime
) -> None:
    html = outcome(desk(bram), plein, bram, today)
    assert "Markt & meer" not in html
    assert "U ziet alleen trajecten die u zelf leidt." in html


def test_initiative_speaks_of_initiatives(desk: Desk, anna: User, tuin: Process, today: datetime) -> None:
    with scope(tuin.municipality_id):
        assess_role(process=tuin, answers={"O01": 2}, by=anna, now=today)
    html = unescape(desk(anna).get(reverse("desk_role_aid_result", args=[tuin.code])).content.decode())
    assert "Wat eerdere initiatieven leerden" in html


def test_without_an_advice_there_is_nothing_to_compare(desk: Desk, anna: User, tuin: Process, today: datetime) -> None:
    with scope(tuin.municipality_id):
        assess_role(process=tuin, answers={"O01": 4}, by=anna, now=today)
    html = unescape(desk(anna).get(reverse("desk_role_aid_result", args=[tuin.code])).content.decode())
    assert "leerden" not in html
