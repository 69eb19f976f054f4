"""App settings."""

from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    """What do we ask, of whom, in which words?"""

    name = "participatiemonitor.questions"
    label = "questions"
    verbose_name = "What do we ask, of whom, in which words?"
