"""Addresses of the public pages."""

from django.urls import URLPattern, URLResolver, path

from laavu.public import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("laskuperusteet/", views.rules_in_force, name="rules_in_force"),
    path("saavutettavuus/", views.accessibility, name="accessibility"),
]
