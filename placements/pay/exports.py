"""What leaves for others: hours and items for the payroll service, lines, figures, rows for the books."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laavu.law.period import Period
from laavu.shared.sheets import Column
from laavu.shared.sheets.writing import Kind
from placements.choices import HourKind, PayKind
from placements.models import HourEntry, Pay, PayPeriod, PayRules, Placement
from placements.models.pay import NOT_WAGE
from placements.pay.facts import ZERO
from placements.pay.register import compared, is_state_supported
from placements.pay.words import cost_name

PERSON_COLUMNS = (
    Column(gettext_lazy("Person"), width=28),
    Column(gettext_lazy("Client number")),
    Column(gettext_lazy("First day"), Kind.DAY),
    Column(gettext_lazy("Last day"), Kind.DAY),
    Column(gettext_lazy("Pay day"), Kind.DAY),
    Column(gettext_lazy("State")),
)
HOUR_ITEMS = (
    PayKind.HOURLY, PayKind.ADDITIONAL, PayKind.OVERTIME, PayKind.EVENING, PayKind.SUNDAY,
)  # fmt: skip
LINE_COLUMNS = (
    Column(gettext_lazy("Person"), width=28),
    Column(gettext_lazy("Month"), Kind.DAY),
    Column(gettext_lazy("Item"), width=32),
    Column(gettext_lazy("Income type")),
    Column(gettext_lazy("Quantity"), Kind.DECIMAL),
    Column(gettext_lazy("Unit")),
    Column(gettext_lazy("Price, €"), Kind.DECIMAL),
    Column(gettext_lazy("Percent"), Kind.PERCENT),
    Column(gettext_lazy("Amount"), Kind.MONEY),
    Column(gettext_lazy("Reason"), width=40),
    Column(gettext_lazy("Version"), Kind.WHOLE),
    Column(gettext_lazy("State")),
)
REGISTER_COLUMNS = (
    Column(gettext_lazy("Person"), width=28),
    Column(gettext_lazy("First day"), Kind.DAY),
    Column(gettext_lazy("Last day"), Kind.DAY),
    Column(gettext_lazy("Pay day"), Kind.DAY),
    Column(gettext_lazy("Income type")),
    Column(gettext_lazy("Name of the income type"), width=32),
    Column(gettext_lazy("Amount"), Kind.MONEY),
    Column(gettext_lazy("Reported"), Kind.MONEY),
    Column(gettext_lazy("Difference"), Kind.MONEY),
    Column(gettext_lazy("State-supported employment"), Kind.YES_NO),
)
BOOK_COLUMNS = (
    Column(gettext_lazy("Day"), Kind.DAY),
    Column(gettext_lazy("Account")),
    Column(gettext_lazy("Cost centre")),
    Column(gettext_lazy("Programme"), width=20),
    Column(gettext_lazy("Text"), width=48),
    Column(gettext_lazy("Amount"), Kind.MONEY),
    Column(gettext_lazy("Voucher"), width=20),
)
ACCOUNTS = {"pension": "pension_account"}


def pays_of(pay_period: PayPeriod, *, drafts: bool = False) -> list[Pay]:
    """The versions that count, by name; with `drafts` the newest versions whatever their state."""
    found = Pay.objects.filter(pay_period=pay_period)
    rows = found.newest() if drafts else found.settled()
    related = rows.select_related("placement__worker", "pay_period").prefetch_related("lines", "reported")
    return list(related.order_by("placement__worker__sort_key", "placement_id"))


def hand_over_columns() -> list[Column]:
    """Persons, hours by item, absences by class, kilometres, sums."""
    return [
        *PERSON_COLUMNS,
        *(Column(f"{PayKind(kind).label}, {_('h')}", Kind.HOURS) for kind in HOUR_ITEMS),
        *(
            Column(f"{label}, {_('h')}", Kind.HOURS)
            for kind, label in HourKind.choices
            if kind != HourKind.WORK
        ),
        Column(_("Other wage items, €"), Kind.MONEY),
        Column(_("Kilometres"), Kind.DECIMAL),
        Column(_("Kilometre allowance, €"), Kind.MONEY),
        Column(_("Gross wage, €"), Kind.MONEY),
    ]


def hand_over_rows(pays: Sequence[Pay]) -> Iterator[list[Any]]:
    """A row for each person, for the payroll service."""
    absences = _absences(pays)
    for pay in pays:
        hours: dict[str, Decimal] = defaultdict(Decimal)
        others = ZERO
        for line in pay.lines.all():
            hours[line.kind] += line.quantity or ZERO
            if not line.quantity and line.kind not in NOT_WAGE:
                others += line.amount
        yield [
            pay.placement.worker.name,
            pay.placement.worker.client_number,
            *_days(pay.pay_period),
            pay.get_state_display(),
            *(hours[kind] or None for kind in HOUR_ITEMS),
            *(absences[pay.placement_id, kind] or None for kind in HourKind.values if kind != HourKind.WORK),
            others or None,
            hours[PayKind.MILEAGE] or None,
            sum((one.amount for one in pay.lines.all() if one.kind == PayKind.MILEAGE), ZERO) or None,
            pay.gross,
        ]


def _absences(pays: Sequence[Pay]) -> dict[tuple[int, str], Decimal]:
    """Hours of absence by placement and class, paid or not."""
    sums: dict[tuple[int, str], Decimal] = defaultdict(Decimal)
    if not pays:
        return sums
    whole: Period = pays[0].pay_period.period
    rows = HourEntry.objects.filter(
        placement__in=[pay.placement_id for pay in pays], day__gte=whole.first, day__lte=whole.last
    ).exclude(kind=HourKind.WORK)
    for entry in rows:
        sums[entry.placement_id, entry.kind] += entry.hours
    return sums


def _days(pay_period: PayPeriod) -> tuple[date, date | None, date]:
    whole: Period = pay_period.period
    return whole.first, whole.last, pay_period.pay_on


def line_rows(pays: Sequence[Pay]) -> Iterator[list[Any]]:
    """Every line."""
    for pay in pays:
        for line in sorted(pay.lines.all(), key=lambda one: (one.month, one.pk)):
            yield [
                pay.placement.worker.name, line.month, line.get_kind_display(), line.income_code,
                line.quantity, line.get_unit_display() or None, line.unit_price, line.percent, line.amount,
                line.reason or None, pay.version, pay.get_state_display(),
            ]  # fmt: skip


def register_rows(pays: Sequence[Pay]) -> Iterator[list[Any]]:
    """Figures of each payment by income type."""
    for pay in pays:
        for one in compared(pay, pay.lines.all()):
            yield [
                pay.placement.worker.name, *_days(pay.pay_period), one.code, one.name, one.computed,
                one.reported, one.difference, is_state_supported(pay),
            ]  # fmt: skip


def book_rows(pays: Sequence[Pay], programmes: dict[int, str]) -> Iterator[list[Any]]:
    """Costs by account: wages, each side cost, kilometres. The programme is one that pays the wage."""
    for pay in pays:
        rules = PayRules.objects.filter(association=pay.association_id).on(pay.pay_period.pay_on).first()
        name, programme = pay.placement.worker.name, programmes.get(pay.placement_id, "")
        day = pay.paid_on or pay.pay_period.pay_on
        for account, text, amount in _bookings(pay, rules):
            if amount:
                yield [
                    day, account, rules.cost_centre if rules else "", programme, f"{text}: {name}", amount,
                    pay.payslip_reference or None,
                ]  # fmt: skip


def _bookings(pay: Pay, rules: PayRules | None) -> Iterator[tuple[str, str, Decimal | None]]:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for line in pay.lines.all():
        sums["wage_account" if line.kind not in NOT_WAGE else "mileage_account"] += line.amount
    yield getattr(rules, "wage_account", ""), _("Wages"), sums["wage_account"]
    for name in ("pension", "unemployment", "health", "accident", "group_life"):
        yield getattr(rules, ACCOUNTS.get(name, "social_account"), ""), cost_name(name), getattr(pay, name)
    yield getattr(rules, "mileage_account", ""), _("Kilometre allowances"), sums["mileage_account"]


def programmes_of(pays: Sequence[Pay]) -> dict[int, str]:
    """Codes of the programmes that pay a wage on the pay day, by placement, as far as one may see them."""
    if not pays:
        return {}
    on = pays[0].pay_period.pay_on
    found = Placement.objects.filter(
        pk__in=[pay.placement_id for pay in pays],
        worker__participations__wage_from_project=True,
        worker__participations__period__contains=on,
    ).values_list("pk", "worker__participations__programme__code")
    codes: dict[int, str] = {}
    for pk, code in found:
        codes[pk] = f"{codes[pk]}, {code}" if pk in codes else code
    return codes
