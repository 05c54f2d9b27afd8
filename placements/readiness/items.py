"""What an association needs before it employs: the questions, in one place."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from villages.choices import ReadinessItem


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of one thing, and why it is needed."""

    text: Promise
    why: Promise


QUESTIONS: dict[ReadinessItem, Question] = {
    ReadinessItem.INSURANCE: Question(
        _("Has the association taken accident and group life insurance for those whom it employs?"),
        _("Accident insurance is mandatory for whoever pays wages above the small limit of the law."),
    ),
    ReadinessItem.OCCUPATIONAL_HEALTH: Question(
        _("Is occupational health care agreed on, with a provider and a day?"),
        _("Every employer arranges it from the first employee on. Write of the agreement alone."),
    ),
    ReadinessItem.PAYROLL: Question(
        _("Who computes the wages and reports them to the Incomes Register?"),
        _("A report is due within five days of each payment of wages."),
    ),
    ReadinessItem.SUPERVISOR: Question(
        _("Who leads the work, and is there somebody in their place?"),
        _("A group has somebody who is there, shows the work and sees to safety."),
    ),
    ReadinessItem.CONTRACT: Question(
        _("Is there a form for employment contracts that the association uses?"),
        _("The payer of the wage subsidy wants a copy of each contract."),
    ),
    ReadinessItem.COLLECTIVE_AGREEMENT: Question(
        _("Which collective agreement is followed, and are its rules of pay written down?"),
        _("Wages, working time and holidays follow from it."),
    ),
    ReadinessItem.WORKING_CAPITAL: Question(
        _("Is there money for the wages until the first subsidy comes?"),
        _("Wages are paid first, the subsidy comes a month or two later."),
    ),
    ReadinessItem.BUFFER_LOAN: Question(
        _("Is a buffer loan agreed on, or is it not needed?"),
        _("A loan bridges the time until the subsidy comes. Without a need, write why."),
    ),
}
