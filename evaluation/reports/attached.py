"""What travels inside a report's PDF: its data, how each figure is counted, and the law's numbers.

The data set names the sums of the other files, so that none of them can be exchanged by itself.
"""

import json
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _

from evaluation.indicators.catalogue import CATALOGUE
from evaluation.indicators.definition import UNITS
from laavu.law import parameters
from laavu.law.parameters.schema import Row
from laavu.shared.pdf import Attachment

DATA_FILE = "laavu-data.json"
METHOD_FILE = "laavu-method.json"
LAW_FILE = "laavu-law.json"
Data = dict[str, Any]


def with_files(data: Data) -> Data:
    """The data set with the sums of the files that travel beside it."""
    return data | {"files": {name: sha256(content).hexdigest() for name, content in _beside(data).items()}}


def attachments(data: Data) -> list[Attachment]:
    """All files of the report, in the language that is active."""
    beside = _beside(data)
    return [
        _attachment(DATA_FILE, _json(data), _("The figures of this report as data")),
        _attachment(METHOD_FILE, beside[METHOD_FILE], _("How each figure is counted")),
        _attachment(LAW_FILE, beside[LAW_FILE], _("The law's numbers that were in force in the period")),
    ]


def _attachment(name: str, content: bytes, description: str) -> Attachment:
    return Attachment(name, content, "application/json", description)


def _beside(data: Mapping[str, Any]) -> dict[str, bytes]:
    told = {"version": data["law_version"], "checked_on": data["law_checked_on"], "rows": law(data)}
    return {METHOD_FILE: _json(methods(data)), LAW_FILE: _json(told)}


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def methods(data: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """How each figure of the data set is counted, and when it is hidden."""
    return {
        code: {
            "name": str(indicator.name),
            "unit": str(UNITS[indicator.unit]),
            "method": str(indicator.method),
            "source": str(indicator.source),
            "hidden_by": indicator.rule.value,
            "decimals": indicator.decimals,
        }
        for code, indicator in CATALOGUE.items()
        if code in data["indicators"]
    }


def law(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Every number of the law that was in force on a day of the report's period."""
    first, last = (date.fromisoformat(data[name]) for name in ("from", "to"))
    book = parameters.book()
    return [
        written(row)
        for key in book.keys
        for row in book.rows[key]
        if row.first_day <= last and (row.last_day is None or first <= row.last_day)
    ]


def written(row: Row) -> dict[str, Any]:
    """A row of the law as plain JSON; numbers as text."""
    return {
        "key": row.key,
        "first_day": row.first_day.isoformat(),
        "last_day": row.last_day.isoformat() if row.last_day else None,
        "values": {name: _plain(value) for name, value in row.values.items()},
        "statute": row.statute,
        "source": row.source,
        "confidence": row.confidence,
        "checked_on": row.checked_on.isoformat(),
    }


def _plain(value: Any) -> str | int | bool:
    return value if isinstance(value, str | int | bool) else str(value)
