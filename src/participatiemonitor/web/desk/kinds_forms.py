"""Small forms about the kind of a dossier: another kind, a new year, the other side."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django import forms

from participatiemonitor.register.kinds import name_of_year
from participatiemonitor.register.models import Process, ProcessKind, Track
from participatiemonitor.web.desk.kinds_pages import kinds_beside
from participatiemonitor.web.desk.register_forms import CHOICE, DeskForm, day, explained
from participatiemonitor.web.desk.words import capital

MEANINGS = {
    ProcessKind.PROCESS: "De gemeente begint. Inwoners doen mee.",
    ProcessKind.INITIATIVE: "Inwoners, ondernemers of een organisatie beginnen. De gemeente doet mee.",
    ProcessKind.STANDING_BODY: "Een groep die blijft, met elk jaar een eigen belofte.",
    ProcessKind.THIRD_PARTY: "Iemand vraagt een vergunning en betrekt zelf de buurt. U kunt dan alleen reguleren of "
    "regisseren.",
    ProcessKind.CHALLENGE: "Inwoners willen een taak van de gemeente overnemen. Er loopt een termijn.",
    ProcessKind.NO_PARTICIPATION: "Mensen praten niet mee. U legt uit waarom. Rollen en metingen ziet u dan niet meer.",
}
# How many years ahead can be begun: the running one and the next.
AHEAD = 2


class KindForm(DeskForm):
    """Another kind, among those that fit who has the initiative."""

    kind = forms.ChoiceField(label="Wat voor dossier is dit?", widget=forms.RadioSelect, error_messages=CHOICE)

    def __init__(self, *args: Any, process: Process, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"kind": process.kind})
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = [
            (choice.value, explained(capital(choice.label), MEANINGS[choice])) for choice in kinds_beside(process)
        ]


class YearForm(DeskForm):
    """Which year of a standing body begins."""

    year = forms.TypedChoiceField(
        label="Welk jaar begint u?", coerce=int, widget=forms.RadioSelect, error_messages=CHOICE
    )

    def __init__(self, *args: Any, taken: Collection[str], runs: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        free = [year for year in range(runs, runs + AHEAD) if name_of_year(year) not in taken]
        year = self.fields["year"]
        assert isinstance(year, forms.ChoiceField)
        year.choices = [(one, name_of_year(one)) for one in free]
        year.initial = free[0] if free else None
        self.is_possible = bool(free)


class TwinForm(DeskForm):
    """When the initiative moved, or that both sides have it."""

    BOTH, MOVED = "samen", "overgegaan"
    how = forms.ChoiceField(label="Hoe ging het?", widget=forms.RadioSelect, error_messages=CHOICE)
    moved_day = day("Op welke dag ging het over?", "Vul dit alleen in als het initiatief overging.")

    def __init__(self, *args: Any, process: Process, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to = "de gemeente" if process.track == Track.SOCIETY else "inwoners"
        how = self.fields["how"]
        assert isinstance(how, forms.ChoiceField)
        how.choices = [
            (self.BOTH, explained("Van beide", "De gemeente en inwoners hebben samen het initiatief.")),
            (self.MOVED, explained("Gegroeid", f"Het initiatief ging over naar {to}.")),
        ]

    def clean(self) -> dict[str, Any]:
        """What moved, moved on a day."""
        cleaned = super().clean() or self.cleaned_data
        is_moved = cleaned.get("how") == self.MOVED
        if is_moved and not cleaned.get("moved_day") and "moved_day" not in self.errors:
            self.add_error("moved_day", "Vul in op welke dag het initiatief overging. Een schatting mag ook.")
        return cleaned

    def moved_on(self) -> date | None:
        """The day, or nothing when both sides have the initiative."""
        found: date | None = self.cleaned_data["moved_day"] if self.cleaned_data["how"] == self.MOVED else None
        return found
