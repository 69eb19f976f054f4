"""App settings."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """What participation is going on, who has the initiative, in which role?"""

    name = "participatiemonitor.register"
    label = "register"
    verbose_name = "What participation is going on, who has the initiative, in which role?"

    def ready(self) -> None:
        """Read the role models and role aids, so that a mistake in one stops the start."""
        from participatiemonitor.register.role_aids import load_role_aids  # noqa: PLC0415 apps must be loaded first
        from participatiemonitor.register.role_models import load_role_models  # noqa: PLC0415 apps must be loaded first

        load_role_models()
        load_role_aids()
