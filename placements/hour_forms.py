"""A month's lines as they come from the page, and the filters of the hours' pages."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from laavu.law.period import Period
from laavu.shared.sheets import CellError, values
from placements.choices import HourKind
from placements.hours import Extras, Line, extras_in
from placements.timesheet import LineView
from villages.models import UnfinishedWork

LINE_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})_\d{1,2}", re.ASCII)
UNIT = re.compile(r"\s*(h|t|tuntia|timmar|hours?)\.?\Z", re.IGNORECASE)
DAY_HOURS = Decimal(24)
CELLS = ("hours", "kind", "note", "work", "evening", "kilometres", "extra", "entry", "key", "seen")


class HoursField(forms.CharField):
    """Hours of a day as people write them: 5,2 or 5.2 or 7:30 or 5 h. Empty and 0 are None."""

    def clean(self, value: Any) -> Any:
        return read_hours(super().clean(value))


def read_hours(text: str) -> Decimal | None:
    """The hours in the text, to the hundredth; None when there are none. Raises ValidationError."""
    try:
        hours = values.hours(UNIT.sub("", text.strip()))
    except CellError as error:
        raise ValidationError(_("Write hours as 5,5 or 5:30."), code="no_hours") from error
    if hours is None or hours == 0:
        return None
    if not 0 < hours <= DAY_HOURS:
        raise ValidationError(_("A day has more than 0 and at most 24 hours."), code="day")
    if hours != hours.quantize(Decimal("0.01")):
        raise ValidationError(_("Give at most two decimals."), code="decimals")
    return hours.quantize(Decimal("0.01"))


class LineForm(forms.Form):
    """One line of the month."""

    hours = HoursField(required=False)
    kind = forms.ChoiceField(choices=HourKind.choices)
    note = forms.CharField(required=False, max_length=300)
    work = forms.UUIDField(required=False)
    evening = HoursField(required=False)
    kilometres = forms.DecimalField(
        required=False, min_value=Decimal(0), max_value=Decimal(2000), decimal_places=1, localize=True
    )
    extra = forms.BooleanField(required=False)
    entry = forms.UUIDField(required=False)
    key = forms.UUIDField(required=False)
    seen = forms.CharField(required=False, max_length=1000, strip=False)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("note") and not data.get("hours") and not data.get("seen") and "hours" not in self.errors:
            self.add_error("hours", _("Write the hours too."))
        return data


def read_lines(
    data: QueryDict, month: Period, works: Iterable[UnfinishedWork]
) -> tuple[dict[str, LineView], list[Line]]:
    """Every line as it was typed, with what is wrong with it, and those that could be read."""
    by_id = {work.public_id: work for work in works}
    typed: dict[str, LineView] = {}
    lines = []
    for name in data.getlist("line"):
        day = _day_of(name)
        if day is None or day not in month or name in typed:
            continue
        form = LineForm(data, prefix=name)
        if form.is_valid():
            has_extras = f"{name}-extra" in data
            extras = _extras(form.cleaned_data) if has_extras else extras_in(form.cleaned_data["seen"])
            lines.append(_line(name, day, form.cleaned_data, by_id, extras))
        typed[name] = _view(name, data, form)
    return typed, lines


def _extras(data: dict[str, Any]) -> Extras:
    return Extras(data["evening"], data["kilometres"] or None, data["extra"])


def _line(
    name: str, day: date, data: dict[str, Any], works: dict[UUID, UnfinishedWork], extras: Extras
) -> Line:
    return Line(
        name=name,
        day=day,
        entry=data["entry"],
        key=data["key"],
        seen=data["seen"],
        hours=data["hours"],
        kind=data["kind"],
        note=data["note"],
        work=works.get(data["work"]) if data["work"] else None,
        extras=extras,
    )


def _view(name: str, data: QueryDict, form: LineForm) -> LineView:
    cells = {cell: data.get(f"{name}-{cell}", "") for cell in CELLS}
    beside = {
        "problem": [*form.errors.get("hours", []), *form.errors.get("kind", [])],
        "note_problem": form.errors.get("note", []),
        "extras_problem": [*form.errors.get("evening", []), *form.errors.get("kilometres", [])],
    }
    return LineView(name, **cells, **{place: " ".join(map(str, texts)) for place, texts in beside.items()})


def read_known(data: QueryDict, month: Period) -> dict[date, set[UUID]]:
    """The entries that the page showed, by day."""
    known: dict[date, set[UUID]] = {}
    for day in month.days():
        texts = data.get(f"known-{day.isoformat()}", "").split(",")
        known[day] = {found for text in texts if (found := read_uuid(text))}
    return known


def read_day(text: str) -> date | None:
    """A day as 2026-03-07; None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def read_month(text: str) -> date | None:
    """The first day of a month of these two centuries written as 2026-03; None for anything else."""
    return read_day(f"{text}-01") if re.fullmatch(r"(19|20)[0-9]{2}-[0-9]{2}", text) else None


def _day_of(name: str) -> date | None:
    match = LINE_NAME.fullmatch(name)
    return read_day(match[1]) if match else None


def read_uuid(text: str) -> UUID | None:
    """The UUID in the text; None for anything else."""
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def read_count(text: str) -> int:
    """A number such as a month's edition; 0 for anything else."""
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def read_moment(text: str) -> datetime | None:
    """An instant in ISO form; None for anything else."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None


class ReturnForm(forms.Form):
    """What has to be mended in a month that is given back."""

    note = forms.CharField(label=_("What has to be mended?"), max_length=300)
    seen = forms.IntegerField(widget=forms.HiddenInput)


class ReopenForm(forms.Form):
    """Why a closed month is opened again."""

    reason = forms.CharField(label=_("Why is the month opened again?"), max_length=300)
    version = forms.IntegerField(widget=forms.HiddenInput)
