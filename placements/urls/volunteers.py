from django.urls import URLPattern, URLResolver, path

from placements.views import volunteers

ENTRY = "talkoot/<uuid:public_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("talkoot/", volunteers.volunteer_list, name="volunteer_list"),
    path("talkoot/vienti.<str:file_format>", volunteers.volunteer_export, name="volunteer_export"),
    path(f"{ENTRY}muuta/", volunteers.volunteer_edit, name="volunteer_edit"),
    path(f"{ENTRY}poista/", volunteers.volunteer_remove, name="volunteer_remove"),
    path("tyot/<uuid:public_id>/tunnit/", volunteers.work_hours, name="work_hours"),
    path("tyot/<uuid:public_id>/talkoot/uusi/", volunteers.volunteer_new, name="volunteer_new"),
    path(
        "kylat/talot/kunnostukset/<uuid:public_id>/tunnit/",
        volunteers.restoration_hours,
        name="restoration_hours",
    ),
]
