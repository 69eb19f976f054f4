"""What the overview shows, made ready for its templates."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from participatiemonitor.register.models import Process
from participatiemonitor.register.queries import promised_role
from participatiemonitor.register.states import ProcessState
from participatiemonitor.web.components.items import Chip
from participatiemonitor.web.desk.register_pages import state_chip
from participatiemonitor.web.desk.words import capital, period_text


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for in a list: a word in the title and a state."""

    search: str
    state: str

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "Asked":
        """From the address; a state that does not exist is no state."""
        state = given.get("staat", "")
        search = given.get("zoek", "").replace("\0", "")  # PostgreSQL refuses NUL in a text
        return cls(search.strip()[:120], state if state in ProcessState.values else "")

    @property
    def states(self) -> list[tuple[str, str, bool]]:
        """The options of the filter: value, label and whether it is chosen."""
        return [(state.value, capital(state.label), state.value == self.state) for state in ProcessState]

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is left out."""
        return bool(self.search or self.state)

    @property
    def query(self) -> str:
        """The same question for the next page of the list."""
        return urlencode({"zoek": self.search, "staat": self.state})


@dataclass(frozen=True, slots=True)
class ListRow:
    """One process in a list."""

    title: str
    url: str
    state: Chip
    role: str
    period: str
    leader: str


def list_rows(found: Iterable[Process], *, today: date) -> list[ListRow]:
    """The rows of a list of processes."""
    return [_row(process, today) for process in found]


def _row(process: Process, today: date) -> ListRow:
    role = promised_role(process, on=today)
    return ListRow(
        title=process.title,
        url=reverse("desk_process", args=[process.code]),
        state=state_chip(process),
        role=capital(role.name) if role else "",
        period=period_text(process.starts_on, process.ends_on),
        leader=str(process.leader),
    )
