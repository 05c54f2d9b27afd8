"""What a pay period gives to others: the payroll service, the books, the comparison with the register."""

from collections.abc import Iterable
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from laavu.accounts.access import actor, allowed, log_read
from laavu.accounts.choices import ReadAct
from laavu.law import parameters
from laavu.shared.http import sheet_response
from laavu.shared.parts import Chip
from placements.access import money_of, pay_period_read
from placements.models import Pay, PayPeriod
from placements.pay import exports
from placements.pay.register import compared, differing, is_state_supported
from placements.views.pay import money_crumb, periods_crumb


@allowed(money_of)
@require_safe
def pay_handover(request: HttpRequest, public_id: UUID, file_format: str) -> FileResponse:
    """A row for each person, for the payroll service."""
    row = pay_period_read(actor(request), public_id)
    pays = _noted(request, row, exports.pays_of(row), _("Payroll"))
    rows = exports.hand_over_rows(pays)
    return sheet_response(_name(_("Payroll"), row), file_format, exports.hand_over_columns(), rows)


@allowed(money_of)
@require_safe
def pay_lines(request: HttpRequest, public_id: UUID, file_format: str) -> FileResponse:
    """Every line of the pay period, drafts too."""
    row = pay_period_read(actor(request), public_id)
    pays = _noted(request, row, exports.pays_of(row, drafts=True), _("Lines of pay"))
    rows = exports.line_rows(pays)
    return sheet_response(_name(_("Lines of pay"), row), file_format, exports.LINE_COLUMNS, rows)


@allowed(money_of)
@require_safe
def pay_books(request: HttpRequest, public_id: UUID, file_format: str) -> FileResponse:
    """Costs of the pay period by account."""
    row = pay_period_read(actor(request), public_id)
    pays = _noted(request, row, exports.pays_of(row), _("Bookkeeping"))
    rows = exports.book_rows(pays, exports.programmes_of(pays))
    return sheet_response(_name(_("Bookkeeping"), row), file_format, exports.BOOK_COLUMNS, rows)


@allowed(money_of)
@require_safe
def pay_register_export(request: HttpRequest, public_id: UUID, file_format: str) -> FileResponse:
    """The Incomes Register figures of every payment."""
    row = pay_period_read(actor(request), public_id)
    pays = _noted(request, row, exports.pays_of(row), _("Incomes Register"))
    rows = exports.register_rows(pays)
    return sheet_response(_name(_("Incomes Register"), row), file_format, exports.REGISTER_COLUMNS, rows)


@allowed(money_of)
@require_safe
def pay_register(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Figures of every payment by income type, beside what payroll reported."""
    row = pay_period_read(actor(request), public_id)
    rows = []
    for pay in exports.pays_of(row):
        figures = compared(pay, pay.lines.all())
        rows.append((pay, figures, bool(differing(figures)), is_state_supported(pay)))
    rule = parameters.at(row.pay_on).find("income_report")
    context = {
        "pay_period": row,
        "crumbs": [
            money_crumb(row.association), periods_crumb(row.association),
            Chip(str(row), row.get_absolute_url()),
        ],
        "rows": rows,
        "report_days": rule.whole("days_after_payment") if rule else None,
    }  # fmt: skip
    return render(request, "placements/pay/pay_register.html", context)


def _noted(request: HttpRequest, row: PayPeriod, pays: Iterable[Pay], what: str) -> list[Pay]:
    """The pays that a file takes along, after the read log says so of each person in it."""
    found = list(pays)
    who = actor(request)
    people = {pay.placement.worker_id: pay.placement.worker for pay in found}
    for worker in people.values():
        log_read(who, worker, ReadAct.EXPORTED, f"{what}: {row}")
    return found


def _name(what: str, row: PayPeriod) -> str:
    whole = row.period
    return f"{what} {whole.first.isoformat()} {whole.last.isoformat()}"
