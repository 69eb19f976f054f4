"""App settings."""

from django.apps import AppConfig


class PublicationConfig(AppConfig):
    """What leaves the house, to whom, in which edition?"""

    name = "participatiemonitor.publication"
    label = "publication"
    verbose_name = "What leaves the house, to whom, in which edition?"
