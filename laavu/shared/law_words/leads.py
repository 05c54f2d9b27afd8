"""What each code of a problem means."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from laavu.law.answers import Code

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

LEADS: dict[str, "_StrPromise"] = {
    Code.NOT_IN_FORCE: _("No rule of the law is known for this day."),
    Code.NO_CLASS: _("The law opens no class of wage subsidy here."),
    Code.UNKNOWN_VALUE: _("The law does not know this value."),
    Code.OUT_OF_RANGE: _("The value does not fit."),
    Code.END_BEFORE_START: _("The end lies before the beginning."),
    Code.MISSING: _("A fact is missing."),
    Code.CEILING_UNKNOWN: _("The ceiling of this time is not known, so no amount is given."),
    Code.DE_MINIMIS: _("The subsidy is de minimis aid."),
    Code.STATE_AID: _("The subsidy is state aid under the block exemption."),
    Code.HOURS_25: _("The class has a lowest working time."),
    Code.NO_OTHER_AID: _("No other aid may be paid for the same wage."),
    Code.OVER_AID_LIMIT: _("The aids together go over the limit."),
    Code.OVER_WORKING_TIME: _(
        "Part of the working time does not count; its wage is the employer's own cost."
    ),
    Code.UNSETTLED: _("The sources leave this open."),
    Code.ESTIMATE: _("The figure is an estimate."),
}
