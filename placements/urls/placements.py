from django.urls import URLPattern, URLResolver, path

from placements.views import groups, placement_forms, placements, today

urlpatterns: list[URLPattern | URLResolver] = [
    path("", today.today, name="today"),
    path("tyojaksot/", placements.placement_list, name="placement_list"),
    path("tyojaksot/uusi/", placement_forms.placement_new, name="placement_new"),
    path("tyojaksot/vienti.<str:file_format>", placements.placement_export, name="placement_export"),
    path("tyojaksot/henkilo/<uuid:public_id>/", placements.worker_placements, name="worker_placements"),
    path(
        "tyojaksot/yhdistys/<uuid:public_id>/",
        placements.association_placements,
        name="association_placements",
    ),
    path("tyojaksot/<uuid:public_id>/", placements.placement_detail, name="placement_detail"),
    path("tyojaksot/<uuid:public_id>/muuta/", placement_forms.placement_edit, name="placement_edit"),
    path("tyojaksot/<uuid:public_id>/paata/", placement_forms.placement_end, name="placement_end"),
    path("tyojaksot/<uuid:public_id>/ehdot/", placement_forms.terms_new, name="terms_new"),
    path("ryhmat/", groups.group_list, name="group_list"),
    path("ryhmat/uusi/", groups.group_new, name="group_new"),
    path("ryhmat/vienti.<str:file_format>", groups.group_export, name="group_export"),
    path("ryhmat/yhdistys/<uuid:public_id>/", groups.association_groups, name="association_groups"),
    path("ryhmat/<uuid:public_id>/", groups.group_detail, name="group_detail"),
    path("ryhmat/<uuid:public_id>/muuta/", groups.group_edit, name="group_edit"),
    path("ryhmat/<uuid:public_id>/paata/", groups.group_end, name="group_end"),
]
