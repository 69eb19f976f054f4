"""Pages for respondents: the frame is drawn once and kept, a request only fills in its places."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from html import escape

from django.conf import settings
from django.utils.formats import date_format

from participatiemonitor.fieldwork.queries import RoundFace
from participatiemonitor.fieldwork.states import Stream
from participatiemonitor.questions.compiled import Form, form_for
from participatiemonitor.questions.definition import Definition, Value
from participatiemonitor.questions.types.segments import Segments, place, segments
from participatiemonitor.register.models import Track
from participatiemonitor.web.duration import minutes_for
from participatiemonitor.web.respond.state import EVERYTHING, FormState

_KEPT = 2_000


@dataclass(frozen=True, slots=True)
class Look:
    """All that decides how the pages of a round look. Equal looks share their frames."""

    municipality: str
    process_title: str
    promise: str
    what_is_open: str
    closes_on: date
    definition: Definition
    moment: str
    is_short: bool
    track: str
    stream: Stream

    @classmethod
    def of(cls, face: RoundFace, stream: Stream) -> "Look":
        """The look of a round for somebody who comes in by this stream."""
        return cls(
            face.municipality,
            face.process_title,
            face.promise,
            face.what_is_open,
            face.closes_on,
            face.definition,
            face.moment,
            face.is_short,
            face.track,
            stream,
        )

    def form(self, answers: Mapping[str, Value]) -> Form:
        """The questions, in the words for the kind of respondent that the answers show."""
        kind = answers.get("P1")
        return form_for(
            self.definition,
            moment=self.moment,
            short=self.is_short,
            variant=kind if isinstance(kind, str) else "",
            track=self.track,
        )


def _context(look: Look) -> dict[str, object]:
    return {
        "demo_notice": settings.DEMO,
        "municipality": {"name": f"Gemeente {look.municipality}"},
        "look": look,
        "is_initiative": look.track == Track.SOCIETY,
        "is_invited": look.stream == Stream.INVITED,
        "has_required": any(item.is_required for item in look.form({}).items),
        "last_day": date_format(look.closes_on, "j F Y"),
        "path": place("path"),
    }


@lru_cache(maxsize=_KEPT)
def _start(look: Look) -> Segments:
    items = look.form({}).items
    facts = {"minutes": minutes_for(items), "question_count": len(items)}
    return segments("web/respond/start.html", _context(look) | facts)


@lru_cache(maxsize=_KEPT)
def _question_page(look: Look, form: Form, index: int, is_last: bool, is_wrong: bool) -> Segments:
    page = form.pages[index]
    facts = {
        "title": page.title,
        "intro": page.intro,
        "step": index + 1,
        "step_count": len(form.pages),
        "is_first": index == 0,
        "is_last": is_last,
    }
    return segments("web/respond/questions.html", _context(look) | facts | _places(is_wrong))


@lru_cache(maxsize=_KEPT)
def _whole_page(look: Look, kind: str, is_wrong: bool) -> Segments:
    title = "Alle vragen" if kind == EVERYTHING else "U bent klaar met de vragen"
    facts = {"title": title, "is_first": kind == EVERYTHING, "is_last": True, "is_end": kind != EVERYTHING}
    return segments("web/respond/questions.html", _context(look) | facts | _places(is_wrong))


def _places(is_wrong: bool) -> dict[str, object]:
    return {"state": place("state"), "questions": place("questions"), "error": place("error") if is_wrong else ""}


def start_html(look: Look, path: str) -> str:
    """The first page: who asks, what for, and how it works."""
    return _start(look).fill({"path": escape(path)}.__getitem__)


def questions_html(look: Look, *, path: str, state: FormState, errors: Mapping[str, str]) -> str:
    """A page with questions: one topic by number, everything, or the end that has none."""
    values, shown = state.values, state.page
    form, is_wrong, questions = look.form(values), bool(errors), ""
    if isinstance(shown, int):
        is_last = not any(form.is_page_shown(later, values) for later in range(shown + 1, len(form.pages)))
        frame = _question_page(look, form, shown, is_last, is_wrong)
        questions = form.page_html(shown, values, errors)
    else:
        frame = _whole_page(look, shown, is_wrong)
        if shown == EVERYTHING:
            questions = form.all_html(values, errors)
    summary = _summary(form, errors) if errors else ""
    parts = {"path": escape(path), "state": state.sealed(path), "questions": questions, "error": summary}
    return frame.fill(parts.__getitem__)


def _summary(form: Form, errors: Mapping[str, str]) -> str:
    entries = [
        f'<li><a href="#{escape(item.code)}">{escape(item.wording(form.variant))} {escape(errors[item.code])}</a></li>'
        for item in form.items
        if item.code in errors
    ]
    if "" in errors:
        entries.append(f"<li>{escape(errors[''])}</li>")
    return "".join(entries)
