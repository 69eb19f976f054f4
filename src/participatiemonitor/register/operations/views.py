"""Filters of the overview that somebody keeps under a name. Only what is shared with everybody is audited."""

from datetime import datetime

from django.db import transaction

from participatiemonitor.foundation.audit.operations import record
from participatiemonitor.foundation.people.models import User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.register.models import SavedView
from participatiemonitor.register.operations.errors import ViewNotPossible


@transaction.atomic
def save_view(
    *, municipality: Municipality, name: str, query: str, is_shared: bool = False, by: User, now: datetime
) -> SavedView:
    """Keep these filters under a name: for oneself, or for everybody of the municipality."""
    # Sent twice at the same moment is still one name.
    User.objects.select_for_update().get(pk=by.pk)
    name = _free_name(name, owner=by)
    if len(query) > _longest("query"):
        raise ViewNotPossible("Dit zijn te veel filters om te bewaren. Haal er een paar weg.")
    view = SavedView.objects.create(
        municipality=municipality, owner=by, name=name, query=query, is_shared=is_shared, created_at=now
    )
    if is_shared:
        record("view_shared", view, by=by, now=now, detail={"view": name})
    return view


@transaction.atomic
def change_view(*, view: SavedView, name: str, is_shared: bool, by: User, now: datetime) -> SavedView:
    """Give a kept overview another name, share it, or keep it to oneself again."""
    was, was_shared = view.name, view.is_shared
    view.name, view.is_shared = _free_name(name, owner=view.owner, besides=view), is_shared
    if (view.name, view.is_shared) == (was, was_shared):
        return view
    view.save(update_fields=["name", "is_shared"])
    if is_shared or was_shared:
        verb = "view_changed" if is_shared and was_shared else "view_shared" if is_shared else "view_unshared"
        record(verb, view, by=by, now=now, detail={"view": view.name, "was": was})
    return view


@transaction.atomic
def remove_view(*, view: SavedView, by: User, now: datetime) -> None:
    """Throw a kept overview away. The processes in it stay."""
    if view.is_shared:
        record("view_removed", view, by=by, now=now, detail={"view": view.name})
    view.delete()


def _free_name(name: str, *, owner: User, besides: SavedView | None = None) -> str:
    name = " ".join(name.split())
    if not name:
        raise ViewNotPossible("Geef het overzicht een naam, bijvoorbeeld ‘Loopt in Oost’.")
    if len(name) > _longest("name"):
        raise ViewNotPossible(f"Maak de naam korter: hoogstens {_longest('name')} tekens.")
    others = SavedView.objects.filter(owner=owner, name__iexact=name)
    if besides is not None:
        others = others.exclude(pk=besides.pk)
    if others.exists():
        raise ViewNotPossible(f"U hebt al een overzicht dat ‘{name}’ heet. Kies een andere naam.")
    return name


def _longest(field: str) -> int:
    length: int = SavedView._meta.get_field(field).max_length  # type: ignore[assignment, union-attr]  # both are texts
    return length
