"""The mean of paired differences with its interval and its size."""

from dataclasses import dataclass
from decimal import Decimal
from math import sqrt

from scipy import stats

from evaluation.statistics.small import (
    CONFIDENCE,
    average_spread_size,
    effect_interval,
    small_sample_correction,
)


@dataclass(frozen=True, slots=True)
class PairedChange:
    """Unrounded. The interval is None with fewer than two pairs, the sizes also without any spread.

    `effect_size` is g_z with its interval; `average_size` is d_av, None unless both spreads are given.
    """

    mean: float
    low: float | None = None
    high: float | None = None
    effect_size: float | None = None
    effect_low: float | None = None
    effect_high: float | None = None
    average_size: float | None = None


def paired_change(
    n: int,
    mean: Decimal,
    spread: Decimal | None,
    start_spread: Decimal | None = None,
    end_spread: Decimal | None = None,
) -> PairedChange:
    """From the differences' number, mean and standard deviation (n - 1).

    t interval (95 %). Effect size g_z = J · mean / spread with J = 1 - 3 / (4·(n - 1) - 1), its interval by
    the noncentral t distribution with the same J. d_av = mean / mean of the spreads at start and end.
    """
    if n < 2 or spread is None:
        return PairedChange(float(mean))
    half = float(stats.t.ppf((1 + CONFIDENCE) / 2, n - 1)) * float(spread) / sqrt(n)
    size = size_low = size_high = average = None
    if spread:
        plain, corrected = float(mean) / float(spread), small_sample_correction(n - 1)
        ends = effect_interval(plain, n)
        size, size_low, size_high = plain * corrected, ends.low * corrected, ends.high * corrected
    if start_spread is not None and end_spread is not None:
        average = average_spread_size(float(mean), float(start_spread), float(end_spread))
    return PairedChange(
        float(mean), float(mean) - half, float(mean) + half, size, size_low, size_high, average
    )
