"""A sheet that came back from paper: its boxes in the order of the paper, cross-checked, then kept."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laavu.shared.formats import hours as hours_text
from laavu.shared.sheets import CellError, values
from placements.choices import HourKind
from placements.devices.facts import seen_of
from placements.devices.sending import Answer, Write
from placements.hour_forms import UNIT, read_uuid
from placements.models import HourEntry, Placement
from placements.paper.letters import LETTER_OF, Box, read_box
from placements.paper.sheets import PaperDay

NOTHING = Decimal(0)


@dataclass(slots=True)
class KeyedDay:
    """One box of the page: what stands in it, and the hidden values of a `Write`.

    `fixed` are hours of a day with several entries: they count, and are changed on the month's own page.
    """

    paper: PaperDay
    value: str = ""
    entry: str = ""
    seen: str = ""
    key: str = ""
    problem: str = ""
    fixed: Sequence[HourEntry] = ()
    box: Box = field(default_factory=lambda: Box(None, HourKind.WORK))
    is_changed: bool = False

    @property
    def name(self) -> str:
        return self.paper.day.isoformat()

    @property
    def fixed_sums(self) -> "Sums":
        return sums_of([self])


@dataclass(frozen=True, slots=True)
class Sums:
    """Hours of work, and of absences of every kind."""

    work: Decimal = NOTHING
    absences: Decimal = NOTHING


class SumField(forms.CharField):
    """Hours of a month as people write them. Empty is none."""

    def clean(self, value: Any) -> Decimal:
        try:
            hours = values.hours(UNIT.sub("", super().clean(value).strip()))
        except CellError as error:
            raise ValidationError(_("Write hours as 5,5 or 5:30."), code="no_hours") from error
        return (hours or NOTHING).quantize(Decimal("0.01"))


class SumsForm(forms.Form):
    """The two sums that stand on the paper."""

    work = SumField(required=False, label=gettext_lazy("Hours of work together"))
    absences = SumField(required=False, label=gettext_lazy("Hours of absences together"))
    differs = forms.BooleanField(
        required=False, label=gettext_lazy("Save although the sums differ from the paper")
    )

    def __init__(self, data: Any = None, *, keyed: Sums | None = None) -> None:
        super().__init__(data)
        self.keyed = keyed

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if self.keyed is None or data.get("differs"):
            return data
        for name, keyed in (("work", self.keyed.work), ("absences", self.keyed.absences)):
            if name not in self.errors and data[name] != keyed:
                self.add_error(name, _difference(data[name], keyed))
        return data


def _difference(paper: Decimal, keyed: Decimal) -> str:
    told = {"keyed": hours_text(keyed), "difference": hours_text(abs(keyed - paper))}
    if keyed > paper:
        return _("The boxes above make %(keyed)s h: %(difference)s h more than the paper.") % told
    return _("The boxes above make %(keyed)s h: %(difference)s h less than the paper.") % told


def keyed_days(days: Iterable[PaperDay], entries: Iterable[HourEntry]) -> list[KeyedDay]:
    """The boxes as they stand, for keying into."""
    by_day: dict[date, list[HourEntry]] = defaultdict(list)
    for entry in entries:
        by_day[entry.day].append(entry)
    return [_standing(day, by_day[day.day]) for day in days if day.inside]


def _standing(day: PaperDay, entries: Sequence[HourEntry]) -> KeyedDay:
    if len(entries) > 1:
        return KeyedDay(day, fixed=entries)
    if not entries:
        return KeyedDay(day, key=str(uuid4()))
    (one,) = entries
    value = f"{LETTER_OF.get(HourKind(one.kind), '')} {hours_text(one.hours)}".strip()
    return KeyedDay(day, value, str(one.public_id), seen_of(one), str(uuid4()), box=Box(one.hours, one.kind))


def read_keyed(data: Mapping[str, str], days: Sequence[KeyedDay]) -> bool:
    """Put what was typed into the days; whether all of it could be read."""
    whole = True
    for day in days:
        if day.fixed or day.name not in data:
            continue
        stood = (day.box, day.seen)
        day.value = data[day.name]
        day.entry, day.seen, day.key = (
            data.get(f"{day.name}-{part}", "") for part in ("entry", "seen", "key")
        )
        try:
            day.box = read_box(day.value, day.paper.agreed)
        except ValidationError as error:
            day.problem = " ".join(error.messages)
            whole = False
        day.is_changed = stood != (day.box, day.seen)
    return whole


def sums_of(days: Iterable[KeyedDay]) -> Sums:
    """What the boxes make together."""
    found: dict[bool, Decimal] = defaultdict(Decimal)
    for day in days:
        found[day.box.kind == HourKind.WORK] += day.box.hours or NOTHING
        for one in day.fixed:
            found[one.kind == HourKind.WORK] += one.hours
    return Sums(found[True], found[False])


def writes_of(placement: Placement, days: Iterable[KeyedDay]) -> list[Write]:
    """What the boxes ask for that does not stand there yet."""
    return [
        Write(
            key=read_uuid(day.key) or uuid4(),
            placement=placement.public_id,
            day=day.paper.day,
            hours=day.box.hours,
            kind=day.box.kind,
            entry=read_uuid(day.entry),
            seen=day.seen,
        )
        for day in days
        if day.is_changed and (day.box.hours is not None or day.entry)
    ]


def put_answers(days: Iterable[KeyedDay], answers: Iterable[Answer]) -> int:
    """Put what became of each box beside it; gives how many were not kept. What another wrote is told, and
    saving once more overwrites it."""
    by_key = {answer.key: answer for answer in answers}
    faulty = 0
    for day in days:
        answer = by_key.get(day.key)
        if answer is None:
            continue
        if answer.state == "kept":
            cell = answer.cell or {}
            day.entry, day.seen = cell.get("entry", ""), cell.get("seen", "")
        else:
            faulty += 1
            day.problem = answer.reason or _told(answer)
            if answer.base is not None:
                day.entry, day.seen = answer.base["entry"], answer.base["seen"]
        day.key = str(uuid4())
    return faulty


def _told(answer: Answer) -> str:
    if answer.base is None:
        return _("Several entries stand here meanwhile. Change them on the month's page.")
    if not answer.there:
        return _("Somebody has removed these hours meanwhile. Save again to write them anew.")
    one = answer.there[0]
    told = {"who": one["who"], "hours": hours_text(Decimal(one["hours"])), "kind": one["kind"]}
    return _("%(who)s has written %(hours)s h %(kind)s here meanwhile. Save again to keep yours.") % told
