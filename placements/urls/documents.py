from django.urls import URLPattern, URLResolver, path

from placements.views import documents

urlpatterns: list[URLPattern | URLResolver] = [
    path("tyojaksot/<uuid:public_id>/asiakirjat/", documents.placement_documents, name="placement_documents"),
    path(
        "tyojaksot/<uuid:public_id>/asiakirjat/uusi/",
        documents.placement_document_new,
        name="placement_document_new",
    ),
    path(
        "tyojaksot/asiakirjat/<uuid:public_id>/tiedosto.<str:file_format>",
        documents.placement_document_file,
        name="placement_document_file",
    ),
    path(
        "tyojaksot/asiakirjat/<uuid:public_id>/poista/",
        documents.placement_document_remove,
        name="placement_document_remove",
    ),
]
