"""The sample register: wages by lines of pay are the gross wages that the evaluation counts."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.management import call_command

from evaluation.statistics.hours import hours
from evaluation.statistics.scope import Scope
from laavu.law.period import Period
from laavu.law.rounding import round_money
from placements.choices import PayKind
from placements.models import PayPeriod
from placements.pay.computing import compute
from placements.pay.facts import Computed
from placements.pay.gathering import facts_of, workers_of
from tests.factories import make_municipality
from tests.pay import make_absence, make_rules
from tests.placements.imports.books import sample
from villages.models import Association

pytestmark = pytest.mark.django_db
YEARS = Period(date(2015, 1, 1), date(2016, 12, 31))
RAISES = {PayKind.SUNDAY, PayKind.EVENING}


def plain(found: Computed) -> Decimal:
    """Exact euros of every paid hour at its plain price, without raises and supplements."""
    lines = (line for line in found.lines if line.kind not in RAISES)
    return sum(((line.quantity or Decimal(0)) * (line.price or Decimal(0)) for line in lines), Decimal(0))


def test_wages_of_the_sample_register_are_those_of_the_evaluation(capsys: pytest.CaptureFixture[str]) -> None:
    municipality = make_municipality(code="615", name="Pudasjärvi")
    call_command("import_register", str(sample()), municipality="615", skip_faulty=True, verbosity=0)
    capsys.readouterr()
    exact, rounded, lines = Decimal(0), Decimal(0), 0
    kinds: set[str] = set()
    for association in Association.objects.filter(municipality=municipality):
        rules = make_rules(association)
        for kind in ("sick", "public_holiday"):
            make_absence(rules, kind)
        for month in YEARS.months():
            row = PayPeriod(association=association, period=month, pay_on=month.last or month.first)
            for facts in facts_of(row, workers_of(row)).values():
                found = compute(facts)
                exact += plain(found)
                rounded += sum((line.amount for line in found.lines), Decimal(0))
                lines += len(found.lines)
                kinds |= {line.kind for line in found.lines}
    counted = hours(Scope(municipality.pk, YEARS.first, date(2016, 12, 31)))
    assert kinds == {"hourly", "sick_own", "public_holiday", "holiday_pay"}
    assert round_money(exact) == round_money(counted.gross) == Decimal("288897.72")
    # A payment is in whole cents: each line is rounded once, the evaluation's sum only at its end.
    assert abs(rounded - counted.gross) <= lines * Decimal("0.005")
