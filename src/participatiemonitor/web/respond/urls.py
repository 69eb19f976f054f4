"""Addresses for respondents: `v` for an open link, `u` for a personal invitation."""

from django.urls import path

from participatiemonitor.web.respond import views

urlpatterns = [
    path("v/<str:link>/", views.open_link, name="respond_open"),
    path("v/<str:link>/bedankt/", views.thanks_open, name="respond_open_thanks"),
    path("u/<str:token>/", views.invited, name="respond_invited"),
    path("u/<str:token>/bedankt/", views.thanks_invited, name="respond_invited_thanks"),
]
