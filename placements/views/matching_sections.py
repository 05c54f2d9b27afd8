"""The lists that stand under "Placements" in the navigation."""

from django.urls import reverse
from django.utils.translation import gettext as _

from laavu.accounts.actor import Actor
from laavu.shared.parts import Chip


def sections_of(who: Actor, current: str) -> list[Chip]:
    """Those that the actor may open."""
    parts = [("placement_list", _("Placements")), ("opening_list", _("Open places"))]
    if who.is_coordinator or who.treasurer_association_ids:
        parts.append(("proposal_list", _("Proposals")))
    if who.is_coordinator:
        parts.append(("matching_figures", _("Waiting and refusals")))
    return [Chip(label, reverse(name), name == current) for name, label in parts]


def openings_crumb() -> Chip:
    return Chip(_("Open places"), reverse("opening_list"))


def proposals_crumb() -> Chip:
    return Chip(_("Proposals"), reverse("proposal_list"))
