"""Notes of the rules in the reader's language. Each stands in a parameter file word for word."""

from django.utils.translation import gettext_noop as _

NOTES = (
    _("Not read in the register's own list yet."),
    _("Laavu project, first reading; a second reader is still to come"),
    _(
        "State tax is taken at its first percentage alone, the daily allowance contribution and "
        "church tax are left out; a higher income is marked as an estimate."
    ),
    _("Index frozen for these benefits 2024–2027."),
    _("Helpers from the age of 15; the machine comes with its driver."),
    _("The second year of the 50 % class; never offered first."),
    _(
        "The consolidated text shows 2,770 as the ceiling, practice and the common base of 2,520 "
        "show 1,770: to be checked in the statute book."
    ),
    _("Replaced by general support; the municipal share goes on as its own (48/2026 §55)."),
    _("For the whole training; not offered among the options."),
    _("Within the employer's own liability days."),
    _("What goes over the limit is cut from the wage subsidy, not from the other aid."),
    _("The section itself was not read; lay-off and additional days are open."),
    _("The private employer's pension share lowered by 2.6 points."),
    _("The percentage changes from the payment period after the one in which the days are full."),
    _("The limit for other income is not applied to wages here."),
    _("The higher unemployment rate is left out: sources conflict."),
    _("The factor 1.23 of the 100 % class stands for them."),
    _("The exceptions: aged 60+ and the municipality's duty to employ."),
    _("The current fiscal year and the two before it."),
    _("Subsidised work begun by 2024-09-01 goes on by the rule before. Work in services accrues nothing."),
    _(
        "Same person and employer again only three years after the end, save reduced work ability "
        "and extensions for the aged 60+ and apprentices."
    ),
    _("Registered ones."),
    _("Raised by a fifth for this year alone."),
    _("Paid above the ceiling, at the percentage of the decision."),
    _("Only the part equal to the basic daily allowance is looked at."),
    _("Only reduced work ability, aged 60+ and the support for the aged 55+."),
    _("Not touched by the limits of 2025."),
    _("Not in the act."),
    _("Later only a person with economic activity, that is a business."),
    _("Has its own appropriation."),
    _("For leave taken in the subsidy period."),
    _("Derived from the index: 32.40 × 1637 / 1617."),
    _("Companies only; de minimis aid. Not offered among the options."),
    _("By entitlement to the benefit, not by its receipt."),
    _("Any three years, counted by the day."),
    _("Another payment period than a calendar month: ceiling / 30 × its calendar days."),
    _("And joint municipal authorities."),
    _("Adjusted benefit beside a job of at most this share of full time."),
    _("A month of 21.5 days turns a daily amount into a monthly one; benefit days themselves are weekdays."),
    _("A due day on Saturday, Sunday or holiday moves to the next weekday."),
)
