"""What the municipality laid down about its register: who approves, and the term of the uitdaagrecht."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from participatiemonitor.foundation.people.roles import Permission
from participatiemonitor.register.models import RegisterRules
from participatiemonitor.register.operations import change_rules
from participatiemonitor.register.queries import rules
from participatiemonitor.web.access import DeskRequest, desk_page
from participatiemonitor.web.desk.frame import refusals_on
from participatiemonitor.web.desk.kinds_facts import weeks
from participatiemonitor.web.desk.register_forms import CHOICE, DeskForm, explained, line

ALONE, TOGETHER = "nee", "ja"


class RulesForm(DeskForm):
    """The rules of a municipality about its register."""

    second_person = forms.ChoiceField(
        label="Moet een tweede persoon meekijken voordat iets wordt vastgesteld?",
        widget=forms.RadioSelect,
        choices=[
            (ALONE, explained("Nee", "Wie de aanpak maakt, mag hem ook vaststellen.")),
            (TOGETHER, explained("Ja", "Een beleidsadviseur of beheerder stelt vast. Die maakte de aanpak niet zelf.")),
        ],
        error_messages=CHOICE,
    )
    challenge_term_weeks = weeks(
        "Hoeveel weken heeft de gemeente voor een verzoek uitdaagrecht?",
        "Dit staat in uw verordening. Elk nieuw verzoek krijgt deze termijn. Oude verzoeken houden de hunne.",
    )
    ordinance = line("Hoe heet uw participatieverordening?", "De naam, of het adres van de pagina waar zij staat.", 300)

    def __init__(self, *args: Any, known: RegisterRules, **kwargs: Any) -> None:
        initial = {
            "second_person": TOGETHER if known.needs_second_person else ALONE,
            "challenge_term_weeks": known.challenge_term_weeks,
            "ordinance": known.ordinance,
        }
        kwargs.setdefault("initial", initial)
        super().__init__(*args, **kwargs)


@desk_page(Permission.REGISTER_RULES)
def register_rules(request: DeskRequest) -> HttpResponse:
    """See and change the rules."""
    form = RulesForm(request.POST or None, known=rules())
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            change_rules(
                municipality=request.municipality,
                needs_second_person=form.cleaned_data["second_person"] == TOGETHER,
                challenge_term_weeks=form.cleaned_data["challenge_term_weeks"],
                ordinance=form.cleaned_data["ordinance"],
                by=request.user,
                now=request.now,
            )
            messages.success(request, "De afspraken zijn opgeslagen.")
            return redirect("desk_rules")
    return render(request, "web/desk/kinds/rules.html", {"form": form})


urlpatterns = [path("afspraken/", register_rules, name="desk_rules")]
