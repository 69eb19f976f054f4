"""App settings."""

from django.apps import AppConfig


class AnalysisConfig(AppConfig):
    """What do the figures say, and how sure are we?"""

    name = "participatiemonitor.analysis"
    label = "analysis"
    verbose_name = "What do the figures say, and how sure are we?"
