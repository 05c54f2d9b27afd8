"""Addresses of the app, a file to a task."""

from django.urls import URLPattern, URLResolver

from evaluation.urls import economy, evaluation, programmes, reports

urlpatterns: list[URLPattern | URLResolver] = [
    *economy.urlpatterns,
    *evaluation.urlpatterns,
    *programmes.urlpatterns,
    *reports.urlpatterns,
]
