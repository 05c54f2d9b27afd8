"""The table of money: who pays and who avoids, in a column for each, with how every line is computed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evaluation.economy.assumptions import Assumed, chosen
from evaluation.economy.result import Economy
from evaluation.economy.totals import Parts
from evaluation.indicators.catalogue import CATALOGUE
from evaluation.indicators.definition import Figure
from evaluation.models.economy import AssumptionKind
from laavu.law.rounding import round_money

ANYWAY = (AssumptionKind.WORK_ANYWAY, AssumptionKind.DISPLACEMENT)
SHARE_STATUTE = "1290/2002 14:3 a; 48/2026 §§50-51, 55; 1290/2002 ch. 4"
STATUTES = {
    "side_costs": "395/2006; 555/1998; 771/2016; 459/2015",
    "wage_subsidy_municipality": "380/2023 §§82-97, 132-139",
    "wage_subsidy_state": "916/2012 ch. 7; 380/2023 §§82-97",
    "avoided_municipal_share": SHARE_STATUTE,
    "municipal_tax_effect": "1535/1992 §§95-96, 105 a, 106, 124-125",
}
ANYWAY_HOW = gettext_lazy(
    "What would have come anyway, likely value: the part of avoided benefits and of the effect on tax that "
    "belongs to people who would have found work anyway, or to work that took other work's place."
)
WORTH_HOW = gettext_lazy("Hours worked, multiplied by what the city says that an hour is worth to it.")
OWN_HOW = gettext_lazy("Person-months, multiplied by what the city's own work costs for one.")
NO_COUNTY = gettext_lazy(
    "Nothing is counted for the wellbeing services county: what work saves in health and social care is "
    "not known from these registers."
)


@dataclass(frozen=True, slots=True)
class Line:
    """Euros by column: above zero what comes in or is avoided, below zero what is paid. None: nothing."""

    name: str | Promise
    how: str | Promise
    municipality: Decimal | None = None
    state: Decimal | None = None
    association: Decimal | None = None
    statute: str = ""
    kinds: tuple[str, ...] = ()
    code: str = ""
    reason: str = ""
    is_total: bool = False

    @property
    def cells(self) -> tuple[Decimal | None, ...]:
        """In the order of the columns; the wellbeing services county never has any."""
        return self.municipality, self.state, None, self.association


def lines_of(found: Economy, figures: Mapping[str, Figure]) -> list[Line]:
    """Every line, and the totals last. A figure that cannot be given stands with its reason."""
    lines = [*_paid(figures), *_gained(figures), *_assumed(found, figures)]
    return [*lines, _net(lines, figures)]


def _value(figures: Mapping[str, Figure], code: str) -> Decimal | None:
    return figures[code].value


def _minus(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else -amount


def _line(
    figures: Mapping[str, Figure], code: str, *columns: Decimal | None, kinds: Sequence[str] = ()
) -> Line:
    indicator = CATALOGUE[code]
    municipality, state, association = columns
    return Line(
        indicator.name,
        indicator.method,
        municipality,
        state,
        association,
        STATUTES.get(code, ""),
        tuple(kinds),
        code,
        str(figures[code].reason) if figures[code].value is None else "",
    )


def _paid(figures: Mapping[str, Figure]) -> Iterator[Line]:
    for code in ("gross_wages", "side_costs"):
        yield _line(figures, code, None, None, _minus(_value(figures, code)))
    own, states = (_value(figures, f"wage_subsidy_{payer}") for payer in ("municipality", "state"))
    kinds = (AssumptionKind.SUBSIDY_SHARE,)
    yield _line(figures, "wage_subsidy_municipality", _minus(own), None, own, kinds=kinds)
    yield _line(figures, "wage_subsidy_state", None, _minus(states), states)
    supplement = _value(figures, "municipal_supplement")
    yield _line(figures, "municipal_supplement", _minus(supplement), None, supplement)
    project = _value(figures, "project_money")
    yield _line(figures, "project_money", None, _minus(project), project)
    yield _line(figures, "grants", None, None, None)


def _gained(figures: Mapping[str, Figure]) -> Iterator[Line]:
    share, rest = (_value(figures, code) for code in ("avoided_municipal_share", "avoided_state_share"))
    yield _line(figures, "avoided_municipal_share", share, rest, None)
    yield _line(figures, "municipal_tax_effect", _value(figures, "municipal_tax_effect"), None, None)


def _assumed(found: Economy, figures: Mapping[str, Figure]) -> Iterator[Line]:
    """What the likely assumptions take away or add."""
    likely, parts = chosen(found.assumptions), found.parts
    gone = 1 - likely.remaining
    if None not in (_value(figures, "avoided_municipal_share"), _value(figures, "municipal_tax_effect")):
        own = round_money(-(parts.avoided_share + parts.tax) * gone)
        rest = round_money(-parts.avoided_rest * gone)
        yield Line(_("Would have come anyway"), ANYWAY_HOW, own, rest, kinds=ANYWAY)
    others = parts.subsidy_municipality * (1 - likely.subsidy_share)
    if others:
        how = CATALOGUE["wage_subsidy_municipality"].method
        name = _("Other municipalities' part of the wage subsidy")
        yield Line(name, how, round_money(others), kinds=(AssumptionKind.SUBSIDY_SHARE,))
    yield from _worth(parts, likely.work_value, likely.own_work)


def _worth(parts: Parts, work_value: Decimal, own_work: Decimal) -> Iterator[Line]:
    if work_value:
        amount = round_money(parts.hours * work_value)
        yield Line(_("Worth of the work"), WORTH_HOW, amount, kinds=(AssumptionKind.WORK_VALUE,))
    if own_work:
        amount = round_money(-parts.months * own_work)
        yield Line(_("City's own work"), OWN_HOW, amount, kinds=(AssumptionKind.OWN_WORK,))


def _net(lines: Sequence[Line], figures: Mapping[str, Figure]) -> Line:
    """The likely totals of the columns; the association's is what its wages cost it itself."""
    own, public = figures["net_municipal"], figures["net_public"]
    others = _sum(line.state for line in lines)
    return Line(
        _("Net, likely value"),
        CATALOGUE["net_municipal"].method,
        own.value,
        None if public.value is None else others,
        _sum(line.association for line in lines),
        kinds=tuple(AssumptionKind.values),
        reason=str(own.reason) if own.value is None else "",
        is_total=True,
    )


def _sum(amounts: Iterable[Decimal | None]) -> Decimal:
    return sum((amount for amount in amounts if amount is not None), Decimal(0))


def used(line: Line, assumptions: Mapping[str, Assumed]) -> list[Assumed]:
    """The assumptions that the line rests on, as far as they can change anything."""
    return [assumptions[kind] for kind in line.kinds if assumptions[kind].is_used]
