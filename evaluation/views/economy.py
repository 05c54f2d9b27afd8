"""Money: what work in associations costs and saves whom, over which assumptions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from evaluation.access import may_open_rows
from evaluation.columns import NO_COUNTY, Line, lines_of, used
from evaluation.economy.assumptions import Assumed
from evaluation.economy.facts import Lack
from evaluation.economy.result import Economy
from evaluation.economy.sums import Sum
from evaluation.economy.totals import net_municipal, worth_of
from evaluation.forms import AskedForm, usual_period
from evaluation.indicators.catalogue import CATALOGUE
from evaluation.indicators.computing import of_hours
from evaluation.indicators.definition import Figure, Opens
from evaluation.indicators.money import LACKS, cost_per_lasting_exit, figures_of
from evaluation.models.economy import AssumptionKind
from evaluation.reports.assumed import tornado_of
from evaluation.reports.dataset import Asked
from evaluation.statistics.economy import economy_of
from evaluation.statistics.exits import exit_counts
from evaluation.statistics.hours import hours
from evaluation.statistics.work import in_associations
from evaluation.views.sections import sections
from laavu.accounts import access
from laavu.accounts.access import actor, allowed
from laavu.accounts.acting import acting_for
from laavu.accounts.actor import Actor
from laavu.shared import formats, parts
from laavu.shared.charts import TornadoChart
from laavu.shared.http import wants_part

TOTALS = (
    "net_municipal",
    "net_public",
    "cost_per_placement",
    "cost_per_person_month",
    "cost_per_sustained_exit",
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A line with its cells as text, where it opens into its rows, and the assumptions that it rests on."""

    line: Line
    cells: list[str]
    address: str
    assumed: list[Assumed]


@require_safe
@allowed(access.evaluation)
def economy(request: HttpRequest) -> HttpResponse:
    who = actor(request)
    form = AskedForm(usual_period(timezone.localdate()) | request.GET.dict(), actor=who)
    context: dict[str, Any] = {"form": form, "sections": sections("economy")}
    if form.is_valid():
        context |= _context(who, form.asked)
    template = "evaluation/economy_table.html" if wants_part(request) else "evaluation/economy.html"
    return render(request, template, context, status=422 if form.errors else 200)


def _context(who: Actor, asked: Asked) -> dict[str, Any]:
    with acting_for(asked.municipality):
        found, figures = _counted(asked)
    query = _query(asked)
    lines = [_shown(line, found, who, query) for line in lines_of(found, figures)]
    return {
        "asked": asked,
        "query": query,
        "figures": [_key(figures[code]) for code in TOTALS],
        "cash": _cash(figures["net_municipal"]),
        "lines": lines,
        "no_county": NO_COUNTY,
        "lacks": _lacks(found),
        "assumptions": [one for one in found.assumptions.values() if one.is_used],
        "kinds": dict(AssumptionKind.choices),
        "tornado": _tornado(found) if figures["net_municipal"].value is not None else None,
    }


def _counted(asked: Asked) -> tuple[Economy, dict[str, Figure]]:
    scope = asked.scope
    worked, placed = hours(scope), in_associations(scope)
    found = economy_of(scope, hours=worked.worked, days=placed.days)
    grants = Figure(code="grants", value=None, reason=CATALOGUE["grants"].missing)
    lasting = cost_per_lasting_exit(found, exit_counts(scope))
    figures = (*of_hours(worked), *figures_of(found, placed), lasting, grants)
    return found, {figure.code: figure for figure in figures}


def _query(asked: Asked) -> str:
    text = f"from={asked.period.first}&to={asked.period.last}"
    return f"{text}&programme={asked.programme.code}" if asked.programme else text


def _shown(line: Line, found: Economy, who: Actor, query: str) -> Shown:
    opens = line.code and CATALOGUE[line.code].opens is not Opens.NOTHING
    address = ""
    if opens and may_open_rows(who, single_answers=False):
        address = f"{reverse('evaluation_rows', args=[line.code])}?{query}"
    cells = [formats.euros(amount, 0) for amount in line.cells]
    return Shown(line, cells, address, used(line, found.assumptions))


def _key(figure: Figure) -> parts.Figure:
    """A total with its ends; a dash and the reason where it cannot be given."""
    name = str(CATALOGUE[figure.code].name)
    if figure.value is None:
        return parts.Figure(name, formats.MISSING, period=str(figure.reason))
    low, high = figure.more.get("low"), figure.more.get("high")
    note = ""
    if low is not None:
        ends = {"low": formats.euros(low, 0), "high": formats.euros(high, 0)}
        note = _("Between %(low)s and %(high)s over the assumptions") % ends
    return parts.Figure(name, formats.euros(figure.value, 0), period=note)


def _cash(figure: Figure) -> str:
    """The municipality's money as it moves, apart from the total over assumptions."""
    cash = figure.more.get("cash")
    return "" if cash is None else formats.euros(cash, 0)


def _lacks(found: Economy) -> list[tuple[str, str]]:
    """What is not on record, and of how many people: for the city alone."""
    granted = found.granted
    sums: Mapping[str, Sum] = {
        "wage_subsidy": found.subsidy,
        "municipal_supplement": granted.supplements,
        "avoided_municipal_share": found.avoided.share,
        "municipal_tax_effect": found.tax,
    }
    return [
        (str(CATALOGUE[code].name), f"{LACKS[lack]}: {_people(len(one.lacks[lack]))}")
        for code, one in sums.items()
        for lack in Lack
        if lack in one.lacks
    ]


def _people(number: int) -> str:
    return ngettext("%(count)s person", "%(count)s persons", number) % {"count": number}


def _tornado(found: Economy) -> TornadoChart | None:
    """What each assumption is worth to the municipality's total."""
    worth = worth_of(net_municipal, found.parts, found.assumptions)
    return tornado_of(worth, net_municipal(found.parts, found.likely))
