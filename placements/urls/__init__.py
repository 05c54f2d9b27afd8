"""Addresses of the app, a file to a task."""

from django.urls import URLPattern, URLResolver

from placements.urls import (
    cash,
    claims,
    decisions,
    devices,
    documents,
    evidence,
    handover,
    hours,
    imports,
    matching,
    paper,
    pay,
    placements,
    readiness,
    sessions,
    volunteers,
)

urlpatterns: list[URLPattern | URLResolver] = [
    *placements.urlpatterns,
    *decisions.urlpatterns,
    *documents.urlpatterns,
    *claims.urlpatterns,
    *devices.urlpatterns,
    *hours.urlpatterns,
    *paper.urlpatterns,
    *imports.urlpatterns,
    *pay.urlpatterns,
    *cash.urlpatterns,
    *evidence.urlpatterns,
    *handover.urlpatterns,
    *sessions.urlpatterns,
    *volunteers.urlpatterns,
    *matching.urlpatterns,
    *readiness.urlpatterns,
]
