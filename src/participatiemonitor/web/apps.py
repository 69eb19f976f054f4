"""App settings."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Doors for people and machines."""

    name = "participatiemonitor.web"
    label = "web"
    verbose_name = "Doors for people and machines."
