"""Who pays a wage subsidy: the state to 2024, then the municipalities' own employment authorities."""

from datetime import date
from enum import StrEnum

STATUTE = "380/2023 ch. 2 and §§132-139"
# The employment authorities of municipalities and their areas decide and pay from this day.
FIRST_DAY_OF_AUTHORITIES = date(2025, 1, 1)


class Payer(StrEnum):
    """Whose money a wage subsidy is."""

    STATE = "state"
    MUNICIPALITY = "municipality"


def subsidy_payer(decided_on: date, day: date) -> Payer:
    """The state for days before 2025 of decisions before 2025; of everything later the municipality.

    For days from 2025 of older decisions the sources differ; the answer is the one that costs the
    municipality more.
    """
    if max(decided_on, day) < FIRST_DAY_OF_AUTHORITIES:
        return Payer.STATE
    return Payer.MUNICIPALITY
