"""Measuring at the desk: self-evaluation, rounds, links and invitations."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
