from django.urls import URLPattern, URLResolver, path

from villages.views import documents

urlpatterns: list[URLPattern | URLResolver] = [
    path(
        "kylat/yhdistykset/<uuid:public_id>/asiakirjat/",
        documents.association_documents,
        name="association_documents",
    ),
    path(
        "kylat/yhdistykset/<uuid:public_id>/asiakirjat/uusi/",
        documents.association_document_new,
        name="association_document_new",
    ),
    path(
        "kylat/asiakirjat/<uuid:public_id>/tiedosto.<str:file_format>",
        documents.document_file,
        name="document_file",
    ),
    path("kylat/asiakirjat/<uuid:public_id>/poista/", documents.document_remove, name="document_remove"),
]
