"""The register at the desk: processes, initiatives, their card and promised roles."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
