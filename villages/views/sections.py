from django.urls import reverse
from django.utils.translation import gettext as _

from laavu.accounts.actor import Actor
from laavu.shared.parts import Chip
from villages.access import may_write, money_of
from villages.models import Association, Survey


def sections(current: str) -> list[Chip]:
    """The lists that stand under "Villages" in the navigation."""
    return [
        Chip(_("Villages"), reverse("village_list"), current == "village_list"),
        Chip(_("Associations"), reverse("association_list"), current == "association_list"),
        Chip(_("Surveys"), reverse("survey_list"), current == "survey_list"),
        Chip(_("Services"), reverse("service_list"), current == "service_list"),
        Chip(_("Steps of the model"), reverse("board_overview"), current == "board_overview"),
    ]


def association_sections(association: Association, who: Actor, current: str) -> list[Chip]:
    """The parts of an association that the user may open."""
    treasury = may_write(who, association)
    parts = (
        ("association_detail", _("Overview"), who.is_coordinator),
        ("association_resources", _("Contacts, premises, tools"), True),
        ("association_partners", _("Partners"), True),
        # Its page stands in a higher app, since what is known of pay and loans is offered there.
        ("association_readiness", _("Readiness to employ"), treasury),
        ("association_board", _("Steps of the model"), True),
        ("association_documents", _("Documents"), treasury),
        ("association_public", _("Public page"), treasury),
    )
    return [
        Chip(label, reverse(name, args=[association.public_id]), name == current)
        for name, label, opens in parts
        if opens
    ]


def association_crumbs(association: Association, who: Actor) -> tuple[Chip, ...]:
    """The way to one of the association's parts: for its own people the register has no page."""
    if who.is_coordinator:
        return (associations_crumb(), Chip(str(association), association.get_absolute_url()))
    return (Chip(str(association), reverse("association_board", args=[association.public_id])),)


def survey_sections(survey: Survey, current: str) -> list[Chip]:
    """The parts of a survey."""
    parts = (
        ("survey_detail", _("Questions")),
        ("survey_preview", _("As the answerer sees it")),
        ("survey_links", _("Links and posters")),
        ("survey_papers", _("Paper answers")),
        ("answer_imports", _("Answers from a file")),
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
