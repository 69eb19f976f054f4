"""App settings."""

from django.apps import AppConfig


class TenancyConfig(AppConfig):
    """Municipalities and who may see whose rows."""

    name = "participatiemonitor.foundation.tenancy"
    label = "tenancy"
    verbose_name = "Municipalities and who may see whose rows."
