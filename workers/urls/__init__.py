"""Addresses of the app, a file to a task."""

from django.urls import URLPattern, URLResolver

from workers.urls import people, questionnaires, statements

urlpatterns: list[URLPattern | URLResolver] = [
    *people.urlpatterns,
    *questionnaires.urlpatterns,
    *statements.urlpatterns,
]
