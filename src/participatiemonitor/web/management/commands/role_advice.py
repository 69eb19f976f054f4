"""participatiemonitor role-advice: which role fits, from answers on the command line."""

import json
import re
from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from participatiemonitor.register.role_advice import AnswersUnusable, Flag, Limit, RoleAdvice, advise
from participatiemonitor.register.role_aids import RoleAid, role_aid
from participatiemonitor.register.role_models import TRACKS

SHAPE = re.compile(r"([A-Za-z]\d+)=(\d{1,3})")


class Command(BaseCommand):
    """Ask the role aid for advice and print it as text or JSON."""

    help = (
        "Geeft het advies van de rolwijzer. Noem per vraag het nummer van het antwoord, zoals B01=4. "
        "Vragen die u weglaat, tellen niet mee."
    )
    # Nothing is read from the database and no page is shown.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The words of the command."""
        parser.add_argument("answers", nargs="*", metavar="VRAAG=NUMMER", help="een antwoord, zoals B01=4")
        parser.add_argument(
            "--track", required=True, choices=TRACKS, type=str.upper,
            help="B: de gemeente heeft het initiatief; O: de samenleving heeft het initiatief",
        )  # fmt: skip
        parser.add_argument("--aid-version", type=int, metavar="N", help="een oudere versie van de rolwijzer")
        parser.add_argument("--json", action="store_true", help="als JSON, om verder te verwerken")

    def handle(self, *args: Any, **options: Any) -> None:
        """Advise; a mistake in the answers is one sentence and exit code 1."""
        aid = _aid(options["track"], options["aid_version"])
        try:
            advice = advise(aid, _answers(options["answers"]))
        except AnswersUnusable as refusal:
            raise CommandError(str(refusal)) from refusal
        if options["json"]:
            self.stdout.write(json.dumps(as_data(advice), ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(as_lines(advice)))


def as_data(advice: RoleAdvice) -> dict[str, object]:
    """The advice as plain data. A floor above the ceiling is printed as it was set; the ceiling holds."""
    return {
        "aid": advice.aid.key,
        "version": advice.aid.version,
        "track": advice.aid.track,
        "totals": dict(advice.totals),
        "floor": advice.floor.rung,
        "ceiling": advice.ceiling.rung,
        "floor_gives_way": advice.floor_gives_way,
        "advice": advice.advice or None,
        "runner_up": advice.runner_up or None,
        "equal": advice.is_equal,
        "flags": _flag_data(advice.flags),
        "stops": _flag_data(advice.stops),
        "decided": [given.code for given in advice.decided],
        "unanswered": [criterion.code for criterion in advice.unanswered],
    }


def as_lines(advice: RoleAdvice) -> list[str]:
    """The advice to read: a table of points, the limits, the advice and what to heed."""
    names = {rung.code: rung.name for rung in advice.aid.model.rungs}
    lines = [f"{advice.aid.title}, versie {advice.aid.version}", "", "Punten per rol"]
    lines += [f"  {code}  {names[code]:<14}{points:>3}" for code, points in advice.totals.items()]
    lines += ["", _limit("Bodem", advice.floor, names), _limit("Plafond", advice.ceiling, names)]
    if advice.advice:
        lines.append(f"Advies: {advice.advice} {names[advice.advice].lower()}")
        if advice.runner_up:
            rank = "Even passend" if advice.is_equal else "Daarna"
            lines.append(f"{rank}: {advice.runner_up} {names[advice.runner_up].lower()}")
        lines.append(
            f"Dit gaf de doorslag: {', '.join(given.code for given in advice.decided) or 'geen enkel antwoord'}"
        )
    else:
        lines.append("Advies: nog geen")
    lines += [f"  Stop: {flag.text}" for flag in advice.stops]
    lines += [f"  Let op ({flag.code}): {flag.text}" for flag in advice.flags]
    if advice.unanswered:
        lines.append(f"Niet beantwoord: {', '.join(criterion.code for criterion in advice.unanswered)}")
    return lines


def _limit(name: str, limit: Limit, names: dict[str, str]) -> str:
    why = f", door {' en '.join(limit.set_by)}" if limit.set_by else ", geen grens"
    return f"{name}: {limit.rung} {names[limit.rung].lower()}{why}"


def _flag_data(flags: Iterable[Flag]) -> list[dict[str, str]]:
    return [{"code": flag.code, "text": flag.text} for flag in flags]


def _aid(track: str, version: int | None) -> RoleAid:
    try:
        return role_aid(track, version)
    except KeyError:
        raise CommandError(f"Versie {version} van de rolwijzer voor track {track} bestaat niet.") from None


def _answers(words: Iterable[str]) -> dict[str, int]:
    answers: dict[str, int] = {}
    for word in words:
        found = SHAPE.fullmatch(word)
        if found is None:
            raise CommandError(f"‘{word}’ is geen antwoord. Schrijf een vraag en een nummer, zoals B01=4.")
        code = found[1].upper()
        if code in answers:
            raise CommandError(f"Vraag {code} staat er twee keer. Geef één antwoord.")
        answers[code] = int(found[2])
    return answers
