"""App settings."""

from django.apps import AppConfig


class ComponentsConfig(AppConfig):
    """Building blocks of every page."""

    name = "participatiemonitor.web.components"
    label = "components"
