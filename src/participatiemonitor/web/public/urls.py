"""Addresses of the public site."""

from django.urls import path

from participatiemonitor.web.public import views

urlpatterns = [
    path("", views.home, name="home"),
    path("voorbeeld/", views.example, name="public_example"),
    path("methode/", views.method, name="public_method"),
]
