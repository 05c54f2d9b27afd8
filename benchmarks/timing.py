"""Median and 95th percentile of something done many times."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds."""

    median: float
    p95: float

    def __str__(self) -> str:
        return f"{self.median:8.1f} ms median {self.p95:8.1f} ms p95"


def timed(act: Callable[[], object], rounds: int, warm_up: int = 3) -> Timing:
    """Times of `rounds` runs after the warm-up."""
    for _round in range(warm_up):
        act()
    times = []
    for _round in range(rounds):
        begin = perf_counter()
        act()
        times.append((perf_counter() - begin) * 1000)
    return Timing(median(times), quantiles(times, n=20)[-1])
