from django.urls import URLPattern, URLResolver, path

from evaluation.views import evaluation, programmes, reports

urlpatterns: list[URLPattern | URLResolver] = [
    path("arviointi/", evaluation.evaluation, name="evaluation"),
    path("arviointi/lataa.<str:file_format>", evaluation.evaluation_download, name="evaluation_download"),
    path("arviointi/rivit/<slug:code>/", evaluation.evaluation_rows, name="evaluation_rows"),
    path(
        "arviointi/rivit/<slug:code>/vienti.<str:file_format>",
        evaluation.evaluation_rows_export,
        name="evaluation_rows_export",
    ),
    path("ohjelmat/", programmes.programme_list, name="programme_list"),
    path("ohjelmat/uusi/", programmes.programme_new, name="programme_new"),
    path("ohjelmat/<uuid:public_id>/", programmes.programme_detail, name="programme_detail"),
    path("ohjelmat/<uuid:public_id>/muuta/", programmes.programme_edit, name="programme_edit"),
    path("ohjelmat/<uuid:public_id>/osallistuja/", programmes.participation_new, name="participation_new"),
    path("ohjelmat/osallistuja/<uuid:public_id>/", programmes.participation_end, name="participation_end"),
    path("ohjelmat/<uuid:public_id>/jaa/", programmes.programme_member_new, name="programme_member_new"),
    path("ohjelmat/lukija/<uuid:public_id>/", programmes.programme_member_end, name="programme_member_end"),
    path("raportit/", reports.report_list, name="report_list"),
    path("raportit/julkaise/", reports.report_publish, name="report_publish"),
    path("raportit/<uuid:public_id>/", reports.report_detail, name="report_detail"),
    path("raportit/<uuid:public_id>/oikaise/", reports.report_correct, name="report_correct"),
    path(
        "raportit/<uuid:public_id>/laavu.<str:file_format>", reports.report_download, name="report_download"
    ),
]
