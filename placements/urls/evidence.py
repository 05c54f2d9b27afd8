from django.urls import URLPattern, URLResolver, path

from placements.views import evidence

OF = "rahat/todisteet/<uuid:public_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("rahat/tarkastus/", evidence.audit_list, name="audit_list"),
    path(OF, evidence.evidence_of, name="evidence_of"),
    path(OF + "<int:year>-<int:month>/", evidence.evidence_make, name="evidence_make"),
    path("rahat/todisteet/tiedosto/<uuid:public_id>/", evidence.evidence_file, name="evidence_file"),
]
