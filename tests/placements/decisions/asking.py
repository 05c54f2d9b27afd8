"""Facts as the pages of options and of what-if send them."""

from __future__ import annotations

from typing import Any

PERSON = {
    "age": "40", "unemployed_months": "30", "unemployed_months_in_28": "28", "unemployed_months_in_14": "14",
    "months_without_work": "30",
}  # fmt: skip
JOB = {
    "decided_on": "2026-03-02", "employer": "association", "weekly_hours": "26", "full_time_hours": "40",
    "hourly_wage": "10",
}  # fmt: skip


def facts(**changed: Any) -> dict[str, Any]:
    """A person unemployed for 30 months, 26 of 40 hours at 10 € with an association."""
    return {**PERSON, **JOB, **changed}


def sides(**then: Any) -> dict[str, Any]:
    """The same on both sides of a comparison, but for what the second one changes."""
    own = {**JOB, "rule": "", "first_day": "2026-04-01", "last_day": "2026-12-31"}
    now = {f"now-{name}": value for name, value in own.items()}
    return PERSON | now | {f"then-{name}": value for name, value in (own | then).items()}
