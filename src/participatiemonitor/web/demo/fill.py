"""Filling an empty database with the fictional municipality, by the same operations that people use."""

import random
import secrets
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.urls import reverse

from participatiemonitor.analysis.models import With
from participatiemonitor.analysis.operations import release_results, share_results
from participatiemonitor.analysis.outline import outline_of
from participatiemonitor.fieldwork import operations as fieldwork
from participatiemonitor.fieldwork import queries as answers
from participatiemonitor.fieldwork.states import Stream
from participatiemonitor.foundation.people.models import Membership, StaffRole, User
from participatiemonitor.foundation.tenancy.models import Municipality
from participatiemonitor.foundation.tenancy.reference import load_official_municipalities
from participatiemonitor.foundation.tenancy.scope import scope
from participatiemonitor.questions.definition import Definition, Item, Value
from participatiemonitor.questions.models import Audience, Moment
from participatiemonitor.questions.operations import publish_library
from participatiemonitor.questions.queries import definition_of, latest
from participatiemonitor.register import operations as register
from participatiemonitor.register.models import CompetentBody, Process, Track
from participatiemonitor.register.queries import promised_role, undecided
from participatiemonitor.register.states import ProcessState
from participatiemonitor.web.demo.kinds import fill_kind, fill_other_side
from participatiemonitor.web.demo.simulate import AVERAGE, Question, Situation, draw_form
from participatiemonitor.web.demo.start import fill_start

PASSWORD = "welkom-in-lingedam"  # noqa: S105 the demo is open to whoever runs it
CONTENT = Path(__file__).parent / "content.toml"
SEED = 2026
# In which document the competent body decided on a promise.
DOCUMENTS = {
    CompetentBody.COUNCIL: "raadsbesluit {year}-048",
    CompetentBody.EXECUTIVE: "collegebesluit {year}-131",
    CompetentBody.ORGANISATION: "besluit van de directeur {year}-012",
}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to sign in as."""

    role: str
    email: str


@dataclass(frozen=True, slots=True)
class Addresses:
    """What the terminal prints."""

    municipality: str
    people: tuple[Person, ...]
    open_link: str
    invitation: str


@dataclass(frozen=True, slots=True)
class Plan:
    """One process of the content file with the people who work on it."""

    data: Mapping[str, Any]
    municipality: Municipality
    leader: User
    adviser: User

    @property
    def opened_on(self) -> date:
        """When the round opens: three weeks before closing, or six days ago where it still runs."""
        closed: date | None = self.data.get("closed_on")
        today: date = self.data["today"]
        return closed - timedelta(days=21) if closed else today - timedelta(days=6)


def is_filled() -> bool:
    """Whether the fictional municipality is there already."""
    return Municipality.objects.filter(is_fictional=True).exists()


def fill(*, now: datetime) -> Addresses:
    """Make the fictional municipality once; afterwards only say where everything is."""
    content = tomllib.loads(CONTENT.read_text(encoding="utf-8"))
    code = content["municipality"]["code"]
    if not is_filled():
        load_official_municipalities()
        publish_library(now=now)
        municipality = Municipality.objects.create(is_fictional=True, **content["municipality"])
        users = {person["email"]: _make_person(person, municipality) for person in content["people"]}
        with scope(code):
            administrator = users["beheerder@lingedam.example"]
            register.change_rules(municipality=municipality, **content["rules"], by=administrator, now=now)
            for number, data in enumerate(content["processes"]):
                dated = data | {"today": now.date(), "seed": SEED + number}
                adviser = users["adviseur@lingedam.example"]
                _make_process(Plan(dated, municipality, users[data["leader"]], adviser))
    with scope(code):
        return _addresses(content, now)


def _make_person(person: Mapping[str, str], municipality: Municipality) -> User:
    user = User.objects.create_user(person["email"], PASSWORD, name=person["name"])
    Membership.objects.create(user=user, municipality=municipality, role=person["role"])
    return user


def _at(day: date) -> datetime:
    return datetime.combine(day, time(10, 0), tzinfo=UTC)


def _make_process(plan: Plan) -> None:
    data = plan.data
    started = _at(min(data["starts_on"], data["today"] - timedelta(days=7)))
    card = register.ProcessCard(
        track=data["track"], title=data["title"], central_task=data["central_task"], place=data["place"],
        scale=data["scale"], kind=data.get("kind", ""), starts_on=data["starts_on"], area=data.get("area", ""),
        latitude=Decimal(data["at"][0]) if "at" in data else None,
        longitude=Decimal(data["at"][1]) if "at" in data else None,
        ends_on=data.get("ends_on"), competent_body=data["competent_body"], what_is_fixed=data.get("what_is_fixed", ""),
        what_is_open=data.get("what_is_open", ""), theme=data["theme"], goal=data.get("goal", ""),
        methods=data.get("methods", ""),
        participants=data.get("participants"), leader=plan.leader,
        decided_on=data["closed_on"] - timedelta(days=28) if "closed_on" in data else None,
        **_settled(plan),
    )  # fmt: skip
    process = register.open_process(
        municipality=plan.municipality, card=card, rung=data.get("rung", ""), by=plan.leader, now=started
    )
    if "stage" in data:
        first = process.phases.get()
        register.change_phase(phase=first, name=first.name, stage=data["stage"], by=plan.leader, now=started)
    _decide(process, plan, started)
    fill_kind(process, data, by=plan.leader, now=started)
    fill_start(process, data, by=plan.leader, now=started)
    for state in _path_to(ProcessState(data["state"])):
        register.change_state(process=process, state=state, by=plan.leader, now=started)
    if "later_rung" in data:
        register.choose_role(
            phase=process.phases.get(), rung=data["later_rung"], reason=data["later_reason"], by=plan.leader,
            now=_at(data["today"] - timedelta(days=3)),
        )  # fmt: skip
    fill_other_side(process, data, by=plan.leader, now=_at(data["today"]))
    if data["answers"]:
        _measure(process, plan)


def _settled(plan: Plan) -> dict[str, Any]:
    """What has to be settled before people take part: means and feedback."""
    data = plan.data
    if "means" not in data:
        return {}
    closed: date | None = data.get("closed_on")
    return {
        "means": data["means"],
        "feedback_promised_on": closed + timedelta(days=42) if closed else data["today"] + timedelta(days=70),
        "feedback_by": plan.leader.name,
        "feedback_form": "Een brief aan alle deelnemers en een bericht op de website.",
    }


def _decide(process: Process, plan: Plan, now: datetime) -> None:
    """The competent body decided on a promise above raadplegen before people took part."""
    body = plan.data["competent_body"]
    day = now.date() - timedelta(days=21)
    document = DOCUMENTS[body].format(year=day.year)
    for role in undecided(process):
        assert role.choice
        decision = register.RoleDecision(body, day, document)
        register.record_decision(choice=role.choice, decision=decision, by=plan.leader, now=now)


def _path_to(state: ProcessState) -> Sequence[ProcessState]:
    if state == ProcessState.APPROVED:
        return (ProcessState.PREPARED, ProcessState.APPROVED)
    order = [ProcessState.DRAFT, ProcessState.RUNNING, ProcessState.EVALUATING, ProcessState.CLOSED]
    return order[1 : order.index(state) + 1]


def _measure(process: Process, plan: Plan) -> None:
    data = plan.data
    is_initiative = process.track == Track.SOCIETY
    version = latest(Audience.INITIATORS if is_initiative else Audience.PARTICIPANTS, process.track)
    opened = _at(plan.opened_on)
    moment = Moment(data.get("moment", Moment.AFTER_DECISION))
    role = promised_role(process)
    assert role is not None
    round_ = fieldwork.open_round(
        process=process, version=version, moment=moment, is_short=False, opens_on=plan.opened_on,
        closes_on=plan.opened_on + timedelta(days=42), population=data.get("participants"), promise=role.promise,
        promised_rung=role.rung, by=plan.leader, now=opened,
    )  # fmt: skip
    chance = random.Random(data["seed"])  # noqa: S311 a simulation that can be repeated
    tokens = _invite(round_, plan, opened, chance) if data.get("invited") else []
    _answer(round_, _questions(definition_of(version), moment), plan, tokens, chance)
    fieldwork.mix_round(round_=round_, now=opened + timedelta(days=5))
    if "closed_on" in data:
        _close(process, round_, plan)


def _invite(round_: Any, plan: Plan, opened: datetime, chance: random.Random) -> list[str]:
    addresses = [f"deelnemer{number}@voorbeeld.example" for number in range(1, plan.data["participants"] + 1)]
    invited = fieldwork.invite(round_=round_, addresses=addresses, by=plan.leader, now=opened)
    tokens = [invitation.token for invitation in invited]
    chance.shuffle(tokens)
    return tokens


def _questions(definition: Definition, moment: Moment) -> list[Question]:
    items = definition.items(moment)
    factors = outline_of(definition, [item.code for item in items]).factors
    factor_of = {code: factor.key for factor in factors for code in factor.items}
    return [_question(item, factor_of) for item in items]


def _answer(round_: Any, questions: list[Question], plan: Plan, tokens: list[str], chance: random.Random) -> None:
    used: set[str] = set()
    for number in range(plan.data["answers"]):
        fieldwork.submit(
            round_=round_,
            stream=Stream.INVITED if tokens else Stream.OPEN_LINK,
            submission_key=secrets.token_hex(16),
            answers=draw_form(questions, _situation(plan), chance, used),
            token=tokens[number] if tokens else None,
            now=_at(plan.opened_on) + timedelta(days=4),
        )


def _situation(plan: Plan) -> Situation:
    data = plan.data
    good, other = data.get("went_well", ()), data.get("differently", ())
    return Situation(
        track=data["track"],
        level=data["level"],
        levels=data.get("levels", {}),
        promised=data["rung"],
        shift=data["shift"],
        texts={"K30": good, "K31": other, "I28b": good, "I28a": other},
        plain_weights={"P1": (70, 12, 10, 6, 2), "I29": (50, 30, 5, 5, 5, 5)},
    )


def _question(item: Item, factors: Mapping[str, str]) -> Question:
    scored = sorted((o for o in item.options if o.score is not None), key=lambda option: option.score or 0)
    codes = tuple(o.code for o in scored) or (tuple(map(str, range(1, 11))) if item.type == "grade" else ())
    plain = tuple(o.code for o in item.options if not o.is_unknown and not o.is_exclusive)
    return Question(
        item.code, item.type, factors.get(item.code, ""), codes, plain, may_be_unknown=item.type in _MAY_BE_UNKNOWN
    )


_MAY_BE_UNKNOWN = {"statement", "grade", "more", "told", "yes_no"}


def _close(process: Process, round_: Any, plan: Plan) -> None:
    closed = _at(plan.data["closed_on"])
    version = latest(Audience.LEADER, process.track)
    own = _leader_answers(definition_of(version), process, plan)
    fieldwork.complete_self_evaluation(
        process=process,
        version=version,
        answers=own,
        results_visible=False,
        by=plan.leader,
        now=closed - timedelta(days=7),
    )
    fieldwork.close_round(round_=round_, by=plan.leader, now=closed)
    for open_answer in answers.open_answers_to_read(round_):
        fieldwork.release_open_answer(
            open_answer_id=open_answer.id, text=open_answer.text, by=plan.adviser, now=closed + timedelta(days=3)
        )
    if plan.data.get("shared"):
        release_results(round_=round_, by=plan.leader, now=closed + timedelta(days=5))
        share_results(round_=round_, with_whom=With.COUNCIL, by=plan.leader, now=closed + timedelta(days=20))


def _leader_answers(definition: Definition, process: Process, plan: Plan) -> dict[str, Value]:
    situation = Situation(track=process.track, level=plan.data["leader_level"], promised=plan.data["rung"])
    items = [item for item in definition.items() if item.track in ("", process.track) and item.type != "open"]
    chance = random.Random(plan.data["seed"] + 1000)  # noqa: S311 a simulation that can be repeated
    form = draw_form([_question(item, {}) for item in items], situation, chance, set(), AVERAGE)
    return {code: value for code, value in form.items() if value != "W"}


def _addresses(content: Mapping[str, Any], now: datetime) -> Addresses:
    people = tuple(Person(str(StaffRole(person["role"]).label), person["email"]) for person in content["people"])
    running = next(data for data in content["processes"] if data["answers"] and "closed_on" not in data)
    process = Process.objects.get(title=running["title"])
    round_ = answers.rounds_for(process)[0]
    leader = User.objects.get(email=running["leader"])
    invited = fieldwork.invite(
        round_=round_, addresses=[f"voorbeeld-{secrets.token_hex(4)}@voorbeeld.example"], by=leader, now=now
    )
    return Addresses(
        municipality=content["municipality"]["name"],
        people=people,
        open_link=reverse("respond_open", args=[round_.open_link]),
        invitation=reverse("respond_invited", args=[invited[0].token]),
    )
