"""The measure to stand beside: the least that a Django project does to store a posted form.

The middleware that `startproject` writes, the fields of the form in one JSON column, one insert. No questionnaire, no
check of what was posted, no invitation, no protection against sending twice.
"""

import os

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection, models
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from participatiemonitor.config.settings import database

settings.configure(
    SECRET_KEY="bare" * 12,
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=[f"django.contrib.{name}" for name in ("auth", "contenttypes", "sessions", "messages")],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    DATABASES={"default": database(os.environ["PM_BARE_DATABASE"])},
)
django.setup()


class Answer(models.Model):
    """A form as it was posted."""

    payload = models.JSONField()

    class Meta:
        app_label = "bare"

    def __str__(self) -> str:
        return "answer"


@csrf_exempt
def insert(request: HttpRequest) -> HttpResponse:
    """Store the fields of the form."""
    Answer.objects.create(payload=request.POST.dict())
    return HttpResponse("ok")


urlpatterns = [path("", insert)]
application = WSGIHandler()

if __name__ == "__main__":
    with connection.schema_editor() as editor:
        editor.create_model(Answer)
