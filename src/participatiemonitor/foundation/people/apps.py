"""App settings."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Users, memberships and what each staff role may do."""

    name = "participatiemonitor.foundation.people"
    label = "people"
    verbose_name = "Users, memberships and what each staff role may do."
