"""All addresses: one list per door."""

from django.urls import URLPattern, URLResolver, include, path

from participatiemonitor.web import errors
from participatiemonitor.web.desk.agenda import feed_urlpatterns

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("participatiemonitor.web.public.urls")),
    path("", include("participatiemonitor.web.respond.urls")),
    *feed_urlpatterns,
    path("bureau/", include("participatiemonitor.web.desk.urls")),
    # Addresses are the administrator's to change, so allauth's own page for them is closed.
    path("account/email/", errors.absent, name="account_email"),
    path("account/", include("allauth.account.urls")),
]

handler404 = "participatiemonitor.web.errors.not_found"
handler403 = "participatiemonitor.web.errors.refused"
handler500 = "participatiemonitor.web.errors.broken"
