"""The overview as a file: everything that was found, in the columns and the order of the list."""

from collections.abc import Mapping

from django.http import Http404, HttpResponse
from django.urls import path, reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from participatiemonitor.exports import LISTS
from participatiemonitor.exports.listing import Cell, Listing
from participatiemonitor.foundation.people.roles import Permission
from participatiemonitor.register.overview import Facet, OverviewRow
from participatiemonitor.web.access import DeskRequest, desk_page
from participatiemonitor.web.desk.links import absolute
from participatiemonitor.web.desk.overview_frame import Seen, result_text, see
from participatiemonitor.web.desk.overview_pages import ORDERS, chips_shown, label_of, role_of, stage_of, theme_of
from participatiemonitor.web.desk.words import day_text

COLUMNS = (
    "Titel", "Soort", "Thema", "Wijk of kern", "Beloofde rol", "Fase", "Begin", "Einde", "Leiding", "Stand",
    "Terugkoppeling", "Adres",
)  # fmt: skip
FORMATS = {each.EXTENSION: each for each in LISTS}


@desk_page(Permission.PROCESS_VIEW)
@require_GET
def overview_file(request: DeskRequest, extension: str) -> HttpResponse:
    """Everything that was found, as a file."""
    if extension not in FORMATS:
        raise Http404
    seen = see(request)
    content = FORMATS[extension].write(_listing(request, seen))
    response = HttpResponse(content, content_type=FORMATS[extension].MEDIA_TYPE)
    name = f"overzicht-{localdate(request.now).isoformat()}.{extension}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _listing(request: DeskRequest, seen: Seen) -> Listing:
    # One address for all rows: asking the name of a page thousands of times takes longer than making the file.
    address = absolute(request, reverse("desk_process", args=["x"])).removesuffix("x/")
    rows = tuple((*_cells(row, seen.names), f"{address}{row.code}/") for row in seen.found.rows)
    return Listing("Overzicht", COLUMNS, rows, _source(request, seen))


def _cells(row: OverviewRow, names: Mapping[str, str]) -> tuple[Cell, ...]:
    return (
        row.title, label_of(Facet.KIND, row.kind, names), theme_of(row), row.area, role_of(row), stage_of(row),
        row.starts_on, row.ends_on, names[str(row.leader_id)], label_of(Facet.STATE, row.state, names), row.feedback_on,
    )  # fmt: skip


def _source(request: DeskRequest, seen: Seen) -> str:
    """Where the rows come from, and what was asked for them."""
    asked = [chip.label for chip in chips_shown(seen.question, seen.names)]
    parts = (
        f"Participatieregister van {request.municipality.name}, {day_text(localdate(request.now))}",
        f"{result_text(seen)}, {ORDERS[seen.question.order][1]}",
        *asked,
    )
    return ". ".join(parts)


urlpatterns = [path("overzicht/bestand/<slug:extension>/", overview_file, name="desk_overview_file")]
