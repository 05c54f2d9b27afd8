"""Addresses of the app, a file to a task."""

from django.urls import URLPattern, URLResolver

from placements.urls import cash, claims, devices, documents, hours, imports, pay, placements

urlpatterns: list[URLPattern | URLResolver] = [
    *placements.urlpatterns,
    *documents.urlpatterns,
    *claims.urlpatterns,
    *devices.urlpatterns,
    *hours.urlpatterns,
    *imports.urlpatterns,
    *pay.urlpatterns,
    *cash.urlpatterns,
]
