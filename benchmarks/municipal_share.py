"""How many months of municipal share the law computes in a second: `python benchmarks/municipal_share.py`.

Every answer is whole: typed steps with their statutes, months, totals. Days of payment, benefits, wages and
years vary as they do among people; a person's share is asked for a year at a time.
"""

import sys
import time
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from laavu.law.benefits import BENEFITS
from laavu.law.municipal_share import ShareFacts, municipal_share

MONTHS = 1_000_000
MONTHS_ASKED = 12
WAGES = (Decimal(0), Decimal(0), Decimal(0), Decimal("650.00"), Decimal("1300.00"))


def people() -> Iterator[ShareFacts]:
    """A year of one person after another, from 2015 to 2026."""
    number = 0
    while True:
        year = 2015 + number % 12
        yield ShareFacts(
            benefit=BENEFITS[number % 3],
            days_paid_before=number * 37 % 1400,
            first_day=date(year, 1, 1),
            last_day=date(year, 12, 31),
            gross_month=WAGES[number % 5],
        )
        number += 1


def main() -> None:
    """Print the rate and a total that shows that the work was done."""
    total = Decimal(0)
    started = time.perf_counter()
    for facts in islice(people(), -(-MONTHS // MONTHS_ASKED)):
        total += municipal_share(facts).get().total
    seconds = time.perf_counter() - started
    sys.stdout.write(
        f"{MONTHS:,} months in {seconds:.1f} s: {MONTHS / seconds:,.0f} a second; {total:,.2f} euros\n"
    )


if __name__ == "__main__":
    main()
