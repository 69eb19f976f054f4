"""App settings."""

from django.apps import AppConfig


class FieldworkConfig(AppConfig):
    """Whom did we ask, who answered, is it fit for use?"""

    name = "participatiemonitor.fieldwork"
    label = "fieldwork"
    verbose_name = "Whom did we ask, who answered, is it fit for use?"
