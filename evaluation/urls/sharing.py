"""Published reports outside the city: the funder's page, links, keys and the interface for programs."""

from django.urls import URLPattern, URLResolver, path

from evaluation.api.views import reading as api
from evaluation.views import checking, funders, keys, links, shared

urlpatterns: list[URLPattern | URLResolver] = [
    path("rahoittaja/", funders.funder_home, name="funder_home"),
    path("jakaminen/", links.share_links, name="share_links"),
    path("jakaminen/uusi/", links.share_link_new, name="share_link_new"),
    path("jakaminen/<uuid:public_id>/", links.share_link, name="share_link"),
    path("tarkista/", checking.report_check, name="report_check"),
    path("jaettu/<str:token>/", shared.shared_reports, name="shared_reports"),
    path("jaettu/<str:token>/<uuid:public_id>/", shared.shared_report, name="shared_report"),
    path(
        "jaettu/<str:token>/<uuid:public_id>/laavu.<str:file_format>",
        shared.shared_report_file,
        name="shared_report_file",
    ),
    path("asetukset/rajapinta/", keys.api_keys, name="api_keys"),
    path("asetukset/rajapinta/uusi/", keys.api_key_new, name="api_key_new"),
    path("asetukset/rajapinta/<uuid:public_id>/sulje/", keys.api_key_close, name="api_key_close"),
    path("api/v1/", api.api_guide, name="api_guide"),
    path("api/v1/openapi.json", api.api_openapi, name="api_openapi"),
    path("api/v1/report.schema.json", api.api_report_schema, name="api_report_schema"),
    path("api/v1/indicators", api.api_indicators, name="api_indicators"),
    path("api/v1/figures", api.api_figures, name="api_figures"),
    path("api/v1/reports", api.api_reports, name="api_reports"),
    path(
        "api/v1/reports/<int:number>/<int:version>.<str:file_format>",
        api.api_report_file,
        name="api_report_file",
    ),
    path("api/<path:rest>", api.api_unknown, name="api_unknown"),
]
