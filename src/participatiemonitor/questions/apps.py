"""App settings."""

from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    """What do we ask, of whom, in which words?"""

    name = "participatiemonitor.questions"
    label = "questions"
    verbose_name = "What do we ask, of whom, in which words?"

    def ready(self) -> None:
        """Read the library, so that a mistake in a questionnaire stops the start and not a respondent."""
        from participatiemonitor.questions.library import load_library  # noqa: PLC0415 apps must be loaded first

        load_library()
