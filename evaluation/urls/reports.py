"""Reports: those on their way, and those that were published."""

from django.urls import URLPattern, URLResolver, path

from evaluation.views import draft_steps, drafts, reports

DRAFT = "raportit/luonnos/<uuid:public_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("raportit/", reports.report_list, name="report_list"),
    path("raportit/uusi/", drafts.report_new, name="report_new"),
    path(DRAFT, drafts.draft_detail, name="draft_detail"),
    path(f"{DRAFT}tallenna/", drafts.draft_save, name="draft_save"),
    path(f"{DRAFT}paperilla/", drafts.draft_pdf, name="draft_pdf"),
    path(f"{DRAFT}vertaa/", draft_steps.draft_compare, name="draft_compare"),
    path(f"{DRAFT}palauta/", draft_steps.draft_return, name="draft_return"),
    path(f"{DRAFT}<slug:step>/", draft_steps.draft_step, name="draft_step"),
    path("raportit/<uuid:public_id>/", reports.report_detail, name="report_detail"),
    path("raportit/<uuid:public_id>/oikaise/", reports.report_correct, name="report_correct"),
    path("raportit/<uuid:public_id>/vertaa/", reports.report_compare, name="report_compare"),
    path(
        "raportit/<uuid:public_id>/laavu.<str:file_format>", reports.report_download, name="report_download"
    ),
]
