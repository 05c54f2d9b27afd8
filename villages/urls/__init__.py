"""Addresses of the app, a file to a task."""

from django.urls import URLPattern, URLResolver

from villages.urls import answering, associations, documents, places, surveys, works

urlpatterns: list[URLPattern | URLResolver] = [
    *places.urlpatterns,
    *works.urlpatterns,
    *associations.urlpatterns,
    *documents.urlpatterns,
    *surveys.urlpatterns,
    *answering.urlpatterns,
]
