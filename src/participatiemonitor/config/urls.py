"""All addresses: one list per door."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("participatiemonitor.web.public.urls")),
    path("", include("participatiemonitor.web.respond.urls")),
    path("bureau/", include("participatiemonitor.web.desk.urls")),
    path("account/", include("allauth.account.urls")),
]

handler404 = "participatiemonitor.web.errors.not_found"
handler403 = "participatiemonitor.web.errors.refused"
handler500 = "participatiemonitor.web.errors.broken"
