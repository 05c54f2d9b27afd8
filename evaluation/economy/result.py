"""All sums of a question together: what was granted, what was avoided, what the tax does."""

from dataclasses import dataclass
from decimal import Decimal

from evaluation.economy.assumptions import Assumptions, Chosen, chosen
from evaluation.economy.avoided import Avoided, avoided
from evaluation.economy.facts import Facts
from evaluation.economy.subsidy import Granted, granted
from evaluation.economy.sums import Sum, total
from evaluation.economy.tax import tax_effect
from evaluation.economy.totals import Parts
from laavu.law.period import Period

DAYS_IN_MONTH = Decimal("30.4")


@dataclass(frozen=True, slots=True)
class Economy:
    """`people`: keys of everybody with a counted placement. `hours`, `days`: worked hours, placement days."""

    granted: Granted
    avoided: Avoided
    tax: Sum
    assumptions: Assumptions
    people: frozenset[int]
    hours: Decimal
    days: int

    @property
    def subsidy(self) -> Sum:
        return self.granted.by_state + self.granted.by_municipality

    @property
    def paid_out(self) -> Sum:
        """All money of public payers, whoever they are."""
        return total((self.subsidy, self.granted.supplements, self.granted.projects))

    @property
    def likely(self) -> Chosen:
        """The likely value of every assumption."""
        return chosen(self.assumptions)

    @property
    def parts(self) -> Parts:
        return Parts(
            avoided_share=self.avoided.share.exact,
            avoided_rest=self.avoided.rest.exact,
            tax=self.tax.exact,
            subsidy_municipality=self.granted.by_municipality.exact,
            subsidy_state=self.granted.by_state.exact,
            supplements=self.granted.supplements.exact,
            projects=self.granted.projects.exact,
            hours=self.hours,
            months=self.days / DAYS_IN_MONTH,
        )


def economy(facts: Facts, asked: Period, assumptions: Assumptions, *, hours: Decimal, days: int) -> Economy:
    return Economy(
        granted(facts, asked),
        avoided(facts, asked),
        tax_effect(facts, asked),
        assumptions,
        frozenset(one.worker for one in facts.placed if one.is_counted),
        hours,
        days,
    )
