"""What the register knows already about a thing that employing needs. It is offered with its source; a person
takes it or does not."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from laavu.shared import formats
from placements.models import BufferLoan, CashBalance, PayRules
from placements.readiness.items import QUESTIONS
from villages.choices import DocumentKind, MemberKind, PartnerRole, ReadinessItem, ReadinessState
from villages.models import Association, Document, ReadinessAnswer, ReadinessCheck, ReadinessTask


@dataclass(frozen=True, slots=True)
class Offer:
    """A fact, from where it is known, and the answer that it speaks for."""

    text: str
    source: str
    state: ReadinessState = ReadinessState.IN_ORDER


def offers(association: Association, item: ReadinessItem, on: date) -> list[Offer]:
    """What speaks for an answer, the strongest first; empty where nothing is known."""
    return [*WAYS[item](association, on)]


def _insurance(association: Association, _on: date) -> Iterable[Offer]:
    accident, life = association.accident_percent, association.group_life_percent
    if accident is not None or life is not None:
        told = {"accident": formats.percent(accident, 2), "life": formats.percent(life, 2)}
        whole = accident is not None and life is not None
        yield Offer(
            _("Accident insurance %(accident)s, group life insurance %(life)s of wages") % told,
            _("the association's details"),
            ReadinessState.IN_ORDER if whole else ReadinessState.MISSING,
        )
    yield from _paper(association, DocumentKind.INSURANCE)


def _health(association: Association, on: date) -> Iterable[Offer]:
    yield from _partner(association, PartnerRole.OCCUPATIONAL_HEALTH, on)


def _payroll(association: Association, on: date) -> Iterable[Offer]:
    yield from _partner(association, PartnerRole.PAYROLL, on)


def _supervisor(association: Association, on: date) -> Iterable[Offer]:
    found = association.members.filter(kind=MemberKind.SUPERVISOR, ended_on=None).select_related("user")
    if names := ", ".join(str(one.user) for one in found.order_by("user__name", "pk")):
        yield Offer(
            _("Work supervisors: %(names)s") % {"names": names}, _("those who act for the association")
        )
    yield from _partner(association, PartnerRole.SUPERVISION, on)


def _contract(association: Association, _on: date) -> Iterable[Offer]:
    yield from _paper(association, DocumentKind.CONTRACT)


def _agreement(association: Association, on: date) -> Iterable[Offer]:
    rules = PayRules.objects.filter(association=association).on(on).first()
    if rules is not None:
        told = {"name": rules.agreement or association.collective_agreement or "–"}
        source = _("rules of pay from %(day)s") % {"day": formats.day(rules.from_on)}
        yield Offer(_("Rules of pay are written down: %(name)s") % told, source)
    if association.collective_agreement:
        yield Offer(association.collective_agreement, _("the association's details"))


def _capital(association: Association, _on: date) -> Iterable[Offer]:
    balance = CashBalance.objects.filter(association=association).order_by("-known_on").first()
    if balance is not None:
        source = _("balance stated for %(day)s") % {"day": formats.day(balance.known_on)}
        yield Offer(_("In the cash: %(euros)s") % {"euros": formats.euros(balance.amount)}, source)


def _loan(association: Association, _on: date) -> Iterable[Offer]:
    for loan in BufferLoan.objects.filter(association=association).order_by("-decided_on", "-id")[:1]:
        told = {"name": loan, "euros": formats.euros(loan.ceiling)}
        source = _("buffer loan decided on %(day)s") % {"day": formats.day(loan.decided_on)}
        yield Offer(_("%(name)s, at most %(euros)s") % told, source)


def _partner(association: Association, role: PartnerRole, on: date) -> Iterable[Offer]:
    for one in association.partners.filter(role=role).now().order_by("-from_on", "-id")[:1]:
        lapsed = one.agreement_ends_on is not None and one.agreement_ends_on < on
        agreed = _("agreement %(day)s") % {"day": formats.day(one.agreed_on)} if one.agreed_on else ""
        text = ", ".join(part for part in (one.name, agreed, _("which has ended") if lapsed else "") if part)
        state = ReadinessState.MISSING if lapsed else ReadinessState.IN_ORDER
        yield Offer(text, _("partners: %(role)s") % {"role": one.get_role_display()}, state)


def _paper(association: Association, kind: DocumentKind) -> Iterable[Offer]:
    found = Document.objects.kept().filter(association=association, kind=kind, is_personal=False)
    for paper in found.defer("content").order_by("-uploaded_at", "-id")[:1]:
        told = {"name": paper.file_name, "day": formats.day(paper.uploaded_at)}
        yield Offer(_("%(name)s, brought %(day)s") % told, _("the association's documents"))


WAYS: dict[ReadinessItem, Callable[[Association, date], Iterable[Offer]]] = {
    ReadinessItem.INSURANCE: _insurance,
    ReadinessItem.OCCUPATIONAL_HEALTH: _health,
    ReadinessItem.PAYROLL: _payroll,
    ReadinessItem.SUPERVISOR: _supervisor,
    ReadinessItem.CONTRACT: _contract,
    ReadinessItem.COLLECTIVE_AGREEMENT: _agreement,
    ReadinessItem.WORKING_CAPITAL: _capital,
    ReadinessItem.BUFFER_LOAN: _loan,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing of a check as its page shows it."""

    item: ReadinessItem
    question: str
    answer: ReadinessAnswer | None
    task: ReadinessTask | None
    offers: list[Offer]


def lines(check: ReadinessCheck, on: date) -> list[Line]:
    """Every thing with its answer and task. What is known is offered only while the check is open."""
    answers = {one.item: one for one in check.answers.all()}
    tasks = {one.item: one for one in check.tasks.all()}
    return [
        Line(
            item,
            str(QUESTIONS[item].text),
            answers.get(item),
            tasks.get(item),
            [] if check.decision or item in answers else offers(check.association, item, on),
        )
        for item in ReadinessItem
    ]
