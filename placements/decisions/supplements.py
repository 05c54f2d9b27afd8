"""The form of a decision on an own support; kept with what the law says of aids together."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from laavu.accounts.records import RecordForm
from laavu.law.answers import Problem, Severity
from laavu.law.cumulation import CumulationFacts, cumulation
from laavu.law.freezing import frozen
from laavu.law.rounding import round_money
from laavu.shared.forms import first_day_field, last_day_field, whole_period
from laavu.shared.law_words import problem_text
from placements.agreed import terms_on
from placements.decisions.options import monthly_wage
from placements.decisions.recording import record_supplement
from placements.forms import OwnForm
from placements.models import MunicipalSupport, Placement, SupplementDecision

FULL = 100


class SupplementForm(OwnForm):
    """Which own support, how much, from when to when; a correction asks why."""

    beside: ClassVar[dict[str, str]] = {
        "supplement_once_a_day": "first_day",
        "supplement_one_value": "monthly_amount",
    }

    first_day = first_day_field()
    last_day = last_day_field()

    class Meta(RecordForm.Meta):
        model = SupplementDecision
        fields = ("support", "monthly_amount", "share_percent", "decided_on", "diary_number", "reason")

    field_order = ("support", "decided_on", "first_day", "last_day", "monthly_amount", "share_percent",
                   "diary_number", "reason")  # fmt: skip

    def __init__(self, *args: Any, instance: SupplementDecision, at: datetime, **options: Any) -> None:
        self.at, before = at, instance.replaces
        source = before or instance
        period = before.period if before else instance.placement.period
        initial = {"first_day": period.first, "last_day": period.last} | (
            {name: getattr(source, name) for name in self._meta.fields or () if name != "reason"}
            if before
            else {}
        )
        super().__init__(*args, instance=instance, initial=initial, **options)
        supports: Any = self.fields["support"]
        supports.queryset = MunicipalSupport.objects.filter(municipality=instance.municipality).order_by(
            "name"
        )
        supports.label = _("Own support")
        self.fields["share_percent"].help_text = _("Either this or euros a month.")
        if before is None:
            del self.fields["reason"]
        else:
            self.fields["reason"].required = True

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if period := whole_period(self):
            self.instance.period = period
            support, decided = data.get("support"), data.get("decided_on")
            if support and decided and decided not in support.period:
                self.add_error("support", _("The support is not in force on the day of the decision."))
        if not self.errors:
            self._ask_the_law(data)
        return data

    def _ask_the_law(self, data: dict[str, Any]) -> None:
        """Keep what the law says of subsidy and support together; what it forbids stands beside the sum."""
        asked = together(self.instance.placement, data, self.instance.period.first)
        if asked is None:
            return
        answer = cumulation(asked)
        kept = frozen(asked, answer)
        self.instance.facts, self.instance.answer = kept["facts"], kept["answer"]
        self.instance.law_version = str(kept["law"])
        for problem in answer.problems:
            if problem.severity is Severity.BLOCKER:
                self.add_error("monthly_amount", _told(problem))

    def store(self) -> SupplementDecision:
        return record_supplement(supplement=self.instance, by=self.actor, at=self.at)


def _told(problem: Problem) -> str:
    return f"{problem_text(problem)} ({problem.statute})"


def together(placement: Placement, data: dict[str, Any], on: date) -> CumulationFacts | None:
    """The wage of the day, its subsidy and the support; None where wage, class or ceiling is not known."""
    subsidy: Any = placement.subsidy_decisions.filter(replaced_at=None, period__contains=on).first()
    terms = terms_on(list(placement.terms.all()), on)
    if subsidy is None or not subsidy.rule or subsidy.ceiling_month is None:
        return None
    if terms is None or terms.hourly_wage is None:
        return None
    wage = monthly_wage(terms.hourly_wage, terms.weekly_hours)
    paid = min(Decimal(subsidy.ceiling_month), round_money(wage * subsidy.percent / FULL))
    aid = data.get("monthly_amount") or round_money(wage * (data.get("share_percent") or 0) / FULL)
    return CumulationFacts(subsidy.decided_on, subsidy.rule, wage, paid, aid)
