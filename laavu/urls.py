"""Every address of the product. Names are global; paths are Finnish, in ASCII."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("laavu.public.urls")),
    path("", include("laavu.accounts.urls")),
    path("", include("villages.urls")),
    path("", include("workers.urls")),
    path("", include("placements.urls")),
    path("", include("evaluation.urls")),
]
