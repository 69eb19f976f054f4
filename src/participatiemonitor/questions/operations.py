"""Publishing questionnaires. What is published never changes; a change is a new version."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from participatiemonitor.foundation.audit.operations import record
from participatiemonitor.foundation.errors import DomainError
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.questions.definition import Definition
from participatiemonitor.questions.library import load_library
from participatiemonitor.questions.models import QuestionnaireVersion
from participatiemonitor.questions.validation import DefinitionError, checked


class AlreadyPublished(DomainError):
    """This code and number exist with other content."""


class NotUsable(DomainError):
    """The questionnaire has mistakes."""


@transaction.atomic
def publish_library(*, now: datetime, library: Iterable[Definition] | None = None) -> list[QuestionnaireVersion]:
    """Publish the questionnaires that come with the product (or another checked `library`). Safe to repeat.

    There is no audit event: the library belongs to no municipality, and its history is that of the product.
    """
    return [_publish(definition, None, now)[0] for definition in library or load_library()]


@transaction.atomic
def publish_version(
    *, definition: Definition, municipality: Municipality, by: object, now: datetime
) -> QuestionnaireVersion:
    """Check and publish a municipality's own questionnaire, and write it in the trail.

    The same content again gives the existing version. Raises `AlreadyPublished` and `NotUsable`.
    """
    try:
        complete = checked(definition)
    except DefinitionError as error:
        sentences = " ".join(f"{problem[0].upper()}{problem[1:]}." for problem in error.problems)
        raise NotUsable(f"Deze vragenlijst is nog niet goed. {sentences}") from None
    version, is_new = _publish(complete, municipality, now)
    if is_new:
        record("questionnaire.published", version, by=by, now=now, detail={"checksum": version.checksum})
    return version


def _publish(
    definition: Definition, municipality: Municipality | None, now: datetime
) -> tuple[QuestionnaireVersion, bool]:
    version, is_new = QuestionnaireVersion.across.get_or_create(
        municipality=municipality,
        code=definition.code,
        number=definition.number,
        defaults={
            "title": definition.title,
            "audience": definition.audience,
            "definition": definition.to_json(),
            "checksum": definition.checksum(),
            "published_at": now,
        },
    )
    if version.checksum != definition.checksum():
        raise AlreadyPublished(
            f"‘{definition.title}’, versie {definition.number}, is al gepubliceerd en verandert niet meer. "
            f"Geef de nieuwe vragenlijst nummer {definition.number + 1}."
        )
    return version, is_new
