"""How long a report takes to count beside all that a municipality has published in years.

    .venv/bin/python -m benchmarks.many_reports [--reports 68]

The earlier ones are of every month, quarter, half-year and year of the demo, of everybody and of its
programme, each counted by itself: that shows most. Without writing, PDFs and signatures (`reports`).
"""

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from time import perf_counter, process_time
from typing import Any

from benchmarks import scratch

STEPS = (12, 6, 3, 1)  # months of a report
FIRST, LAST = 2025, 2026


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--reports", type=int, default=68)
    parser.add_argument("--database", default="laavu_bench_reports", help="made with the demo if missing")
    options = parser.parse_args()
    scratch.use_demo(options.database)
    from django.utils import translation

    from evaluation.models import Programme
    from evaluation.reports.dataset import Asked, report_data
    from evaluation.reports.earlier import Published
    from laavu.accounts.acting import acting_for
    from laavu.accounts.models import Municipality
    from laavu.law.period import Period

    municipality = Municipality.objects.get(code="999")
    with translation.override("fi"), acting_for(municipality):
        asked = [
            Asked(municipality, period, programme)
            for period in _periods()
            for programme in (None, Programme.objects.get())
        ][: options.reports]
        earlier = [Published.of(one.scope, report_data(one, [])) for one in asked]
        new = Asked(municipality, Period(date(FIRST, 1, 1), date(LAST, 9, 30)), None)
        for number in (0, len(earlier) // 2, len(earlier)):
            _tell(number, lambda known=earlier[:number]: report_data(new, known))


def _periods() -> Iterator[Any]:
    from laavu.law.period import ONE_DAY, Period

    for year in range(FIRST, LAST + 1):
        for months in STEPS:
            for month in range(1, 13, months):
                after = month + months
                end = date(year + after // 13, after % 12 or 12, 1)
                yield Period(date(year, month, 1), end - ONE_DAY)


def _tell(number: int, count: Any) -> None:
    begin, processor = perf_counter(), process_time()
    data = count()
    seconds, used = perf_counter() - begin, process_time() - processor
    shown = sum(entry["value"] is not None for entry in data["indicators"].values())
    sys.stdout.write(
        f"beside {number} reports: {seconds:.1f} s, of the processor {used:.1f} s; {shown} figures shown\n"
    )


if __name__ == "__main__":
    main()
