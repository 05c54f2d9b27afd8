"""From sums of money to figures: each with its people, or with why it cannot be given."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from evaluation.economy.assumptions import DEFAULTS
from evaluation.economy.facts import Lack
from evaluation.economy.result import Economy, economy
from evaluation.economy.sums import Sum, total
from evaluation.economy.totals import avoided_range, cash_municipal, net_municipal, net_public, range_of
from evaluation.indicators.definition import Figure
from evaluation.models.economy import AssumptionKind
from evaluation.statistics.economy import economy_of
from evaluation.statistics.exits import ExitCounts, exit_counts
from evaluation.statistics.money import money_facts
from evaluation.statistics.scope import Scope
from evaluation.statistics.work import InAssociations, in_associations
from laavu.law.rounding import round_money

FEWEST = 5
LACKS: dict[Lack, Promise] = {
    Lack.DAYS: _("benefit days counted before the work began"),
    Lack.BENEFIT: _("the benefit before the work"),
    Lack.BASIC_PART: _("the earnings-related part of the allowance"),
    Lack.WAGE: _("the wage"),
    Lack.CEILING: _("the ceiling of the subsidy decision"),
    Lack.TIME_SHARE: _("the association's full weekly hours"),
    Lack.TAX_RATE: _("the municipality's tax percentage of the year"),
    Lack.TAX_LAW: _("the year's tax law in Laavu's tables (they begin in 2023)"),
    Lack.LAW: _("the law of the day in Laavu's tables"),
}
TOO_SMALL = _("Something is not on record, so the sum would be too small: {lacks}.")
NOBODY_KNOWN = _("It can be computed for nobody, because this is not on record: {lacks}.")
PARTS_MISSING = _("Not computed, because one of its parts has no figure: {names}.")
MOST_UNKNOWN = _(
    "Not computed: the avoided benefits are known of fewer people than not, so the savings of few would "
    "stand against the costs of all."
)
FEW = _("Not computed: there are fewer than {fewest} to divide by.")
NO_FOLLOW_UP = _("Not computed: no follow-up six months after leaving is recorded in the municipality.")
SUBSIDY, SUPPLEMENT = _("wage subsidy"), _("municipal supplement")
AVOIDED, TAX = _("avoided share of benefits"), _("effect on municipal tax")
RANGE = ("low", "likely", "high")


def money(scope: Scope, *, hours: Decimal) -> Iterator[Figure]:
    """Every figure of money that rests on decisions, benefits and assumptions."""
    placed = in_associations(scope)
    found = economy_of(scope, hours=hours, days=placed.days)
    yield from figures_of(found, placed)
    yield cost_per_lasting_exit(found, exit_counts(scope))


def figures_of(found: Economy, placed: InAssociations) -> Iterator[Figure]:
    granted = found.granted
    yield _paid("wage_subsidy", found.subsidy)
    yield _paid("wage_subsidy_municipality", granted.by_municipality)
    yield _paid("wage_subsidy_state", granted.by_state)
    yield _paid("municipal_supplement", granted.supplements)
    yield _paid("project_money", granted.projects)
    yield _avoided(found)
    yield _known("avoided_state_share", found.avoided.rest)
    yield _known("municipal_tax_effect", found.tax)
    yield _net("net_municipal", found, _missing(found, (granted.by_municipality, granted.supplements)))
    yield _net("net_public", found, _missing(found, (found.subsidy, granted.supplements)))
    people = len(found.people)
    yield _cost("cost_per_placement", found, Decimal(placed.begun), people)
    yield _cost("cost_per_person_month", found, found.parts.months, people)


def _lacks(found: Sum) -> str:
    """What is not on record, in words without numbers of people: those may be small."""
    return ", ".join(str(LACKS[lack]) for lack in Lack if lack in found.lacks)


def _paid(code: str, found: Sum) -> Figure:
    """Money that is known of everybody, or no figure."""
    if found.lacks:
        return Figure(code=code, value=None, reason=str(TOO_SMALL).format(lacks=_lacks(found)))
    return Figure(code=code, value=found.euros, n=len(found.people))


def _known(code: str, found: Sum) -> Figure:
    """Money of those of whom enough is known; `left_out`: how many are not in it."""
    left_out = len(found.left_out)
    more: dict[str, Decimal | int | None] = {"left_out": left_out}
    if left_out and not found.people:
        reason = str(NOBODY_KNOWN).format(lacks=_lacks(found))
        return Figure(code=code, value=None, reason=reason, more=more)
    return Figure(code=code, value=found.euros, n=len(found.people), more=more)


def _avoided(found: Economy) -> Figure:
    figure = _known("avoided_municipal_share", found.avoided.share)
    ends: dict[str, Decimal | int | None] = dict.fromkeys(RANGE)
    if figure.value is not None:
        width = avoided_range(found.avoided.share.exact, found.assumptions)
        ends = {name: round_money(getattr(width, name)) for name in RANGE}
    assumed = (found.assumptions[AssumptionKind.WORK_ANYWAY],)
    return replace(figure, more=ends | dict(figure.more), assumed=assumed)


def _missing(found: Economy, paid: Iterable[Sum]) -> str:
    """Why a total cannot be given; empty when it can."""
    names = [str(name) for name, one in zip((SUBSIDY, SUPPLEMENT), paid, strict=True) if one.lacks]
    shares = (found.avoided.share, found.tax)
    names += [
        str(name)
        for name, one in zip((AVOIDED, TAX), shares, strict=True)
        if (one.left_out and not one.people) or Lack.TAX_LAW in one.lacks
    ]
    if names:
        return str(PARTS_MISSING).format(names=", ".join(names))
    if any(len(one.left_out) > len(one.people) for one in shares):
        return str(MOST_UNKNOWN)
    return ""


def _net(code: str, found: Economy, missing: str) -> Figure:
    """A total: its likely value, and lowest and highest over the assumptions. Negative when it is."""
    left_out = len(found.avoided.share.left_out | found.tax.left_out)
    more: dict[str, Decimal | int | None] = dict.fromkeys(RANGE) | {"left_out": left_out}
    assumed = [one for one in found.assumptions.values() if one.is_used]
    if missing:
        return Figure(code=code, value=None, reason=missing, more=more, assumed=assumed)
    is_public = code == "net_public"
    width = range_of(net_public if is_public else net_municipal, found.parts, found.assumptions)
    more |= {name: round_money(getattr(width, name)) for name in RANGE}
    if not is_public:
        more["cash"] = round_money(cash_municipal(found.parts, found.assumptions))
    value = round_money(width.likely)
    return Figure(code=code, value=value, n=len(found.people), more=more, assumed=assumed)


def _cost(code: str, found: Economy, number: Decimal, people: int) -> Figure:
    paid = found.paid_out
    if paid.lacks:
        return Figure(code=code, value=None, reason=str(TOO_SMALL).format(lacks=_lacks(paid)))
    if number < FEWEST:
        return Figure(code=code, value=None, reason=str(FEW).format(fewest=FEWEST))
    return Figure(code=code, value=round_money(paid.exact / number), n=people)


def cost_per_lasting_exit(found: Economy, exits: ExitCounts) -> Figure:
    """By those who were reached and are in work without subsidy or study; `n` is how many they are."""
    code = "cost_per_sustained_exit"
    if not exits.any_follow_up:
        return Figure(code=code, value=None, reason=NO_FOLLOW_UP)
    figure = _cost(code, found, Decimal(exits.lasting), 0)
    return figure if figure.value is None else replace(figure, n=exits.lasting)


def opened_money(scope: Scope, code: str) -> dict[int, str]:
    """Keys of the placements of the people whom a sum counts or leaves out, and what of them is missing."""
    facts = money_facts(scope)
    found = economy(facts, scope.period, DEFAULTS, hours=Decimal(0), days=0)
    sums = SUMS.get(code, _all_sums)(found)
    left_out: dict[int, set[Lack]] = {}
    for lack, people in sums.lacks.items():
        for person in people:
            left_out.setdefault(person, set()).add(lack)
    inside = sums.people | sums.left_out
    return {
        one.key: ", ".join(str(LACKS[lack]) for lack in Lack if lack in left_out.get(one.worker, ()))
        for one in facts.placed
        if one.is_counted and one.worker in inside
    }


def _all_sums(found: Economy) -> Sum:
    return total((found.paid_out, found.avoided.share, found.tax))


SUMS: dict[str, Callable[[Economy], Sum]] = {
    "wage_subsidy": lambda found: found.subsidy,
    "wage_subsidy_municipality": lambda found: found.granted.by_municipality,
    "wage_subsidy_state": lambda found: found.granted.by_state,
    "municipal_supplement": lambda found: found.granted.supplements,
    "project_money": lambda found: found.granted.projects,
    "avoided_municipal_share": lambda found: found.avoided.share,
    "avoided_state_share": lambda found: found.avoided.rest,
    "municipal_tax_effect": lambda found: found.tax,
    "cost_per_placement": lambda found: found.paid_out,
    "cost_per_person_month": lambda found: found.paid_out,
}
