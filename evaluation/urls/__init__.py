"""Addresses of the app, a file to a task."""

from django.urls import URLPattern, URLResolver

from evaluation.urls import evaluation, programmes, reports

urlpatterns: list[URLPattern | URLResolver] = [
    *evaluation.urlpatterns,
    *programmes.urlpatterns,
    *reports.urlpatterns,
]
