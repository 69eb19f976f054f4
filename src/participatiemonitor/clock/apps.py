"""App settings."""

from django.apps import AppConfig


class ClockConfig(AppConfig):
    """What happens by itself, on time."""

    name = "participatiemonitor.clock"
    label = "clock"
    verbose_name = "What happens by itself, on time."
