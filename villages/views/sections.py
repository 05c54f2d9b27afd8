from django.urls import reverse
from django.utils.translation import gettext as _

from laavu.shared.parts import Chip


def sections(current: str) -> list[Chip]:
    """The two lists that stand under "Villages" in the navigation."""
    return [
        Chip(_("Villages"), reverse("village_list"), current == "village_list"),
        Chip(_("Associations"), reverse("association_list"), current == "association_list"),
    ]


def villages_crumb() -> Chip:
    return Chip(_("Villages"), reverse("village_list"))


def associations_crumb() -> Chip:
    return Chip(_("Associations"), reverse("association_list"))


def works_crumb() -> Chip:
    return Chip(_("Unfinished work"), reverse("work_list"))
