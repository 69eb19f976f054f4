"""What the page of the startnotitie shows around the paper itself."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from participatiemonitor.publication.reports.paper import Gap
from participatiemonitor.register.models import Process
from participatiemonitor.register.reach import listed

# Where each gap is filled in: the words of the link and the name of the page.
PLACES = {
    "role": ("Kies de rol", "desk_process"),
    "role_aid": ("Vul de rolwijzer in", "desk_role_aid"),
    "card": ("Vul de gegevens aan", "desk_card"),
    "kind": ("Vul aan wat bij dit soort hoort", "desk_kind_facts"),
    "phase": ("Geef de fasen een periode", "desk_process"),
    "groups": ("Schrijf op wie u wilt bereiken", "desk_groups"),
    "frame": ("Vul het raadskader in", "desk_council_frame_edit"),
}
# Here the words of the link say everything.
SAID_BY_LINK = ("role", "role_aid", "phase", "groups")


@dataclass(frozen=True, slots=True)
class ToDo:
    """A page on which something is still to be filled in, with what that is."""

    label: str
    url: str
    what: str


def to_dos(process: Process, gaps: Iterable[Gap]) -> list[ToDo]:
    """What is still missing, per page on which it is filled in."""
    names: dict[str, list[str]] = {}
    for gap in gaps:
        names.setdefault(gap.place, []).append(gap.name)
    return [_to_do(process, place, names[place]) for place in PLACES if place in names]


def _to_do(process: Process, place: str, names: list[str]) -> ToDo:
    label, page = PLACES[place]
    what = "" if place in SAID_BY_LINK else listed(list(dict.fromkeys(names)))
    anchor = "#rollen" if page == "desk_process" else ""
    return ToDo(label, reverse(page, args=[process.code]) + anchor, what)
