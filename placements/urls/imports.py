from django.urls import URLPattern, URLResolver, path

from placements.views import imports

urlpatterns: list[URLPattern | URLResolver] = [
    path("tuonnit/", imports.import_list, name="import_list"),
    path("tuonnit/uusi/", imports.import_new, name="import_new"),
    path("tuonnit/<uuid:public_id>/", imports.import_detail, name="import_detail"),
    path("tuonnit/<uuid:public_id>/tuo/", imports.import_apply, name="import_apply"),
    path("tuonnit/<uuid:public_id>/peru/", imports.import_undo, name="import_undo"),
    path("tuonnit/<uuid:public_id>/virheet.<str:file_format>", imports.import_faults, name="import_faults"),
]
