"""What every page needs to know about the house."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from participatiemonitor.foundation.people.roles import Permission, may


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """One entry of the desk's navigation."""

    label: str
    url: str
    is_current: bool


# Label, url name, permission: in the order of the screen.
DESK = (
    ("Start", "desk_home", Permission.DESK_ENTER),
    ("Overzicht", "desk_overview", Permission.PROCESS_VIEW),
    ("Trajecten", "desk_processes", Permission.PROCESS_VIEW),
    ("Initiatieven", "desk_initiatives", Permission.PROCESS_VIEW),
    ("Bord", "desk_board", Permission.PROCESS_VIEW),
    ("Kaart", "desk_map", Permission.PROCESS_VIEW),
    ("Agenda", "desk_agenda", Permission.PROCESS_VIEW),
    ("Antwoorden inlezen", "desk_import", Permission.ANSWERS_IMPORT),
    ("Register inlezen", "desk_register_import", Permission.REGISTER_IMPORT),
    ("Afspraken", "desk_rules", Permission.REGISTER_RULES),
    ("Logboek", "desk_audit", Permission.AUDIT_VIEW),
)


def house(request: HttpRequest) -> dict[str, object]:
    """Demo notice, municipality and navigation for the templates."""
    membership = getattr(request, "membership", None)
    context: dict[str, object] = {
        "demo_notice": settings.DEMO,
        "municipality": getattr(request, "municipality", None),
    }
    if membership is not None:
        current = getattr(request, "current_navigation", request.path)
        context["desk_navigation"] = [
            NavigationItem(label, reverse(name), current == reverse(name))
            for label, name, permission in DESK
            if may(membership.staff_role, permission)
        ]
        context["account_url"] = reverse("account_change_password")
        if len(request.memberships) > 1:  # type: ignore[attr-defined]  # set together with the membership
            context["switch_url"] = reverse("desk_municipality")
        context["staff_role_label"] = membership.get_role_display()
    return context
