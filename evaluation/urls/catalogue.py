"""The indicator catalogue, and figures by village, age and the like."""

from django.urls import URLPattern, URLResolver, path

from evaluation.views import breakdown, catalogue

urlpatterns: list[URLPattern | URLResolver] = [
    path("indikaattorit/", catalogue.indicator_catalogue, name="indicator_catalogue"),
    path(
        "indikaattorit/luettelo.<str:file_format>",
        catalogue.indicator_catalogue_export,
        name="indicator_catalogue_export",
    ),
    path("arviointi/jakauma/<slug:dimension>/", breakdown.breakdown, name="breakdown"),
    path(
        "arviointi/jakauma/<slug:dimension>/lataa.<str:file_format>",
        breakdown.breakdown_export,
        name="breakdown_export",
    ),
]
