"""Exact tests and intervals for small groups: pure functions of numbers, no database.

Each agrees with scipy and with a published example, both in tests/evaluation/test_small.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb, sqrt
from statistics import median

from scipy import optimize, stats

CONFIDENCE = 0.95
EXACT_BELOW = 15  # pairs: from here on the t interval tells enough
MOST_EXACT = 60  # pairs: further, the exact distribution of ranks is not worked out


@dataclass(frozen=True, slots=True)
class Interval:
    """Both ends belong to it."""

    low: float
    high: float


def wilson(count: int, of: int, confidence: float = CONFIDENCE) -> Interval:
    """Interval of a share (Wilson 1927, without continuity correction). ValueError without anybody."""
    if not 0 <= count <= of or of == 0:
        raise ValueError("a share needs somebody whose share it is")
    z = float(stats.norm.ppf((1 + confidence) / 2))
    share, square = count / of, z * z / of
    middle = share + square / 2
    half = z * sqrt(share * (1 - share) / of + square / (4 * of))
    return Interval((middle - half) / (1 + square), (middle + half) / (1 + square))


def sign_test(better: int, worse: int) -> float:
    """Two-sided probability, given that both directions were equally likely; the unchanged do not count."""
    n = better + worse
    ways = sum(comb(n, k) for k in range(min(better, worse) + 1))
    return min(1.0, float(2 * ways / 2**n))


def mcnemar(only_first: int, only_second: int) -> float:
    """Exact two-sided probability of a paired yes or no: those who changed, by direction."""
    return sign_test(only_first, only_second)


def signed_ranks(differences: Sequence[float]) -> tuple[float, float]:
    """Wilcoxon's smaller sum of ranks and its exact two-sided probability.

    Differences of 0 are left out, equal ones share their mean rank; the distribution is worked out for
    just these ranks. ValueError with too many pairs.
    """
    kept = [value for value in differences if value]
    if len(kept) > MOST_EXACT:
        raise ValueError("too many pairs for the exact distribution")
    if not kept:
        return 0.0, 1.0
    doubled = [round(2 * rank) for rank in stats.rankdata([abs(value) for value in kept])]
    total = sum(doubled)
    above = sum(rank for rank, value in zip(doubled, kept, strict=True) if value > 0)
    smaller = min(above, total - above)
    ways = _ways(doubled)
    tail = sum(ways[: smaller + 1]) / 2 ** len(kept)
    return smaller / 2, min(1.0, 2 * tail)


def _ways(ranks: Sequence[int]) -> list[int]:
    """In how many ways signs give each sum of (doubled) ranks."""
    ways = [1] + [0] * sum(ranks)
    for rank in ranks:
        for reached in range(len(ways) - 1, rank - 1, -1):
            ways[reached] += ways[reached - rank]
    return ways


def small_sample_correction(degrees: int) -> float:
    """Hedges' factor by the degrees of freedom, in its usual approximation."""
    return 1 - 3 / (4 * degrees - 1)


def effect_interval(size: float, n: int, confidence: float = CONFIDENCE) -> Interval:
    """Interval of a standardised paired mean (d_z, uncorrected), by the noncentral t distribution."""
    t, degrees = size * sqrt(n), n - 1
    tail = (1 - confidence) / 2
    low = _noncentrality(t, degrees, 1 - tail)
    high = _noncentrality(t, degrees, tail)
    return Interval(low / sqrt(n), high / sqrt(n))


def _noncentrality(t: float, degrees: int, below: float) -> float:
    """The noncentrality of which a share `below` lies under the t that was found."""

    def distance(noncentrality: float) -> float:
        return float(stats.nct.cdf(t, degrees, noncentrality)) - below

    # Far away from t the distribution is not a number any more: the ends are sought from t outwards.
    away = 1.0 if below < 0.5 else -1.0
    other = t + away
    while distance(other) * away > 0:
        other += away
    return float(optimize.brentq(distance, min(t, other), max(t, other), xtol=1e-9))


def average_spread_size(mean: float, start_spread: float, end_spread: float) -> float | None:
    """d_av: the mean difference by the mean of both spreads; None without any spread."""
    between = (start_spread + end_spread) / 2
    return mean / between if between else None


def reliable_change(difference: float, start_spread: float, reliability: float) -> float:
    """Reliable change index of one pair (Jacobson & Truax 1991): counted in a group, never shown of one."""
    return difference / (start_spread * sqrt(2) * sqrt(1 - reliability))


@dataclass(frozen=True, slots=True)
class Dose:
    """How much people had of something: of those who had any."""

    persons: int
    median: float
    lowest: float
    highest: float


def dose(amounts: Sequence[float]) -> Dose | None:
    """None when nobody had any."""
    had = [amount for amount in amounts if amount]
    return Dose(len(had), median(had), min(had), max(had)) if had else None
