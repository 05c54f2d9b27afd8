"""Published reports."""

from django.urls import URLPattern, URLResolver, path

from evaluation.views import reports

urlpatterns: list[URLPattern | URLResolver] = [
    path("raportit/", reports.report_list, name="report_list"),
    path("raportit/julkaise/", reports.report_publish, name="report_publish"),
    path("raportit/<uuid:public_id>/", reports.report_detail, name="report_detail"),
    path("raportit/<uuid:public_id>/oikaise/", reports.report_correct, name="report_correct"),
    path(
        "raportit/<uuid:public_id>/laavu.<str:file_format>", reports.report_download, name="report_download"
    ),
]
