"""The board: every dossier in the stage it is in now."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_GET

from participatiemonitor.foundation.people.roles import Permission, may
from participatiemonitor.web.access import DeskRequest, desk_page
from participatiemonitor.web.desk.board_pages import board_columns
from participatiemonitor.web.desk.overview_frame import filters_context, see


@desk_page(Permission.PROCESS_VIEW)
@require_GET
def board(request: DeskRequest) -> HttpResponse:
    """The overview as columns: preparation, execution, evaluation, and no stage yet."""
    seen = see(request)
    context = filters_context(seen, page=reverse("desk_board")) | {
        "columns": board_columns(seen.found.rows, seen.question, seen.today),
        "has_any": bool(seen.found.rows) or seen.question.is_narrowed,
        "may_edit": may(request.membership.staff_role, Permission.PROCESS_EDIT),
        "may_create": may(request.membership.staff_role, Permission.PROCESS_CREATE),
        "new_url": reverse("desk_process_new"),
        "whole_query": seen.question.query(),
    }
    return render(request, "web/desk/overview/board.html", context)


urlpatterns = [path("bord/", board, name="desk_board")]
