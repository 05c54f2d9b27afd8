"""What each class of wage subsidy is called: percentage and for whom, by its id in the law's files."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

CLASSES: dict[str, "_StrPromise"] = {
    "PT15-30": _("30 %, unemployed under a year (2015–2016)"),
    "PT15-30Y": _("30 %, aged under 30, unemployed under a year (2015–2016)"),
    "PT15-40": _("40 %, unemployed for a year (2015–2016)"),
    "PT15-50": _("50 %, unemployed for two years (2015–2016)"),
    "PT15-DIS": _("50 %, reduced work ability (2015–2016)"),
    "PT15-100": _("100 %, to an association for somebody unemployed for two years (2015–2016)"),
    "PT17-30": _("30 %, unemployed under a year (2017–6/2023)"),
    "PT17-40": _("40 %, unemployed for a year (2017–6/2023)"),
    "PT17-50": _("50 %, unemployed for two years (2017–6/2023)"),
    "PT17-DIS": _("50 %, reduced work ability (2017–6/2023)"),
    "PT17-100": _("100 %, to an association for somebody unemployed for two years (2017–6/2023)"),
    "PT23-50": _("50 %, shortcomings in skills (7/2023–)"),
    "PT23-60": _("50 %, aged 60 or more and unemployed for a year (7/2023–)"),
    "PT23-70": _("70 %, reduced work ability (7/2023–)"),
    "PT23-100": _("100 %, to an association for somebody unemployed for two years (7/2023–)"),
    "PT23-55": _("70 %, employment support for those aged 55 or more (7/2023–)"),
}


def class_text(rule: str) -> str:
    """The class in words; its id where it has none."""
    return str(CLASSES.get(rule, rule))
