"""Addresses of the app, a file to a task."""

from django.urls import URLPattern, URLResolver

from villages.urls import answering, documents, places, surveys, works

urlpatterns: list[URLPattern | URLResolver] = [
    *places.urlpatterns,
    *works.urlpatterns,
    *documents.urlpatterns,
    *surveys.urlpatterns,
    *answering.urlpatterns,
]
