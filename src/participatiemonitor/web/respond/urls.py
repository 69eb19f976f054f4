"""Addresses for respondents: `v` for an open link, `u` for a personal invitation."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
