"""An association's public page as its people make it: its address, words, the work on it, on and off."""

from collections.abc import Collection
from hashlib import sha256

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from villages.actions import NotNow
from villages.models import Association, PublicPage, PublicPhoto, PublicWork
from villages.publicity.reading import Shown

LONGEST = 70
TRIES = 50


def page_of(association: Association) -> PublicPage:
    """The association's page, made when it has none yet: switched off, with an address of its own."""
    found: PublicPage | None = PublicPage.objects.filter(association=association).first()
    if found is not None:
        return found
    name = slugify(association.name)[:LONGEST].strip("-") or "kyla"
    for number in range(1, TRIES):
        # Addresses of others may be taken without our seeing them.
        slug = name if number == 1 else f"{name}-{number}"
        try:
            with transaction.atomic():
                return PublicPage.objects.create(
                    municipality_id=association.municipality_id, association=association, slug=slug
                )
        except IntegrityError:
            again: PublicPage | None = PublicPage.objects.filter(association=association).first()
            if again is not None:
                return again
    raise NotNow(_("No address could be found for the page."))


@transaction.atomic
def put_works(association: Association, chosen: Collection[int], offered: Collection[int]) -> None:
    """Of the offered pieces of work exactly the chosen ones stand on the page."""
    there = PublicWork.objects.filter(association=association)
    there.filter(work__in=set(offered) - set(chosen)).delete()
    rows = [
        PublicWork(municipality_id=association.municipality_id, association=association, work_id=pk)
        for pk in sorted(set(chosen) - set(there.values_list("work_id", flat=True)))
    ]
    PublicWork.objects.bulk_create(rows, ignore_conflicts=True)  # a double click


@transaction.atomic
def put_photos(association: Association, chosen: Collection[int], offered: Collection[int]) -> None:
    """Of the offered pictures exactly the chosen ones stand on the page."""
    there = PublicPhoto.objects.filter(association=association)
    there.filter(photo__in=set(offered) - set(chosen)).delete()
    rows = [
        PublicPhoto(municipality_id=association.municipality_id, association=association, photo_id=pk)
        for pk in sorted(set(chosen) - set(there.values_list("photo_id", flat=True)))
    ]
    PublicPhoto.objects.bulk_create(rows, ignore_conflicts=True)


def seen_mark(shown: Shown) -> str:
    """A mark of what a preview showed: it differs as soon as the page would."""
    texts = (shown.association, shown.village, shown.intros)
    parts = (*texts, shown.works, shown.surveys, shown.services, shown.photos)
    return sha256(repr(parts).encode()).hexdigest()


def switch_on(page: PublicPage, shown: Shown, seen: str) -> None:
    """Show the page to everybody, just as it was previewed. Raises NotNow."""
    if seen != seen_mark(shown):
        raise NotNow(_("The page has changed since you looked at it. Look at it again, then show it."))
    page.is_shown = True
    page.save()


def switch_off(page: PublicPage) -> None:
    """From now on nobody outside reads the page."""
    page.is_shown = False
    page.save()
