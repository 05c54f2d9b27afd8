"""Addresses of the app, a file to a task."""

from django.urls import URLPattern, URLResolver

from villages.urls import places

urlpatterns: list[URLPattern | URLResolver] = [
    *places.urlpatterns,
]
