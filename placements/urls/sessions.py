from django.urls import URLPattern, URLResolver, path

from placements.views import sessions

urlpatterns: list[URLPattern | URLResolver] = [
    path("tapaamiset/", sessions.session_groups, name="session_groups"),
    path(
        "tapaamiset/ryhma/<uuid:public_id>/<int:year>/<int:month>/",
        sessions.group_sessions,
        name="group_sessions",
    ),
    path("tapaamiset/ryhma/<uuid:public_id>/uusi/", sessions.session_new, name="session_new"),
    path("tapaamiset/<uuid:public_id>/muuta/", sessions.session_edit, name="session_edit"),
    path("tapaamiset/<uuid:public_id>/poista/", sessions.session_remove, name="session_remove"),
]
