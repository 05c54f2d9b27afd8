"""Programmes, their participants and readers."""

from django.urls import URLPattern, URLResolver, path

from evaluation.views import programmes, targets

urlpatterns: list[URLPattern | URLResolver] = [
    path("ohjelmat/", programmes.programme_list, name="programme_list"),
    path("ohjelmat/uusi/", programmes.programme_new, name="programme_new"),
    path("ohjelmat/<uuid:public_id>/", programmes.programme_detail, name="programme_detail"),
    path("ohjelmat/<uuid:public_id>/muuta/", programmes.programme_edit, name="programme_edit"),
    path("ohjelmat/<uuid:public_id>/tavoitteet/", targets.programme_targets, name="programme_targets"),
    path(
        "ohjelmat/<uuid:public_id>/tavoitteet/muuta/",
        targets.programme_targets_edit,
        name="programme_targets_edit",
    ),
    path(
        "ohjelmat/<uuid:public_id>/indikaattorit/", targets.programme_indicators, name="programme_indicators"
    ),
    path("ohjelmat/<uuid:public_id>/osallistuja/", programmes.participation_new, name="participation_new"),
    path("ohjelmat/osallistuja/<uuid:public_id>/", programmes.participation_end, name="participation_end"),
    path("ohjelmat/<uuid:public_id>/jaa/", programmes.programme_member_new, name="programme_member_new"),
    path("ohjelmat/lukija/<uuid:public_id>/", programmes.programme_member_end, name="programme_member_end"),
]
