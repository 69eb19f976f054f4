"""From one posted page to the next: what was filled in, what does not fit, where to go. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from participatiemonitor.questions.compiled import Form
from participatiemonitor.web.respond.state import END, FormState

NOTHING_FILLED_IN = "U heeft nog geen enkele vraag beantwoord. Beantwoord minstens één vraag en verstuur daarna."


BACK, ON, SEND = "terug", "verder", "verstuur"


@dataclass(frozen=True, slots=True)
class Step:
    """Where somebody is after posting a page. `is_complete`: everything fits and the form may be sent."""

    state: FormState
    errors: Mapping[str, str] = field(default_factory=dict)
    is_complete: bool = False


def after(form: Form, state: FormState, posted: Mapping[str, Sequence[str]], wish: str) -> Step:
    """The step that follows. `wish` is the button that was pressed.

    Going back keeps what was typed without judging it; going on does so only when the page fits, so whoever reaches
    the end has passed every page.
    """
    if state.page == END:
        return _back(form, state, len(form.pages)) if wish == BACK else _sent(state)
    index = state.page if isinstance(state.page, int) else None
    lists = {name: list(texts) for name, texts in posted.items()}
    parsed = form.parse(lists, index, known=state.values)
    here = {item.code for item in (form.items if index is None else form.pages[index].items)}
    kept = {code: value for code, value in state.values.items() if code not in here}
    state = replace(state, values={**kept, **parsed.shown})
    if index is None:
        return Step(state, parsed.errors) if parsed.errors else _sent(state)
    if wish == BACK:
        return _back(form, state, index)
    return Step(state, parsed.errors) if parsed.errors else _on(form, state, index, wish)


def _back(form: Form, state: FormState, index: int) -> Step:
    earlier = [page for page in range(index) if form.is_page_shown(page, state.values)]
    return Step(replace(state, page=earlier[-1] if earlier else 0))


def _on(form: Form, state: FormState, index: int, wish: str) -> Step:
    for page in range(index + 1, len(form.pages)):
        if form.is_page_shown(page, state.values):
            return Step(replace(state, page=page))
    # The answers on this page made it the last one, but its button said "Volgende": ask before sending.
    return _sent(state) if wish == SEND else Step(replace(state, page=END))


def _sent(state: FormState) -> Step:
    # An empty form is what a link scanner sends; it must not use up somebody's link.
    return Step(state, is_complete=True) if state.values else Step(state, {"": NOTHING_FILLED_IN})
