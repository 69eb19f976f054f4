"""One municipality with very many processes: with phases, promised roles, groups and words to be found by."""

from datetime import date, datetime, timedelta
from random import Random

from participatiemonitor.foundation.people.models import Membership, StaffRole, User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.register.models import (
    TRACKS_OF_KIND,
    Phase,
    Process,
    ProcessKind,
    RoleChoice,
    Stage,
    StakeholderGroup,
    Theme,
)
from participatiemonitor.register.role_models import role_model
from participatiemonitor.register.search import search_words
from participatiemonitor.register.states import ProcessState

LEADERS, AREAS = 40, 60
WHAT = (
    "fietspad", "speeltuin", "woonwijk", "windmolens", "dorpshuis", "schoolplein", "verkeersplan", "bibliotheek",
    "parkeren", "buurttuin", "zwembad", "warmtenet", "sporthal", "marktplein", "bomenplan", "jeugdbeleid",
)  # fmt: skip
STEPS = ("Herinrichting", "Nieuwe plek voor", "Toekomst van", "Onderhoud van", "Plan voor", "Besluit over")
STREETS = ("Kerkstraat", "Dijkweg", "Molenlaan", "Havenkade", "Schoolstraat", "Parkweg", "Stationsplein", "Ringweg")
GROUPS = ("jongeren", "ouderen", "ondernemers", "huurders", "nieuwkomers", "ouders van jonge kinderen")
SENTENCES = (
    "Wij willen met bewoners bepalen hoe de straat eruit gaat zien.",
    "Het college neemt na de zomer een besluit over het ontwerp.",
    "Veiligheid voor fietsers en schoolkinderen staat voorop.",
    "Er is ruimte voor groen, spelen en ontmoeten in de buurt.",
    "De kosten mogen niet hoger worden dan de raad heeft vastgesteld.",
)


def fill(place: Municipality, adviser: User, *, number: int, now: datetime, seed: int = 2026) -> None:
    """Put this many processes in the register of the municipality in scope."""
    chance = Random(seed)
    leaders = _leaders(place)
    processes = [_process(place, chance, leaders, n, now) for n in range(number)]
    Process.objects.bulk_create(processes, batch_size=500)
    phases = [phase for process in processes for phase in _phases(process, chance)]
    Phase.objects.bulk_create(phases, batch_size=500)
    choices = [choice for phase in phases for choice in _choices(phase, chance, adviser, now)]
    RoleChoice.objects.bulk_create(choices, batch_size=500)
    groups = [group for process in processes for group in _groups(process)]
    StakeholderGroup.objects.bulk_create(groups, batch_size=500)


def _leaders(place: Municipality) -> list[User]:
    found = [User(email=f"leider{n}@lingedam.example", name=f"Leider {n}", password="!") for n in range(LEADERS)]
    User.objects.bulk_create(found)
    Membership.objects.bulk_create(
        Membership(user=leader, municipality=place, role=StaffRole.PROJECT_LEADER) for leader in found
    )
    return found


def _process(place: Municipality, chance: Random, leaders: list[User], n: int, now: datetime) -> Process:
    kind = chance.choices(list(ProcessKind), weights=(50, 25, 5, 8, 4, 8))[0]
    starts_on = date(2019, 1, 1) + timedelta(days=chance.randrange(3300)) if chance.random() < 0.9 else None
    ends_on = starts_on + timedelta(days=chance.randrange(30, 900)) if starts_on and chance.random() < 0.8 else None
    title = f"{chance.choice(STEPS)} {chance.choice(WHAT)} {chance.choice(STREETS)} {n}"
    area = f"Wijk {chance.randrange(AREAS)}" if chance.random() < 0.8 else ""
    texts = chance.sample(SENTENCES, 3)
    return Process(
        municipality=place, code=f"traject-{n}", kind=kind, track=chance.choice(TRACKS_OF_KIND[kind]), title=title,
        central_task=texts[0], what_is_open=texts[1], goal=texts[2], area=area, place=area,
        theme=chance.choice(Theme.values) if chance.random() < 0.9 else "", state=chance.choice(ProcessState.values),
        leader=chance.choice(leaders), starts_on=starts_on, ends_on=ends_on, created_at=now - timedelta(hours=n),
        feedback_promised_on=ends_on + timedelta(days=40) if ends_on else None,
        search_words=search_words([title, area, *texts, *GROUPS[:3]]),
    )  # fmt: skip


def _phases(process: Process, chance: Random) -> list[Phase]:
    stages = Stage.values[: chance.randrange(1, 4)]
    begins = [process.starts_on + timedelta(days=200 * n) if process.starts_on else None for n in range(len(stages))]
    return [
        Phase(
            municipality_id=process.municipality_id, process=process, position=n + 1, name=f"Fase {n + 1}",
            stage=stage if chance.random() < 0.8 else "", starts_on=day,
        )
        for n, (stage, day) in enumerate(zip(stages, begins, strict=True))
    ]  # fmt: skip


def _choices(phase: Phase, chance: Random, by: User, now: datetime) -> list[RoleChoice]:
    model = role_model(phase.process.track)
    return [
        RoleChoice(
            municipality_id=phase.municipality_id, phase=phase, model=model.key, model_version=model.version,
            rung=chance.choice(model.choosable).code, promise="Zo doen wij het.", chosen_at=now - timedelta(days=9 - n),
            chosen_by=by,
        )
        for n in range(chance.choices((0, 1, 2), weights=(25, 60, 15))[0])
    ]  # fmt: skip


def _groups(process: Process) -> list[StakeholderGroup]:
    return [
        StakeholderGroup(
            municipality_id=process.municipality_id, process=process, position=n + 1, name=name, invited=50
        )
        for n, name in enumerate(GROUPS[:3])
    ]
