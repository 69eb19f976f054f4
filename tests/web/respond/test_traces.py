"""What a visit leaves behind: nothing, until a form is sent, and then no trace of who or when."""

import hashlib
import logging
import re

import pytest
from django.apps import apps
from django.db import connection
from tests.web.respond.browsing import Respondent

from participatiemonitor.fieldwork.models import Ballot


def _database() -> str:
    """A hash over every row of every table."""
    digest = hashlib.sha256()
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f'SELECT * FROM "{table}"')
            digest.update(repr(sorted(map(repr, cursor.fetchall()))).encode())
    return digest.hexdigest()


def test_the_hash_notices_a_change(resident) -> None:
    before = _database()
    resident.open("?pagina=alles").press("verstuur", K09="4")
    assert _database() != before


def test_looking_changes_nothing(resident, invitee) -> None:
    piet = invitee()
    before = _database()
    for somebody in (resident, piet, Respondent("/u/bestaatniet/"), Respondent("/v/bestaatniet/")):
        for query in ("", "?pagina=1", "?pagina=alles", "bedankt/"):
            for _ in range(2):
                somebody.client.get(somebody.path + query)
                somebody.client.head(somebody.path + query)
    assert _database() == before


def test_walking_through_the_pages_without_sending_changes_nothing(invitee) -> None:
    piet = invitee()
    before = _database()
    piet.open("?pagina=1")
    while "verstuur" not in piet.page.buttons:
        piet.press("verder", **{name: options[0] for name, options in piet.page.options.items()})
    piet.press("terug")
    assert _database() == before


def _visits(resident: Respondent, invitee) -> list:
    """Every kind of page a respondent can get."""
    piet = invitee()
    answers = [somebody.open(query).response for somebody in (resident, piet) for query in ("", "?pagina=1")]
    answers.append(resident.press("verder", K02="bestaat niet").response)
    resident.open("?pagina=alles")
    answers.append(resident.press("verstuur", K09="99").response)
    answers.append(resident.press("verstuur", K09="4").response)
    answers.append(resident.client.get(resident.response["Location"]))
    piet.open("?pagina=alles").press("verstuur", K09="4")
    answers += [piet.response, piet.open().response, piet.client.get(piet.path + "bedankt/")]
    answers += [Respondent(path).open().response for path in ("/v/weg/", "/u/weg/")]
    answers.append(resident.client.post(resident.path, {"staat": "kapot"}))
    answers.append(resident.client.post(resident.path, {}, headers={"Sec-Fetch-Site": "cross-site"}))
    answers.append(resident.client.put(resident.path))
    return answers


def test_no_page_sets_a_cookie_or_may_be_kept(resident, invitee) -> None:
    answers = _visits(resident, invitee)
    assert {answer.status_code for answer in answers} >= {200, 303, 400, 403, 404, 405, 410, 422}
    for answer in answers:
        assert not answer.cookies
        assert "Set-Cookie" not in answer.headers
        assert "Cookie" not in answer.headers.get("Vary", "")
        if answer.status_code != 405:
            assert answer["Cache-Control"] == "no-store"
            assert answer["Referrer-Policy"] == "no-referrer"
            assert "noindex" in answer["X-Robots-Tag"]
        assert "script" not in answer.content.decode()


def test_a_cookie_that_the_browser_sends_is_not_read(resident) -> None:
    resident.client.cookies["sessie"] = "gestolen"
    resident.open("?pagina=alles").press("verstuur", K09="4")
    assert "sessie" not in {cookie.key for cookie in resident.response.cookies.values()}
    assert Ballot.objects.count() == 1


def test_the_log_names_no_link(invitee, caplog: pytest.LogCaptureFixture) -> None:
    piet = invitee()
    with caplog.at_level(logging.DEBUG, logger="participatiemonitor"):
        piet.open("?pagina=alles").press("verstuur", K09="4")
        piet.open()
    assert piet.path.split("/")[2] not in caplog.text


def test_addresses_and_times_of_respondents_have_no_column() -> None:
    words = re.compile(r"\bip\b|(?<![a-z])ip_|_ip\b|remote|user_agent|last_seen|opened_at|submitted_at")
    names = [field.name for model in apps.get_models() for field in model._meta.get_fields()]
    assert not [name for name in names if words.search(name)]
