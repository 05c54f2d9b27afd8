"""Test data of claims: each function makes one row and says only what matters."""

from datetime import date
from decimal import Decimal
from typing import Any

from laavu.accounts.models import Municipality
from laavu.law.period import Period
from placements.models import (
    Claim,
    ClaimLine,
    ClaimTemplate,
    ClaimTemplateRow,
    OtherFunding,
    Pay,
    Placement,
    SubsidyDecision,
)
from villages.models import Association


def make_claim(association: Association, month: date = date(2026, 3, 1), **fields: Any) -> Claim:
    return Claim.objects.create(
        municipality=association.municipality, association=association, month=month,
        kind=fields.pop("kind", "subsidy"), made_by=fields.pop("made_by", "Hakija"), **fields,
    )  # fmt: skip


def make_claim_line(claim: Claim, pay: Pay, decision: SubsidyDecision, **fields: Any) -> ClaimLine:
    """A line that asks for the whole of 100 euros."""
    return ClaimLine.objects.create(
        municipality=claim.municipality, association=claim.association, claim=claim,
        placement=pay.placement, pay=pay, subsidy=decision,
        **{
            "days": pay.pay_period.period, "percent": decision.percent, "base": Decimal(100),
            "ceiling": Decimal(2020), "most": Decimal(123), "counted": Decimal(100),
            "amount": Decimal(100), **fields,
        },
    )  # fmt: skip


def make_template(municipality: Municipality, payer: str = "", **fields: Any) -> ClaimTemplate:
    template = ClaimTemplate.objects.create(
        municipality=municipality, payer=payer, kind=fields.pop("kind", "subsidy"),
        period=fields.pop("period", Period(date(2023, 7, 1))),
    )  # fmt: skip
    ClaimTemplateRow.objects.create(
        municipality=municipality, template=template, place=1, sums=["amount"],
        label_fi=fields.pop("label_fi", "Haettava tuki"), label_sv="Stöd som söks",
    )  # fmt: skip
    return template


def make_funding(placement: Placement, amount: str = "50.00", **fields: Any) -> OtherFunding:
    return OtherFunding.objects.create(
        municipality=placement.municipality, placement=placement,
        month=fields.pop("month", date(2026, 3, 1)), source=fields.pop("source", "project"),
        amount=Decimal(amount), noted_by=fields.pop("noted_by", "Kirjaaja"), **fields,
    )  # fmt: skip
