"""The words by which a process is found, kept beside it and renewed with every change of its texts."""

from collections.abc import Iterator
from typing import Any

from participatiemonitor.register.models import Process, ProcessKind
from participatiemonitor.register.search import search_words

CARD = (
    "title", "central_task", "place", "scale", "area", "what_is_fixed", "what_is_open", "goal", "methods", "means",
    "feedback_by", "feedback_form", "source", "source_id",
)  # fmt: skip
# Rows of an earlier kind stay in the database, but nobody sees them: they do not count.
OF_KIND: dict[str, tuple[str, tuple[str, ...]]] = {
    ProcessKind.STANDING_BODY: ("standing_body", ()),
    ProcessKind.THIRD_PARTY: ("third_party_plan", ("applicant", "application_number", "applicant_approach")),
    ProcessKind.CHALLENGE: ("challenge", ("requester", "task", "agreements")),
    ProcessKind.NO_PARTICIPATION: ("no_participation", ("reason",)),
}


def renew_search_words(process: Process) -> None:
    """Keep the words of a process again, where they changed. Part of the operation that changed its texts."""
    tables = [relation for relation, _ in OF_KIND.values()]
    stored = Process.objects.select_related(*tables).prefetch_related("groups").get(pk=process.pk)
    process.search_words = search_words(texts_of(stored))
    if process.search_words != stored.search_words:
        process.save(update_fields=["search_words"])


def texts_of(process: Any) -> Iterator[str]:
    """Everything that a process is found by."""
    yield from own_texts(process)
    for group in process.groups.all():
        yield from (group.name, group.interest)


def own_texts(process: Any) -> Iterator[str]:
    """The texts of a process and of the row of its kind, also of one that is not stored yet and has no groups."""
    yield from (getattr(process, name) for name in CARD)
    relation, names = OF_KIND.get(process.kind, ("", ()))
    row = getattr(process, relation, None) if relation else None
    if row is not None:
        yield from (getattr(row, name) for name in names)
        if process.kind == ProcessKind.STANDING_BODY:
            yield row.get_body_type_display()
