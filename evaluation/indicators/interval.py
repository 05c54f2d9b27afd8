"""The mean of paired differences with its interval and its size."""

from dataclasses import dataclass
from decimal import Decimal
from math import sqrt

from scipy import stats

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class PairedChange:
    """Unrounded. The interval is None with fewer than two pairs, the size also without any spread."""

    mean: float
    low: float | None
    high: float | None
    effect_size: float | None


def paired_change(n: int, mean: Decimal, spread: Decimal | None) -> PairedChange:
    """From the differences' number, mean and standard deviation (n - 1).

    t interval (95 %). Effect size g_z = J · mean / spread with J = 1 - 3 / (4·(n - 1) - 1).
    """
    if n < 2 or spread is None:
        return PairedChange(float(mean), None, None, None)
    half = float(stats.t.ppf((1 + CONFIDENCE) / 2, n - 1)) * float(spread) / sqrt(n)
    size = None
    if spread:
        size = float(mean) / float(spread) * small_sample_correction(n - 1)
    return PairedChange(float(mean), float(mean) - half, float(mean) + half, size)


def small_sample_correction(degrees: int) -> float:
    """Hedges' factor by the degrees of freedom, in its usual approximation."""
    return 1 - 3 / (4 * degrees - 1)
