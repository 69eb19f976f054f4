"""What the overview reads: its rows, in three queries whatever their number, and the filters that were kept."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import BooleanField, Case, Q, QuerySet, When
from django.db.models.functions import Lower

from participatiemonitor.register.models import Phase, Process, RoleChoice, SavedView
from participatiemonitor.register.overview import OverviewRow
from participatiemonitor.register.search import SearchTerm

# So few that their phases are asked for by number; more, and all phases are read at once.
FEW = 500
_CARD = (
    "pk", "code", "title", "kind", "track", "theme", "area", "state", "leader_id", "starts_on", "ends_on",
    "feedback_promised_on",
)  # fmt: skip

# Process, phase, its first day and its stage.
type PhaseOn = tuple[int, int, date | None, str]


def overview_rows(*, today: date, leader_id: int | None = None, search: Iterable[SearchTerm] = ()) -> list[OverviewRow]:
    """Everything in the register, newest first, narrowed to one leader and to words where given."""
    found = Process.objects.all()
    if leader_id is not None:
        found = found.filter(leader_id=leader_id)
    for term in search:
        whole, stem = term.needles
        found = found.filter(Q(search_words__contains=whole) | Q(search_words__contains=stem))
    cards = list(found.order_by("-created_at", "-pk").values_list(*_CARD))
    phases, rungs = _phases_and_rungs([card[0] for card in cards])
    return [OverviewRow._make((*card, *role_and_stage(phases.get(card[0], ()), rungs, today))) for card in cards]


def _phases_and_rungs(keys: Sequence[int]) -> tuple[dict[int, list[PhaseOn]], dict[int, str]]:
    """The phases of each process in order, and the latest role of each phase."""
    phases: QuerySet[Phase] = Phase.objects.all()
    choices: QuerySet[RoleChoice] = RoleChoice.objects.all()
    if len(keys) <= FEW:
        phases = phases.filter(process_id__in=keys)
        choices = choices.filter(phase__process_id__in=keys)
    of_process: dict[int, list[PhaseOn]] = defaultdict(list)
    for phase in phases.order_by("position").values_list("process_id", "pk", "starts_on", "stage"):
        of_process[phase[0]].append(phase)
    return of_process, dict(choices.order_by("chosen_at", "pk").values_list("phase_id", "rung"))


def role_and_stage(phases: Sequence[PhaseOn], rungs: dict[int, str], today: date) -> tuple[str, str]:
    """The role that holds now and the stage of the phase of now.

    The role as everywhere: of the last phase with a role that has begun, where a phase without a day counts as begun,
    else of the first with a role.
    """
    if not phases:
        return "", ""
    begun = first = ""
    for _, pk, starts_on, _ in phases:
        if rung := rungs.get(pk, ""):
            first = first or rung
            begun = rung if starts_on is None or starts_on <= today else begun
    return begun or first, phases[place_of_now([phase[2] for phase in phases], today)][3]


def place_of_now(starts: Sequence[date | None], today: date) -> int:
    """Which phase is the one of now: the last with a day that has come, else the first without a day, else phase 1."""
    for place in range(len(starts) - 1, -1, -1):
        day = starts[place]
        if day is not None and day <= today:
            return place
    return starts.index(None) if None in starts else 0


def saved_views(user_id: int) -> QuerySet[SavedView]:
    """The kept overviews that this person sees: the own ones by name, then those that others share with everybody."""
    is_own = Case(When(owner_id=user_id, then=True), default=False, output_field=BooleanField())
    found = SavedView.objects.filter(Q(owner_id=user_id) | Q(is_shared=True)).select_related("owner")
    return found.order_by(is_own.desc(), Lower("name"), "pk")


def words_of(leader_id: int | None = None) -> Iterable[str]:
    """The words by which everything is found, to see what a misspelt word may have meant."""
    found = Process.objects.all() if leader_id is None else Process.objects.filter(leader_id=leader_id)
    return found.values_list("search_words", flat=True).iterator()
