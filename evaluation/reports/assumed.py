"""What a report takes for granted of money, and what each of it is worth: from the data inside it alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from evaluation.economy.assumptions import Assumed, chosen
from evaluation.economy.totals import Worth, net_municipal, worth_of
from evaluation.models import AssumptionKind
from evaluation.reports.money import assumptions_of, parts_of
from evaluation.reports.shown import Shown
from laavu.shared import formats
from laavu.shared.charts import Swing, TornadoChart


@dataclass(frozen=True, slots=True)
class Named:
    """An assumption with its name for people."""

    name: str
    assumed: Assumed


def assumed(data: Mapping[str, Any]) -> list[Named]:
    """The assumptions that could change a sum; none where the report has no such sum."""
    names = dict(AssumptionKind.choices)
    found = assumptions_of(data["cells"].get("economy") or {})
    return [Named(str(names.get(kind, kind)), one) for kind, one in found.items() if one.is_used]


def with_ends(figures: Mapping[str, Shown]) -> list[Shown]:
    """Figures with a lowest and a highest value over the assumptions."""
    return [figure for figure in figures.values() if figure.value is not None and figure.ends]


def tornado(data: Mapping[str, Any]) -> TornadoChart | None:
    """What each assumption is worth to the municipality's total; nothing where that total is not shown."""
    economy = data["cells"].get("economy") or {}
    if "net_municipal" not in economy.get("given", ()):
        return None
    parts, assumptions = parts_of(economy), assumptions_of(economy)
    return tornado_of(worth_of(net_municipal, parts, assumptions), net_municipal(parts, chosen(assumptions)))


def tornado_of(worth: list[Worth], likely: Decimal) -> TornadoChart | None:
    """The picture of them, the widest first; nothing where no assumption moves the total."""
    if not worth:
        return None
    names = dict(AssumptionKind.choices)
    widest = worth[0]
    told = {"name": names[AssumptionKind(widest.kind)], "euros": formats.euros(widest.width, 0)}
    return TornadoChart(
        title=_("The result hangs most on this: %(name)s. It moves the total by %(euros)s.") % told,
        description=_(
            "Bars go from the municipality's likely total to what it would be with one assumption at its "
            "smallest and at its largest value, the others as likely. The widest stands first."
        ),
        unit="€",
        swings=tuple(
            Swing(str(names[AssumptionKind(one.kind)]), one.at_smallest, one.at_largest) for one in worth
        ),
        likely=likely,
        swing_heading=_("Assumption"),
        smallest_name=_("At its smallest"),
        largest_name=_("At its largest"),
        key="tornado",
    )
