"""Exact tests and intervals for small groups: against scipy, and published examples by their digits."""

from math import sqrt
from random import Random
from statistics import mean, stdev

import numpy as np
import pytest
from scipy import stats

from evaluation.statistics.small import (
    average_spread_size,
    dose,
    effect_interval,
    mcnemar,
    reliable_change,
    sign_test,
    signed_ranks,
    wilson,
)
from tests.evaluation.test_interval import FIRST, SECOND

SLEEP = [float(b) - float(a) for a, b in zip(FIRST, SECOND, strict=True)]
# Heights of cross- and self-fertilised maize in eighths of an inch (Darwin 1876, in R. A. Fisher, The Design
# of Experiments, 1935, § 17); scipy's page of wilcoxon prints statistic 24 and p 0.041259765625 for them.
MAIZE = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48]


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [
        # R. G. Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 3.
        (81, 263, "0.2553", "0.3662"),
        (15, 148, "0.0624", "0.1605"),
        (0, 20, "0.0000", "0.1611"),
        (1, 29, "0.0061", "0.1718"),
    ],
)
def test_shares_have_the_intervals_that_newcombe_printed(count: int, of: int, low: str, high: str) -> None:
    found = wilson(count, of)
    assert (f"{found.low:.4f}", f"{found.high:.4f}") == (low, high)


def test_intervals_of_shares_are_those_of_scipy() -> None:
    for of in (1, 2, 7, 15, 40, 263):
        for count in range(of + 1):
            expected = stats.binomtest(count, of).proportion_ci(0.95, method="wilson")
            found = wilson(count, of)
            assert (found.low, found.high) == pytest.approx((expected.low, expected.high), abs=1e-12)


def test_a_share_of_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="somebody"):
        wilson(0, 0)


def test_the_maize_of_darwin_gives_the_printed_ranks_and_probability() -> None:
    assert signed_ranks(MAIZE) == (24, 0.041259765625)


def test_ranks_without_ties_are_those_of_scipy() -> None:
    chance = Random(1)
    for n in range(3, 20):
        numbers = [size * chance.choice((-1, 1)) for size in chance.sample(range(1, 60), n)]
        expected = stats.wilcoxon(numbers, method="exact")
        assert signed_ranks(numbers) == pytest.approx((expected.statistic, expected.pvalue))


def test_ranks_with_ties_are_those_of_all_sign_flips() -> None:
    """scipy has no exact distribution with ties: here every change of signs is counted by numpy."""
    chance = Random(2)
    for n in (3, 6, 9, 11):
        numbers = [chance.choice((-3, -2, -1, 0, 1, 1, 2, 3)) for _one in range(n)]
        kept = np.array([number for number in numbers if number])
        ranks = stats.rankdata(abs(kept))
        signs = np.array(
            [[1 if at >> bit & 1 else -1 for bit in range(len(kept))] for at in range(2 ** len(kept))]
        )
        sums = (signs > 0) @ ranks
        found = min(ranks[kept > 0].sum(), ranks[kept < 0].sum())
        share = min(1.0, 2 * float((sums <= found + 1e-9).mean()))
        assert signed_ranks(numbers) == pytest.approx((found, share))


def test_nobody_changed_says_nothing() -> None:
    assert signed_ranks([0, 0, 0]) == (0.0, 1.0)
    assert sign_test(0, 0) == 1.0


def test_signs_are_those_of_scipys_binomial_test() -> None:
    for better in range(12):
        for worse in range(12):
            if better + worse:
                expected = stats.binomtest(better, better + worse).pvalue
                assert sign_test(better, worse) == pytest.approx(expected)


def test_mcnemar_gives_the_printed_probability() -> None:
    """M. P. Fay, The R Journal 2/1 (2010) and the vignette of exact2x2: b = 2, c = 9, p = 0.06543."""
    assert f"{mcnemar(2, 9):.5f}" == "0.06543"


def test_the_effect_of_the_sleep_data_has_the_printed_interval() -> None:
    """The effectsize package for R prints Cohen's d -1.28 [-2.12, -0.41] for the paired sleep data."""
    size = mean(SLEEP) / stdev(SLEEP)
    found = effect_interval(size, 10)
    assert (f"{size:.2f}", f"{found.low:.2f}", f"{found.high:.2f}") == ("1.28", "0.41", "2.12")


def test_the_ends_of_an_effect_are_where_scipys_noncentral_t_says() -> None:
    for size, n in ((0.0, 4), (0.3, 12), (-0.8, 30), (2.5, 6)):
        found = effect_interval(size, n)
        t = size * sqrt(n)
        assert stats.nct.cdf(t, n - 1, found.low * sqrt(n)) == pytest.approx(0.975, abs=1e-6)
        assert stats.nct.cdf(t, n - 1, found.high * sqrt(n)) == pytest.approx(0.025, abs=1e-6)


def test_the_average_spread_gives_the_other_size() -> None:
    assert average_spread_size(2.0, 3.0, 5.0) == 0.5
    assert average_spread_size(2.0, 0.0, 0.0) is None


def test_reliable_change_is_that_of_jacobson_and_truax() -> None:
    """J. Consulting and Clinical Psychology 59 (1991), p. 14: from 47.5 to 32.5, s 7.5, r 0.80: -3.16."""
    assert f"{reliable_change(32.5 - 47.5, 7.5, 0.80):.2f}" == "-3.16"


def test_a_dose_is_of_those_who_had_any() -> None:
    found = dose([0, 2, 4, 9])
    assert found is not None
    assert (found.persons, found.median, found.lowest, found.highest) == (3, 4, 2, 9)
    assert dose([0, 0]) is None
