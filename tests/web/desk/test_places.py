"""Where a process lies: pointing on the map or typing, and the map of everything."""

from collections.abc import Callable
from decimal import Decimal
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from participatiemonitor.charts.land import sheet_for
from participatiemonitor.foundation.audit.models import Event
from participatiemonitor.foundation.people.models import User
from participatiemonitor.foundation.tenancy.boundaries import boundaries
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.foundation.tenancy.scope import scope
from participatiemonitor.register.models import Process
from participatiemonitor.web.desk.places_pages import HIGHEST, WIDTHS

pytestmark = pytest.mark.django_db
type Desk = Callable[[User], Client]


def place_of(process: Process) -> tuple[Decimal | None, Decimal | None]:
    with scope(process.municipality_id):
        found = Process.objects.get(pk=process.pk)
        return found.latitude, found.longitude


def post(client: Client, process: Process, **sent: object) -> str:
    response = client.post(reverse("desk_place", args=[process.code]), sent, follow=True)
    return unescape(response.content.decode())


@pytest.mark.parametrize("width", WIDTHS)
def test_a_click_on_the_map_is_the_place_on_the_ground(desk: Desk, bram: User, plein: Process, width: int) -> None:
    html = post(desk(bram), plein, **{f"kaart{width}.x": "100", f"kaart{width}.y": "50"})
    assert "De plek is opgeslagen." in html
    paper = sheet_for(boundaries()[plein.municipality_id], width=width, highest=HIGHEST[width])
    latitude, longitude = place_of(plein)
    assert latitude is not None
    assert longitude is not None
    assert paper.xy(float(longitude), float(latitude)) == pytest.approx((100, 50), abs=0.05)


def test_enter_on_the_map_is_no_click(desk: Desk, bram: User, plein: Process) -> None:
    html = post(desk(bram), plein, **{"kaart640.x": "0", "kaart640.y": "0"})
    assert "Vul een getal in" in html
    assert place_of(plein) == (None, None)


def test_typed_place_is_kept_and_can_be_removed(desk: Desk, bram: User, plein: Process) -> None:
    assert "De plek is opgeslagen." in post(desk(bram), plein, latitude="52,5731234", longitude="5.3")
    assert place_of(plein) == (Decimal("52.573123"), Decimal("5.3"))
    desk(bram).post(reverse("desk_no_place", args=[plein.code]))
    assert place_of(plein) == (None, None)
    with scope(plein.municipality_id):
        assert {"process_placed", "process_unplaced"} <= set(Event.objects.values_list("verb", flat=True))


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"latitude": "5,3", "longitude": "52,5"}, "niet in Nederland"),
        ({"latitude": "", "longitude": "5,3"}, "Vul een getal in"),
        ({"latitude": "x", "longitude": "NaN"}, "Vul een getal in"),
        ({"kaart640.x": "-1", "kaart640.y": "9" * 400}, "Vul een getal in"),
    ],
)
def test_unusable_place_is_refused_in_words(
    desk: Desk, bram: User, plein: Process, sent: dict[str, str], said: str
) -> None:
    assert said in post(desk(bram), plein, **sent)
    assert place_of(plein) == (None, None)


def test_map_to_point_on_is_a_picture_of_the_own_municipality(
    desk: Desk, bram: User, plein: Process, waterrijk: Municipality
) -> None:
    response = desk(bram).get(reverse("desk_place_map", args=[plein.code, 640]))
    assert (response.status_code, response["Content-Type"]) == (200, "image/svg+xml")
    assert "<path" in response.content.decode()
    assert desk(bram).get(reverse("desk_place_map", args=[plein.code, 641])).status_code == 404


def test_reader_cannot_move_a_process(desk: Desk, reader: User, plein: Process) -> None:
    assert desk(reader).get(reverse("desk_place", args=[plein.code])).status_code == 403


def test_map_shows_what_the_filters_find_and_names_it_in_the_list(
    desk: Desk, anna: User, bram: User, plein: Process, tuin: Process
) -> None:
    for process, latitude in ((plein, "52.57"), (tuin, "52.60")):
        with scope(process.municipality_id):
            Process.objects.filter(pk=process.pk).update(latitude=latitude, longitude="5.3")
    everything = unescape(desk(anna).get(reverse("desk_map")).content.decode())
    assert everything.index('id="plek-1"') < everything.index("Buurttuin") < everything.index("Kerkplein")
    assert everything.count("pmc-map__mark") == 4  # two marks, on the wide and on the narrow drawing
    narrowed = unescape(desk(anna).get(reverse("desk_map") + "?spoor=O").content.decode())
    assert ("Buurttuin" in narrowed, "Kerkplein" in narrowed) == (True, False)
    own = unescape(desk(bram).get(reverse("desk_map")).content.decode())
    assert ("Buurttuin" in own, "Kerkplein" in own) == (False, True)


def test_empty_map_says_how_to_begin(desk: Desk, anna: User, plein: Process) -> None:
    assert "Er staat nog niets op de kaart" in desk(anna).get(reverse("desk_map")).content.decode()
