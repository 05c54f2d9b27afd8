"""What applying a list would do: whose months come in or change, and whose count of days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from laavu.accounts.models import Municipality
from laavu.law import parameters
from laavu.law.municipal_share import benefit_on
from laavu.law.period import ONE_DAY, Period, month_of, next_month
from workers.choices import Benefit
from workers.identity import index_of
from workers.kela.reading import Fault, Listed, ListRow
from workers.models import BenefitMonth, UnemploymentSpell, Worker
from workers.share import days_now

AT_ONCE = 2_000
KEPT = ("days", "days_before", "paid", "invoiced")


@dataclass(frozen=True, slots=True)
class NewCount:
    """A count of days that takes the place of an older one in a time without work."""

    spell: UnemploymentSpell
    days: int
    as_of: date


@dataclass
class Plan:
    """`old`: of each changed month what it said before. `older`: people whose count is newer already."""

    new: list[BenefitMonth] = field(default_factory=list)
    changed: list[tuple[BenefitMonth, dict[str, Any]]] = field(default_factory=list)
    counts: list[NewCount] = field(default_factory=list)
    unchanged: int = 0
    older: list[Worker] = field(default_factory=list)
    without_spell: list[Worker] = field(default_factory=list)
    unknown: list[ListRow] = field(default_factory=list)
    gap: list[date] = field(default_factory=list)
    months: list[date] = field(default_factory=list)

    @property
    def would_do(self) -> int:
        """Rows that bring or change something."""
        return len(self.new) + len(self.changed)


class _Known:
    """What is known of the people whom the rows name: six queries, however many they are."""

    def __init__(self, municipality: Municipality, rows: list[ListRow]) -> None:
        self.municipality = municipality
        self.index = {row.row: index_of(municipality, row.code) for row in rows}
        self.workers: dict[str, Worker] = {}
        for part in _parts(sorted(set(self.index.values()))):
            people = Worker.objects.filter(municipality=municipality, identity_code__blind_index__in=part)
            for worker in people.select_related("identity_code"):
                self.workers[worker.identity_code.blind_index] = worker
        self.spells: dict[int, list[UnemploymentSpell]] = defaultdict(list)
        self.months: dict[tuple[int, date, str], BenefitMonth] = {}
        ids = [worker.pk for worker in self.workers.values()]
        for part in _parts(ids):
            for spell in UnemploymentSpell.objects.filter(worker__in=part).order_by("period", "pk"):
                self.spells[spell.worker_id].append(spell)
            for month in BenefitMonth.objects.filter(worker__in=part):
                self.months[month.worker_id, month.first_day, month.benefit] = month

    def worker(self, row: ListRow) -> Worker | None:
        return self.workers.get(self.index[row.row])

    def spell(self, worker: Worker, month: Period) -> UnemploymentSpell | None:
        """The last time without work that touches the month."""
        touching = [one for one in self.spells[worker.pk] if one.period.touches(month)]
        return touching[-1] if touching else None


def _parts(items: list[Any]) -> Iterable[list[Any]]:
    return (items[start : start + AT_ONCE] for start in range(0, len(items), AT_ONCE))


def plan_of(municipality: Municipality, listed: Listed, sheet: str, month: date, latest: date) -> Plan:
    """Compare the sound rows with what is known. Faults between rows are added to the list's own.

    `month`: of rows that name none. No row may be of a month after that of `latest`.
    """
    known, plan = _Known(municipality, listed.rows), Plan()
    seen: dict[tuple[int, date, str], int] = {}
    for row in listed.rows:
        worker = known.worker(row)
        if worker is None:
            plan.unknown.append(row)
            continue
        whole = month_of(row.month or month)
        if whole.first > latest:
            listed.faults.append(Fault(sheet, row.row, "", f"{whole.first:%m/%Y}", "future_month"))
            continue
        spell = known.spell(worker, whole)
        benefit = row.benefit or _likely_benefit(spell, whole.first)
        key = (worker.pk, whole.first, benefit)
        if key in seen:
            params = {"row": str(seen[key])}
            listed.faults.append(Fault(sheet, row.row, "", "", "person_again", params))
            continue
        seen[key] = row.row
        _month(plan, known.months.get(key), _as_month(municipality, worker, row, spell, key))
        _count(plan, worker, row, spell, whole)
    plan.months = sorted({first for _worker, first, _benefit in seen})
    plan.gap = _gap(municipality, plan.months)
    return plan


def _likely_benefit(spell: UnemploymentSpell | None, month: date) -> str:
    """Of a row that does not name it: that of the time without work, else the one that the day's law has."""
    rules = parameters.at(month)
    if spell is not None and spell.benefit != Benefit.NONE:
        return benefit_on(rules, spell.benefit)
    return benefit_on(rules, Benefit.LABOUR_MARKET_SUBSIDY)


def _as_month(
    municipality: Municipality,
    worker: Worker,
    row: ListRow,
    spell: UnemploymentSpell | None,
    key: tuple[int, date, str],
) -> BenefitMonth:
    _pk, first, benefit = key
    last = month_of(first).last
    counted_in_month = row.days_as_of is None or (last is not None and row.days_as_of <= last)
    before = row.days_total - row.days if row.days_total is not None and counted_in_month else None
    return BenefitMonth(
        municipality=municipality, worker=worker, first_day=first, benefit=benefit, days=row.days,
        days_before=before, paid=row.paid, invoiced=row.invoiced,
        expected_before=_expected_before(spell, first), expected_days=_expected_days(spell, first),
    )  # fmt: skip


def _expected_before(spell: UnemploymentSpell | None, first: date) -> int | None:
    """Days paid before the month as Laavu counts them; None without a count made before it."""
    if spell is None or spell.days_as_of is None or spell.days_as_of >= first:
        return None
    count = days_now(spell, first)
    return None if count is None else count.days


def _expected_days(spell: UnemploymentSpell | None, first: date) -> int | None:
    """Weekdays of the month that lie in the time without work."""
    whole = None if spell is None else spell.period.overlap(month_of(first))
    return None if whole is None else whole.weekday_count


def _month(plan: Plan, known: BenefitMonth | None, wanted: BenefitMonth) -> None:
    if known is None:
        plan.new.append(wanted)
        return
    old = {name: getattr(known, name) for name in KEPT if getattr(known, name) != getattr(wanted, name)}
    if not old:
        plan.unchanged += 1
        return
    for name in old:
        setattr(known, name, getattr(wanted, name))
    plan.changed.append((known, old))


def _count(plan: Plan, worker: Worker, row: ListRow, spell: UnemploymentSpell | None, whole: Period) -> None:
    """The newest count holds: a list of an older month never takes the place of a newer one."""
    if spell is None:
        plan.without_spell.append(worker)
        return
    as_of = row.days_as_of or whole.last
    if row.days_total is None or as_of is None:
        return
    if spell.days_as_of is not None and spell.days_as_of > as_of:
        plan.older.append(worker)
    elif (spell.days_paid, spell.days_as_of) != (row.days_total, as_of):
        plan.counts.append(NewCount(spell, row.days_total, as_of))


def _gap(municipality: Municipality, months: list[date]) -> list[date]:
    """Months between the newest one that was applied and the first of these that comes after it."""
    newest = newest_month(municipality)
    later = [month for month in months if newest is not None and month > newest]
    if newest is None or not later:
        return []
    missing, month = [], next_month(newest)
    while month < later[0]:
        missing.append(month)
        month = next_month(month)
    return missing


def newest_month(municipality: Municipality) -> date | None:
    """The newest month of which a list has been applied."""
    rows = BenefitMonth.objects.filter(municipality=municipality).order_by("-first_day", "-pk")
    return rows.values_list("first_day", flat=True).first()


def month_to_bring(newest: date | None, today: date) -> date:
    """The month that comes next: the one after the newest applied, at the latest the one before today's."""
    before = (today.replace(day=1) - ONE_DAY).replace(day=1)
    return before if newest is None else min(next_month(newest), before)
