"""Indicators and their rows."""

from django.urls import URLPattern, URLResolver, path

from evaluation.views import evaluation

urlpatterns: list[URLPattern | URLResolver] = [
    path("arviointi/", evaluation.evaluation, name="evaluation"),
    path("arviointi/lataa.<str:file_format>", evaluation.evaluation_download, name="evaluation_download"),
    path("arviointi/rivit/<slug:code>/", evaluation.evaluation_rows, name="evaluation_rows"),
    path(
        "arviointi/rivit/<slug:code>/vienti.<str:file_format>",
        evaluation.evaluation_rows_export,
        name="evaluation_rows_export",
    ),
]
