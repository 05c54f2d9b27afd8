"""Totals over assumptions: lowest, likely, highest; what each is worth; what is never said."""

from decimal import Decimal
from inspect import getsource

from hypothesis import given
from hypothesis import strategies as some

from evaluation import columns
from evaluation.economy import assumptions, avoided, result, subsidy, tax, totals
from evaluation.economy.assumptions import DEFAULTS, chosen
from evaluation.economy.totals import (
    Parts,
    avoided_range,
    cash_municipal,
    net_municipal,
    net_public,
    range_of,
    worth_of,
)
from evaluation.indicators.economy import ECONOMY

PARTS = Parts(
    avoided_share=Decimal(1000), avoided_rest=Decimal(800), tax=Decimal(-100),
    subsidy_municipality=Decimal(1500), subsidy_state=Decimal(700), supplements=Decimal(300),
    projects=Decimal(50), hours=Decimal(200), months=Decimal(4),
)  # fmt: skip
MONEY = some.decimals(-100_000, 100_000, places=2)


def test_avoided_share_is_low_likely_high_by_who_would_have_found_work_anyway() -> None:
    width = avoided_range(Decimal(1000), DEFAULTS)
    assert (width.low, width.likely, width.high) == (Decimal(100), Decimal(400), Decimal(700))


def test_totals_are_gains_that_remain_minus_what_is_paid_and_negative_when_they_are() -> None:
    likely = chosen(DEFAULTS)
    assert net_municipal(PARTS, likely) == Decimal(900) * Decimal("0.4") - 1500 - 300
    assert net_public(PARTS, likely) == Decimal(1700) * Decimal("0.4") - 1500 - 700 - 300 - 50
    assert cash_municipal(PARTS, DEFAULTS) == Decimal(900) - 1800


@given(MONEY, MONEY, MONEY)
def test_the_likely_total_lies_between_the_ends_whatever_its_sign(
    share: Decimal, tax_effect: Decimal, paid: Decimal
) -> None:
    parts = Parts(avoided_share=share, tax=tax_effect, subsidy_municipality=paid)
    for total in (net_municipal, net_public):
        width = range_of(total, parts, DEFAULTS)
        assert width.low <= width.likely <= width.high


def test_each_assumption_is_worth_what_it_moves_the_widest_first() -> None:
    worth = worth_of(net_municipal, PARTS, DEFAULTS)
    assert [one.kind for one in worth] == ["work_anyway", "displacement"]
    assert worth[0].width == Decimal(900) * Decimal("0.6")
    assert worth[0].at_smallest > worth[0].at_largest


def test_the_wellbeing_county_never_has_a_saving() -> None:
    line = columns.Line("x", "y", Decimal(1), Decimal(2), Decimal(3))
    assert line.cells == (Decimal(1), Decimal(2), None, Decimal(3))


def test_no_ratio_no_neutrality_no_percentage_of_the_wage() -> None:
    """What product and rules forbid stands nowhere, neither in the code nor in what the figures say."""
    code = "".join(getsource(module) for module in (assumptions, avoided, result, subsidy, tax, totals))
    texts = " ".join(f"{one.name} {one.method}" for one in ECONOMY)
    for word in ("sroi", "neutral", "eff_rate", "effective_rate", "pays for itself", "return on"):
        assert word not in code.lower()
        assert word not in texts.lower()
