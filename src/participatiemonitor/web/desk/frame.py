"""What every page about one process shares: the way to it, its chips and its tabs."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from enum import StrEnum

from django.forms import BaseForm
from django.urls import NoReverseMatch, reverse

from participatiemonitor.foundation.errors import DomainError
from participatiemonitor.foundation.people.roles import Permission, may
from participatiemonitor.register.kinds import has_participation
from participatiemonitor.register.models import Process, ProcessKind
from participatiemonitor.register.queries import promised_roles, role_of_now
from participatiemonitor.register.states import ProcessState
from participatiemonitor.web.access import DeskRequest
from participatiemonitor.web.components.items import Chip, Kind, Link, Tone
from participatiemonitor.web.desk.words import capital


class Tab(StrEnum):
    """The parts of a process page, by the word on the screen."""

    PLAN = "Plan"
    MEASURING = "Meting"
    RESULTS = "Resultaten"
    HISTORY = "Geschiedenis"


TAB_URLS = {
    Tab.PLAN: "desk_process",
    Tab.MEASURING: "desk_measure",
    Tab.RESULTS: "desk_results",
    Tab.HISTORY: "desk_history",
}
STATE_TONES: dict[str, Tone] = {
    ProcessState.DRAFT: "quiet",
    ProcessState.PREPARED: "quiet",
    ProcessState.APPROVED: "",
    ProcessState.STOPPED: "warning",
    ProcessState.RUNNING: "",
    ProcessState.EVALUATING: "",
    ProcessState.CLOSED: "ok",
}


def kind_of(process: Process) -> Kind:
    """The direction of a process, as the components know it."""
    return "overheidsparticipatie" if process.is_initiative else "burgerparticipatie"


def list_of(process: Process) -> Link:
    """The list in which this process stands."""
    if process.is_initiative:
        return Link("Initiatieven", reverse("desk_initiatives"))
    return Link("Trajecten", reverse("desk_processes"))


def process_context(request: DeskRequest, process: Process, current_tab: str, *deeper: Link) -> dict[str, object]:
    """Everything `web/desk/process_base.html` needs. `deeper` are crumbs below the tab."""
    above = list_of(process)
    request.current_navigation = above.url
    chips = [*_kind_chips(process), *_role_chips(process, request.now.date())]
    state = ProcessState(process.state)
    chips.append(Chip(capital(state.label), STATE_TONES[state]))
    crumbs = [above, Link(process.title, reverse("desk_process", args=[process.code])), *deeper]
    return {
        "process": process,
        "kind": kind_of(process),
        "chips": chips,
        "crumbs": crumbs if deeper else [above, Link(process.title)],
        "tabs": _tabs(process, current_tab),
        "may_edit": may(request.membership.staff_role, Permission.PROCESS_EDIT),
        "may_measure": may(request.membership.staff_role, Permission.ROUND_OPEN),
    }


def _kind_chips(process: Process) -> list[Chip]:
    """The kind in a word, where it says more than the direction does."""
    is_ordinary = process.kind in (ProcessKind.PROCESS, ProcessKind.INITIATIVE)
    return [] if is_ordinary else [Chip(capital(process.get_kind_display()))]


def _role_chips(process: Process, today: date) -> list[Chip]:
    roles = promised_roles(process)
    role = role_of_now(roles, on=today)
    if role is None:
        return [Chip("Rol nog niet gekozen", "warning")] if has_participation(process) else []
    waits = any(role.lacks_decision for role in roles)
    return [Chip(f"Rol: {role.name.lower()}"), *([Chip("Besluit nog nodig", "warning")] if waits else [])]


def tab_url(tab: Tab, process: Process) -> str:
    """The address of a tab of this process."""
    return reverse(TAB_URLS[tab], args=[process.code])


def _tabs(process: Process, current_tab: str) -> list[Link]:
    found = []
    for tab in Tab if has_participation(process) else (Tab.PLAN, Tab.HISTORY):
        try:
            found.append(Link(tab.value, tab_url(tab, process), tab == current_tab))
        except NoReverseMatch:
            continue
    return found


@contextmanager
def refusals_on(form: BaseForm) -> Iterator[None]:
    """A refusal inside becomes an error above the form, so that nothing that was entered is lost."""
    try:
        yield
    except DomainError as refusal:
        form.add_error(None, str(refusal))
