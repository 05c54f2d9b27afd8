"""What the database refuses about placements and hours, in words for people: the only such place."""

from django.apps import apps
from django.db import IntegrityError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Rules that triggers and plain SQL hold; those of the models carry their own words.
TEXTS: dict[str, Promise] = {
    "hour_month_open": _("The month has been submitted or locked. It has to be opened again first."),
    "hour_within_placement": _("This day is outside the placement."),
    "hour_day_full": _("The person would have more than 24 hours on this day, all employers together."),
    "hour_not_volunteer": _(
        "The person has volunteer hours on this day: paid and volunteer hours never mix."
    ),
    "volunteer_not_paid": _(
        "The person has hours of paid work on this day: paid and volunteer hours never mix."
    ),
    "pay_frozen": _("The pay is closed and does not change. Make a correction instead."),
    "pay_of_association": _("The pay belongs to another association."),
    "pay_replaces_closed": _("Only a closed pay can be corrected."),
    "placement_keeps_hours": _("Hours are written on days that would be left outside the placement."),
    "placement_group_of_employer": _("The group belongs to another association."),
    "placements_hourentry_client_key_key": _("These hours are already written. Open the page again."),
    "decision_stays": _(
        "A decision stays as it was decided. Correct it: the correction is a version of its own."
    ),
    "claim_frozen": _("The claim has been sent: it stays as it is. Make a corrected version."),
    "claim_of_association": _("All that a claim holds belongs to one association."),
    "claim_has_lines": _("The claim asks for nothing."),
    "claim_pay_not_paid": _("A wage in the claim is not marked as paid, or has been corrected since."),
    "claim_hours_not_approved": _("Hours of the claim's days are not approved."),
    "claim_over_decision": _("The claim goes over a decision: its days, its share or its ceiling."),
    "claim_line_within_limits": _("The claim asks for more than the decision pays."),
    "claim_over_cost": _("All money together would be more than a wage costs."),
    "funding_over_cost": _("All money together would be more than the wage of the month costs."),
    "loan_draw_in_period": _("Money is drawn within the period of the loan only."),
    "loan_drawn_within_limit": _("More would be drawn than the limit of the loan allows."),
    "loan_repaid_within_drawn": _("More would be repaid than has been drawn by the day."),
    "loan_draw_of_association": _("The loan belongs to another association."),
    "loan_repayment_of_association": _("The loan belongs to another association."),
    "step_not_now": _("The proposal has been answered or ended meanwhile. See where it stands now."),
    "step_of_association": _("The proposal belongs to another association."),
    "proposal_place_open": _("The place is not open any more."),
    "proposal_stays": _("A proposal stays as it was made. Withdraw it and make a new one."),
    "readiness_stays": _("The check has been decided and stays as it is. Begin a new one."),
    "month_once": _("The month was opened by somebody else at the same moment. Save again."),
}


class Refused(Exception):
    """An action that the state does not allow: why, for people, and the name of the broken rule."""

    def __init__(self, text: Promise | str, rule: str = "") -> None:
        super().__init__(str(text))
        self.text = str(text)
        self.rule = rule


def constraint_of(error: IntegrityError) -> str:
    """The name of the broken constraint, empty when the driver gives none."""
    details = getattr(error.__cause__, "diag", None)
    return str(getattr(details, "constraint_name", None) or "")


def refusal_of(error: IntegrityError) -> Refused:
    """The refusal in words. An error that has no words for people is raised again."""
    name = constraint_of(error)
    text = TEXTS.get(name) or _words_of_models().get(name)
    if text is None:
        raise error
    return Refused(text, name)


def _words_of_models() -> dict[str, Promise | str]:
    return {
        constraint.name: constraint.violation_error_message or ""
        for model in apps.get_app_config("placements").get_models()
        for constraint in model._meta.constraints
        if constraint.violation_error_message != constraint.default_violation_error_message
    }
