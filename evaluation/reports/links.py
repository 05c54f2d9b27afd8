"""From a figure of a report to the rows that it was counted from."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from evaluation.access import may_open_rows
from evaluation.indicators.catalogue import CATALOGUE
from evaluation.indicators.definition import Indicator, Opens, Viewpoint
from laavu.accounts.actor import Actor

FUNDS = (Viewpoint.FUND_PLUS, Viewpoint.FUND)


def addresses(data: Mapping[str, Any], who: Actor | None = None) -> dict[str, str]:
    """Where each figure opens: for a reader of the page, or on paper (nobody) at the report's own service.

    On paper everybody gets the address; who may look is asked there.
    """
    origin = "" if who else data.get("origin", "")
    if who is None and not origin:
        return {}
    question = {"from": data["from"], "to": data["to"]}
    if data["programme"]:
        question["programme"] = data["programme"]
    return {
        code: f"{origin}{reverse('evaluation_rows', args=[code])}?{urlencode(question)}"
        for code in _opening(data)
        if who is None or _may_open(who, CATALOGUE[code])
    }


def _opening(data: Mapping[str, Any]) -> Iterator[str]:
    """Codes of the shown figures that have rows."""
    for code, entry in data["indicators"].items():
        indicator = CATALOGUE.get(code)
        if indicator is None or entry["value"] is None or indicator.opens is Opens.NOTHING:
            continue
        if indicator.viewpoint not in FUNDS or (data["programme"] and indicator.gives):
            yield code


def _may_open(who: Actor, indicator: Indicator) -> bool:
    return may_open_rows(who, single_answers=indicator.opens is Opens.PAIRS)
