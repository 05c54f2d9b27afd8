"""What is found in the cells of a file, told so that its people are not: the common part of all imports."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from laavu.shared.sheets.problems import VALUE_REASONS

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

MASK = "••••••-••••"
# An identity code wherever it stands, also one that is mistyped.
CODE_LIKE = re.compile(r"\b\d{6}[-+A-FU-Ya-fu-y]\d{3}[0-9A-Za-z]\b")


def shown(value: Any) -> str:
    """A value as people write it, the same whatever file it came from; identity codes never."""
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value.day}.{value.month}.{value.year}"
    if isinstance(value, Decimal):
        plain = format(value, "f")
        plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
        return plain.replace(".", ",")
    return CODE_LIKE.sub(MASK, str(value))


class BadValue(ValueError):
    """A cell's value that cannot be: `code` is a key of the reasons of its kind of file."""

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


@dataclass(frozen=True, slots=True)
class CellFinding:
    """One cell and what is wrong or unusual about it. `value` is fit to be shown.

    Each kind of file has its own reasons beside those of every cell.
    """

    REASONS: ClassVar[Mapping[str, _StrPromise]] = VALUE_REASONS

    sheet: str
    row: int
    column: str
    value: str
    code: str
    params: dict[str, str] = field(default_factory=dict)

    @property
    def reason(self) -> str:
        """The reason in the language that is active now."""
        return str(self.REASONS[self.code]) % self.params

    def as_json(self) -> dict[str, Any]:
        return {
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "value": self.value,
            "reason": self.reason,
        }
