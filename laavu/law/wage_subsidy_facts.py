"""The facts from which wage subsidy is decided."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

MONTHS_LOOKED_AT = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsidyFacts:
    """The person, the employer and the job on the day of the decision.

    `age`: whole years. `unemployed_months`: of the present spell; `_in_28` and `_in_14`: of the last 28 and
    14 months, None for the latter means the smaller of 14 and the present spell. `monthly_wage`: euros
    before tax at the agreed hours. `time_share`: agreed hours of the sector's full time, 0.65 for 65 %.
    """

    decided_on: date
    employer: str
    business_activity: bool = False
    age: int
    unemployed_months: int
    unemployed_months_in_28: int
    unemployed_months_in_14: int | None = None
    months_without_work: int
    reduced_work_ability: bool = False
    no_qualification: bool = False
    integration_plan: bool = False
    monthly_wage: Decimal
    time_share: Decimal = Decimal("0.65")

    @property
    def months_in_14(self) -> int:
        """Months unemployed of the last 14."""
        if self.unemployed_months_in_14 is None:
            return min(MONTHS_LOOKED_AT, self.unemployed_months)
        return self.unemployed_months_in_14
