"""Month sheets of many as one PDF, against one process that makes one after the other, each cold.

    .venv/bin/python -m benchmarks.month_sheets [--sheets 200]

"Cold" reads the style sheet and the fonts anew for each sheet, as a process that makes one document does.
Shares: queries with the sheets' own facts, HTML from the template, layout, writing of the PDF.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from time import perf_counter, process_time
from typing import Any
from unittest.mock import patch

from benchmarks import scratch

MONTH = date(2026, 11, 1)
COLD = 20  # sheets of which the cold way's time is taken
ORIGIN = "https://laavu.example"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sheets", type=int, default=200)
    options = parser.parse_args()
    if scratch.use("laavu_bench_paper"):
        from laavu.demo.management.commands.make_demo import make

        make(scale=0.2, seed=1, today=date(2026, 11, 2))
        scratch.analyze()
    from django.utils import timezone, translation

    from laavu.accounts.acting import acting_for
    from laavu.accounts.models import Municipality

    with translation.override("fi"), acting_for(Municipality.objects.get(code="999")):
        ids = placements(options.sheets)
        cold(ids[:1], timezone.now())
        shares, seconds, processor, size = together(ids, timezone.now())
        each, each_processor = cold(ids[:COLD], timezone.now())
    sys.stdout.write(f"together: {len(ids)} sheets in {seconds:.1f} s ({processor:.1f} s of processor)\n")
    sys.stdout.write(f"          {seconds / len(ids) * 1000:.0f} ms a sheet, {size / 1e6:.1f} MB\n")
    for name, taken in shares.items():
        sys.stdout.write(f"          {name:10} {taken:6.1f} s {taken / seconds:6.0%}\n")
    sys.stdout.write(
        f"cold:     {each * len(ids):.1f} s for as many ({each_processor * len(ids):.1f} s of processor), "
        f"{each * 1000:.0f} ms a sheet, from {min(COLD, len(ids))}\n"
    )
    faster, by_processor = each * len(ids) / seconds, each_processor * len(ids) / processor
    sys.stdout.write(f"{faster:.1f} times as fast, {by_processor:.1f} by the processor\n")


def placements(count: int) -> list[int]:
    """Placements of associations, some of them many times."""
    from placements.models import Placement

    found = list(
        Placement.objects.filter(association__isnull=False).order_by("id").values_list("pk", flat=True)
    )
    return (found * (count // len(found) + 1))[:count]


def together(ids: list[int], at: Any) -> tuple[dict[str, float], float, float, int]:
    """As the background work does; what each part takes, the whole, the processor's time, bytes."""
    import weasyprint

    from laavu.shared import pdf
    from placements.models import Placement
    from placements.paper import sheets
    from placements.statistics import terms_of

    taken: dict[str, float] = defaultdict(float)

    def timed(name: str, act: Callable[..., Any]) -> Callable[..., Any]:
        def measured(*args: Any, **options: Any) -> Any:
            begin = perf_counter()
            try:
                return act(*args, **options)
            finally:
                taken[name] += perf_counter() - begin

        return measured

    begin, processor = perf_counter(), process_time()
    rows = Placement.objects.select_related("worker", "association", "group").in_bulk(ids)
    found = [rows[pk] for pk in ids]
    made = sheets.sheets_of(found, terms_of(rows.values()), MONTH, ORIGIN)
    taken["queries"] = perf_counter() - begin
    with ExitStack() as stack:
        for owner, name, part in (
            (pdf, "render_html", "template"),
            (weasyprint.HTML, "render", "layout"),
            (weasyprint.Document, "write_pdf", "writing"),
        ):
            stack.enter_context(patch.object(owner, name, timed(part, getattr(owner, name))))
        content = sheets.sheets_pdf(made, author="Laavuniemi", at=at)
    return dict(taken), perf_counter() - begin, process_time() - processor, len(content)


def cold(ids: list[int], at: Any) -> tuple[float, float]:
    """Seconds for a sheet when each is made by itself: as a whole, and of the processor."""
    from laavu.shared import pdf
    from placements.models import Placement
    from placements.paper import sheets
    from placements.statistics import terms_of

    begin, processor = perf_counter(), process_time()
    for pk in ids:
        pdf._style.cache_clear()
        one = Placement.objects.select_related("worker", "association", "group").get(pk=pk)
        sheets.sheets_pdf(sheets.sheets_of([one], terms_of([one]), MONTH, ORIGIN), author="Laavuniemi", at=at)
    return (perf_counter() - begin) / len(ids), (process_time() - processor) / len(ids)


if __name__ == "__main__":
    main()
