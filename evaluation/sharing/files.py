"""A published report as a file, as it was published, whoever takes it."""

from io import BytesIO

from django.http import FileResponse
from django.utils.translation import override

from evaluation.models import Report
from evaluation.reports.files import FORMATS, from_data
from laavu.shared.http import file_response

__all__ = ["FORMATS", "report_file"]


def report_file(report: Report, file_format: str) -> FileResponse:
    """In one of FORMATS; texts in the report's own language."""
    with override(report.data.get("language")):
        content = bytes(report.pdf) if file_format == "pdf" else from_data(report.data, file_format)
    name = f"laavu-{report.data['municipality']}-{report.number}-{report.version}"
    return file_response(BytesIO(content), name, file_format)
