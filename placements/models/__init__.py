"""Every table of the app, a file to a concept."""

from placements.models.cash import BufferLoan, CashBalance, CashItem, LoanDraw, LoanRepayment
from placements.models.claims import (
    Claim,
    ClaimLine,
    ClaimQuerySet,
    ClaimTemplate,
    ClaimTemplateRow,
    row_label,
)
from placements.models.deadlines import CalendarFeed
from placements.models.decisions import (
    DecisionGrounds,
    DecisionQuerySet,
    MunicipalSupport,
    SubsidyDecision,
    SupplementDecision,
)
from placements.models.devices import Sending
from placements.models.documents import PlacementDocument
from placements.models.evidence import EvidenceFile, EvidenceQuerySet
from placements.models.funding import OtherFunding, OtherFundingQuerySet
from placements.models.handover import Handover, HandoverTick
from placements.models.imports import ImportRun
from placements.models.months import HourEntry, Month, MonthlyTotal, MonthQuerySet, MonthVersion
from placements.models.openings import Opening, OpeningQuerySet, OpeningWork
from placements.models.paper import SheetFile
from placements.models.pay import (
    Pay,
    PayLine,
    PayPeriod,
    PayPeriodQuerySet,
    PayQuerySet,
    ReportedIncome,
)
from placements.models.pay_rules import PaidAbsence, PayRules, PayRulesQuerySet
from placements.models.placements import Group, GroupQuerySet, Placement, PlacementQuerySet, Terms
from placements.models.proposals import Proposal, ProposalLink, ProposalQuerySet, ProposalStep
from placements.models.sessions import Attendance, Session, SessionQuerySet
from placements.models.volunteers import VolunteerEntry, VolunteerQuerySet

__all__ = [
    "Attendance",
    "BufferLoan",
    "CalendarFeed",
    "CashBalance",
    "CashItem",
    "Claim",
    "ClaimLine",
    "ClaimQuerySet",
    "ClaimTemplate",
    "ClaimTemplateRow",
    "DecisionGrounds",
    "DecisionQuerySet",
    "EvidenceFile",
    "EvidenceQuerySet",
    "Group",
    "GroupQuerySet",
    "Handover",
    "HandoverTick",
    "HourEntry",
    "ImportRun",
    "LoanDraw",
    "LoanRepayment",
    "Month",
    "MonthQuerySet",
    "MonthVersion",
    "MonthlyTotal",
    "MunicipalSupport",
    "Opening",
    "OpeningQuerySet",
    "OpeningWork",
    "OtherFunding",
    "OtherFundingQuerySet",
    "PaidAbsence",
    "Pay",
    "PayLine",
    "PayPeriod",
    "PayPeriodQuerySet",
    "PayQuerySet",
    "PayRules",
    "PayRulesQuerySet",
    "Placement",
    "PlacementDocument",
    "PlacementQuerySet",
    "Proposal",
    "ProposalLink",
    "ProposalQuerySet",
    "ProposalStep",
    "ReportedIncome",
    "Sending",
    "Session",
    "SessionQuerySet",
    "SheetFile",
    "SubsidyDecision",
    "SupplementDecision",
    "Terms",
    "VolunteerEntry",
    "VolunteerQuerySet",
    "row_label",
]
