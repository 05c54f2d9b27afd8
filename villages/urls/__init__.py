"""Addresses of the app, a file to a task."""

from django.urls import URLPattern, URLResolver

from villages.urls import documents, places

urlpatterns: list[URLPattern | URLResolver] = [
    *places.urlpatterns,
    *documents.urlpatterns,
]
