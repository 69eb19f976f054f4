"""The form with which a process goes to its next state."""

from typing import Any

from django import forms

from participatiemonitor.register.models import Process
from participatiemonitor.register.queries import next_states
from participatiemonitor.register.states import ProcessState
from participatiemonitor.web.desk.register_forms import CHOICE, DeskForm, explained
from participatiemonitor.web.desk.words import capital


class StateForm(DeskForm):
    """The next state of a process."""

    MEANINGS = {
        ProcessState.DRAFT: "U werkt de aanpak verder uit.",
        ProcessState.PREPARED: "De aanpak is af en kan worden vastgesteld.",
        ProcessState.APPROVED: "De aanpak is vastgesteld. Het kan beginnen.",
        ProcessState.STOPPED: "Het gaat niet verder. U legt uit waarom.",
        ProcessState.RUNNING: "Mensen doen nu mee.",
        ProcessState.EVALUATING: "Het meedoen is klaar. U meet en kijkt terug.",
        ProcessState.CLOSED: "Alles is klaar. Metingen blijven te bekijken.",
    }
    state = forms.ChoiceField(label="Wat wordt de nieuwe stand?", widget=forms.RadioSelect, error_messages=CHOICE)

    def __init__(self, *args: Any, process: Process, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        state = self.fields["state"]
        assert isinstance(state, forms.ChoiceField)
        state.choices = [
            (next_.value, explained(capital(next_.label), self.MEANINGS[next_])) for next_ in next_states(process)
        ]
