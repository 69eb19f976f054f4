"""The results of one process."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
