"""The other side of what began on one track: two dossiers that belong together."""

from datetime import date, datetime

from django.db import transaction

from participatiemonitor.foundation.audit.operations import record
from participatiemonitor.foundation.people.models import User
from participatiemonitor.register.kinds import has_participation, may_grow
from participatiemonitor.register.models import Process, StakeholderGroup, Track
from participatiemonitor.register.operations.cards import ProcessCard, open_process
from participatiemonitor.register.operations.errors import KindDoesNotFit, TwinExists
from participatiemonitor.register.operations.indexing import renew_search_words

OTHER = {Track.MUNICIPALITY: Track.SOCIETY, Track.SOCIETY: Track.MUNICIPALITY}


@transaction.atomic
def grow_into(*, process: Process, moved_on: date | None = None, by: User, now: datetime) -> Process:
    """Open the dossier of the other side, linked to this one, with what both sides share.

    `moved_on` is the day on which ownership moved; without it both sides had it from the beginning.
    """
    # Two people making the other side at once make one.
    process = Process.objects.select_for_update().get(pk=process.pk)
    if not has_participation(process):
        raise KindDoesNotFit("Hier doen geen mensen mee. Een andere kant past daar niet bij.")
    if not may_grow(process):
        raise TwinExists("Dit dossier hoort al bij een ander dossier. Een tweede kan niet.")
    twin = open_process(municipality=process.municipality, card=_shared(process), by=by, now=now)
    twin.grown_from, twin.ownership_moved_on = process, moved_on
    twin.save(update_fields=["grown_from", "ownership_moved_on"])
    StakeholderGroup.objects.bulk_create(
        StakeholderGroup(
            municipality_id=process.municipality_id,
            process=twin,
            position=group.position,
            name=group.name,
            interest=group.interest,
            approach=group.approach,
        )
        for group in process.groups.order_by("position")
    )
    renew_search_words(twin)
    record("other_side_opened", process, by=by, now=now, detail={"track": twin.track})
    return twin


def _shared(process: Process) -> ProcessCard:
    """What holds for both sides. What is promised, who decides and who takes part is each side's own."""
    return ProcessCard(
        track=OTHER[Track(process.track)],
        title=process.title,
        central_task=process.central_task,
        place=process.place,
        scale=process.scale,
        area=process.area,
        latitude=process.latitude,
        longitude=process.longitude,
        starts_on=process.starts_on,
        ends_on=process.ends_on,
        theme=process.theme,
        leader=process.leader,
    )
