"""Municipal tax of a year's income from wage and from benefit, by the deductions of the year (from 2023)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from laavu.law import parameters
from laavu.law.answers import Answer, Code, Problem, Severity, Step, answering, require
from laavu.law.facts import at_least, between
from laavu.law.parameters.schema import Row
from laavu.law.rounding import round_money, round_to

STATUTE = "1535/1992 §§95-96, 105 a, 106, 124-125"
ZERO = Decimal(0)
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class TaxFacts:
    """Euros of wage and of unemployment benefit in a whole calendar year; the municipality's percentage."""

    year: int
    municipal_percent: Decimal
    wage_year: Decimal = ZERO
    benefit_year: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class MunicipalTax:
    """Euros of municipal tax in the year (in cents, and in whole euros), and the income that was taxed."""

    tax: Decimal
    whole_euros: Decimal
    taxable: Decimal


@answering
def municipal_tax(facts: TaxFacts) -> Answer[MunicipalTax]:
    """Only wages bring the credit; what of it exceeds the state's tax is taken from the municipal tax."""
    require(
        between("year", facts.year, 1900, 2199, STATUTE),
        at_least("wage_year", facts.wage_year, 0, STATUTE),
        at_least("benefit_year", facts.benefit_year, 0, STATUTE),
        between("municipal_percent", facts.municipal_percent, 0, 100, STATUTE),
    )
    row = parameters.at(date(facts.year, 1, 1), "year").get("municipal_tax")
    taxable, taxable_steps = _taxable(facts, row)
    left, credit_steps = _credit_left(facts, row, taxable)
    full = taxable * facts.municipal_percent / HUNDRED
    tax = _after_credit(facts, row, taxable, left)
    inputs = (("taxable", taxable), ("municipal_percent", facts.municipal_percent), ("before_credit", full))
    step = Step("municipal_tax", tax, row.statute, row.confidence, inputs, "first_state_percentage_alone")
    value = MunicipalTax(round_money(tax), round_to(tax, 0), round_money(taxable))
    return Answer(value, (*taxable_steps, *credit_steps, step), _estimate(row, taxable, left))


def _net(facts: TaxFacts, row: Row) -> Decimal:
    """Income less the expenses of work that are taken off without proof."""
    return facts.wage_year - min(facts.wage_year, row.number("work_expenses")) + facts.benefit_year


def _taxable(facts: TaxFacts, row: Row) -> tuple[Decimal, tuple[Step, ...]]:
    net = _net(facts, row)
    contributions = (
        facts.wage_year * (row.number("pension_percent") + row.number("unemployment_percent")) / HUNDRED
    )
    earned = _earned_income_deduction(facts, row, net)
    left = net - contributions - earned
    most = row.number("basic_deduction")
    basic = min(left, max(ZERO, most - row.number("basic_percent") / HUNDRED * max(ZERO, left - most)))
    steps = (
        Step(
            "net_income",
            net,
            row.statute,
            row.confidence,
            (("wage", facts.wage_year), ("benefit", facts.benefit_year)),
        ),
        Step("contributions", contributions, row.statute, row.sureness("pension_percent")),
        Step("earned_income_deduction", earned, row.statute, row.confidence),
        Step("basic_deduction", basic, row.statute, row.sureness("basic_deduction"), (("before", left),)),
    )
    return left - basic, steps


def _earned_income_deduction(facts: TaxFacts, row: Row, net: Decimal) -> Decimal:
    """The deduction of the years that had one (2023–2024), from wage alone."""
    if "earned_most" not in row.values:
        return ZERO
    low, middle = row.number("earned_from"), row.number("earned_middle")
    first = max(ZERO, min(facts.wage_year, middle) - low) * row.number("earned_percent")
    second = max(ZERO, facts.wage_year - middle) * row.number("earned_percent_above")
    full = min(row.number("earned_most"), (first + second) / HUNDRED)
    cut = max(ZERO, net - row.number("earned_limit")) * row.number("earned_reduction") / HUNDRED
    return max(ZERO, full - cut)


def _credit_left(facts: TaxFacts, row: Row, taxable: Decimal) -> tuple[Decimal, tuple[Step, ...]]:
    """What of the credit for wages the state's tax does not use up."""
    full = min(row.number("credit_most"), facts.wage_year * row.number("credit_percent") / HUNDRED)
    cut = max(ZERO, _net(facts, row) - row.number("credit_limit")) * row.number("credit_reduction") / HUNDRED
    credit = max(ZERO, full - cut)
    state = taxable * row.number("state_percent") / HUNDRED
    steps = (
        Step("work_credit", credit, row.statute, row.confidence),
        Step("state_tax", state, row.statute, row.confidence, (("percent", row.number("state_percent")),)),
    )
    return max(ZERO, credit - state), steps


def _after_credit(facts: TaxFacts, row: Row, taxable: Decimal, left: Decimal) -> Decimal:
    """Municipal tax less its part of the rest of the credit, which the health contribution shares."""
    together = facts.municipal_percent + row.number("health_percent")
    all_taxes = taxable * together / HUNDRED
    return max(ZERO, all_taxes - left) * facts.municipal_percent / together


def _estimate(row: Row, taxable: Decimal, left: Decimal) -> tuple[Problem, ...]:
    """A warning where the state's second percentage would have used up more of the credit."""
    if not left or taxable <= row.number("state_flat_to"):
        return ()
    allowed = f"at most {row.number('state_flat_to')} of taxable income for an exact figure"
    return (Problem(Code.ESTIMATE, "wage_year", taxable, allowed, row.statute, Severity.WARNING),)
