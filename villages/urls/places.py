from django.urls import URLPattern, URLResolver, path

from villages.views import associations, distances, members, villages

urlpatterns: list[URLPattern | URLResolver] = [
    path("kylat/", villages.village_list, name="village_list"),
    path("kylat/uusi/", villages.village_new, name="village_new"),
    path("kylat/vienti.<str:file_format>", villages.village_export, name="village_export"),
    path("kylat/valimatkat/", distances.village_distances, name="village_distances"),
    path("kylat/valimatkat/<uuid:public_id>/", distances.village_point, name="village_point"),
    path("kylat/<uuid:public_id>/", villages.village_detail, name="village_detail"),
    path("kylat/<uuid:public_id>/muuta/", villages.village_edit, name="village_edit"),
    path("kylat/yhdistykset/", associations.association_list, name="association_list"),
    path("kylat/yhdistykset/uusi/", associations.association_new, name="association_new"),
    path(
        "kylat/yhdistykset/vienti.<str:file_format>",
        associations.association_export,
        name="association_export",
    ),
    path("kylat/yhdistykset/<uuid:public_id>/", associations.association_detail, name="association_detail"),
    path("kylat/yhdistykset/<uuid:public_id>/muuta/", associations.association_edit, name="association_edit"),
    path("kylat/yhdistykset/<uuid:public_id>/paata/", associations.association_end, name="association_end"),
    path(
        "kylat/yhdistykset/<uuid:public_id>/palauta/",
        associations.association_take_back,
        name="association_take_back",
    ),
    path(
        "kylat/yhdistykset/<uuid:public_id>/toimijat/uusi/",
        members.association_member_new,
        name="association_member_new",
    ),
    path(
        "kylat/toimijat/<uuid:public_id>/paata/",
        members.association_member_end,
        name="association_member_end",
    ),
    path(
        "kylat/toimijat/<uuid:public_id>/jatka/",
        members.association_member_resume,
        name="association_member_resume",
    ),
]
