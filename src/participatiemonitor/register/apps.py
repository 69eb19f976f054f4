"""App settings."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """What participation is going on, who has the initiative, in which role?"""

    name = "participatiemonitor.register"
    label = "register"
    verbose_name = "What participation is going on, who has the initiative, in which role?"
