from django.urls import URLPattern, URLResolver, path

from placements.views import decisions, supports, what_if

urlpatterns: list[URLPattern | URLResolver] = [
    path("tyojaksot/<uuid:public_id>/palkkatuki/", decisions.subsidy_options, name="subsidy_options"),
    path("tyojaksot/<uuid:public_id>/palkkatuki/kirjaa/", decisions.decision_record, name="decision_record"),
    path("tyojaksot/<uuid:public_id>/enta-jos/", what_if.what_if, name="what_if"),
    path("tyojaksot/<uuid:public_id>/oma-tuki/", supports.supplement_new, name="supplement_new"),
    path("paatokset/<uuid:public_id>/", decisions.decision_detail, name="decision_detail"),
    path("paatokset/<uuid:public_id>/korjaa/", decisions.decision_correct, name="decision_correct"),
    path(
        "paatokset/oma-tuki/<uuid:public_id>/korjaa/", supports.supplement_correct, name="supplement_correct"
    ),
    path("asetukset/tuet/", supports.support_list, name="support_list"),
    path("asetukset/tuet/uusi/", supports.support_add, name="support_add"),
    path("asetukset/tuet/<uuid:public_id>/", supports.support_change, name="support_change"),
]
