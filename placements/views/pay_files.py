"""What a pay period gives to others: the payroll service, the books, the comparison with the register."""

from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from laavu.accounts.access import actor, allowed
from laavu.law import parameters
from laavu.shared.http import sheet_response
from laavu.shared.parts import Chip
from placements.access import money_of, pay_period_read
from placements.models import PayPeriod
from placements.pay import exports
from placements.pay.register import compared, differing, is_state_supported
from placements.views.pay import money_crumb, periods_crumb


@allowed(money_of)
@require_safe
def pay_handover(request: HttpRequest, public_id: UUID, file_format: str) -> FileResponse:
    """A row for each person, for the payroll service."""
    row = pay_period_read(actor(request), public_id)
    rows = exports.hand_over_rows(exports.pays_of(row))
    return sheet_response(_name(_("Payroll"), row), file_format, exports.hand_over_columns(), rows)


@allowed(money_of)
@require_safe
def pay_lines(request: HttpRequest, public_id: UUID, file_format: str) -> FileResponse:
    """Every line of the pay period, drafts too."""
    row = pay_period_read(actor(request), public_id)
    rows = exports.line_rows(exports.pays_of(row, drafts=True))
    return sheet_response(_name(_("Lines of pay"), row), file_format, exports.LINE_COLUMNS, rows)


@allowed(money_of)
@require_safe
def pay_books(request: HttpRequest, public_id: UUID, file_format: str) -> FileResponse:
    """Costs of the pay period by account."""
    row = pay_period_read(actor(request), public_id)
    pays = exports.pays_of(row)
    rows = exports.book_rows(pays, exports.programmes_of(pays))
    return sheet_response(_name(_("Bookkeeping"), row), file_format, exports.BOOK_COLUMNS, rows)


@allowed(money_of)
@require_safe
def pay_register_export(request: HttpRequest, public_id: UUID, file_format: str) -> FileResponse:
    """The Incomes Register figures of every payment."""
    row = pay_period_read(actor(request), public_id)
    rows = exports.register_rows(exports.pays_of(row))
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


def _name(what: str, row: PayPeriod) -> str:
    whole = row.period
    return f"{what} {whole.first.isoformat()} {whole.last.isoformat()}"
