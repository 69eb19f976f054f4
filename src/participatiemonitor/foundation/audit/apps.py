"""App settings."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """What was done, by whom, when: append-only."""

    name = "participatiemonitor.foundation.audit"
    label = "audit"
    verbose_name = "What was done, by whom, when: append-only."
