"""Common indicators of the European Social Fund 2014–2020 (Regulation (EU) 1304/2013, Annex I)."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from evaluation.indicators.definition import Indicator, Opens, Rule, Unit, Viewpoint
from evaluation.indicators.fund_plus import (
    BY_FACT,
    LONG_TERM,
    NO_INACTIVE,
    NO_PLACE,
    ON_ENTRY,
    ON_LEAVING,
    QUALIFIED,
    SIX_MONTHS,
    SOURCE,
)

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

NO_HOUSEHOLDS = _("Households are not recorded, so there is no figure. The indicator was ended in 2018.")
NO_PROJECTS = _("Kinds of projects are not recorded, so there is no figure.")
NO_DISADVANTAGE = _("Other disadvantages are not recorded, so there is no figure.")
DISADVANTAGE_IN_PART = _(
    "Disadvantages are recorded in part (origin, minority, disability, homelessness), households and others "
    "are not, so a figure would be too small."
)
NOT_ALL_PARTS = _("A part of this group is not recorded, so a figure would be too small.")


def _person(
    code: str,
    name: "str | _StrPromise",
    gives: str = "",
    method: "str | _StrPromise" = ON_ENTRY,
    missing: "str | _StrPromise" = "",
) -> Indicator:
    return Indicator(
        code, name, Unit.PERSON, Viewpoint.FUND, method, Rule.COUNT, SOURCE,
        Opens.FUND if gives else Opens.NOTHING, gives, missing,
    )  # fmt: skip


def _project(code: str, name: "str | _StrPromise") -> Indicator:
    return Indicator(
        code, name, Unit.PROJECT, Viewpoint.FUND, ON_ENTRY, Rule.COUNT, SOURCE, missing=NO_PROJECTS
    )


FUND = (
    _person("co01", _("Unemployed, including long-term unemployed"), "unemployed"),
    _person("co02", _("Long-term unemployed"), "long_term", LONG_TERM),
    _person("co03", _("Inactive"), missing=NO_INACTIVE),
    _person("co04", _("Inactive, not in education or training"), missing=NO_INACTIVE),
    _person("co05", _("Employed, including self-employed"), "employed"),
    _person("co06", _("Under 25 years of age"), "under_25"),
    _person("co07", _("Over 54 years of age"), "over_54"),
    _person("co08", _("Over 54 and unemployed, or inactive and not in education"), missing=NOT_ALL_PARTS),
    _person("co09", _("Primary or lower secondary education (ISCED 1–2)"), "lower_education", BY_FACT),
    _person("co10", _("Upper or post-secondary education (ISCED 3–4)"), "middle_education", BY_FACT),
    _person("co11", _("Tertiary education (ISCED 5–8)"), "higher_education", BY_FACT),
    _person("co12", _("In jobless households"), missing=NO_HOUSEHOLDS),
    _person("co13", _("In jobless households with dependent children"), missing=NO_HOUSEHOLDS),
    _person("co14", _("In households of one adult with dependent children"), missing=NO_HOUSEHOLDS),
    _person("co15", _("Migrants, of foreign background, or of minorities"), "foreign_or_minority", BY_FACT),
    _person("co16", _("With a disability"), "disability", BY_FACT),
    _person("co17", _("Otherwise disadvantaged"), missing=NO_DISADVANTAGE),
    _person("co18", _("Homeless or affected by housing exclusion"), "homeless", BY_FACT),
    _person("co19", _("From rural areas"), missing=NO_PLACE),
    _project("co20", _("Projects of social partners or non-governmental organisations")),
    _project("co21", _("Projects for women's participation in employment")),
    _project("co22", _("Projects for public administrations or services")),
    _project("co23", _("Supported micro, small and medium-sized enterprises")),
    _person("cr01", _("Looking for work upon leaving"), method=ON_LEAVING, missing=NO_INACTIVE),
    _person("cr02", _("In education or training upon leaving"), "left_to_education", ON_LEAVING),
    _person("cr03", _("Gained a qualification upon leaving"), "left_qualified", QUALIFIED),
    _person("cr04", _("In employment upon leaving"), "left_to_work", ON_LEAVING),
    _person(
        "cr05", _("Disadvantaged, and in work, education or job search upon leaving"),
        method=ON_LEAVING, missing=DISADVANTAGE_IN_PART,
    ),
    _person("cr06", _("In employment six months after leaving"), "later_in_work", SIX_MONTHS),
    _person(
        "cr07", _("Improved labour market situation six months after leaving"), "later_improved", SIX_MONTHS
    ),
    _person(
        "cr08", _("Over 54 and in employment six months after leaving"), "later_in_work_over_54", SIX_MONTHS
    ),
    _person(
        "cr09", _("Disadvantaged and in employment six months after leaving"), method=SIX_MONTHS,
        missing=DISADVANTAGE_IN_PART,
    ),
)  # fmt: skip
