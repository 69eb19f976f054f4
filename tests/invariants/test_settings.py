"""The baseline of settings, as a production server would start."""

import os
import subprocess
import sys

import pytest

PRINT = """
from django.conf import settings as s
print(s.DEBUG, s.SECURE_SSL_REDIRECT, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS >= 31536000)
print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.PASSWORD_HASHERS[0].rsplit(".")[-1], s.X_FRAME_OPTIONS)
"""


def _start(**environment: str) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith("PM_")}
    clean["DJANGO_SETTINGS_MODULE"] = "participatiemonitor.config.settings"
    return subprocess.run(
        [sys.executable, "-c", PRINT], env=clean | environment, capture_output=True, text=True, check=False
    )


def test_production_is_strict(tmp_path: object) -> None:
    printed = _start(PM_SECRET_KEY="een lange geheime tekst voor deze proef", PM_DATA=str(tmp_path)).stdout.split("\n")
    assert printed[0] == "False True True True True"
    assert printed[1] == "__Host-sessie __Host-csrf Argon2PasswordHasher DENY"


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({}, "PM_SECRET_KEY is leeg"),
        ({"PM_DEBUG": "misschien"}, "PM_DEBUG is ‘misschien’. Gebruik ja of nee."),
        ({"PM_DEBUG": "1", "PM_DATABASE": "mysql://x"}, "Gebruik sqlite:// of postgresql://"),
    ],
)
def test_wrong_setting_stops_with_a_sentence(environment: dict[str, str], sentence: str, tmp_path: object) -> None:
    result = _start(PM_DATA=str(tmp_path), **environment)
    assert result.returncode != 0
    assert sentence in result.stderr
