"""Common indicators of the European Social Fund Plus (Regulation (EU) 2021/1057, Annex I)."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from evaluation.indicators.definition import Indicator, Opens, Rule, Unit, Viewpoint

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

SOURCE = _("Participations in the programme, and background facts stated by the participants")
ON_ENTRY = _(
    "Participants of the programme whose participation has a day in the period, by their situation on the "
    "first day of it. Persons whose wage the project pays are not participants."
)
BY_FACT = _(
    "Participants by what they have stated of themselves; who has not stated it, or did not want to, is not "
    "counted. Persons whose wage the project pays are not participants."
)
ON_LEAVING = _(
    "Participants whose last day in the programme lies in the period, by their situation up to four weeks "
    "after it as far as the register knows it."
)
LONG_TERM = _(
    "Participants unemployed on the first day for more than 12 months, under the age of 25 for more than 6 "
    "months, counted from the first day of the unemployment."
)
NO_INACTIVE = _("Whether a person without work is looking for it is not recorded, so there is no figure.")
NO_PLACE = _("The fund's classes of areas are not recorded, so there is no figure.")
ASKED_ON_LEAVING = _(
    "Participants whose last day in the programme lies in the period, by what they said when they were asked "
    "within four weeks of it. Who was not asked, or asked later, is not counted. Unlike the fund's own count "
    "it is of all who left, not only of those who were outside the labour force on entry: that is "
    "not recorded."
)
QUALIFIED = _(
    "Participants whose last day in the programme lies in the period and who said within four weeks of it "
    "that they had gained a qualification."
)
SIX_MONTHS = _(
    "Participants whose last day in the programme lies in the period, by their situation six months after "
    "leaving, as they were asked it. Who was not reached or did not answer is not counted, so the number is "
    "of those known and not an estimate for all."
)
NO_ORGANISATIONS = _("Organisations supported by the project are not recorded, so there is no figure.")


def _person(
    code: str,
    name: "str | _StrPromise",
    gives: str = "",
    method: "str | _StrPromise" = ON_ENTRY,
    missing: "str | _StrPromise" = "",
) -> Indicator:
    return Indicator(
        code, name, Unit.PERSON, Viewpoint.FUND_PLUS, method, Rule.COUNT, SOURCE,
        Opens.FUND if gives else Opens.NOTHING, gives, missing,
    )  # fmt: skip


FUND_PLUS = (
    _person("eeco01", _("Participants in all"), "participants"),
    _person("eeco02", _("Unemployed, including long-term unemployed"), "unemployed"),
    _person("eeco03", _("Long-term unemployed"), "long_term", LONG_TERM),
    _person("eeco04", _("Inactive"), missing=NO_INACTIVE),
    _person("eeco05", _("Employed, including self-employed"), "employed"),
    _person("eeco06", _("Children under 18"), "under_18"),
    _person("eeco07", _("Aged 18 to 29"), "from_18_to_29"),
    _person("eeco08", _("Aged 55 or more"), "over_54"),
    _person("eeco09", _("Lower secondary education or less (ISCED 0–2)"), "lower_education", BY_FACT),
    _person("eeco10", _("Upper or post-secondary education (ISCED 3–4)"), "middle_education", BY_FACT),
    _person("eeco11", _("Tertiary education (ISCED 5–8)"), "higher_education", BY_FACT),
    _person("eeco12", _("With a disability"), "disability", BY_FACT),
    _person("eeco13", _("Citizens of countries outside the EU"), "third_country", BY_FACT),
    _person("eeco14", _("With a foreign background"), "foreign_background", BY_FACT),
    _person("eeco15", _("Of minorities"), "minority", BY_FACT),
    _person("eeco16", _("Homeless or affected by housing exclusion"), "homeless", BY_FACT),
    _person("eeco17", _("From rural areas"), missing=NO_PLACE),
    *(
        Indicator(
            code, name, Unit.ASSOCIATION, Viewpoint.FUND_PLUS, ON_ENTRY, Rule.COUNT, SOURCE,
            missing=NO_ORGANISATIONS,
        )
        for code, name in (
            ("eeco18", _("Supported public administrations or services")),
            ("eeco19", _("Supported micro, small and medium-sized enterprises")),
        )
    ),
    _person("eecr01", _("Looking for work upon leaving"), "left_searching", ASKED_ON_LEAVING),
    _person("eecr02", _("In education or training upon leaving"), "left_to_education", ON_LEAVING),
    _person("eecr03", _("Gained a qualification upon leaving"), "left_qualified", QUALIFIED),
    _person("eecr04", _("In employment upon leaving"), "left_to_work", ON_LEAVING),
    _person("eecr05", _("In employment six months after leaving"), "later_in_work", SIX_MONTHS),
    _person(
        "eecr06", _("Improved labour market situation six months after leaving"), "later_improved", SIX_MONTHS
    ),
)  # fmt: skip
