"""The groups that a process wants to reach."""

from dataclasses import dataclass, fields
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from participatiemonitor.foundation.audit.operations import record
from participatiemonitor.foundation.people.models import User
from participatiemonitor.register.models import Process, StakeholderGroup
from participatiemonitor.register.operations.errors import GroupNameTaken
from participatiemonitor.register.operations.indexing import renew_search_words


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """What is known of a group to reach. Only the name is needed; more may be reached than were invited."""

    name: str
    interest: str = ""
    approach: str = ""
    invited: int | None = None
    reached: int | None = None

    @classmethod
    def of(cls, group: StakeholderGroup) -> "GroupFacts":
        """The group as it stands now."""
        return cls(**{field.name: getattr(group, field.name) for field in fields(cls)})

    def stripped(self) -> "GroupFacts":
        """The same without spaces around the texts."""
        return GroupFacts(
            self.name.strip(), self.interest.strip(), self.approach.strip(), self.invited, self.reached
        )  # fmt: skip


@transaction.atomic
def add_group(*, process: Process, facts: GroupFacts, by: User, now: datetime) -> StakeholderGroup:
    """Put a group at the end of the list."""
    facts = facts.stripped()
    _lock(process)
    _check_name(process, facts.name)
    group = StakeholderGroup(municipality_id=process.municipality_id, process=process, position=_last(process) + 1)
    _write(group, facts)
    group.save(force_insert=True)
    renew_search_words(process)
    record("group_added", process, by=by, now=now, detail={"group": group.name})
    return group


@transaction.atomic
def change_group(*, group: StakeholderGroup, facts: GroupFacts, by: User, now: datetime) -> StakeholderGroup:
    """Change what is known of a group. The audit event names the fields, not their contents."""
    facts = facts.stripped()
    _lock(group.process)
    _check_name(group.process, facts.name, besides=group)
    changed = _write(group, facts)
    if changed:
        group.save(update_fields=changed)
        renew_search_words(group.process)
        record("group_changed", group.process, by=by, now=now, detail={"group": group.name, "fields": changed})
    return group


@transaction.atomic
def remove_group(*, group: StakeholderGroup, by: User, now: datetime) -> None:
    """Take a group off the list."""
    process, name = group.process, group.name
    group.delete()
    renew_search_words(process)
    record("group_removed", process, by=by, now=now, detail={"group": name})


@transaction.atomic
def move_group(*, group: StakeholderGroup, up: bool, by: User, now: datetime) -> StakeholderGroup:
    """Swap a group with its neighbour. At the end of the list nothing happens."""
    _lock(group.process)
    group.refresh_from_db(fields=["position"])
    others = group.process.groups.exclude(pk=group.pk)
    if up:
        neighbour = others.filter(position__lt=group.position).order_by("-position").first()
    else:
        neighbour = others.filter(position__gt=group.position).order_by("position").first()
    if neighbour is None:
        return group
    ours, theirs = group.position, neighbour.position
    # No two groups may hold one position, not even for a moment: the first one steps aside.
    for row, position in ((group, _last(group.process) + 1), (neighbour, ours), (group, theirs)):
        row.position = position
        row.save(update_fields=["position"])
    record("group_moved", group.process, by=by, now=now, detail={"group": group.name, "up": up})
    return group


def _lock(process: Process) -> None:
    """Two people at work on one list at once must not get the same name or position."""
    Process.objects.select_for_update().get(pk=process.pk)


def _last(process: Process) -> int:
    highest: int | None = process.groups.aggregate(highest=Max("position"))["highest"]
    return highest or 0


def _check_name(process: Process, name: str, besides: StakeholderGroup | None = None) -> None:
    if not name:
        raise GroupNameTaken("Geef de groep een naam, bijvoorbeeld ‘jongeren’.")
    others = process.groups.filter(name__iexact=name)
    if besides is not None:
        others = others.exclude(pk=besides.pk)
    if others.exists():
        raise GroupNameTaken(f"De groep ‘{name}’ staat al op de lijst. Kies een andere naam.")


def _write(group: StakeholderGroup, facts: GroupFacts) -> list[str]:
    """Put the facts on the group and return the names of the fields that changed."""
    changed = [field.name for field in fields(facts) if getattr(group, field.name) != getattr(facts, field.name)]
    for name in changed:
        setattr(group, name, getattr(facts, name))
    return sorted(changed)
