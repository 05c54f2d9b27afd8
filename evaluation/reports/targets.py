"""Targets in a report: start value, target and figure side by side, as they were when it was published."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from evaluation.indicators.catalogue import CATALOGUE
from evaluation.indicators.definition import Figure, Rule
from evaluation.indicators.reaching import reached_percent
from evaluation.indicators.suppression import Limits
from evaluation.indicators.targets import Target, targets_around
from evaluation.models import Programme
from evaluation.reports.shown import Shown, amount_text, shown
from evaluation.targets.setting import chosen_codes
from laavu.law.period import Period
from laavu.shared import formats

Data = Mapping[str, Any]


def frozen_targets(
    programme: Programme | None, period: Period, figures: Mapping[str, Figure], limits: Limits
) -> dict[str, Any]:
    """The programme's chosen indicators with the targets of the period around the report's, as plain JSON.

    Empty without a programme, or when it has chosen nothing. A start value that is a small count is hidden.
    """
    if programme is None or not (codes := chosen_codes(programme)):
        return {}
    found = {target.code: target for target in targets_around(programme, period)}
    around = next(iter(found.values())).period if found else period
    counts_all = bool(found) and around.first == period.first
    return {
        "from": around.first.isoformat(),
        "to": around.last.isoformat() if around.last else None,
        "from_the_start": counts_all,
        "rows": [
            _row(code, found.get(code), figures.get(code), limits, counts_all=counts_all) for code in codes
        ],
    }


def _row(
    code: str, target: Target | None, figure: Figure | None, limits: Limits, *, counts_all: bool
) -> dict[str, Any]:
    start = target.baseline if target else None
    hides = CATALOGUE[code].rule is Rule.COUNT and limits.hides_count(start)
    wanted = target.target if target else None
    value = figure.value if figure else None
    return {
        "code": code,
        "baseline": None if start is None or hides else format(start, "f"),
        "baseline_hidden": hides,
        "baseline_on": target.baseline_on.isoformat() if target and target.baseline_on else None,
        "baseline_source": target.baseline_source if target else "",
        "target": None if wanted is None else format(wanted, "f"),
        "reached_percent": reached_percent(code, None if hides else start, wanted, value)
        if counts_all
        else None,
    }


def target_differences(data: Data) -> Iterator[str]:
    """Shares of targets that do not follow from target and figure; nothing for reports without targets."""
    told = data.get("targets") or {}
    for row in told.get("rows", ()):
        code = row["code"]
        again = None
        if told["from_the_start"]:
            entry = data["indicators"].get(code) or {"value": None}
            again = reached_percent(
                code, _decimal(row["baseline"]), _decimal(row["target"]), _decimal(entry["value"])
            )
        if row["reached_percent"] != again:
            yield f"{code}, share of the target: the report says {row['reached_percent']}, it is {again}"
    if told and told["from_the_start"] != (told["from"] == data["from"]):
        yield "targets: their period does not begin as the report says"


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A chosen indicator as people read it; each text is a dash or words where there is no number."""

    figure: Shown
    baseline: str
    baseline_note: str
    target: str
    reached: str

    @property
    def tile(self) -> str:
        """What stands under the figure where it is shown large; empty without a target."""
        if not self.target:
            return ""
        if self.reached:
            return _("Target %(target)s: %(share)s") % {"target": self.target, "share": self.reached}
        return _("Target %(target)s") % {"target": self.target}


@dataclass(frozen=True, slots=True)
class Targets:
    """`remark`: how the targets' period lies to the report's. `without`: chosen, and without a target."""

    period: str
    remark: str
    lines: list[TargetLine]
    without: list[str]


def shown_targets(data: Data, figures: Mapping[str, Shown]) -> Targets | None:
    """None where the programme has chosen no indicators, or the report is older than its targets."""
    told = data.get("targets")
    if not told:
        return None
    rows: Sequence[dict[str, Any]] = [row for row in told["rows"] if row["code"] in CATALOGUE]
    with_something = [row for row in rows if row["target"] or row["baseline"] or row["baseline_hidden"]]
    last = date.fromisoformat(told["to"]) if told["to"] else None
    period = Period(date.fromisoformat(told["from"]), last)
    return Targets(
        formats.period(period),
        _remark(data, told),
        [_line(row, figures) for row in with_something],
        [str(CATALOGUE[row["code"]].name) for row in rows if row not in with_something],
    )


def with_targets(targets: Targets | None) -> dict[str, Shown]:
    """The figures of the lines, each with what is said of its target where it is shown large."""
    lines = targets.lines if targets else []
    return {line.figure.code: replace(line.figure, target=line.tile) for line in lines}


def _remark(data: Data, told: Data) -> str:
    if not told["from_the_start"]:
        return _(
            "The figures are of a part of the targets' period that begins later, so no share of the target "
            "is given."
        )
    if told["to"] != data["to"]:
        return _(
            "The targets' period goes on after the report's: the shares tell how far the programme has come."
        )
    return ""


def _line(row: dict[str, Any], figures: Mapping[str, Shown]) -> TargetLine:
    code = row["code"]
    figure = figures.get(code) or shown(code, {"value": None, "n": None, "suppressed": False})
    decimals = figure.indicator.decimals
    start = _("hidden") if row["baseline_hidden"] else _plain(row["baseline"], decimals)
    note = ""
    if row["baseline_on"]:
        note = f"{formats.day(date.fromisoformat(row['baseline_on']))}, {row['baseline_source']}"
    percent = row["reached_percent"]
    return TargetLine(
        figure,
        start,
        note,
        "" if row["target"] is None else _plain(row["target"], decimals),
        "" if percent is None else formats.percent(percent),
    )


def _plain(text: str | None, decimals: int) -> str:
    """As the figure, without decimals that say nothing: a target is mostly a round number."""
    whole = text is not None and Decimal(text) == Decimal(text).to_integral_value()
    return amount_text(text, 0 if whole else decimals)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
