"""Means of paired differences against scipy, and against a published worked example."""

from decimal import Decimal
from statistics import mean, stdev

import pytest
from scipy import stats

from evaluation.indicators.interval import paired_change
from evaluation.statistics.small import small_sample_correction

# "Student" (W. S. Gosset): The probable error of a mean, Biometrika 6 (1908), p. 20: additional hours of
# sleep of ten patients by two drugs. The differences' mean is 1.58 and their standard deviation 1.23;
# R's help page of t.test(extra ~ group, paired) prints t = 4.0621, interval 0.7001142 – 2.4598858.
FIRST = ["0.7", "-1.6", "-0.2", "-1.2", "-0.1", "3.4", "3.7", "0.8", "0.0", "2.0"]
SECOND = ["1.9", "0.8", "1.1", "0.1", "-0.1", "4.4", "5.5", "1.6", "4.6", "3.4"]
SLEEP = [Decimal(b) - Decimal(a) for a, b in zip(FIRST, SECOND, strict=True)]


def test_the_sleep_data_of_student_give_the_printed_interval() -> None:
    result = paired_change(10, mean(SLEEP), stdev(SLEEP))
    assert result.mean == pytest.approx(1.58)
    assert result.low == pytest.approx(0.7001142, abs=1e-7)
    assert result.high == pytest.approx(2.4598858, abs=1e-7)
    # d_z = t / sqrt(n) = 4.0621 / 3.1623, and J = 1 - 3 / 35
    assert result.effect_size == pytest.approx(4.0621 / 10**0.5 * (1 - 3 / 35), abs=1e-4)


@pytest.mark.parametrize(
    "differences",
    [[1, 2, 3], [0, 0, 0, 1], [-2, 1, 0, 0, 3, -1, 2], [5, -5], list(range(-10, 30))],
)
def test_the_interval_is_that_of_scipy(differences: list[int]) -> None:
    numbers = [Decimal(d) for d in differences]
    result = paired_change(len(numbers), mean(numbers), stdev(numbers))
    expected = stats.ttest_1samp(differences, 0).confidence_interval(0.95)
    assert result.low == pytest.approx(expected.low)
    assert result.high == pytest.approx(expected.high)


def test_one_pair_has_a_mean_and_no_interval() -> None:
    result = paired_change(1, Decimal(2), None)
    assert (result.mean, result.low, result.high, result.effect_size) == (2.0, None, None, None)


def test_equal_differences_have_no_effect_size() -> None:
    assert paired_change(5, Decimal(1), Decimal(0)).effect_size is None


def test_the_correction_is_nine_per_cent_at_ten_pairs() -> None:
    assert small_sample_correction(9) == pytest.approx(0.914, abs=5e-4)
