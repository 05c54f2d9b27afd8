"""A report of ten pages with its pictures: the first and the tenth in one process, and a second download.

    .venv/bin/python -m benchmarks.reports [--reports 10]

Each report is published as the background work does it: figures counted beside all that was published
before, two PDFs (PDF/UA-1 and PDF/A-3a) laid out once, both signed. Shares: queries and suppression, the
pictures' SVG, the rest of the HTML, layout, writing of both PDFs, the rest (signing, storing). Seconds of the
clock and of this process's processor: on a busy machine the latter mean more, but for queries, whose work is
done by the database.
"""

import argparse
import resource
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from io import BytesIO
from pathlib import Path
from time import perf_counter, process_time
from typing import Any
from unittest.mock import patch

from benchmarks import scratch
from benchmarks.timing import timed

TEMPLATE = "funder_final"
MEGA = 1_000_000
Taken = dict[str, tuple[float, float]]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--reports", type=int, default=10)
    parser.add_argument("--database", default="laavu_bench_reports", help="made with the demo if missing")
    options = parser.parse_args()
    scratch.use_demo(options.database)
    from django.db import transaction
    from django.utils import translation

    from laavu.accounts.acting import acting_for
    from laavu.accounts.models import Municipality

    municipality = Municipality.objects.get(code="999")
    with translation.override("fi"), transaction.atomic(), acting_for(municipality):
        for number in range(1, options.reports + 1):
            report = _publish(number, shown=number in {1, options.reports})
        _download(report)
        transaction.set_rollback(True)


def _publish(number: int, *, shown: bool) -> Any:
    from django.utils import timezone

    from evaluation.models import Programme
    from evaluation.reports.content import Content
    from evaluation.reports.dataset import Asked
    from evaluation.reports.publishing import publish
    from laavu.accounts.models import User
    from laavu.law.period import Period

    programme = Programme.objects.select_related("municipality").get()
    asked = Asked(programme.municipality, Period(date(2024, 12, 1), date(2026, 9, 30)), programme)
    by = User.objects.get(email="arvioija@laavu.example")
    taken: Taken = defaultdict(lambda: (0.0, 0.0))
    begin, processor = perf_counter(), process_time()
    with _measured(taken):
        report = publish(
            asked, by=by, at=timezone.now(), language="fi",
            content=Content(template=TEMPLATE, origin="https://laavu.example"),
        )  # fmt: skip
    if shown:
        _tell(number, report, taken, perf_counter() - begin, process_time() - processor)
    return report


@contextmanager
def _measured(taken: Taken) -> Iterator[None]:
    """Adds up seconds of each part: of the clock and of the processor."""
    import weasyprint

    from evaluation.reports import publishing
    from laavu.shared import charts, pdf

    def clocked(name: str, act: Callable[..., Any]) -> Callable[..., Any]:
        def measured(*args: Any, **options: Any) -> Any:
            begin, processor = perf_counter(), process_time()
            try:
                return act(*args, **options)
            finally:
                clock, used = taken[name]
                taken[name] = clock + perf_counter() - begin, used + process_time() - processor

        return measured

    with ExitStack() as stack:
        for owner, attribute, name in (
            (publishing, "counted", "queries"),
            (charts, "svg", "pictures"),
            (pdf, "render_html", "template"),
            (weasyprint.HTML, "render", "layout"),
            (weasyprint.Document, "write_pdf", "writing"),
        ):
            stack.enter_context(patch.object(owner, attribute, clocked(name, getattr(owner, attribute))))
        yield
    template, pictures = taken["template"], taken["pictures"]
    taken["template"] = template[0] - pictures[0], template[1] - pictures[1]


def _tell(number: int, report: Any, taken: Taken, seconds: float, processor: float) -> None:
    from pypdf import PdfReader

    read = PdfReader(BytesIO(bytes(report.pdf)))
    pictures = sum(len(section["pictures"]) for section in report.data["sections"])
    size = len(report.pdf) / 1000
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    now = int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / MEGA
    sys.stdout.write(
        f"report {number}: {len(read.pages)} pages, up to {pictures} pictures, {size:.0f} kB;"
        f" {seconds:.2f} s, of the processor {processor:.2f} s; memory {now:.0f} MB, peak {peak:.0f} MB\n"
    )
    taken["rest"] = (
        seconds - sum(part[0] for part in taken.values()),
        processor - sum(part[1] for part in taken.values()),
    )
    for name, (clock, used) in taken.items():
        shares = f"{clock / seconds:4.0%}   processor {used:6.2f} s {used / processor:4.0%}"
        sys.stdout.write(f"    {name:10} {clock:6.2f} s {shares}\n")


def _download(report: Any) -> None:
    from evaluation.models import Report, ReportFile

    again = timed(lambda: bytes(Report.objects.only("pdf").get(pk=report.pk).pdf), 20)
    archive = timed(lambda: bytes(ReportFile.objects.get(report=report).content), 20)
    sys.stdout.write(f"second download, PDF:     {again}\nsecond download, archive: {archive}\n")


if __name__ == "__main__":
    main()
