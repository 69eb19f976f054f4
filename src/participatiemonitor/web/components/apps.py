"""Registers the components' template tags."""

from django.apps import AppConfig


class ComponentsConfig(AppConfig):
    """Makes `{% load components %}` available."""

    name = "participatiemonitor.web.components"
    label = "components"
