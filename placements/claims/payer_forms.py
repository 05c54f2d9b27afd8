"""The rows of payers' forms: a municipality's own for a payer, else those of here; filling them in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from placements.choices import ClaimKind, ClaimSum
from placements.claims.computing import Asked
from placements.models import ClaimTemplate

S = ClaimSum
RENEWED_ON = date(2023, 7, 1)


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row: the payer's own words in its languages, what it sums, and whether it is taken away."""

    label_fi: str
    label_sv: str
    sums: tuple[str, ...]
    is_minus: bool = False


FROM_2023 = (
    FormRow("Ennakonpidätyksen alainen palkka yhteensä", "Lön underkastad förskottsinnehållning", (S.GROSS,)),
    FormRow("Lomaraha", "Semesterpremie", (S.HOLIDAY_BONUS,), is_minus=True),
    FormRow("Lomakorvaus", "Semesterersättning", (S.HOLIDAY_COMPENSATION,), is_minus=True),
    FormRow(
        "Lisä- ja ylityökorvaukset",
        "Mertids- och övertidsersättningar",
        (S.ADDITIONAL, S.OVERTIME),
        is_minus=True,
    ),
    FormRow("Työaikapankista maksettu", "Betalt ur arbetstidsbank", (S.TIME_BANK,), is_minus=True),
    FormRow(
        "Palkka poissaolosta, josta työnantajalla on oikeus päivärahaan tai korvaukseen",
        "Lön för frånvaro för vilken arbetsgivaren har rätt till dagpenning eller ersättning",
        (S.BENEFIT_ABSENCE,),
        is_minus=True,
    ),
    FormRow(
        "Tulospalkka ja luontoisedut",
        "Resultatlön och naturaförmåner",
        (S.RESULT_PAY, S.FRINGE),
        is_minus=True,
    ),
    FormRow("Palkkauskustannukset", "Lönekostnader", (S.COUNTED,)),
    FormRow("Tunnit", "Timmar", (S.HOURS,)),
    FormRow("Muu tuki samaan palkkaan", "Annat stöd för samma lön", (S.OTHER_AID,)),
    FormRow("Haettava palkkatuki", "Lönesubvention som söks", (S.AMOUNT,)),
)
TO_2023 = (
    FormRow("Palkka", "Lön", (S.WAGE, S.HOLIDAY_PAY, S.SICK_OWN, S.ADDITIONAL, S.OVERTIME, S.TIME_BANK)),
    FormRow("Palkan sivukulut", "Lönebikostnader", (S.SIDE_COSTS,)),
    FormRow("Lomaraha", "Semesterpremie", (S.HOLIDAY_BONUS,)),
    FormRow("Lomakorvaus (ei korvata)", "Semesterersättning (ersätts inte)", (S.HOLIDAY_COMPENSATION,)),
    FormRow("Verovapaat korvaukset (ei korvata)", "Skattefria ersättningar (ersätts inte)", (S.EXPENSES,)),
    FormRow(
        "Palkka ajalta, jolta työnantajalla on oikeus päivärahaan (ei korvata)",
        "Lön för tid för vilken arbetsgivaren har rätt till dagpenning (ersätts inte)",
        (S.BENEFIT_ABSENCE,),
    ),
    FormRow("Palkkauskustannukset", "Lönekostnader", (S.COUNTED,)),
    FormRow("Tunnit", "Timmar", (S.HOURS,)),
    FormRow("Muu tuki samaan palkkaan", "Annat stöd för samma lön", (S.OTHER_AID,)),
    FormRow("Haettava palkkatuki", "Lönesubvention som söks", (S.AMOUNT,)),
)
SUPPLEMENT = (
    FormRow("Palkka yhteensä", "Lön totalt", (S.GROSS,)),
    FormRow("Palkan sivukulut", "Lönebikostnader", (S.SIDE_COSTS,)),
    FormRow("Tunnit", "Timmar", (S.HOURS,)),
    FormRow("Palkkatuki samaan palkkaan", "Lönesubvention för samma lön", (S.OTHER_AID,)),
    FormRow("Haettava kuntalisä", "Kommuntillägg som söks", (S.AMOUNT,)),
)


def default_rows(kind: str, decided_on: date) -> tuple[FormRow, ...]:
    """The rows for those payers whose own form nobody has written."""
    if kind == ClaimKind.SUPPLEMENT:
        return SUPPLEMENT
    return FROM_2023 if decided_on >= RENEWED_ON else TO_2023


@dataclass(frozen=True, slots=True)
class Forms:
    """Every form of a municipality, read once."""

    templates: tuple[tuple[ClaimTemplate, tuple[FormRow, ...]], ...]

    def rows(self, kind: str, payer: str, decided_on: date) -> tuple[FormRow, ...]:
        """The payer's own form for decisions of the day, else that of every payer, else the default."""
        fitting = [
            (template, rows)
            for template, rows in self.templates
            if template.kind == kind
            and template.payer in ("", payer)
            and decided_on in template.period
            and rows
        ]
        best = max(fitting, key=lambda one: one[0].payer != "", default=None)
        return best[1] if best else default_rows(kind, decided_on)


def forms_of(municipality_id: int) -> Forms:
    found = ClaimTemplate.objects.filter(municipality=municipality_id).prefetch_related("rows")
    return Forms(tuple((template, _rows(template)) for template in found))


def _rows(template: ClaimTemplate) -> tuple[FormRow, ...]:
    rows = sorted(template.rows.all(), key=lambda row: row.place)
    return tuple(FormRow(row.label_fi, row.label_sv, tuple(row.sums), row.is_minus) for row in rows)


def filled(rows: Iterable[FormRow], asked: Asked) -> list[dict[str, Any]]:
    """The form of one pay: what a claim's line keeps of it. Values as text, so that nothing is rounded."""
    values = _values(asked)
    return [
        {
            "label_fi": row.label_fi,
            "label_sv": row.label_sv,
            "value": str((-1 if row.is_minus else 1) * sum((values[code] for code in row.sums), Decimal(0))),
            "is_hours": tuple(row.sums) == (S.HOURS,),
        }
        for row in rows
    ]


def _values(asked: Asked) -> Mapping[str, Decimal]:
    computed: dict[str, Decimal] = {
        S.COUNTED: asked.counted,
        S.HOURS: asked.hours,
        S.OTHER_AID: asked.other_aid,
        S.AMOUNT: asked.amount,
    }
    return {code: computed.get(code, asked.sums.get(code, Decimal(0))) for code in S.values}
