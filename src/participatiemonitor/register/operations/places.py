"""Where a process lies on the map."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from participatiemonitor.foundation.audit.operations import record
from participatiemonitor.foundation.people.models import User
from participatiemonitor.register.models import Process
from participatiemonitor.register.operations.errors import PlaceOutsideCountry

# The European Netherlands, a little wide.
LATITUDES = (Decimal("50.7"), Decimal("53.6"))
LONGITUDES = (Decimal("3.3"), Decimal("7.3"))
FINENESS = Decimal("0.000001")


@transaction.atomic
def place_process(*, process: Process, latitude: Decimal, longitude: Decimal, by: User, now: datetime) -> Process:
    """Put a process at a place, in degrees. Refused outside the Netherlands."""
    if not (LATITUDES[0] <= latitude <= LATITUDES[1] and LONGITUDES[0] <= longitude <= LONGITUDES[1]):
        raise PlaceOutsideCountry(
            "Deze plek ligt niet in Nederland. De breedte ligt tussen 50,7 en 53,6 en de lengte tussen 3,3 en 7,3."
        )
    return _put(process, latitude.quantize(FINENESS), longitude.quantize(FINENESS), by, now)


@transaction.atomic
def unplace_process(*, process: Process, by: User, now: datetime) -> Process:
    """Take a process off the map."""
    return _put(process, None, None, by, now)


def _put(process: Process, latitude: Decimal | None, longitude: Decimal | None, by: User, now: datetime) -> Process:
    if (process.latitude, process.longitude) != (latitude, longitude):
        process.latitude, process.longitude = latitude, longitude
        process.save(update_fields=["latitude", "longitude"])
        record("process_placed" if latitude is not None else "process_unplaced", process, by=by, now=now)
    return process
