"""Addresses of the desk, one list per page module."""

from participatiemonitor.web.desk import (
    agenda,
    audit,
    course,
    groups,
    history,
    home,
    importing,
    kinds,
    kinds_new,
    measuring,
    overview,
    places,
    register,
    results,
    role_aid,
    role_changes,
)

urlpatterns = [
    *home.urlpatterns,
    *overview.urlpatterns,
    *kinds_new.urlpatterns,
    *register.urlpatterns,
    *kinds.urlpatterns,
    *role_aid.urlpatterns,
    *role_changes.urlpatterns,
    *course.urlpatterns,
    *groups.urlpatterns,
    *measuring.urlpatterns,
    *results.urlpatterns,
    *history.urlpatterns,
    *agenda.urlpatterns,
    *places.urlpatterns,
    *importing.urlpatterns,
    *audit.urlpatterns,
]
