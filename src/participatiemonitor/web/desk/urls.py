"""Addresses of the desk, one list per page module."""

from django.urls import path

from participatiemonitor.web.desk import audit, home, importing, measuring, register, results

urlpatterns = [
    path("", home.home, name="desk_home"),
    *register.urlpatterns,
    *measuring.urlpatterns,
    *results.urlpatterns,
    *importing.urlpatterns,
    *audit.urlpatterns,
]
