"""The overview of every kind of participation: everything, the processes, or the initiatives."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_GET

from participatiemonitor.exports import LISTS
from participatiemonitor.foundation.people.roles import Permission, may
from participatiemonitor.register.models import Track
from participatiemonitor.register.overview import Order
from participatiemonitor.register.overview_rows import saved_views
from participatiemonitor.web.access import DeskRequest, desk_page
from participatiemonitor.web.components.items import Link
from participatiemonitor.web.desk.overview_frame import Seen, filters_context, page_of, proposal, see
from participatiemonitor.web.desk.overview_pages import ORDERS, list_rows, number_text, views_shown

PER_PAGE = 25
HEADINGS = {
    "": ("Overzicht", "Alles waarin mensen meedoen, of waarin de gemeente meedoet."),
    Track.MUNICIPALITY.value: ("Trajecten", "De gemeente begint. Inwoners doen mee."),
    Track.SOCIETY.value: ("Initiatieven", "Inwoners beginnen. De gemeente doet mee."),
}
NEW_OF_TRACK = {
    "": "desk_process_new",
    Track.MUNICIPALITY.value: "desk_process_new_municipality",
    Track.SOCIETY.value: "desk_process_new_society",
}
# Columns that can be sorted by a link above them, with how a reader of the text names the direction.
SORTED_COLUMNS = {Order.TITLE: "ascending", Order.START: "descending", Order.STATE: "ascending"}


@desk_page(Permission.PROCESS_VIEW)
@require_GET
def everything(request: DeskRequest, track: str = "") -> HttpResponse:
    """Everything in the register, or only what is on one track, or the own ones; narrowed by the address."""
    seen = see(request, track)
    page = Paginator(seen.found.rows, PER_PAGE).get_page(request.GET.get("pagina"))
    title, intro = HEADINGS[track]
    context = filters_context(seen, page=page_of(seen.question)) | {
        "title": title,
        "intro": intro,
        "page": page,
        "rows": list_rows(list(page), seen.names),
        "columns": _columns(seen),
        "sorted": ORDERS[seen.question.order][1],
        "views": views_shown(
            seen.question, saved_views(request.membership.user_id), user_id=request.membership.user_id
        ),
        "files": _files(seen),
        "whole_query": seen.question.query(whole=True),
        "has_any": bool(seen.found.rows) or seen.question.is_narrowed,
        "may_create": may(request.membership.staff_role, Permission.PROCESS_CREATE),
        "new_url": reverse(NEW_OF_TRACK[track]),
        "is_initiative": track == Track.SOCIETY,
    }
    return render(request, "web/desk/overview/list.html", context | _nothing_found(seen))


def _nothing_found(seen: Seen) -> dict[str, object]:
    """What helps further when nothing was found: another spelling, or fewer filters."""
    question = seen.question
    if seen.found.rows or not question.terms:
        return {}
    if seen.rows:
        without = f"?{question.search_only().query()}"
        return {"without_filters": number_text(len(seen.rows)), "without_filters_url": without}
    meant = proposal(seen)
    return {"proposal": meant, "proposal_url": f"?{question.searching(meant).query()}"}


def _columns(seen: Seen) -> dict[str, dict[str, str]]:
    """For each column that can be sorted: where its link goes, and how it is sorted now."""
    question = seen.question
    return {
        order.name.lower(): {
            "url": f"?{question.sorted_by(order).query()}",
            "sort": direction if question.order is order else "",
        }
        for order, direction in SORTED_COLUMNS.items()
    }


def _files(seen: Seen) -> list[Link]:
    query = seen.question.query(whole=True)
    return [
        Link(each.EXTENSION.upper(), f"{reverse('desk_overview_file', args=[each.EXTENSION])}?{query}")
        for each in LISTS
    ]


urlpatterns = [
    path("overzicht/", everything, name="desk_overview"),
    path("trajecten/", everything, {"track": Track.MUNICIPALITY.value}, name="desk_processes"),
    path("initiatieven/", everything, {"track": Track.SOCIETY.value}, name="desk_initiatives"),
]
