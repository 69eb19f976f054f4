"""Plain pages for when there is nothing to fill in: what is the matter, and what to do."""

from dataclasses import dataclass
from datetime import date
from http import HTTPStatus

from django.utils.formats import date_format

from participatiemonitor.fieldwork.queries import InvitationFace, RoundFace
from participatiemonitor.fieldwork.states import InvitationState


@dataclass(frozen=True, slots=True)
class Notice:
    """One page: a title, some sentences and, when there is something to do, a link back to the start."""

    title: str
    sentences: tuple[str, ...]
    status: int
    offers_restart: bool = False


UNKNOWN = Notice(
    "Deze link werkt niet",
    (
        "Wij kennen deze link niet, of de vragenlijst is al gesloten. Na het sluiten halen wij persoonlijke links weg.",
        "Kijk of u de hele link heeft overgenomen. Werkt het dan nog niet? Vraag de gemeente om een nieuwe link.",
    ),
    HTTPStatus.NOT_FOUND,
)
USED = Notice(
    "Met deze link is al een vragenlijst ingestuurd",
    (
        "Elke persoonlijke link werkt één keer. Uw antwoorden zijn goed aangekomen.",
        "Heeft u zelf niets ingestuurd? Neem dan contact op met de gemeente.",
    ),
    HTTPStatus.GONE,
)
EXPIRED = Notice(
    "Deze link is verlopen",
    (
        "De laatste dag van deze link is voorbij.",
        "Wilt u nog meedoen? Vraag de gemeente of dat kan.",
    ),
    HTTPStatus.GONE,
)
REVOKED = Notice(
    "Deze link is ingetrokken",
    (
        "De gemeente heeft deze uitnodiging ingetrokken. U kunt de vragenlijst met deze link niet invullen.",
        "Klopt dit volgens u niet? Neem dan contact op met de gemeente.",
    ),
    HTTPStatus.GONE,
)
UNREADABLE = Notice(
    "Wij konden het formulier niet lezen",
    (
        "Uw antwoorden zijn niet verstuurd. Misschien stond de pagina heel lang open, of is zij veranderd.",
        "Ga terug in uw browser en probeer het nog een keer. Lukt dat niet? Begin dan opnieuw.",
    ),
    HTTPStatus.BAD_REQUEST,
    offers_restart=True,
)
ELSEWHERE = Notice(
    "Dit formulier kwam van een andere website",
    (
        "Voor de veiligheid nemen wij het niet aan. Uw antwoorden zijn niet verstuurd.",
        "Begin opnieuw op onze eigen pagina.",
    ),
    HTTPStatus.FORBIDDEN,
    offers_restart=True,
)


def closed(face: RoundFace) -> Notice:
    """The last day has gone by."""
    return Notice(
        "Deze vragenlijst is gesloten",
        (
            f"U kon antwoorden tot en met {date_format(face.closes_on, 'j F Y')}. Dank u wel voor uw belangstelling.",
            f"Heeft u een vraag over ‘{face.process_title}’? Neem dan contact op met de gemeente {face.municipality}.",
        ),
        HTTPStatus.GONE,
    )


def early(face: RoundFace) -> Notice:
    """The first day is still to come."""
    return Notice(
        "Deze vragenlijst is nog niet open",
        (
            f"U kunt antwoorden van {date_format(face.opens_on, 'j F Y')} tot en met "
            f"{date_format(face.closes_on, 'j F Y')}.",
            "Bewaar deze link en kom dan terug.",
        ),
        HTTPStatus.OK,
    )


def about_round(face: RoundFace, today: date) -> Notice | None:
    """Why nobody can answer in this round now, or None."""
    if face.is_due(today):
        return closed(face)
    return early(face) if face.is_early(today) else None


def about_invitation(invitation: InvitationFace, today: date) -> Notice | None:
    """Why this personal link cannot be used now, or None."""
    if invitation.state == InvitationState.USED:
        return USED
    if invitation.state == InvitationState.REVOKED:
        return REVOKED
    if invitation.expires_on < today <= invitation.round.closes_on:
        return EXPIRED
    return about_round(invitation.round, today)
