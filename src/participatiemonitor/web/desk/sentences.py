"""Audit events as plain sentences."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from participatiemonitor.analysis.models import With
from participatiemonitor.foundation.audit.models import Event
from participatiemonitor.register.council_points import COUNCIL_POINTS
from participatiemonitor.register.models import WORDS_OF_KIND, ChallengeDecision, Track
from participatiemonitor.register.role_models import load_role_models
from participatiemonitor.register.states import ProcessState
from participatiemonitor.web.desk.words import counted

FIELDS = {
    "title": "titel",
    "central_task": "centrale opgave",
    "place": "plaats",
    "scale": "schaal",
    "kind": "soort",
    "area": "wijk of kern",
    "latitude": "plek op de kaart",
    "longitude": "plek op de kaart",
    "starts_on": "begin",
    "ends_on": "einde",
    "competent_body": "wie beslist",
    "what_is_fixed": "wat vastligt",
    "what_is_open": "wat open is",
    "theme": "thema",
    "goal": "doel",
    "methods": "werkvormen",
    "means": "mensen, tijd en geld",
    "participants": "aantal deelnemers",
    "feedback_promised_on": "terugkoppeling",
    "feedback_by": "wie terugkoppelt",
    "feedback_form": "vorm van de terugkoppeling",
    "decided_on": "besluit",
    "leader": "leiding",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One event as it reads."""

    at: datetime
    who: str
    what: str
    about: str
    times: int = 1


def lines(events: Iterable[Event]) -> list[Line]:
    """Events as lines. What somebody did several times within a minute is one line."""
    found: list[Line] = []
    for event in events:
        line = _line(event)
        if found and _minute(found[-1]) == _minute(line):
            found[-1] = replace(found[-1], times=found[-1].times + 1)
        else:
            found.append(line)
    return found


def _minute(line: Line) -> tuple[object, ...]:
    return (line.at.replace(second=0, microsecond=0), line.who, line.what, line.about)


def _line(event: Event) -> Line:
    what = sentence(event)
    return Line(event.at, who(event), what, "" if event.label in what else event.label)


def sentence(event: Event) -> str:
    """What happened, as one sentence without a subject. An unknown verb is shown with its label."""
    if event.verb in PLAIN:
        return PLAIN[event.verb]
    make = SENTENCES.get(event.verb)
    return make(event.detail) if make else f"{event.verb.replace('_', ' ')}: {event.label}"


def who(event: Event) -> str:
    """Who did it; what the clock does happens by itself."""
    return "De monitor" if event.actor == "klok" else event.actor


def _rung(code: object) -> str:
    names = {rung.code: rung.name for model in load_role_models() for rung in model.rungs}
    return names.get(str(code), str(code)).lower()


def _reader(value: object) -> str:
    return "de raad" if value == "council" else "deelnemers"


def _state(value: object) -> str:
    return ProcessState(value).label if value in ProcessState.values else str(value)


def _shared_with(value: object) -> str:
    return With(value).label if value in With.values else "anderen"


def _decided(value: object) -> str:
    if value not in ChallengeDecision.values:
        return "haalde het besluit over het verzoek weg"
    return f"legde het besluit over het verzoek vast: {ChallengeDecision(value).label}"


def _opened(detail: Mapping[str, Any]) -> str:
    if detail.get("kind") in WORDS_OF_KIND:
        return f"maakte dit {WORDS_OF_KIND[detail['kind']]} aan"
    return "maakte dit initiatief aan" if detail.get("track") == Track.SOCIETY else "maakte dit traject aan"


def _card(detail: Mapping[str, Any]) -> str:
    names = [FIELDS.get(name, name) for name in detail.get("fields", ())]
    return f"paste de gegevens aan: {', '.join(names)}"


def _frame(detail: Mapping[str, Any]) -> str:
    titles = {point.key: point.title.lower() for point in COUNCIL_POINTS}
    titles |= {"settled_on": "besluit", "document": "besluit"}
    names = dict.fromkeys(titles.get(name, name) for name in detail.get("fields", ()))
    return f"paste het raadskader aan: {', '.join(names)}"


PLAIN = {
    "standing_body_changed": "paste de gegevens van het vaste verband aan",
    "third_party_plan_changed": "paste de gegevens over de aanvrager aan",
    "challenge_changed": "paste het verzoek aan",
    "no_participation_changed": "paste de uitleg over ‘geen participatie’ aan",
    "other_side_opened": "maakte een dossier voor de andere kant",
    "rules_changed": "paste de afspraken over het register aan",
    "round_prepared": "bereidde een meting voor",
    "round_opened": "opende een meting",
    "invitation_revoked": "trok een uitnodiging in",
    "answers_mixed": "telde nieuwe antwoorden mee",
    "self_evaluation_skipped": "besloot geen zelfevaluatie te geven",
    "self_evaluation_completed": "vulde de zelfevaluatie in",
    "open_answer_released": "gaf een open antwoord vrij",
    "open_answer_withheld": "besloot een open antwoord niet te tonen",
    "process_placed": "zette de plek op de kaart",
    "process_unplaced": "haalde de plek van de kaart",
    "feed_made": "maakte een eigen agenda-adres",
    "feed_renewed": "verving het eigen agenda-adres",
    "feed_ended": "verwijderde het eigen agenda-adres",
}
SENTENCES: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "process_opened": _opened,
    "card_changed": _card,
    "phase_added": lambda detail: f"voegde de fase ‘{detail.get('phase', '')}’ toe",
    "phase_changed": lambda detail: f"paste de fase ‘{detail.get('phase', '')}’ aan",
    "role_chosen": lambda detail: f"beloofde de rol {_rung(detail.get('rung'))} voor ‘{detail.get('phase', '')}’",
    "role_changed": lambda detail: (
        f"veranderde de rol voor ‘{detail.get('phase', '')}’ "
        f"van {_rung(detail.get('was'))} naar {_rung(detail.get('rung'))}"
    ),
    "decision_recorded": lambda detail: (
        f"legde het besluit over de rol {_rung(detail.get('rung'))} voor ‘{detail.get('phase', '')}’ vast"
    ),
    "role_notice_changed": lambda detail: f"paste het bericht over de andere rol aan voor {_reader(detail.get('to'))}",
    "role_notice_sent": lambda detail: (
        f"vertelde {_reader(detail.get('to'))} dat de rol voor ‘{detail.get('phase', '')}’ anders is"
    ),
    "role_assessed": lambda detail: (
        f"vulde de rolwijzer in met {counted(int(detail.get('answered', 0)), 'antwoord', 'antwoorden')}"
    ),
    "role_advice_settled": lambda detail: (
        f"koos de rol {_rung(detail.get('rung'))} "
        f"{'anders dan het advies' if detail.get('differs') else 'volgens het advies'} van de rolwijzer"
    ),
    "state_changed": lambda detail: f"zette de stand op ‘{_state(detail.get('to'))}’",
    "council_frame_set": _frame,
    "group_added": lambda detail: f"zette de groep ‘{detail.get('group', '')}’ op de lijst",
    "group_changed": lambda detail: f"paste de groep ‘{detail.get('group', '')}’ aan",
    "group_removed": lambda detail: f"haalde de groep ‘{detail.get('group', '')}’ van de lijst",
    "group_moved": lambda detail: f"zette de groep ‘{detail.get('group', '')}’ op een andere plek",
    "challenge_decided": lambda detail: _decided(detail.get("decision")),
    "view_shared": lambda detail: f"deelde het overzicht ‘{detail.get('view', '')}’ met iedereen",
    "view_changed": lambda detail: (
        f"gaf het gedeelde overzicht ‘{detail.get('was', '')}’ de naam ‘{detail.get('view', '')}’"
    ),
    "view_unshared": lambda detail: f"deelt het overzicht ‘{detail.get('view', '')}’ niet meer",
    "view_removed": lambda detail: f"verwijderde het gedeelde overzicht ‘{detail.get('view', '')}’",
    "people_invited": lambda detail: f"nodigde {counted(int(detail.get('n', 0)), 'persoon', 'mensen')} uit",
    "file_imported": lambda detail: f"las een bestand in met {counted(int(detail.get('rows', 0)), 'rij', 'rijen')}",
    "register_imported": lambda detail: (
        f"las een lijst in: {counted(int(detail.get('made', 0)), 'nieuwe rij', 'nieuwe rijen')} in het register"
    ),
    "answers_imported": lambda detail: f"las {counted(int(detail.get('n', 0)), 'antwoord', 'antwoorden')} in",
    "results_released": lambda detail: (
        "bekeek de resultaten als eerste" if detail.get("final", True) else "bekeek een tussenstand"
    ),
    "results_shared": lambda detail: f"deelde de resultaten met {_shared_with(detail.get('with'))}",
    "round_closed": lambda detail: f"sloot een meting met {counted(int(detail.get('n', 0)), 'antwoord', 'antwoorden')}",
}
