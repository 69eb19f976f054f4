"""Every kind of dossier at the desk: how it begins, what it asks and what its page shows."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.factories.fieldwork import a_round, send_in
from tests.factories.register import a_process

from participatiemonitor.fieldwork.operations import close_round
from participatiemonitor.foundation.people.models import Membership, StaffRole, User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.foundation.tenancy.scope import scope
from participatiemonitor.register.kinds import TermCount
from participatiemonitor.register.models import (
    Challenge,
    NoParticipation,
    Process,
    ProcessKind,
    StandingBody,
    ThirdPartyPlan,
)
from participatiemonitor.register.operations import (
    UNTITLED,
    ChallengeFacts,
    change_challenge,
    change_rules,
    change_state,
    decide_challenge,
    grow_into,
)
from participatiemonitor.register.queries import promised_roles
from participatiemonitor.register.states import ProcessState
from participatiemonitor.web.desk.course_pages import slug_of
from participatiemonitor.web.desk.kinds_new_forms import BEGINNINGS, Beginning
from participatiemonitor.web.desk.kinds_pages import deadline_of

type Desk = Callable[[User], Client]

EACH = pytest.mark.parametrize("beginning", BEGINNINGS, ids=lambda beginning: beginning.slug)
TYPED = {
    "title": "Het plan",
    "central_task": "Waar het over gaat",
    "applicant": "Stichting Groen",
    "application_number": "Z2026-1",
    "is_required": "YES",
    "received_on_day": "02",
    "received_on_month": "03",
    "received_on_year": "2026",
    "ground": "URGENT",
    "reason": "Er is gevaar.",
    "body_type": "VILLAGE",
    "round_month": "9",
    "rung": "later",
    "starts_on_day": "01",
    "starts_on_month": "09",
    "starts_on_year": "2026",
    "participants": "120",
}


def text_of(client: Client, url: str) -> str:
    return unescape(client.get(url).content.decode())


def posted(client: Client, url: str, data: dict[str, str]) -> str:
    return unescape(client.post(url, data, follow=True).content.decode())


def address(beginning: Beginning) -> str:
    return reverse("desk_new", args=[beginning.slug])


def step_to(process: Process, state: ProcessState) -> str:
    return reverse("desk_step", args=[process.code, slug_of(state)])


@pytest.fixture
def of_kind(lingedam: Municipality, bram: User, today: datetime) -> Callable[..., Process]:
    """Makes a dossier of a kind that Bram leads."""

    def make(kind: ProcessKind, **more: object) -> Process:
        track = more.pop("track", "B" if kind in (ProcessKind.PROCESS, ProcessKind.NO_PARTICIPATION) else "O")
        with scope(lingedam.code):
            return a_process(lingedam, bram, today, kind=kind, track=str(track), title="Het dossier", **more)

    return make


@pytest.fixture
def beheer(lingedam: Municipality) -> User:
    """Looks after the monitor in Lingedam."""
    user = User.objects.create_user("beheer@lingedam.example", "geheim-voor-proef", name="Samira")
    Membership.objects.create(user=user, municipality=lingedam, role=StaffRole.ADMINISTRATOR)
    return user


# Beginning.


def test_first_page_leads_to_every_kind(desk: Desk, bram: User) -> None:
    html = text_of(desk(bram), reverse("desk_process_new"))
    assert "Van wie is het initiatief?" in html
    for beginning in BEGINNINGS:
        assert f"/nieuw/{beginning.slug}/" in html, beginning.slug
    assert reverse("desk_new_both") in html


def test_both_sides_are_explained(desk: Desk, bram: User) -> None:
    assert "Maak eerst een dossier voor de kant die begon." in text_of(desk(bram), reverse("desk_new_both"))


def test_unknown_kind_does_not_exist(desk: Desk, bram: User) -> None:
    assert desk(bram).get(reverse("desk_new", args=["onzin"])).status_code == 404


@EACH
def test_form_asks_only_what_the_kind_needs(beginning: Beginning, desk: Desk, bram: User) -> None:
    html = text_of(desk(bram), address(beginning))
    asked = {name for row in beginning.asks for name in row}
    for name in ("applicant", "application_number", "is_required", "ground", "body_type", "rung", "participants"):
        assert (f'name="{name}"' in html) == (name in asked), name


@EACH
def test_dossier_is_made_with_what_was_typed(
    beginning: Beginning, desk: Desk, bram: User, lingedam: Municipality
) -> None:
    html = posted(desk(bram), address(beginning), TYPED)
    assert "staat in het register" in html
    with scope(lingedam.code):
        process = Process.objects.get()
        assert (process.kind, process.track, process.title) == (beginning.kind, beginning.track, "Het plan")
        assert process.central_task == "Waar het over gaat"
        match beginning.kind:
            case ProcessKind.STANDING_BODY:
                body = StandingBody.objects.get()
                assert (body.body_type, body.round_month) == ("VILLAGE", 9)
            case ProcessKind.THIRD_PARTY:
                plan = ThirdPartyPlan.objects.get()
                assert (plan.applicant, plan.application_number, plan.is_required) == (
                    "Stichting Groen", "Z2026-1", "YES",
                )  # fmt: skip
            case ProcessKind.CHALLENGE:
                challenge = Challenge.objects.get()
                assert (challenge.requester, challenge.task, challenge.received_on) == (
                    "Stichting Groen", "Waar het over gaat", date(2026, 3, 2),
                )  # fmt: skip
            case ProcessKind.NO_PARTICIPATION:
                none = NoParticipation.objects.get()
                assert (none.ground, none.reason) == ("URGENT", "Er is gevaar.")


@EACH
def test_everything_can_be_kept_without_a_title(
    beginning: Beginning, desk: Desk, bram: User, lingedam: Municipality
) -> None:
    client = desk(bram)
    html = posted(client, address(beginning), {"central_task": "Waar het over gaat", "later": "ja"})
    assert "Bewaard. Hieronder ziet u wat er nog ontbreekt." in html
    assert "Nog leeg: de titel" in html
    assert "Geef een titel" in html
    with scope(lingedam.code):
        process = Process.objects.get()
        assert (process.title, process.kind, process.track) == (UNTITLED, beginning.kind, beginning.track)
        assert process.central_task == "Waar het over gaat"
    posted(client, reverse("desk_card", args=[process.code]), {"title": "Nu wel", "central_task": "Waar het over gaat"})
    year = timezone.localdate().year
    assert client.get(reverse("desk_process", args=[f"{year}-nu-wel"])).status_code == 200


@EACH
def test_title_is_asked_where_it_is_put_in_the_register(
    beginning: Beginning, desk: Desk, bram: User, lingedam: Municipality
) -> None:
    html = posted(desk(bram), address(beginning), TYPED | {"title": " "})
    assert "Geef een titel. Gebruik de naam die mensen kennen." in html
    for name in ("applicant", "participants", "received_on_month"):
        assert f'name="{name}" value="{TYPED[name]}"' in html, name
    with scope(lingedam.code):
        assert not Process.objects.exists()


def test_card_without_a_title_can_be_kept_again(desk: Desk, bram: User, lingedam: Municipality) -> None:
    client = desk(bram)
    client.post(reverse("desk_new", args=["traject"]), {"later": "ja"})
    with scope(lingedam.code):
        page = reverse("desk_card", args=[Process.objects.get().code])
    assert f'value="{UNTITLED}"' not in text_of(client, page)
    assert "De gegevens zijn opgeslagen." in posted(client, page, {"place": "Markt"})
    with scope(lingedam.code):
        process = Process.objects.get()
        assert (process.title, process.place) == (UNTITLED, "Markt")


def test_what_cannot_be_kept_is_named_and_stays(desk: Desk, bram: User, lingedam: Municipality) -> None:
    sent = {"received_on_day": "31", "received_on_month": "2", "received_on_year": "2026", "applicant": "Ans",
            "later": "ja"}  # fmt: skip
    html = posted(desk(bram), reverse("desk_new", args=["uitdaagrecht"]), sent)
    assert "Deze datum bestaat niet." in html
    assert ('name="received_on_day" value="31"' in html, 'value="Ans"' in html) == (True, True)
    with scope(lingedam.code):
        assert not Process.objects.exists()


def test_change_of_kind_loses_nothing_on_the_way_there_and_back(desk: Desk, bram: User) -> None:
    client = desk(bram)
    there = posted(client, reverse("desk_new", args=["geen-participatie"]), TYPED | {"wissel": "1"})
    assert "Fout" not in there
    assert "Dit vulde u ook al in" in there
    for visible in ("starts_on_year", "participants"):
        assert f'name="{visible}" value="{TYPED[visible]}" inputmode' in there.replace("  ", " ") or visible in there
    for hidden in ("applicant", "application_number", "is_required", "received_on_month", "rung"):
        assert f'<input type="hidden" name="{hidden}" value="{TYPED[hidden]}">' in there, hidden
    back = posted(client, reverse("desk_new", args=["uitdaagrecht"]), TYPED | {"wissel": "1"})
    assert 'name="applicant" value="Stichting Groen"' in back
    assert '<input type="hidden" name="reason" value="Er is gevaar.">' in back


def test_what_was_typed_for_another_kind_and_belongs_on_the_card_is_kept(
    desk: Desk, bram: User, lingedam: Municipality
) -> None:
    posted(desk(bram), reverse("desk_new", args=["uitdaagrecht"]), TYPED)
    with scope(lingedam.code):
        process = Process.objects.get()
        assert (process.participants, process.starts_on) == (120, date(2026, 9, 1))


def test_hidden_values_cannot_become_code(desk: Desk, bram: User) -> None:
    sent = {"title": "", "reason": '"><script>alert(1)</script>'}
    response = desk(bram).post(reverse("desk_new", args=["traject"]), sent)
    assert b"<script>alert" not in response.content


def test_reader_begins_nothing(desk: Desk, reader: User) -> None:
    assert desk(reader).get(reverse("desk_process_new")).status_code == 403


# What the page of each kind shows.


@pytest.mark.parametrize("kind", ProcessKind)
def test_page_shows_what_makes_sense_for_its_kind(
    kind: ProcessKind, desk: Desk, bram: User, of_kind: Callable[..., Process]
) -> None:
    process = of_kind(kind)
    html = text_of(desk(bram), reverse("desk_process", args=[process.code]))
    takes_part = kind != ProcessKind.NO_PARTICIPATION
    for name in ("desk_role_aid", "desk_phase_new", "desk_measure", "desk_results"):
        assert (reverse(name, args=[process.code]) in html) == takes_part, name
    assert ("Rol nog niet gekozen" in html) == takes_part
    is_ordinary = kind in (ProcessKind.PROCESS, ProcessKind.INITIATIVE)
    assert (reverse("desk_kind_facts", args=[process.code]) in html) == (not is_ordinary)
    assert process.get_kind_display().capitalize() in html


def test_nobody_is_asked_for_a_role_or_a_round_where_nobody_takes_part(
    desk: Desk, bram: User, of_kind: Callable[..., Process]
) -> None:
    process = of_kind(ProcessKind.NO_PARTICIPATION)
    client = desk(bram)
    for name in ("desk_role_aid", "desk_role_aid_result", "desk_measure"):
        response = client.get(reverse(name, args=[process.code]))
        assert response["Location"] == reverse("desk_process", args=[process.code]), name
    assert client.get(reverse("desk_role", args=[process.code, 1])).status_code == 404
    assert "Kies de rol die u belooft" not in text_of(client, reverse("desk_home"))


def test_reader_sees_the_kind_and_changes_nothing(desk: Desk, reader: User, of_kind: Callable[..., Process]) -> None:
    process = of_kind(ProcessKind.CHALLENGE)
    client = desk(reader)
    html = text_of(client, reverse("desk_process", args=[process.code]))
    assert "Het verzoek" in html
    for name in ("desk_kind_facts", "desk_decision", "desk_kind", "desk_other_side"):
        assert reverse(name, args=[process.code]) not in html
        assert client.get(reverse(name, args=[process.code])).status_code == 403


@pytest.mark.parametrize("kind", [ProcessKind.PROCESS, ProcessKind.INITIATIVE])
def test_ordinary_kinds_have_no_page_of_their_own(
    kind: ProcessKind, desk: Desk, bram: User, of_kind: Callable[..., Process]
) -> None:
    process = of_kind(kind)
    for name in ("desk_kind_facts", "desk_decision", "desk_year_new"):
        assert desk(bram).get(reverse(name, args=[process.code])).status_code == 404


# The request under the uitdaagrecht.


@pytest.mark.parametrize(
    ("days_left", "is_decided", "chip", "tone"),
    [
        (40, False, "Nog 40 dagen", ""),
        (14, False, "Nog 14 dagen", "warning"),
        (1, False, "Nog 1 dag", "warning"),
        (0, False, "Vandaag is de laatste dag", "warning"),
        (-3, False, "Termijn voorbij sinds 2 mei 2026", "error"),
        (5, True, "Besloten", "ok"),
        (-5, True, "Besloten", "ok"),
    ],
)
def test_term_reads_in_words(days_left: int, is_decided: bool, chip: str, tone: str) -> None:
    deadline = deadline_of(TermCount(date(2026, 5, 1), days_left, is_decided))
    assert (deadline.chip.label, deadline.chip.tone) == (chip, tone)
    assert ("5 dagen te laat" in deadline.sentence) == (is_decided and days_left < 0)


def test_term_stands_first_and_asks_for_the_decision(
    desk: Desk, bram: User, of_kind: Callable[..., Process], today: datetime
) -> None:
    process = of_kind(ProcessKind.CHALLENGE)
    client, page = desk(bram), reverse("desk_process", args=[process.code])
    assert "Vul in wanneer het verzoek binnenkwam" in text_of(client, page)
    received = timezone.localdate(today) - timedelta(days=44)
    with scope(process.municipality_id):
        facts = ChallengeFacts(requester="Ans", received_on=received, term_weeks=8)
        change_challenge(process=process, facts=facts, by=bram, now=today)
    html = text_of(client, page)
    assert ("Nog 12 dagen" in html, "Leg het besluit vast" in html) == (True, True)
    assert html.index("Nog 12 dagen") < html.index("Beloofde rol")
    with scope(process.municipality_id):
        change_challenge(process=process, facts=ChallengeFacts(received_on=received, term_weeks=4), by=bram, now=today)
    over = text_of(client, page)
    assert "Termijn voorbij sinds" in over
    assert "Besluit zo snel mogelijk" in over


def test_request_is_changed_with_its_term(desk: Desk, bram: User, of_kind: Callable[..., Process]) -> None:
    process = of_kind(ProcessKind.CHALLENGE)
    client, page = desk(bram), reverse("desk_kind_facts", args=[process.code])
    sent = {"requester": "Ans", "task": "Het park", "received_on_day": "2", "received_on_month": "3",
            "received_on_year": "2026", "term_weeks": "8", "extra_weeks": "4"}  # fmt: skip
    refused = posted(client, page, sent)
    assert "Leg uit waarom u meer tijd nodig hebt." in refused
    assert 'value="Het park"' in refused or "Het park" in refused
    shown = posted(client, page, sent | {"extension_reason": "Er is advies nodig."})
    assert "8 weken, verlengd met 4 weken: Er is advies nodig." in shown
    with scope(process.municipality_id):
        assert Challenge.objects.get().due_on == date(2026, 5, 25)


@pytest.mark.parametrize(("field", "typed"), [("term_weeks", "x"), ("term_weeks", "0"), ("extra_weeks", "-1")])
def test_weeks_are_whole_weeks(field: str, typed: str, desk: Desk, bram: User, of_kind: Callable[..., Process]) -> None:
    process = of_kind(ProcessKind.CHALLENGE)
    html = posted(desk(bram), reverse("desk_kind_facts", args=[process.code]), {field: typed})
    assert "Vul een" in html
    assert f'name="{field}" value="{typed}"' in html


def test_refusal_asks_a_day_and_a_reason(desk: Desk, bram: User, of_kind: Callable[..., Process]) -> None:
    process = of_kind(ProcessKind.CHALLENGE)
    client, page = desk(bram), reverse("desk_decision", args=[process.code])
    html = posted(client, page, {"decision": "REFUSED"})
    assert "Vul in op welke dag het besluit is genomen." in html
    assert "Leg uit waarom het verzoek niet of niet helemaal is toegewezen." in html
    day = {"decided_on_day": "2", "decided_on_month": "3", "decided_on_year": "2026"}
    shown = posted(client, page, {"decision": "REFUSED", "reason": "Te duur."} | day)
    assert "Afgewezen op 2 maart 2026" in shown
    assert "Te duur." in shown
    assert "Rond dit verzoek af" in shown
    assert "legde het besluit over het verzoek vast: afgewezen" in text_of(
        client, reverse("desk_history", args=[process.code])
    )
    taken_back = posted(client, page, {"decision": "nog-niet"})
    assert "Afgewezen" not in taken_back


def test_after_the_decision_agreements_and_evaluation_are_asked(
    desk: Desk, bram: User, of_kind: Callable[..., Process], today: datetime
) -> None:
    process = of_kind(ProcessKind.CHALLENGE)
    client, page = desk(bram), reverse("desk_kind_facts", args=[process.code])
    assert 'name="agreements"' not in text_of(client, page)
    with scope(process.municipality_id):
        decide_challenge(process=process, decision="GRANTED", decided_on=date(2026, 3, 2), by=bram, now=today)
    assert "Leg de afspraken vast" in text_of(client, reverse("desk_process", args=[process.code]))
    posted(client, page, {"agreements": "Een jaar lang.", "evaluation": "Goed."})
    with scope(process.municipality_id):
        challenge = Challenge.objects.get()
        assert (challenge.agreements, challenge.evaluation, challenge.decision) == (
            "Een jaar lang.",
            "Goed.",
            "GRANTED",
        )


def test_request_closes_only_with_a_decision(
    desk: Desk, bram: User, of_kind: Callable[..., Process], today: datetime
) -> None:
    process = of_kind(ProcessKind.CHALLENGE)
    with scope(process.municipality_id):
        change_state(process=process, state=ProcessState.RUNNING, reason="Er is haast.", by=bram, now=today)
    html = posted(desk(bram), step_to(process, ProcessState.CLOSED), {})
    assert "Er is nog geen besluit over dit verzoek." in html


# The other kinds.


def test_nobody_takes_part_with_a_reason_and_an_explanation(
    desk: Desk, bram: User, of_kind: Callable[..., Process], today: datetime
) -> None:
    process = of_kind(ProcessKind.NO_PARTICIPATION)
    client, page = desk(bram), reverse("desk_process", args=[process.code])
    assert "Leg uit waarom" in text_of(client, page)
    with scope(process.municipality_id):
        change_state(process=process, state=ProcessState.PREPARED, by=bram, now=today)
    refused = posted(client, step_to(process, ProcessState.APPROVED), {})
    assert "Leg eerst uit waarom mensen niet kunnen meepraten." in refused
    sent = {"ground": "URGENT", "reason": "Er is gevaar.", "decided_by": "EXECUTIVE", "how_explained": ""}
    shown = posted(client, reverse("desk_kind_facts", args=[process.code]), sent)
    for words in ("Er is spoed of gevaar", "Er is gevaar.", "Het college", "Laat dit vaststellen"):
        assert words in shown
    approved = posted(client, step_to(process, ProcessState.APPROVED), {})
    assert "Schrijf op hoe u het vertelt" in approved


def test_third_party_offers_two_roles_and_says_why(
    desk: Desk, bram: User, of_kind: Callable[..., Process], today: datetime
) -> None:
    process = of_kind(ProcessKind.THIRD_PARTY)
    client = desk(bram)
    assert "Vul in wie de aanvrager is" in text_of(client, reverse("desk_process", args=[process.code]))
    role = text_of(client, reverse("desk_role", args=[process.code, 1]))
    offered = [rung for rung in ("OP1", "OP2", "OP3", "OP4", "OP5") if f'value="{rung}"' in role]
    assert offered == ["OP1", "OP2"]
    assert "De aanvrager organiseert de participatie" in role
    aid = reverse("desk_role_aid", args=[process.code])
    assert "De aanvrager organiseert de participatie" in text_of(client, aid)
    advice = posted(client, aid, {"O01": "1", "O07": "1", "O10": "1"})
    chosen = advice[advice.index('id="kiezen"') :].split("</form>")[0]
    assert [rung for rung in ("OP1", "OP2", "OP3", "OP4", "OP5") if f'value="{rung}"' in chosen] == offered
    what_if = text_of(client, reverse("desk_role_aid_result", args=[process.code]) + "?O01=1&O07=1&O10=1&O05=1")
    advised = what_if[what_if.index('id="advies"') :].split("</section>")[0]
    assert "loslaten" not in advised.lower()


def test_plan_of_a_third_party_is_judged(desk: Desk, bram: User, of_kind: Callable[..., Process]) -> None:
    process = of_kind(ProcessKind.THIRD_PARTY)
    sent = {"applicant": "Van Dam", "is_required": "YES", "judgement": "Genoeg mensen gevraagd."}
    shown = posted(desk(bram), reverse("desk_kind_facts", args=[process.code]), sent)
    assert ("Van Dam" in shown, "Genoeg mensen gevraagd." in shown) == (True, True)


def test_standing_body_begins_a_year_with_the_role_of_last_year(
    desk: Desk, bram: User, of_kind: Callable[..., Process], today: datetime
) -> None:
    process = of_kind(ProcessKind.STANDING_BODY, track="B", rung="BP2")
    year = timezone.localdate(today).year
    client, page = desk(bram), reverse("desk_year_new", args=[process.code])
    assert "raadplegen" in text_of(client, page).lower()
    html = posted(client, page, {"year": str(year + 1)})
    assert f"‘Jaar {year + 1}’ is begonnen." in html
    with scope(process.municipality_id):
        assert [(role.phase.name, role.rung) for role in promised_roles(process)] == [
            (f"Jaar {year}", "BP2"), (f"Jaar {year + 1}", "BP2"),
        ]  # fmt: skip
    assert "Dit jaar en volgend jaar zijn er al." in text_of(client, page)
    assert client.post(page, {"year": str(year)}).status_code == 200


def test_standing_body_is_asked_to_begin_the_year_that_runs(
    desk: Desk, bram: User, lingedam: Municipality, today: datetime
) -> None:
    with scope(lingedam.code):
        process = a_process(lingedam, bram, today - timedelta(days=800), kind="STANDING", track="B", title="Wijkraad")
    html = text_of(desk(bram), reverse("desk_process", args=[process.code]))
    assert f"Begin jaar {timezone.localdate(today).year}" in html


@pytest.mark.parametrize(("days_ago", "measured"), [(0, True), (800, False)])
def test_standing_body_measures_anew_every_year(
    days_ago: int, measured: bool, desk: Desk, bram: User, of_kind: Callable[..., Process], today: datetime
) -> None:
    process = of_kind(ProcessKind.STANDING_BODY, track="B", rung="BP2")
    opened = timezone.localdate(today) - timedelta(days=days_ago)
    with scope(process.municipality_id):
        then = today - timedelta(days=days_ago)
        round_ = a_round(process, bram, then, opens_on=opened, closes_on=opened + timedelta(days=20))
        send_in(round_, then)
        close_round(round_=round_, by=bram, now=then)
    html = text_of(desk(bram), reverse("desk_measure", args=[process.code]))
    steps = html[html.index('class="pm-steps') :].split("</ol>")[0]
    opening = next(step for step in steps.split("<li")[1:] if "Open een meting" in step)
    assert ('data-state="done"' in opening) == measured


def test_kind_changes_among_those_that_fit_and_the_old_row_stays(
    desk: Desk, bram: User, of_kind: Callable[..., Process], today: datetime
) -> None:
    process = of_kind(ProcessKind.CHALLENGE, rung="OP4")
    client, page = desk(bram), reverse("desk_kind", args=[process.code])
    with scope(process.municipality_id):
        change_challenge(process=process, facts=ChallengeFacts(requester="Ans"), by=bram, now=today)
    html = text_of(client, page)
    offered = {kind.value for kind in ProcessKind if f'value="{kind.value}"' in html}
    assert offered == {"INITIATIVE", "STANDING", "THIRD", "CHALLENGE"}
    shown = posted(client, page, {"kind": "THIRD"})
    assert "Dit dossier is nu: plan van een derde." in shown
    assert "De beloofde rol past niet bij dit soort" in shown
    assert "Kies één van de genoemde mogelijkheden." in posted(client, page, {"kind": "PROCESS"})
    assert "Ans" in posted(client, page, {"kind": "CHALLENGE"})


def test_no_participation_is_refused_while_people_take_part(
    desk: Desk, bram: User, of_kind: Callable[..., Process], today: datetime
) -> None:
    process = of_kind(ProcessKind.PROCESS)
    with scope(process.municipality_id):
        change_state(process=process, state=ProcessState.RUNNING, reason="Er is haast.", by=bram, now=today)
    html = posted(desk(bram), reverse("desk_kind", args=[process.code]), {"kind": "NONE"})
    assert "Mensen doen hier al mee." in html


# Both sides.


def test_other_side_is_linked_on_both_dossiers(desk: Desk, bram: User, of_kind: Callable[..., Process]) -> None:
    process = of_kind(ProcessKind.INITIATIVE)
    client, page = desk(bram), reverse("desk_other_side", args=[process.code])
    assert "Vul in op welke dag het initiatief overging." in posted(client, page, {"how": "overgegaan"})
    day = {"moved_day_day": "1", "moved_day_month": "6", "moved_day_year": "2026"}
    shown = posted(client, page, {"how": "overgegaan"} | day)
    assert "Sinds 1 juni 2026 ligt het initiatief bij de gemeente." in shown
    with scope(process.municipality_id):
        twin = Process.objects.get(track="B")
    for one, other in ((process, twin), (twin, process)):
        html = text_of(client, reverse("desk_process", args=[one.code]))
        assert f'Hoort bij: <a href="{reverse("desk_process", args=[other.code])}">' in html
        assert reverse("desk_other_side", args=[one.code]) not in html
    assert client.post(page, {"how": "samen"})["Location"] == reverse("desk_process", args=[process.code])


def test_both_from_the_beginning_needs_no_day(desk: Desk, bram: User, of_kind: Callable[..., Process]) -> None:
    process = of_kind(ProcessKind.PROCESS)
    shown = posted(desk(bram), reverse("desk_other_side", args=[process.code]), {"how": "samen"})
    assert "De gemeente en inwoners hebben samen het initiatief." in shown


def test_leader_reads_the_name_of_somebody_elses_side_without_a_link(
    desk: Desk, anna: User, bram: User, of_kind: Callable[..., Process], today: datetime
) -> None:
    process = of_kind(ProcessKind.PROCESS)
    with scope(process.municipality_id):
        twin = grow_into(process=process, by=bram, now=today)
        Process.objects.filter(pk=twin.pk).update(leader=anna)
    page = reverse("desk_process", args=[process.code])
    link = reverse("desk_process", args=[twin.code])
    assert "Hoort bij: Het dossier" in text_of(desk(bram), page)
    assert link not in text_of(desk(bram), page)
    assert link in text_of(desk(anna), page)


# The card and the rules.


def test_card_asks_for_the_new_fields_in_groups(desk: Desk, bram: User, plein: Process) -> None:
    client, page = desk(bram), reverse("desk_card", args=[plein.code])
    assert text_of(client, page).count('<fieldset class="pm-section">') == 6
    sent = {"title": "Kerkplein", "area": "Centrum", "goal": "Meer groen", "methods": "Twee avonden", "means": "Ton",
            "feedback_by": "De wethouder", "feedback_form": "Een brief", "latitude": "51,9812", "longitude": "5.9107",
            "participants": "40"}  # fmt: skip
    shown = posted(client, page, sent)
    for words in ("Centrum", "Meer groen", "Twee avonden", "De wethouder. Een brief", "51,9812 en 5,9107"):
        assert words in shown, words
    assert 'value="51,9812"' in text_of(client, page)


@pytest.mark.parametrize(
    ("point", "message"),
    [
        ({"latitude": "52"}, "Vul beide getallen in"),
        ({"latitude": "12", "longitude": "5"}, "Dit punt ligt niet in Nederland."),
        ({"latitude": "noord", "longitude": "5"}, "Vul een getal in met een komma"),
        ({"latitude": "NaN", "longitude": "5"}, "Vul een getal in met een komma"),
        ({"latitude": "1e999", "longitude": "5"}, "Dit punt ligt niet in Nederland."),
    ],
)
def test_point_that_cannot_be_is_named(
    point: dict[str, str], message: str, desk: Desk, bram: User, plein: Process
) -> None:
    html = posted(desk(bram), reverse("desk_card", args=[plein.code]), {"title": "Kerkplein"} | point)
    assert "Fout" in html
    assert message in html
    assert f'value="{point["latitude"]}"' in html


def test_card_of_no_participation_asks_less_and_loses_nothing(
    desk: Desk, bram: User, of_kind: Callable[..., Process]
) -> None:
    process = of_kind(ProcessKind.NO_PARTICIPATION, what_is_open="De bomen.")
    client, page = desk(bram), reverse("desk_card", args=[process.code])
    html = text_of(client, page)
    for name in ("what_is_open", "methods", "means", "participants"):
        assert f'name="{name}"' not in html
    posted(client, page, {"title": "Anders"})
    with scope(process.municipality_id):
        assert Process.objects.get().what_is_open == "De bomen."


def test_phase_has_a_part_of_the_work(desk: Desk, bram: User, plein: Process) -> None:
    page = reverse("desk_phase", args=[plein.code, 1])
    shown = posted(desk(bram), page, {"name": "Ontwerp", "stage": "PREPARATION"})
    assert "Voorbereiding" in shown


def test_administrator_lays_down_the_rules(desk: Desk, beheer: User, bram: User, lingedam: Municipality) -> None:
    client, page = desk(beheer), reverse("desk_rules")
    assert page in text_of(client, reverse("desk_home"))
    refused = posted(client, page, {"second_person": "ja", "challenge_term_weeks": "veel"})
    assert "Vul een heel aantal weken in" in refused
    sent = {"second_person": "ja", "challenge_term_weeks": "26", "ordinance": "Verordening 2026"}
    shown = posted(client, page, sent)
    assert ("De afspraken zijn opgeslagen." in shown, 'value="26"' in shown) == (True, True)
    posted(desk(bram), reverse("desk_new", args=["uitdaagrecht"]), {"title": "Park"})
    with scope(lingedam.code):
        assert Challenge.objects.get().term_weeks == 26


def test_only_administrators_lay_down_rules(desk: Desk, anna: User, bram: User, reader: User) -> None:
    for person in (anna, bram, reader):
        client = desk(person)
        assert client.get(reverse("desk_rules")).status_code == 403
        assert reverse("desk_rules") not in text_of(client, reverse("desk_home"))


@pytest.mark.parametrize(
    ("ordinance", "shown"),
    [
        ("Verordening 2026", "8 weken (Verordening 2026)"),
        ("https://lingedam.example/regels", '<a href="https://lingedam.example/regels">8 weken</a>'),
        ("javascript:alert(1)", "8 weken (javascript:alert(1))"),
    ],
)
def test_term_names_the_ordinance(
    ordinance: str,
    shown: str,
    desk: Desk,
    bram: User,
    of_kind: Callable[..., Process],
    lingedam: Municipality,
    today: datetime,
) -> None:
    with scope(lingedam.code):
        change_rules(
            municipality=lingedam, needs_second_person=False, challenge_term_weeks=8, ordinance=ordinance, by=bram,
            now=today,
        )  # fmt: skip
    process = of_kind(ProcessKind.CHALLENGE)
    assert shown in text_of(desk(bram), reverse("desk_process", args=[process.code]))
