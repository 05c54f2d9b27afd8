"""Addresses of the app, a file to a task."""

from django.urls import URLPattern, URLResolver

from evaluation.urls import catalogue, development, economy, evaluation, programmes, reports, sharing

urlpatterns: list[URLPattern | URLResolver] = [
    *catalogue.urlpatterns,
    *development.urlpatterns,
    *economy.urlpatterns,
    *evaluation.urlpatterns,
    *programmes.urlpatterns,
    *reports.urlpatterns,
    *sharing.urlpatterns,
]
