"""The role aid at the desk: its questions, the outcome, and the choice that follows."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse

from participatiemonitor.foundation.people.roles import Permission
from participatiemonitor.register.kinds import choosable_rungs, has_participation
from participatiemonitor.register.models import Process, RoleAssessment
from participatiemonitor.register.operations import assess_role, settle_assessment
from participatiemonitor.register.queries import latest_assessment, promised_role
from participatiemonitor.register.role_aids import role_aid
from participatiemonitor.web import access
from participatiemonitor.web.access import DeskRequest, desk_page
from participatiemonitor.web.components.items import Link
from participatiemonitor.web.desk.frame import Tab, process_context, refusals_on
from participatiemonitor.web.desk.role_aid_earlier import earlier_part
from participatiemonitor.web.desk.role_aid_forms import ChooseRoleForm, RoleAidForm, as_values
from participatiemonitor.web.desk.role_aid_pages import Shown, name_of, result_context, shown

TITLE = "Rolwijzer"


@desk_page(Permission.PROCESS_EDIT)
def questions(request: DeskRequest, code: str) -> HttpResponse:
    """The questions of the role aid. They can be kept at any point."""
    process = access.process(request, code)
    if not has_participation(process):
        return redirect("desk_process", code)
    aid, earlier = role_aid(process.track), latest_assessment(process)
    initial = as_values(earlier.answers, aid) if earlier else {}
    form = RoleAidForm(request.POST if request.method == "POST" else None, aid=aid, initial=initial)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            assess_role(process=process, answers=form.answers(), by=request.user, now=request.now)
            if "later" in request.POST:
                messages.success(request, "Uw antwoorden zijn bewaard. U kunt later verder met de rolwijzer.")
                return redirect("desk_process", code)
            return redirect("desk_role_aid_result", code)
    context = process_context(request, process, Tab.PLAN, Link(TITLE)) | {"form": form, "earlier": earlier}
    return render(request, "web/desk/role_aid/form.html", context)


@desk_page(Permission.PROCESS_EDIT)
def result(request: DeskRequest, code: str) -> HttpResponse:
    """The advice for the kept answers, or for other ones in the address; and the choice that follows."""
    process = access.process(request, code)
    if not has_participation(process):
        return redirect("desk_process", code)
    assessment = latest_assessment(process)
    seen = shown(request.GET, process, assessment)
    if seen is None:
        return redirect("desk_role_aid", code)
    form = _choice(request, process, assessment, seen)
    if form and assessment and form.is_bound and form.is_valid():
        rung, reason = form.cleaned_data["rung"], form.cleaned_data["reason"]
        with refusals_on(form):
            settle_assessment(assessment=assessment, rung=rung, reason=reason, by=request.user, now=request.now)
            return redirect(f"{reverse('desk_role', args=[code, form.position()])}?rol={rung}")
    crumbs = (Link(TITLE, reverse("desk_role_aid", args=[code])), Link("Uitkomst"))
    context = process_context(request, process, Tab.PLAN, *crumbs) | result_context(seen)
    context |= {"form": form, "assessment": assessment, "kept_name": name_of(seen.kept)}
    context["earlier"] = earlier_part(request, process, seen.advice.fits)
    return render(request, "web/desk/role_aid/result.html", context)


def _choice(
    request: DeskRequest, process: Process, assessment: RoleAssessment | None, seen: Shown
) -> ChooseRoleForm | None:
    """The choice of a role, when the kept answers lead to an advice."""
    if assessment is None or seen.is_what_if or not seen.advice.fits:
        return None
    current = promised_role(process, on=request.now.date())
    initial = {"rung": assessment.chosen_rung or seen.advice.advice, "reason": assessment.reason}
    if current:
        initial["phase"] = str(current.phase.position)
    data = request.POST if request.method == "POST" else None
    phases, rungs = process.phases.order_by("position"), choosable_rungs(process)
    return ChooseRoleForm(data, advice=seen.advice, rungs=rungs, phases=phases, initial=initial)


urlpatterns = [
    path("dossier/<slug:code>/rolwijzer/", questions, name="desk_role_aid"),
    path("dossier/<slug:code>/rolwijzer/uitkomst/", result, name="desk_role_aid_result"),
]
