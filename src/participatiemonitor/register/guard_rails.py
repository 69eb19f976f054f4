"""What stands open before a process begins (guard rails G1, G3, G5 and G7). Pure.

They are shown and never overruled silently: whoever begins all the same says why.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from participatiemonitor.register.models import Process, ProcessKind
from participatiemonitor.register.role_aids import role_aid
from participatiemonitor.register.role_models import role_model

# No guard rail of its own: without a promise the others have nothing to guard.
NO_ROLE = "ROLE"


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """Something that is not settled yet: the guard rail, a sentence, and the field of the card that settles it.

    Without a field it is settled by promising a role.
    """

    code: str
    text: str
    field: str


def open_points(process: Process, promised: Collection[str]) -> tuple[OpenPoint, ...]:
    """What is not settled before this process begins with the promised rungs.

    The applicant settles it for a plan of a third party: there nothing is asked of the municipality. Whoever made a
    request hears the outcome within its term, and the role follows from the decision.
    """
    if process.kind == ProcessKind.THIRD_PARTY:
        return ()
    rails = {rail.code for rail in role_aid(process.track).guard_rails} | {NO_ROLE}
    if process.kind == ProcessKind.CHALLENGE:
        rails -= {"G3", NO_ROLE}
    return tuple(point for point in _points(process, promised) if point.code in rails)


def begun_anyway(reason: str, points: Iterable[OpenPoint]) -> str:
    """The reason to begin all the same, with what stood open at that moment."""
    texts = " ".join(point.text for point in points)
    return f"{reason}\nBij het begin stond nog open: {texts}" if texts else reason


def _points(process: Process, promised: Collection[str]) -> Iterator[OpenPoint]:
    if not process.what_is_open.strip():
        if not promised:
            yield OpenPoint("G5", "Er staat nog niet wat open is.", "what_is_open")
        elif _asks_more_than_informing(process.track, promised):
            yield OpenPoint(
                "G1", "Er staat niets dat open is. Ligt alles vast? Beloof dan alleen informeren.", "what_is_open"
            )
    if not process.what_is_fixed.strip():
        yield OpenPoint("G5", "Er staat nog niet wat vastligt.", "what_is_fixed")
    if gaps := _feedback_gaps(process):
        names = [name for name, _ in gaps]
        unknown = " en ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
        text = f"Mensen weten nog niet {unknown} zij horen wat er met hun inbreng gebeurt."
        yield OpenPoint("G3", text, gaps[0][1])
    if not process.means.strip():
        yield OpenPoint("G7", "Er staat nog niet welke mensen, tijd en geld er zijn.", "means")
    if not promised:
        yield OpenPoint(NO_ROLE, "Er is nog geen rol beloofd. Mensen weten niet waar zij aan toe zijn.", "")


def _asks_more_than_informing(track: str, promised: Collection[str]) -> bool:
    first = role_model(track).choosable[0].code
    return any(rung != first for rung in promised)


def _feedback_gaps(process: Process) -> list[tuple[str, str]]:
    wanted = (
        ("wanneer", "feedback_promised_on", process.feedback_promised_on),
        ("van wie", "feedback_by", process.feedback_by.strip()),
        ("hoe", "feedback_form", process.feedback_form.strip()),
    )
    return [(name, field) for name, field, value in wanted if not value]
