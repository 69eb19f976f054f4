"""How each kind begins: what it is in one sentence, and the few things that its short form asks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.dates import MONTHS
from django.utils.functional import cached_property

from participatiemonitor.foundation.people.models import Membership, StaffRole, User
from participatiemonitor.register.kinds import rungs_of
from participatiemonitor.register.models import BodyType, NoParticipationGround, ProcessKind, Required, Track
from participatiemonitor.register.operations import (
    UNTITLED,
    ChallengeFacts,
    NoParticipationFacts,
    ProcessCard,
    StandingBodyFacts,
    ThirdPartyPlanFacts,
)
from participatiemonitor.register.queries import rules
from participatiemonitor.web.components.dates import DateParts
from participatiemonitor.web.components.items import Kind
from participatiemonitor.web.desk.register_forms import (
    CHOICE,
    TITLE,
    PeriodForm,
    day,
    explained,
    field_rows,
    leaders_of,
    line,
    people,
    rung_options,
    text,
)
from participatiemonitor.web.desk.words import capital

type Rows = tuple[tuple[str, ...], ...]
type Facts = StandingBodyFacts | ThirdPartyPlanFacts | ChallengeFacts | NoParticipationFacts


@dataclass(frozen=True, slots=True)
class Beginning:
    """A way to begin: a kind on a track, with its words and what its form asks. `slug` is its place in the address."""

    slug: str
    kind: ProcessKind
    track: Track
    title: str
    sentence: str
    asks: Rows
    # The question about `central_task` in the words of this kind.
    question: str = "Waar gaat het over?"
    hint: str = "Eén of twee zinnen zijn genoeg."
    other_words: Mapping[str, str] = field(default_factory=dict)

    @property
    def direction(self) -> Kind:
        """The direction as the components know it."""
        return "overheidsparticipatie" if self.track == Track.SOCIETY else "burgerparticipatie"


ORDINARY: Rows = (("title",), ("central_task",), ("rung",), ("starts_on", "ends_on"), ("participants",), ("leader",))
BODY: Rows = (("title",), ("body_type", "round_month"), ("central_task",), ("leader",))

BEGINNINGS = (
    Beginning(
        "traject", ProcessKind.PROCESS, Track.MUNICIPALITY, "Nieuw traject",
        "De gemeente begint. Inwoners doen mee.", ORDINARY,
    ),
    Beginning(
        "initiatief", ProcessKind.INITIATIVE, Track.SOCIETY, "Nieuw initiatief",
        "Inwoners, ondernemers of een organisatie beginnen. De gemeente doet mee.", ORDINARY,
    ),
    Beginning(
        "vast-verband-gemeente", ProcessKind.STANDING_BODY, Track.MUNICIPALITY, "Nieuw vast verband van de gemeente",
        "Een groep die blijft. De gemeente heeft haar ingesteld.", BODY, "Waar praat de groep over?",
    ),
    Beginning(
        "vast-verband-inwoners", ProcessKind.STANDING_BODY, Track.SOCIETY, "Nieuw vast verband van inwoners",
        "Een groep die blijft. Inwoners hebben haar zelf opgericht.", BODY, "Waar praat de groep over?",
    ),
    Beginning(
        "plan-van-een-derde", ProcessKind.THIRD_PARTY, Track.SOCIETY, "Nieuw plan van een derde",
        "Iemand anders dan de gemeente heeft een plan en vraagt een vergunning. De aanvrager betrekt zelf de buurt.",
        (("title",), ("central_task",), ("applicant",), ("application_number",), ("is_required",), ("leader",)),
        "Wat is het plan?",
    ),
    Beginning(
        "uitdaagrecht", ProcessKind.CHALLENGE, Track.SOCIETY, "Nieuw verzoek uitdaagrecht",
        "Inwoners vragen of zij een taak van de gemeente mogen overnemen.",
        (("title",), ("applicant",), ("central_task",), ("received_on",), ("leader",)),
        "Welke taak willen zij overnemen?",
        other_words={"applicant": "Wie doet het verzoek?"},
    ),
    Beginning(
        "geen-participatie", ProcessKind.NO_PARTICIPATION, Track.MUNICIPALITY, "Besluit zonder participatie",
        "De gemeente besluit iets zonder inwoners, en legt uit waarom.",
        (("title",), ("central_task",), ("ground",), ("reason",), ("leader",)),
        "Waar gaat het besluit over?",
    ),
)  # fmt: skip
BY_SLUG = {beginning.slug: beginning for beginning in BEGINNINGS}

CARD = ("title", "central_task", "starts_on", "ends_on", "participants", "leader")
MONTH_NAMES = [(number, name) for number, name in MONTHS.items()]


class NewForm(PeriodForm):
    """The first version of a dossier. It has every question of every kind, and asks those of one.

    With `is_draft` nothing is needed: it is kept as far as it came. What was typed for another kind goes along: what
    belongs on the card is asked here too, the rest stays in the page so that nothing is lost on the way back.
    """

    title = forms.CharField(label="Titel", help_text="De naam die mensen kennen.", max_length=120, error_messages=TITLE)
    central_task = text("Waar gaat het over?")
    body_type = forms.ChoiceField(
        label="Wat voor groep is het?",
        required=False,
        choices=[(choice.value, capital(choice.label)) for choice in BodyType],
        initial=BodyType.NEIGHBOURHOOD,
        error_messages=CHOICE,
    )
    round_month = forms.TypedChoiceField(
        label="In welke maand begint het jaar?", required=False, coerce=int, choices=MONTH_NAMES,
        initial=1, error_messages=CHOICE,
    )  # fmt: skip
    applicant = line("Wie is de aanvrager?", "De naam van de groep, het bedrijf of de organisatie.", 200)
    application_number = line("Zaaknummer", "Het nummer van de aanvraag, als dat er al is.", 80)
    is_required = forms.ChoiceField(
        label="Is participatie hier verplicht?",
        required=False,
        widget=forms.RadioSelect,
        choices=[(choice.value, capital(choice.label)) for choice in Required],
        initial=Required.UNKNOWN,
        error_messages=CHOICE,
    )
    received_on = day("Wanneer kwam het verzoek binnen?", "Vanaf deze dag loopt de termijn.")
    ground = forms.ChoiceField(
        label="Wat is de reden?",
        required=False,
        widget=forms.RadioSelect,
        choices=[(choice.value, capital(choice.label)) for choice in NoParticipationGround],
        error_messages=CHOICE,
    )
    reason = text("Leg dat uit", "Schrijf het zo op dat inwoners het begrijpen.")
    rung = forms.ChoiceField(
        label="Welke rol belooft u?",
        help_text="De zin bij de rol is uw belofte. Deelnemers lezen die boven de vragenlijst.",
        widget=forms.RadioSelect,
        error_messages=CHOICE | {"required": "Kies een rol, of kies ‘Nog niet bekend’."},
    )
    starts_on = day("Begin", "Mag ook een schatting zijn.")
    ends_on = day("Einde", "Mag ook een schatting zijn.")
    participants = people("Hoeveel mensen doen mee?", "Hoe meer we weten, hoe beter we de antwoorden kunnen duiden.")
    leader = forms.ModelChoiceField(
        label="Wie leidt dit?",
        help_text="Deze persoon ziet de resultaten het eerst.",
        queryset=User.objects.none(),
        empty_label=None,
        error_messages=CHOICE,
    )
    LATER = "later"

    def __init__(
        self, *args: Any, beginning: Beginning, membership: Membership, is_draft: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.beginning = beginning
        self._word()
        self._offer_leaders(membership)
        self.typed = self._typed()
        self._keep_asked()
        if is_draft:
            for one in self.fields.values():
                one.required = False

    @property
    def rows(self) -> list[list[forms.BoundField]]:
        """What this kind asks, in rows."""
        return field_rows(self, self.beginning.asks)

    @property
    def also_typed(self) -> list[list[forms.BoundField]]:
        """Fields of the card that this kind does not ask, but that were filled in for another."""
        asked = {name for row in self.beginning.asks for name in row}
        return field_rows(self, [[name] for name in CARD if name not in asked])

    @cached_property
    def carried(self) -> list[tuple[str, str]]:
        """What was typed for another kind and has no place here: names and values for hidden fields."""
        return [pair for name, pairs in self.typed.items() if name not in self.fields for pair in pairs]

    @classmethod
    def read(cls, data: QueryDict) -> dict[str, Any]:
        """What was typed, as the beginning of the form of another kind. Nothing is judged yet."""
        widgets = {name: one.widget for name, one in cls.base_fields.items()}
        found = {name: widget.value_from_datadict(data, MultiValueDict(), name) for name, widget in widgets.items()}
        return {name: value for name, value in found.items() if value not in (None, "")}

    def card(self) -> ProcessCard:
        """The card as typed."""
        values = {name: self.cleaned_data[name] for name in CARD if name in self.cleaned_data}
        beginning = self.beginning
        values["title"] = values["title"].strip() or UNTITLED
        return ProcessCard(track=beginning.track, kind=beginning.kind, **values)

    def chosen_rung(self) -> str:
        """The promised rung, or nothing when it is decided later."""
        rung = str(self.cleaned_data.get("rung", ""))
        return "" if rung == self.LATER else rung

    def facts(self) -> Facts | None:
        """What only this kind needs."""
        typed = self.cleaned_data
        match self.beginning.kind:
            case ProcessKind.STANDING_BODY:
                return StandingBodyFacts(typed["body_type"] or BodyType.OTHER, typed["round_month"] or 1)
            case ProcessKind.THIRD_PARTY:
                required = typed["is_required"] or Required.UNKNOWN
                return ThirdPartyPlanFacts(typed["applicant"], typed["application_number"], required)
            case ProcessKind.CHALLENGE:
                term = rules().challenge_term_weeks
                return ChallengeFacts(typed["applicant"], typed["central_task"], typed["received_on"], term)
            case ProcessKind.NO_PARTICIPATION:
                return NoParticipationFacts(typed["ground"], typed["reason"])
        return None

    def _word(self) -> None:
        central_task = self.fields["central_task"]
        central_task.label, central_task.help_text = self.beginning.question, self.beginning.hint
        for name, words in self.beginning.other_words.items():
            self.fields[name].label = words
        later = (self.LATER, explained("Nog niet bekend", "U kiest de rol later. Kies hem voor u mensen uitnodigt."))
        rung = self.fields["rung"]
        assert isinstance(rung, forms.ChoiceField)
        rung.choices = [*rung_options(rungs_of(self.beginning.track, self.beginning.kind)), later]

    def _offer_leaders(self, membership: Membership) -> None:
        if membership.staff_role == StaffRole.PROJECT_LEADER:
            del self.fields["leader"]
            return
        leader = self.fields["leader"]
        assert isinstance(leader, forms.ModelChoiceField)
        leader.queryset = leaders_of(membership)
        leader.initial = membership.user_id

    def _typed(self) -> dict[str, list[tuple[str, str]]]:
        """Every question with something typed in it, by the names and values of its controls."""
        given = self.data if self.is_bound else self.initial
        return {name: pairs for name in self.base_fields if (pairs := list(self._pairs(name, given)))}

    def _pairs(self, name: str, given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        widget = self.base_fields[name].widget
        value = widget.value_from_datadict(given, MultiValueDict(), name)
        if value in (None, ""):
            return
        if isinstance(widget, DateParts):
            parts = widget.parts(name, value)
            yield from ((part["name"], part["value"]) for part in parts)
        else:
            yield name, str(value)

    def _keep_asked(self) -> None:
        asked = {name for row in self.beginning.asks for name in row}
        for name in [*self.fields]:
            if name not in asked and not (name in CARD and name in self.typed):
                del self.fields[name]
