from django.urls import reverse
from django.utils.translation import gettext as _

from laavu.accounts.actor import Actor
from laavu.shared.parts import Chip
from villages.access import money_of
from villages.models import Survey


def sections(current: str) -> list[Chip]:
    """The three lists that stand under "Villages" in the navigation."""
    return [
        Chip(_("Villages"), reverse("village_list"), current == "village_list"),
        Chip(_("Associations"), reverse("association_list"), current == "association_list"),
        Chip(_("Surveys"), reverse("survey_list"), current == "survey_list"),
    ]


def survey_sections(survey: Survey, current: str) -> list[Chip]:
    """The parts of a survey."""
    parts = (
        ("survey_detail", _("Questions")),
        ("survey_preview", _("As the answerer sees it")),
        ("survey_links", _("Links and posters")),
        ("survey_papers", _("Paper answers")),
        ("survey_results", _("Results")),
        ("survey_texts", _("In their words")),
        *((("survey_contacts", _("Contact details")),) if survey.asks_contact else ()),
    )
    return [Chip(label, reverse(name, args=[survey.public_id]), name == current) for name, label in parts]


def surveys_crumb() -> Chip:
    return Chip(_("Surveys"), reverse("survey_list"))


def villages_crumb() -> Chip:
    return Chip(_("Villages"), reverse("village_list"))


def associations_crumb() -> Chip:
    return Chip(_("Associations"), reverse("association_list"))


def works_crumb() -> Chip:
    return Chip(_("Unfinished work"), reverse("work_list"))


def needs_crumb() -> Chip:
    return Chip(_("Needs"), reverse("need_list"))


def houses_crumb() -> Chip:
    return Chip(_("Village houses"), reverse("house_list"))


def orders_crumb() -> Chip:
    return Chip(_("Service orders"), reverse("order_list"))


def work_sections(who: Actor, current: str) -> list[Chip]:
    """What stands under "Unfinished work" in the navigation, as far as the user sees it."""
    parts = [("work_list", _("List")), ("work_board", _("Board"))]
    if who.is_coordinator:
        parts += [("need_list", _("Needs")), ("house_list", _("Village houses"))]
    if money_of(who):
        parts.append(("order_list", _("Service orders")))
    parts.append(("volunteer_list", _("Volunteers")))
    return [Chip(label, reverse(name), name == current) for name, label in parts]
