"""A published report as a file, as it was published, whoever takes it."""

from io import BytesIO

from django.http import FileResponse
from django.utils.translation import override

from evaluation.choices import FileVariant
from evaluation.models import Report
from evaluation.reports.files import FORMATS, from_data
from laavu.shared.http import file_response

__all__ = ["ARCHIVE", "FORMATS", "has_archive", "report_file"]

ARCHIVE = "pdfa"


def has_archive(report: Report) -> bool:
    """Whether the report has been kept in the form for archives too."""
    return report.files.filter(variant=FileVariant.ARCHIVE).exists()


def report_file(report: Report, file_format: str) -> FileResponse:
    """In one of FORMATS, or for the archive if it has that; texts in the report's own language."""
    name = f"laavu-{report.data['municipality']}-{report.number}-{report.version}"
    if file_format == ARCHIVE:
        kept = report.files.get(variant=FileVariant.ARCHIVE)
        return file_response(BytesIO(bytes(kept.content)), f"{name}-pdfa", "pdf")
    with override(report.data.get("language")):
        content = bytes(report.pdf) if file_format == "pdf" else from_data(report.data, file_format)
    return file_response(BytesIO(content), name, file_format)
