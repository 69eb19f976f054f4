"""What each staff role may do: one table, from which the manual page and the tests are made."""

from enum import StrEnum

from participatiemonitor.foundation.people.models import StaffRole


class Permission(StrEnum):
    """Everything that can be allowed or refused at the desk."""

    DESK_ENTER = "desk_enter"
    PROCESS_VIEW = "process_view"
    PROCESS_CREATE = "process_create"
    PROCESS_EDIT = "process_edit"
    PROCESS_APPROVE = "process_approve"
    SELF_EVALUATE = "self_evaluate"
    ROUND_OPEN = "round_open"
    ROUND_CLOSE = "round_close"
    INVITE = "invite"
    RESULTS_VIEW = "results_view"
    OPEN_ANSWERS_CLEAN = "open_answers_clean"
    REPORT_DOWNLOAD = "report_download"
    ANSWERS_IMPORT = "answers_import"
    REGISTER_IMPORT = "register_import"
    AUDIT_VIEW = "audit_view"
    REGISTER_RULES = "register_rules"


# These permissions reach only processes of which the person is the leader.
OWN_PROCESSES_ONLY: frozenset[StaffRole] = frozenset({StaffRole.PROJECT_LEADER})

_READ = {Permission.DESK_ENTER, Permission.PROCESS_VIEW, Permission.RESULTS_VIEW, Permission.REPORT_DOWNLOAD}
_RUN = {
    Permission.PROCESS_CREATE, Permission.PROCESS_EDIT, Permission.SELF_EVALUATE, Permission.ROUND_OPEN,
    Permission.ROUND_CLOSE, Permission.INVITE,
}  # fmt: skip

GRANTED: dict[StaffRole, frozenset[Permission]] = {
    StaffRole.ADMINISTRATOR: frozenset(Permission),
    StaffRole.POLICY_ADVISER: frozenset(
        _READ
        | _RUN
        | {
            Permission.PROCESS_APPROVE,
            Permission.OPEN_ANSWERS_CLEAN,
            Permission.ANSWERS_IMPORT,
            Permission.REGISTER_IMPORT,
        }
    ),
    StaffRole.PROJECT_LEADER: frozenset(_READ | _RUN),
    StaffRole.COUNCIL_READER: frozenset(_READ),
    StaffRole.ANALYST: frozenset(_READ | {Permission.ANSWERS_IMPORT}),
}

EXPLAINED: dict[StaffRole, str] = {
    StaffRole.ADMINISTRATOR: "Beheert de monitor van de gemeente en mag alles zien en doen.",
    StaffRole.POLICY_ADVISER: "Houdt overzicht over alle trajecten en initiatieven en helpt projectleiders.",
    StaffRole.PROJECT_LEADER: "Leidt een of meer trajecten en ziet alleen die trajecten.",
    StaffRole.COUNCIL_READER: "Leest voor de raad mee met de resultaten die zijn vrijgegeven.",
    StaffRole.ANALYST: "Leest alle resultaten en brengt gegevens van eerdere metingen in.",
}


def may(role: StaffRole, permission: Permission) -> bool:
    """Whether this staff role has this permission at all (own processes are checked by the door)."""
    return permission in GRANTED[role]
