import sys

sys.path.insert(0, "/tmp")
import pytest, json, time
from datetime import date


@pytest.mark.django_db
def test_x():
    from load_sample import load
    from evaluation.indicators.computing import compute
    from evaluation.statistics.scope import Scope

    m = load("/work/shared/data/laavu-register-2016.xlsx")
    t = time.time()
    r = compute(Scope(m.pk, date(2015, 1, 1), date(2016, 12, 31)))
    print("TIME", time.time() - t)
    for f in r.values():
        if f.value is not None or not f.code[:2] in ("ee", "co", "cr"):
            print(f.code, f.value, f.n, f.reason, f.more)
    from evaluation.reports.pictures_data import pictures
    from evaluation.indicators.suppression import Limits, suppressed

    print(
        json.dumps(
            pictures(Scope(m.pk, date(2015, 1, 1), date(2016, 12, 31)), Limits(5, 10)),
            indent=None,
            default=str,
        )
    )
    print([(f.code, f.reason) for f in suppressed(r, Limits(5, 10)).values() if f.is_suppressed])

    from evaluation.reports.dataset import Asked, report_data
    from evaluation.reports.document import Edition, report_pdf
    from django.utils import timezone, translation
    from tests.factories import make_programme, make_participation
    from laavu.law.period import Period

    a = Asked(m, Period(date(2015, 1, 1), date(2016, 12, 31)))
    for i in range(2):
        t = time.time()
        d = report_data(a)
        t2 = time.time()
        pdf = report_pdf(d, Edition(written_at=timezone.now()))
        print("PDF", t2 - t, time.time() - t2, len(pdf))
    __import__("pathlib").Path("/tmp/report.pdf").write_bytes(pdf)
    from workers.models import Worker

    p = make_programme(
        m,
        code="S20059",
        name="Laavu",
        funder="Euroopan sosiaalirahasto (ESR)",
        period=Period(date(2015, 1, 1), date(2018, 7, 31)),
    )
    for w in Worker.objects.all():
        make_participation(p, w, w.relationships.first().period.first)
    d = report_data(Asked(m, Period(date(2015, 1, 1), date(2016, 12, 31)), p))
    print({k: (v["value"], v.get("reason")) for k, v in d["indicators"].items()})
    __import__("pathlib").Path("/tmp/report2.pdf").write_bytes(
        report_pdf(d, Edition(written_at=timezone.now(), number=3, published_by="Aino"))
    )
