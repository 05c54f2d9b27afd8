"""From counted rows to figures: one for every indicator of the catalogue, with a reason where empty."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from evaluation.indicators.catalogue import CATALOGUE
from evaluation.indicators.community import community
from evaluation.indicators.definition import Figure
from evaluation.indicators.individual import individual
from evaluation.indicators.money import money
from evaluation.indicators.side_costs import side_costs
from evaluation.statistics.fund import FundCounts, fund_counts
from evaluation.statistics.hours import Hours, hours
from evaluation.statistics.people import People, people
from evaluation.statistics.scope import Scope
from evaluation.statistics.work import in_associations, works
from laavu.law.rounding import round_money

DAYS_IN_MONTH = Decimal("30.4")
WITH_RANGE = {"avoided_municipal_share", "net_municipal", "net_public"}
RANGE = ("low", "likely", "high")
KNOWN = {
    "under_18": "known_age",
    "under_25": "known_age",
    "from_18_to_29": "known_age",
    "over_54": "known_age",
    "lower_education": "known_education",
    "middle_education": "known_education",
    "higher_education": "known_education",
    "disability": "known_disability",
    "third_country": "known_third_country",
    "foreign_background": "known_foreign_background",
    "minority": "known_minority",
    "foreign_or_minority": "known_foreign_or_minority",
    "homeless": "known_homeless",
    "left_searching": "known_leaving",
    "left_qualified": "known_leaving",
    "later_in_work": "known_later",
    "later_in_work_over_54": "known_later",
    "later_improved": "known_later",
}
NO_PROGRAMME = _("Counted over the participants of a programme; no programme was asked for.")
NOTHING_STATED = _("Nothing is recorded of this for any participant, so there is no figure.")
NO_WAGES = _("Some paid hours have no hourly wage on record, so the sum would be too small.")


def compute(scope: Scope) -> dict[str, Figure]:
    """Every indicator's figure, nothing hidden, in the catalogue's order."""
    found = {figure.code: figure for figure in _computed(scope)}
    return {code: found.get(code) or _not_fed(code) for code in CATALOGUE}


def _computed(scope: Scope) -> Iterator[Figure]:
    taking_part = people(scope)
    yield from _people(taking_part)
    yield from individual(scope, taking_part.participants)
    yield from _work(scope)
    yield from community(scope)
    found = hours(scope)
    yield from of_hours(found)
    yield from money(scope, hours=found.worked)
    if scope.programme_id is not None:
        yield from _fund(fund_counts(scope))


def _not_fed(code: str) -> Figure:
    more = dict.fromkeys(RANGE) if code in WITH_RANGE else {}
    return Figure(code=code, value=None, reason=CATALOGUE[code].missing or NO_PROGRAMME, more=more)


def counted(code: str, number: int, n: int | None = None) -> Figure:
    return Figure(code=code, value=Decimal(number), n=number if n is None else n)


def _people(found: People) -> Iterator[Figure]:
    yield counted("participants", found.participants)
    yield counted("new_participants", found.new_participants)
    yield counted("employed", found.employed)
    yield counted("employed_by_associations", found.employed_by_associations)


def _work(scope: Scope) -> Iterator[Figure]:
    found = in_associations(scope)
    yield counted("placements_in_associations", found.begun, found.begun_persons)
    yield counted("employing_associations", found.associations)
    yield counted("group_employers", found.with_group)
    months = round_money(found.days / DAYS_IN_MONTH)
    yield Figure(code="person_months", value=months, n=found.persons)
    pieces = works(scope)
    yield counted("unfinished_work_found", pieces.found)
    yield counted("unfinished_work_chosen", pieces.chosen)
    yield counted("unfinished_work_done", pieces.done)


def of_hours(found: Hours) -> Iterator[Figure]:
    yield Figure(code="worked_hours", value=round_money(found.worked), n=found.workers)
    yield Figure(code="paid_hours", value=round_money(found.paid), n=found.paid_persons)
    if found.without_wage:
        yield Figure(code="gross_wages", value=None, reason=NO_WAGES)
        yield Figure(code="side_costs", value=None, reason=NO_WAGES)
        return
    yield Figure(code="gross_wages", value=round_money(found.gross), n=found.wage_persons)
    yield side_costs(found)


def _fund(found: FundCounts) -> Iterator[Figure]:
    for code, indicator in CATALOGUE.items():
        if not indicator.gives:
            continue
        known = KNOWN.get(indicator.gives)
        if known and found["participants"] and not found[known]:
            yield Figure(code=code, value=None, reason=NOTHING_STATED)
        else:
            yield counted(code, found[indicator.gives])
