"""Addresses of the desk, one list per page module."""

from participatiemonitor.web.desk import audit, history, home, importing, measuring, register, results, role_aid

urlpatterns = [
    *home.urlpatterns,
    *register.urlpatterns,
    *role_aid.urlpatterns,
    *measuring.urlpatterns,
    *results.urlpatterns,
    *history.urlpatterns,
    *importing.urlpatterns,
    *audit.urlpatterns,
]
