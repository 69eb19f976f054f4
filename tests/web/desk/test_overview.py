"""The overview at the desk."""

import csv
import io
from collections.abc import Callable
from datetime import date, datetime, timedelta
from html import unescape
from html.parser import HTMLParser

import pytest
from bench.register.world import fill
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from tests.factories.register import a_process

from participatiemonitor.foundation.people.models import User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.foundation.tenancy.scope import scope
from participatiemonitor.register.models import Phase, Process, ProcessKind, Stage
from participatiemonitor.register.operations import GroupFacts, add_group, save_view
from participatiemonitor.register.overview import NOTHING, Facet, Order
from participatiemonitor.register.states import ProcessState
from participatiemonitor.web.desk import overview_pages
from participatiemonitor.web.desk.overview_address import KNOWN

type Desk = Callable[[User], Client]
type Overview = Callable[..., "Page"]


class Page(HTMLParser):
    """A page of the overview: which titles it shows, what it says, and where its links lead."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html, self.row = unescape(html), False
        self.titles: list[str] = []
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "th" and attributes.get("scope") == "row":
            self.row = True
        if tag == "a":
            self.links.append(attributes.get("href") or "")

    def handle_data(self, data: str) -> None:
        if self.row and data.strip():
            self.titles.append(data)
            self.row = False

    def count_of(self, label: str) -> int:
        """The number behind an option of a filter; −1 when it is not offered."""
        marker = f'<span>{label}</span><span class="pm-tick__number">'
        if marker not in self.html:
            return -1
        return int(self.html.split(marker)[1].split("<")[0])


@pytest.fixture
def register(lingedam: Municipality, anna: User, bram: User, today: datetime) -> None:
    """Six dossiers of several kinds."""
    day = timezone.localdate(today)
    with scope(lingedam.code):
        for n, (title, track, changes) in enumerate(
            [
                ("Fietspad Dijkweg", "B", {"theme": "2", "area": "Oost", "rung": "BP3", "starts_on": day}),
                ("Nieuwbouw basisschool", "B", {"theme": "4", "area": "Oost", "leader": bram, "rung": "BP2"}),
                ("Kerkplein", "B", {"theme": "8", "area": "Centrum", "leader": bram}),
                ("Buurttuin", "O", {"theme": "5", "rung": "OP4", "starts_on": date(2019, 1, 1)}),
                ("Warmtenet", "O", {"kind": ProcessKind.THIRD_PARTY, "theme": "7"}),
                ("Tarieven", "B", {"kind": ProcessKind.NO_PARTICIPATION}),
            ]
        ):
            process = a_process(
                lingedam, anna, today - timedelta(minutes=n), title=title, track=track, **changes
            )  # fmt: skip
            Phase.objects.filter(process=process).update(stage=Stage.EXECUTION if n % 2 else "")
        Process.objects.filter(title__in=["Buurttuin", "Kerkplein"]).update(state=ProcessState.RUNNING)


@pytest.fixture
def overview(desk: Desk, anna: User, register: None) -> Overview:
    """The overview as a policy adviser sees it, with this question."""
    client = desk(anna)
    return lambda query="", name="desk_overview": Page(client.get(f"{reverse(name)}?{query}").content.decode())


def test_everything_stands_in_one_list_newest_first(overview: Overview) -> None:
    page = overview("")
    assert page.titles == [
        "Fietspad Dijkweg", "Nieuwbouw basisschool", "Kerkplein", "Buurttuin", "Warmtenet", "Tarieven",
    ]  # fmt: skip
    assert "<strong>6 dossiers</strong>" in page.html
    assert "<title>Overzicht (6 dossiers)" in page.html


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("zoek=fietspaden", ["Fietspad Dijkweg"]),
        ("zoek=school", ["Nieuwbouw basisschool"]),
        ("zoek=scholen+nieuwbouw", ["Nieuwbouw basisschool"]),
        ("zoek=school+fietspad", []),
        ("soort=THIRD&soort=NONE", ["Warmtenet", "Tarieven"]),
        ("spoor=O", ["Buurttuin", "Warmtenet"]),
        ("rol=BP3&rol=OP4", ["Fietspad Dijkweg", "Buurttuin"]),
        ("rol=-", ["Kerkplein", "Warmtenet", "Tarieven"]),
        ("thema=2&thema=4&gebied=Oost", ["Fietspad Dijkweg", "Nieuwbouw basisschool"]),
        ("gebied=-&spoor=O", ["Buurttuin", "Warmtenet"]),
        ("fase=EXECUTION", ["Nieuwbouw basisschool", "Buurttuin", "Tarieven"]),
        ("fase=-&spoor=B", ["Fietspad Dijkweg", "Kerkplein"]),
        ("staat=RUNNING", ["Kerkplein", "Buurttuin"]),
        ("periode=dit-jaar", ["Fietspad Dijkweg", "Buurttuin"]),
        ("tot=2019-06-01", ["Buurttuin"]),
        ("van=2019-06-01&tot=2018-01-01", ["Buurttuin"]),
        ("aandacht=geen-rol", ["Kerkplein", "Warmtenet"]),
        ("aandacht=geen-rol&staat=RUNNING", ["Kerkplein"]),
        ("staat=ONZIN&thema=Q&van=gisteren&leiding=abc&volgorde=x", None),
    ],
)
def test_filters_narrow(query: str, titles: list[str] | None, overview: Overview) -> None:
    page = overview(query)
    assert page.titles == (overview("").titles if titles is None else titles)
    if titles == []:
        assert "Niets gevonden" in page.html


def test_leader_is_a_filter_with_names(overview: Overview, bram: User) -> None:
    page = overview(f"leiding={bram.pk}")
    assert page.titles == ["Nieuwbouw basisschool", "Kerkplein"]
    assert "Projectleider: Bram" in page.html
    assert page.count_of("Anna") == 4


def test_every_option_counts_what_it_would_find(overview: Overview, anna: User, bram: User) -> None:
    options = {Facet.AREA: {NOTHING: "Geen wijk of kern", "Oost": "Oost"}, Facet.LEADER: {str(bram.pk): "Bram"}}
    options |= {
        Facet.THEME: {"2": "Verkeer en vervoer", "4": "Onderwijs"},
        Facet.STATE: {"RUNNING": "Loopt", "DRAFT": "In voorbereiding"},
        Facet.ROLE: {"BP3": "Adviseren", NOTHING: "Geen rol"},
        Facet.STAGE: {"EXECUTION": "Uitvoering"},
        Facet.ATTENTION: {"geen-rol": "Nog geen rol gekozen"},
        Facet.PERIOD: {"dit-jaar": "Dit jaar"},
    }
    for start in ("", "spoor=B", "zoek=basisschool", "thema=2&thema=8"):
        page = overview(start)
        for facet, labels in options.items():
            if f"{facet.value}=" in start:
                continue
            for value, label in labels.items():
                found = overview(f"{start}&{facet.value}={value}").titles
                assert page.count_of(label) == (len(found) or -1), (start, label)


def test_options_without_a_result_are_not_offered_unless_chosen(overview: Overview) -> None:
    assert overview("thema=2").count_of("Faciliteren") == -1
    assert overview("thema=2&rol=OP4").count_of("Faciliteren") == 0


def test_areas_are_sorted_as_people_read_and_only_so_many_are_shown(
    desk: Desk, lingedam: Municipality, anna: User, today: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    with scope(lingedam.code):
        for n, area in enumerate(["Wijk 10", "Wijk 2", "wijk 1", "Wijk 2", "Étang", "Dorp", "Wijk 10", ""]):
            a_process(lingedam, anna, today, title=f"Plein {n}", area=area)
    monkeypatch.setattr(overview_pages, "MOST_SHOWN", 6)
    html = desk(anna).get(reverse("desk_overview")).content.decode()
    offered = [html.index(f"<span>{label}</span>") for label in ("Dorp", "Étang", "wijk 1", "Wijk 2", "Wijk 10")]
    assert offered == sorted(offered)
    assert html.index("<span>Wijk 10</span>") < html.index("<span>Geen wijk of kern</span>")
    assert "met de meeste dossiers" not in html
    monkeypatch.setattr(overview_pages, "MOST_SHOWN", 2)
    cut = Page(desk(anna).get(f"{reverse('desk_overview')}?gebied=Dorp").content.decode())
    assert (cut.count_of("Dorp"), cut.count_of("Étang")) == (1, -1)
    assert cut.count_of("Wijk 2") + cut.count_of("Wijk 10") == 1, "the chosen one and one of the most frequent"
    assert "Dit zijn de 2 met de meeste dossiers" in cut.html


def test_counts_of_the_first_page_lead_to_as_many_dossiers(desk: Desk, anna: User, register: None) -> None:
    client = desk(anna)
    home = Page(client.get(reverse("desk_home")).content.decode())
    for name, title in (("desk_processes", "Kerkplein"), ("desk_initiatives", "Buurttuin")):
        (address,) = [link for link in home.links if link.startswith(f"{reverse(name)}?")]
        assert Page(client.get(address).content.decode()).titles == [title]


def test_each_chosen_filter_can_be_taken_away(overview: Overview) -> None:
    page = overview("zoek=kerk&thema=8&thema=2&staat=RUNNING&van=2020-01-01&volgorde=titel")
    for query in (
        "?thema=2&thema=8&staat=RUNNING&van=2020-01-01&volgorde=titel",
        "?zoek=kerk&thema=2&staat=RUNNING&van=2020-01-01&volgorde=titel",
        "?zoek=kerk&thema=2&thema=8&van=2020-01-01&volgorde=titel",
        "?zoek=kerk&thema=2&thema=8&staat=RUNNING&volgorde=titel",
        "?volgorde=titel",
    ):
        assert query in page.links, query
    assert "Wis alles" in page.html
    assert "Wis alles" not in overview("volgorde=titel").html


@pytest.mark.parametrize(
    ("order", "first", "said"),
    [
        (Order.TITLE, "Buurttuin", "gesorteerd op titel"),
        (Order.START, "Fietspad Dijkweg", "gesorteerd op begindatum"),
        (Order.STATE, "Fietspad Dijkweg", "gesorteerd op stand"),
        (Order.FEEDBACK, "Fietspad Dijkweg", "gesorteerd op terugkoppeling"),
    ],
)
def test_order_is_kept_and_said(order: Order, first: str, said: str, overview: Overview) -> None:
    page = overview(f"volgorde={order.value}")
    assert page.titles[0] == first
    assert said in page.html
    assert f'<option value="{order.value}" selected>' in page.html
    assert ("aria-sort=" in page.html) == (order in (Order.TITLE, Order.START, Order.STATE))


def test_pages_of_one_track_are_the_same_overview(overview: Overview) -> None:
    processes, initiatives = overview("", "desk_processes"), overview("", "desk_initiatives")
    assert (processes.titles, initiatives.titles) == (
        ["Fietspad Dijkweg", "Nieuwbouw basisschool", "Kerkplein", "Tarieven"], ["Buurttuin", "Warmtenet"],
    )  # fmt: skip
    assert "Wie begint" not in initiatives.html
    narrowed = overview("thema=5&spoor=B", "desk_initiatives")
    assert narrowed.titles == ["Buurttuin"]
    assert "?spoor=O&thema=5" in "".join(link for link in narrowed.links if "bord" in link)


def test_navigation_marks_the_page(overview: Overview) -> None:
    for name, label in (
        ("desk_overview", "Overzicht"), ("desk_processes", "Trajecten"), ("desk_initiatives", "Initiatieven"),
        ("desk_board", "Bord"),
    ):  # fmt: skip
        html = overview("staat=RUNNING", name).html
        assert f'href="{reverse(name)}" aria-current="page">{label}</a>' in html


def test_list_is_cut_in_pages_that_keep_the_question(
    desk: Desk, lingedam: Municipality, anna: User, today: datetime
) -> None:
    with scope(lingedam.code):
        for n in range(30):
            a_process(lingedam, anna, today + timedelta(minutes=n), title=f"Plein {n}", theme="2")
    client = desk(anna)
    first = Page(client.get(reverse("desk_overview") + "?thema=2&volgorde=titel").content.decode())
    second = Page(client.get(reverse("desk_overview") + "?thema=2&volgorde=titel&pagina=2").content.decode())
    assert (len(first.titles), len(second.titles)) == (25, 5)
    assert not set(first.titles) & set(second.titles)
    assert "?thema=2&volgorde=titel&pagina=2" in first.links
    assert "30 dossiers gevonden" in second.html


def test_leader_sees_and_counts_the_own_ones_only(desk: Desk, bram: User, register: None) -> None:
    page = Page(desk(bram).get(reverse("desk_overview")).content.decode())
    assert page.titles == ["Nieuwbouw basisschool", "Kerkplein"]
    assert "2 dossiers" in page.html
    assert (page.count_of("Oost"), page.count_of("Verkeer en vervoer"), page.count_of("Anna")) == (1, -1, -1)
    assert "Projectleider" not in page.html.split("pm-filters")[1]
    for query in ("zoek=fietspad", "zoek=fietspda", "rol=BP3"):
        html = desk(bram).get(f"{reverse('desk_overview')}?{query}").content.decode()
        assert "Niets gevonden" in html
        assert "Bedoelt u" not in html
        assert "dijkweg" not in html.lower()


def test_another_municipality_finds_nothing(
    desk: Desk, chantal: User, anna: User, waterrijk: Municipality, register: None, today: datetime
) -> None:
    with scope(waterrijk.code):
        a_process(waterrijk, chantal, today, title="Haven", area="Kade")
    page = Page(desk(chantal).get(f"{reverse('desk_overview')}?leiding={anna.pk}").content.decode())
    assert page.titles == []
    assert "Anna" not in page.html
    assert page.count_of("Oost") == -1
    assert Page(desk(chantal).get(reverse("desk_overview")).content.decode()).titles == ["Haven"]


def test_misspelt_word_gets_a_proposal(overview: Overview) -> None:
    page = overview("zoek=fietspda&thema=2")
    assert "Bedoelt u" in page.html
    assert "?zoek=fietspad&thema=2" in page.links
    assert "Geen dossier heeft al deze woorden" in overview("zoek=xyzzyplugh").html


def test_words_that_are_found_only_without_filters_say_so(overview: Overview) -> None:
    page = overview("zoek=fietspad&thema=8")
    assert "Zonder filters vindt u er 1." in page.html
    assert "?zoek=fietspad" in page.links


def test_groups_are_found_too(overview: Overview, lingedam: Municipality, anna: User, today: datetime) -> None:
    with scope(lingedam.code):
        process = Process.objects.get(title="Kerkplein")
        add_group(process=process, facts=GroupFacts("Marktkooplieden"), by=anna, now=today)
    assert overview("zoek=marktkooplieden").titles == ["Kerkplein"]


def test_what_people_type_is_never_executed(desk: Desk, anna: User, lingedam: Municipality, today: datetime) -> None:
    bad = '"><script>alert(1)</script>'
    with scope(lingedam.code):
        a_process(lingedam, anna, today, title=bad, area=bad)
    client = desk(anna)
    for query in ({}, {"zoek": bad}, {"gebied": bad}, {"volgorde": bad, "van": bad, "leiding": bad}):
        for name in ("desk_overview", "desk_board"):
            assert "<script>alert" not in client.get(reverse(name), query).content.decode()


def test_nothing_yet_says_what_will_stand_there(desk: Desk, anna: User, reader: User) -> None:
    for name in ("desk_overview", "desk_board"):
        assert reverse("desk_process_new") in desk(anna).get(reverse(name)).content.decode()
        assert "Er is nog niets om te bekijken" in desk(reader).get(reverse(name)).content.decode()


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_files_hold_everything_that_was_found_in_the_order_of_the_list(
    desk: Desk, lingedam: Municipality, anna: User, today: datetime
) -> None:
    with scope(lingedam.code):
        for n in range(30):
            a_process(lingedam, anna, today, title=f"Plein {n}", theme="2", rung="BP4", starts_on=date(2026, 1, 31))
        a_process(lingedam, anna, today, title="=1+1", theme="4")
    client = desk(anna)
    address = reverse("desk_overview_file", args=["csv"])
    response = client.get(f"{address}?thema=2&volgorde=titel")
    heading, *lines = read_csv(response.content)
    assert response["Content-Disposition"].startswith('attachment; filename="overzicht-')
    assert heading[:10] == [
        "Titel", "Soort", "Thema", "Wijk of kern", "Beloofde rol", "Fase", "Begin", "Einde", "Leiding", "Stand",
    ]  # fmt: skip
    listed = f"{reverse('desk_overview')}?thema=2&volgorde=titel&pagina="
    pages = [Page(client.get(f"{listed}{n}").content.decode()) for n in (1, 2)]
    assert [line[0] for line in lines] == pages[0].titles + pages[1].titles
    assert lines[0][1:10] == [
        "Traject van de gemeente", "Verkeer en vervoer", "", "Coproduceren", "", "2026-01-31", "", "Anna",
        "In voorbereiding",
    ]  # fmt: skip
    assert "/bureau/dossier/" in lines[0][11]
    assert "Lingedam" in lines[0][12]
    assert "Thema: Verkeer en vervoer" in lines[0][12]
    everything = read_csv(client.get(address).content)
    assert "'=1+1" in [line[0] for line in everything]
    book = load_workbook(io.BytesIO(client.get(reverse("desk_overview_file", args=["xlsx"]) + "?thema=4").content))
    row = next(book["Overzicht"].iter_rows(min_row=2))
    assert (row[0].value, row[0].data_type) == ("=1+1", "s")
    assert client.get(reverse("desk_overview_file", args=["pdf"])).status_code == 404


def test_files_keep_to_the_own_ones(desk: Desk, bram: User, chantal: User, register: None) -> None:
    address = reverse("desk_overview_file", args=["csv"])
    assert [line[0] for line in read_csv(desk(bram).get(address).content)[1:]] == ["Nieuwbouw basisschool", "Kerkplein"]
    assert read_csv(desk(chantal).get(address).content)[1:] == []


@pytest.fixture(scope="module")
def every_filter() -> list[str]:
    """A question with each option of each filter, and with everything at once."""
    single = [f"{facet.value}={option}" for facet, options in KNOWN.items() for option in options]
    return [
        "", *single, "gebied=Oost&gebied=-", "leiding=1", "van=2020-01-01&tot=2027-01-01", "zoek=veilig+fietspaden",
        "zoek=fietspda", *(f"volgorde={order.value}" for order in Order),
        "zoek=plan&soort=PROCESS&spoor=B&rol=BP3&thema=2&gebied=Oost&fase=EXECUTION&staat=RUNNING&periode=dit-jaar"
        "&aandacht=geen-rol&van=2020-01-01&volgorde=titel&pagina=2",
    ]  # fmt: skip


@pytest.mark.parametrize("number", [4, 600])
def test_any_question_costs_at_most_ten_queries_whatever_the_number(
    number: int, every_filter: list[str], desk: Desk, lingedam: Municipality, anna: User, today: datetime
) -> None:
    with scope(lingedam.code):
        fill(lingedam, anna, number=number, now=today)
        save_view(municipality=lingedam, name="Loopt", query="staat=RUNNING", is_shared=True, by=anna, now=today)
    client = desk(anna)
    pages = [reverse(name) for name in ("desk_overview", "desk_processes", "desk_initiatives", "desk_board")]
    pages += [reverse("desk_overview_file", args=[each]) for each in ("csv", "xlsx")]
    cost = {}
    # The first page gets every question, the others every ninth: they read the same way.
    asked = [(page, query) for page in pages for query in (every_filter if page == pages[0] else every_filter[::9])]
    for page, query in asked:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(f"{page}?{query}").status_code == 200
        cost[page, query] = len(seen)
    assert max(cost.values()) <= 10, {question: n for question, n in cost.items() if n > 10}
