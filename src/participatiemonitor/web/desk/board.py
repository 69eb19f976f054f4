"""The board: every dossier in the stage it is in now."""

from collections.abc import Iterable
from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_GET

from participatiemonitor.foundation.people.roles import Permission, may
from participatiemonitor.register.overview import OVER, Facet
from participatiemonitor.web.access import DeskRequest, desk_page
from participatiemonitor.web.desk.board_pages import board_columns
from participatiemonitor.web.desk.overview_address import Question
from participatiemonitor.web.desk.overview_frame import NOT_OVER, filters_context, see
from participatiemonitor.web.desk.overview_pages import ORDERS, number_text


@desk_page(Permission.PROCESS_VIEW)
@require_GET
def board(request: DeskRequest) -> HttpResponse:
    """The overview as columns: preparation, execution, evaluation, and no stage yet."""
    seen = see(request, leave_out_over=True)
    over = sum(seen.found.counts[Facet.STATE].get(state, 0) for state in OVER)
    shows_all = Facet.STATE in seen.question.options
    asked = seen.question if shows_all else _in_states(seen.question, NOT_OVER)
    context = filters_context(seen, page=reverse("desk_board")) | {
        "columns": board_columns(seen.found.rows, asked, seen.today),
        "has_any": bool(seen.rows) or seen.question.is_narrowed,
        "over": "" if shows_all or not over else number_text(over),
        "over_url": f"{reverse('desk_overview')}?{_in_states(seen.question, OVER).query()}",
        "sorted": ORDERS[seen.question.order][1],
        "may_edit": may(request.membership.staff_role, Permission.PROCESS_EDIT),
        "may_create": may(request.membership.staff_role, Permission.PROCESS_CREATE),
        "new_url": reverse("desk_process_new"),
        "whole_query": seen.question.query(),
    }
    return render(request, "web/desk/overview/board.html", context)


def _in_states(question: Question, states: Iterable[str]) -> Question:
    return replace(question, chosen={**question.options, Facet.STATE: tuple(states)})


urlpatterns = [path("bord/", board, name="desk_board")]
