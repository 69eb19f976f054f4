"""Bringing in answers from a file."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
