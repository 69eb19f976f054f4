"""The command `participatiemonitor`: Django's commands and our own."""

import os
import sys


def main() -> None:
    """Run one command; a mistake in the settings gives one sentence and exit code 2."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "participatiemonitor.config.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 settings must be named first

    from participatiemonitor.config.env import SettingError  # noqa: PLC0415 kept next to its only use

    try:
        execute_from_command_line(with_module_name(sys.argv))
    except SettingError as error:
        sys.exit(f"participatiemonitor: {error}")


def with_module_name(words: list[str]) -> list[str]:
    """A command is typed with dashes and lives in a module, whose name cannot have them: import-answers."""
    if len(words) < 2 or words[1].startswith("-"):
        return words
    return [words[0], words[1].replace("-", "_"), *words[2:]]


if __name__ == "__main__":
    main()
