"""Forms for what only one kind of process needs."""

from datetime import datetime
from typing import Any

from django import forms

from participatiemonitor.foundation.people.models import User
from participatiemonitor.register.kinds import UNWELCOME, row_of
from participatiemonitor.register.models import (
    BodyType,
    Challenge,
    ChallengeDecision,
    CompetentBody,
    NoParticipation,
    NoParticipationGround,
    Process,
    ProcessKind,
    Required,
    StandingBody,
    ThirdPartyPlan,
)
from participatiemonitor.register.operations import (
    ChallengeFacts,
    NoParticipationFacts,
    StandingBodyFacts,
    ThirdPartyPlanFacts,
    change_challenge,
    change_no_participation,
    change_standing_body,
    change_third_party_plan,
)
from participatiemonitor.web.desk.kinds_new_forms import MONTH_NAMES, Facts
from participatiemonitor.web.desk.register_forms import (
    CHOICE,
    DeskForm,
    FieldGroup,
    day,
    field_groups,
    line,
    text,
)
from participatiemonitor.web.desk.words import capital

WEEKS = {
    "invalid": "Vul een heel aantal weken in, bijvoorbeeld 8.",
    "min_value": "Vul een getal van %(limit_value)s of hoger in.",
    "max_value": "Dit zijn te veel weken.",
}


def weeks(label: str, hint: str, least: int = 1) -> forms.IntegerField:
    """A number of weeks that may stay empty."""
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    return forms.IntegerField(
        label=label, help_text=hint, required=False, min_value=least, max_value=520, widget=widget, error_messages=WEEKS
    )


def options(choices: type[Any], empty: str = "") -> list[tuple[str, str]]:
    """Choices as they read, with words for no choice yet where that is possible."""
    return [*([("", empty)] if empty else []), *[(choice.value, capital(choice.label)) for choice in choices]]


class FactsForm(DeskForm):
    """What one kind needs. Everything may stay empty until it is known."""

    TITLE, INTRO = "", ""
    GROUPS: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = ()

    @property
    def groups(self) -> list[FieldGroup]:
        """The fields as they stand together on the page."""
        return field_groups(self, self.GROUPS)

    def facts(self) -> Facts:
        """What was typed, as the register takes it."""
        raise NotImplementedError


class StandingBodyForm(FactsForm):
    """What sort of body, and when its year begins."""

    TITLE = "Het vaste verband"
    INTRO = "Een vast verband meet elk jaar. Daarom heeft elk jaar een eigen belofte."
    GROUPS = (("De groep", (("body_type",), ("round_month",))),)
    body_type = forms.ChoiceField(label="Wat voor groep is het?", choices=options(BodyType), error_messages=CHOICE)
    round_month = forms.TypedChoiceField(
        label="In welke maand begint het jaar?",
        help_text="Bijvoorbeeld september, als de groep na de zomer begint.",
        coerce=int,
        choices=MONTH_NAMES,
        error_messages=CHOICE,
    )

    def facts(self) -> StandingBodyFacts:
        """The body as typed."""
        return StandingBodyFacts(**self.cleaned_data)


class ThirdPartyForm(FactsForm):
    """Who applies, what the applicant does, and what the municipality finds of it."""

    TITLE = "De aanvrager"
    INTRO = "De aanvrager betrekt de buurt. De gemeente kijkt of dat goed is gegaan."
    GROUPS = (
        ("De aanvraag", (("applicant",), ("application_number",), ("is_required",))),
        ("De participatie", (("applicant_approach",), ("judgement",))),
    )
    applicant = line("Wie is de aanvrager?", "De naam van het bedrijf, de organisatie of de persoon.", 200)
    application_number = line("Zaaknummer", "Het nummer van de aanvraag, als dat er al is.", 80)
    is_required = forms.ChoiceField(
        label="Is participatie hier verplicht?",
        help_text="De raad kan haar voor sommige plannen verplichten.",
        widget=forms.RadioSelect,
        choices=options(Required),
        error_messages=CHOICE,
    )
    applicant_approach = text(
        "Hoe betrekt de aanvrager mensen?", "Wie zijn gevraagd, hoe, en wat is er met hun inbreng gedaan?", 5
    )
    judgement = text(
        "Wat vindt de gemeente daarvan?",
        "Was iedereen op tijd gevraagd? Is te zien wat er met de inbreng is gedaan?",
        5,
    )

    def facts(self) -> ThirdPartyPlanFacts:
        """The plan as typed."""
        return ThirdPartyPlanFacts(**self.cleaned_data)


class ChallengeForm(FactsForm):
    """A request with its term; after the decision also what was agreed and how it went."""

    TITLE = "Het verzoek"
    INTRO = "Vul in wie wat vraagt en wanneer het verzoek binnenkwam. Dan telt de monitor de termijn."
    GROUPS = (
        ("Het verzoek", (("requester",), ("task",), ("received_on",))),
        ("De termijn", (("term_weeks",), ("extra_weeks",), ("extension_reason",))),
        ("Na het besluit", (("agreements",), ("evaluation",))),
    )
    requester = line("Wie doet het verzoek?", "De naam van de groep of de organisatie.", 200)
    task = text("Welke taak willen zij overnemen?", "Eén of twee zinnen zijn genoeg.")
    received_on = day("Wanneer kwam het verzoek binnen?", "Vanaf deze dag loopt de termijn.")
    term_weeks = weeks("Termijn in weken", "Zo lang mag het besluit duren. Dit staat in uw verordening.")
    extra_weeks = weeks("Verlengd met hoeveel weken?", "Laat dit leeg als u niet verlengt.", 0)
    extension_reason = text("Waarom verlengt u?", "Vul dit in als u verlengt. De aanvrager wil dat weten.")
    agreements = text("Welke afspraken zijn er gemaakt?", "Bijvoorbeeld over geld, kwaliteit en wie waarvoor zorgt.", 4)
    evaluation = text("Hoe ging het daarna?", "Wat leverde het op, voor inwoners en voor de gemeente?", 4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_decided = bool(self.initial.get("decision"))
        if not self.is_decided:
            del self.fields["agreements"], self.fields["evaluation"]

    def clean(self) -> dict[str, Any]:
        """A longer term is explained."""
        cleaned = super().clean() or self.cleaned_data
        cleaned["extra_weeks"] = cleaned.get("extra_weeks") or 0
        if cleaned["extra_weeks"] and not cleaned.get("extension_reason") and "extension_reason" not in self.errors:
            self.add_error("extension_reason", "Leg uit waarom u meer tijd nodig hebt. De aanvrager wil dat weten.")
        return cleaned

    def facts(self) -> ChallengeFacts:
        """The request as typed; what is not asked before the decision stays as it is."""
        kept = {name: self.initial[name] for name in ("agreements", "evaluation")}
        return ChallengeFacts(**kept | self.cleaned_data)


class NoParticipationForm(FactsForm):
    """Why nobody takes part, and how that is told."""

    TITLE = "Waarom geen participatie?"
    INTRO = "Niet iedereen hoeft altijd mee te praten. Maar leg wel uit waarom."
    GROUPS = (
        ("De reden", (("ground",), ("reason",))),
        ("Het besluit", (("decided_by",), ("decided_on",))),
        ("De uitleg", (("how_explained",),)),
    )
    ground = forms.ChoiceField(
        label="Wat is de reden?",
        required=False,
        widget=forms.RadioSelect,
        choices=options(NoParticipationGround),
        error_messages=CHOICE,
    )
    reason = text("Leg dat uit", "Schrijf het zo op dat inwoners het begrijpen. Zonder uitleg kan dit niet worden "
                  "vastgesteld.", 4)  # fmt: skip
    decided_by = forms.ChoiceField(
        label="Wie besloot dit?", required=False, choices=options(CompetentBody, "Kies wie besloot")
    )
    decided_on = day("Wanneer is dit besloten?")
    how_explained = text("Hoe legt u het uit aan inwoners?", "Bijvoorbeeld met een brief aan de buurt.", 4)

    def facts(self) -> NoParticipationFacts:
        """The reason as typed."""
        return NoParticipationFacts(**self.cleaned_data)


class DecisionForm(DeskForm):
    """The decision on a request under the uitdaagrecht."""

    NOT_YET = "nog-niet"
    decision = forms.ChoiceField(
        label="Wat is het besluit?",
        widget=forms.RadioSelect,
        choices=[*options(ChallengeDecision), (NOT_YET, "Er is nog geen besluit")],
        error_messages=CHOICE,
    )
    decided_on = day("Wanneer is dit besloten?")
    reason = text("Waarom?", "Verplicht als het verzoek niet of niet helemaal is toegewezen.", 4)

    def __init__(self, *args: Any, challenge: Challenge, **kwargs: Any) -> None:
        known = {name: getattr(challenge, name) for name in self.base_fields}
        kwargs.setdefault("initial", known | {"decision": challenge.decision or self.NOT_YET})
        super().__init__(*args, **kwargs)

    def clean_decision(self) -> str:
        """That there is none yet is no decision."""
        decision = str(self.cleaned_data["decision"])
        return "" if decision == self.NOT_YET else decision

    def clean(self) -> dict[str, Any]:
        """A decision has a day; one that was not asked for has a reason."""
        cleaned = super().clean() or self.cleaned_data
        decision = cleaned.get("decision")
        if decision and not cleaned.get("decided_on") and "decided_on" not in self.errors:
            self.add_error("decided_on", "Vul in op welke dag het besluit is genomen.")
        if decision in UNWELCOME and not cleaned.get("reason"):
            self.add_error("reason", "Leg uit waarom het verzoek niet of niet helemaal is toegewezen.")
        return cleaned


FORMS: dict[str, type[FactsForm]] = {
    ProcessKind.STANDING_BODY: StandingBodyForm,
    ProcessKind.THIRD_PARTY: ThirdPartyForm,
    ProcessKind.CHALLENGE: ChallengeForm,
    ProcessKind.NO_PARTICIPATION: NoParticipationForm,
}
TABLES: dict[str, type[Any]] = {
    ProcessKind.STANDING_BODY: StandingBody,
    ProcessKind.THIRD_PARTY: ThirdPartyPlan,
    ProcessKind.CHALLENGE: Challenge,
    ProcessKind.NO_PARTICIPATION: NoParticipation,
}


def initial_of(process: Process) -> dict[str, Any]:
    """What is known already of what only this kind has."""
    row = row_of(process, TABLES[process.kind])
    return {field.name: getattr(row, field.name) for field in row._meta.fields if not field.is_relation}


def keep_facts(process: Process, facts: Facts, *, by: User, now: datetime) -> None:
    """Hand what was typed to the register."""
    match facts:
        case StandingBodyFacts():
            change_standing_body(process=process, facts=facts, by=by, now=now)
        case ThirdPartyPlanFacts():
            change_third_party_plan(process=process, facts=facts, by=by, now=now)
        case ChallengeFacts():
            change_challenge(process=process, facts=facts, by=by, now=now)
        case NoParticipationFacts():
            change_no_participation(process=process, facts=facts, by=by, now=now)
