"""The report's pictures: what each one says, in a sentence over its figures."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evaluation.reports.assumed import tornado
from evaluation.reports.pictures_data import OTHERS
from evaluation.reports.shown import Shown
from laavu.law.rounding import round_to
from laavu.shared.charts import (
    AnyChart,
    BarChart,
    LineChart,
    Series,
    Value,
)
from laavu.shared.formats import number
from placements.choices import HourKind
from villages.choices import WorkKind
from workers.choices import EndReason

Figures = dict[str, Shown]


def charts(data: dict[str, Any], figures: Figures) -> dict[str, AnyChart]:
    """The pictures that the data set can feed, by name."""
    drawn = (*_charts(data["pictures"], figures), ("tornado", tornado(data)))
    return {name: chart for name, chart in drawn if chart is not None}


def _charts(tables: dict[str, Any], figures: Figures) -> Iterator[tuple[str, AnyChart | None]]:
    yield "people", people(figures)
    yield "endings", endings(tables["endings"])
    yield "hours_by_month", hours_by_month(tables["hours_by_month"])
    yield "hours_by_kind", hours_by_kind(tables["hours_by_kind"])
    yield "begun", begun(tables["begun"])
    yield "associations", associations(tables["associations"])
    yield "works", works(tables["works"])
    yield "wages", wages(figures)


# Every picture that a template can name, in the order in which they are drawn.
NAMES = (
    *("people", "endings", "hours_by_month", "hours_by_kind", "begun", "associations", "works"),
    *("wages", "tornado"),
)


def people(figures: Figures) -> AnyChart | None:
    codes = ("participants", "employed", "employed_by_associations")
    values = tuple(figures[code].value for code in codes)
    if values[0] is None:
        return None
    title = _("There were %(all)s participants") % {"all": figures["participants"].amount}
    if values[1] is not None:
        title = _("%(some)s of %(all)s participants began to work") % {
            "some": figures["employed"].amount,
            "all": figures["participants"].amount,
        }
    return BarChart(
        title=title,
        description=_("Bars for all participants, those who began to work, and those in associations."),
        categories=tuple(str(figures[code].name) for code in codes),
        series=(Series(_("Persons"), values),),
        category_heading=_("Group"),
    )


def endings(table: dict[str, Any]) -> AnyChart | None:
    rows = table["rows"]
    if not rows:
        return None
    names = dict(EndReason.choices)
    total = sum((Decimal(row["amount"]) for row in rows if row["amount"] is not None), Decimal(0))
    known = all(row["amount"] is not None for row in rows)
    title = _("Why client relationships ended")
    if known:
        title = ngettext(
            "%(count)s client relationship ended in the period",
            "%(count)s client relationships ended in the period",
            int(total),
        ) % {"count": number(int(total))}
    return BarChart(
        title=title,
        description=_("A bar for each reason, as long as the number of persons."),
        categories=tuple(_name(row, names) for row in rows),
        series=(Series(_("Persons"), tuple(_decimal(row["amount"]) for row in rows)),),
        category_heading=_("Reason"),
    )


def hours_by_month(table: dict[str, Any]) -> AnyChart | None:
    months = [_month(text) for text in table["categories"]]
    worked = [_decimal(value) for value in table["worked"]]
    known = [(value, month) for value, month in zip(worked, months, strict=True) if value is not None]
    if not known:
        return None
    most, when = max(known, key=lambda pair: pair[0])
    lines = (
        Series(_("Worked"), tuple(worked)),
        Series(_("Paid absences"), tuple(_decimal(value) for value in table["paid_absence"])),
    )
    return LineChart(
        title=_("Most hours were worked in %(month)s: %(hours)s h") % {"month": when, "hours": number(most)},
        description=_("A line for hours worked and another for paid absences, month by month."),
        unit=_("h"),
        categories=tuple(months),
        series=tuple(line for line in lines if any(value is not None for value in line.values)),
        category_heading=_("Month"),
    )


def hours_by_kind(table: dict[str, Any]) -> AnyChart | None:
    rows = table["rows"]
    if not rows or any(row["amount"] is None for row in rows):
        return None
    total = sum((Decimal(row["amount"]) for row in rows), Decimal(0))
    work = next((Decimal(row["amount"]) for row in rows if row["name"] == HourKind.WORK), None)
    title = _("What the recorded hours were")
    if work is not None and total:
        share = number(round_to(work / total * 100, 0))
        title = _("%(share)s per cent of all recorded hours were work") % {"share": share}
    return BarChart(
        title=title,
        description=_("A bar for work and for each class of absence, as long as its hours."),
        unit=_("h"),
        categories=tuple(_name(row, dict(HourKind.choices)).capitalize() for row in rows),
        series=(Series(_("Hours"), tuple(_decimal(row["amount"]) for row in rows)),),
        category_heading=_("Kind"),
    )


def begun(table: dict[str, Any]) -> AnyChart | None:
    if not table["categories"]:
        return None
    names = [_part_of_year(table["grain"], text) for text in table["categories"]]
    counts: list[int] = table["placements"]
    title = ngettext(
        "%(count)s placement in associations began in the period",
        "%(count)s placements in associations began in the period",
        sum(counts),
    ) % {"count": number(sum(counts))}
    if len(counts) > 1 and counts.count(max(counts)) == 1:
        title = _("Most placements in associations began in %(part)s") % {
            "part": names[counts.index(max(counts))]
        }
    return BarChart(
        title=title,
        description=_("A bar for each part of the period, as long as the number of placements begun."),
        categories=tuple(names),
        series=(Series(_("Placements begun"), tuple(counts)),),
        category_heading=_("Time"),
    )


def associations(table: dict[str, Any]) -> AnyChart | None:
    rows = table["rows"]
    if not any(row["amount"] for row in rows):
        return None
    count = sum(row["pooled"] for row in rows)
    title = ngettext(
        "%(count)s association employed in the period",
        "%(count)s associations employed in the period",
        count,
    ) % {"count": count}
    return BarChart(
        title=title,
        description=_(
            "A bar for each association, as long as its person-months; those with few persons together."
        ),
        decimals=1,
        categories=tuple(_association(row, alone=len(rows) == 1) for row in rows),
        series=(Series(_("Person-months"), tuple(_decimal(row["amount"]) for row in rows)),),
        category_heading=_("Association"),
    )


def works(table: dict[str, Any]) -> AnyChart | None:
    rows = table["rows"]
    if not rows:
        return None
    sums = {step: number(sum(row[step] for row in rows)) for step in ("found", "chosen", "done")}
    return BarChart(
        title=_("%(found)s pieces of work were found, %(chosen)s chosen and %(done)s done") % sums,
        description=_("Three bars for each kind of work: pieces found, chosen and done in the period."),
        categories=tuple(_kind(row, alone=len(rows) == 1).capitalize() for row in rows),
        series=(
            Series(_("Found"), tuple(row["found"] for row in rows)),
            Series(_("Chosen"), tuple(row["chosen"] for row in rows)),
            Series(_("Done"), tuple(row["done"] for row in rows)),
        ),
        category_heading=_("Kind"),
    )


def wages(figures: Figures) -> AnyChart | None:
    wage, costs = figures["gross_wages"].value, figures["side_costs"].value
    if wage is None or costs is None or not wage:
        return None
    return BarChart(
        title=_("Wages with side costs came to %(sum)s €") % {"sum": number(wage + costs)},
        description=_("One bar for gross wages and one for the employers' side costs."),
        unit="€",
        decimals=2,
        categories=(str(figures["gross_wages"].name), str(figures["side_costs"].name)),
        series=(Series(_("Euros"), (wage, costs)),),
        category_heading=_("Cost"),
    )


def _name(row: dict[str, Any], names: dict[Any, Any]) -> str:
    return _("others together") if row["name"] == OTHERS else str(names.get(row["name"], row["name"]))


def _kind(row: dict[str, Any], *, alone: bool) -> str:
    if alone and row["name"] == OTHERS:
        return _("all kinds together")
    return _name(row, dict(WorkKind.choices))


def _association(row: dict[str, Any], *, alone: bool) -> str:
    if row["name"] != OTHERS:
        return str(row["name"])
    if alone:
        return _("all associations together")
    return ngettext("%(count)s other", "%(count)s others together", row["pooled"]) % {"count": row["pooled"]}


def _decimal(value: Any) -> Value:
    return None if value is None else Decimal(value)


def _month(text: str) -> str:
    year, month = text.split("-")
    return f"{int(month)}/{year}"


def _part_of_year(grain: str, text: str) -> str:
    day = date.fromisoformat(text)
    if grain == "year":
        return str(day.year)
    last = day.month + (5 if grain == "half" else 2)
    return f"{day.month}–{last}/{day.year}"
