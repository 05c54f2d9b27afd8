"""What an association shows to everybody: its words, the work on its page, a preview, on and off."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from laavu.accounts.access import actor, allowed
from laavu.accounts.history import Hanging, history_of
from laavu.accounts.records import FormPage, done, form_page, posted
from laavu.shared.parts import Chip
from villages import actions
from villages.access import money_of, treasury_read, work_photo_read
from villages.models import Association, PublicPage, PublicPhoto, PublicWork
from villages.publicity import keeping, reading
from villages.publicity.forms import PhotosForm, WordsForm, WorksForm
from villages.surveys.photos import opened
from villages.views.public_village import answered, language_of
from villages.views.sections import association_crumbs, association_sections

form_methods = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@allowed(money_of)
def association_public(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Whether everybody can read the page, what is on it, and the steps to showing it."""
    who = actor(request)
    association = treasury_read(who, public_id)
    page = PublicPage.objects.filter(association=association).first()
    context = {
        "association": association,
        "page_row": page,
        "works": association.public_works.count(),
        "photos": association.public_photos.count(),
        "public_address": request.build_absolute_uri(page.get_absolute_url()) if page else "",
        "sections": association_sections(association, who, "association_public"),
        "crumbs": association_crumbs(association, who),
        "history": history_of(
            association,
            Hanging(PublicPage, "association", _("Public page")),
            Hanging(PublicWork, "association", _("Work on the page")),
            Hanging(PublicPhoto, "association", _("Picture on the page")),
        ),
    }
    return render(request, "villages/association_public.html", context)


@allowed(money_of)
@form_methods
def public_words(request: HttpRequest, public_id: UUID) -> HttpResponse:
    association = treasury_read(actor(request), public_id)
    row = PublicPage.objects.filter(association=association).first()
    if row is None:
        row = PublicPage(municipality=association.municipality, association=association)
    form = WordsForm(posted(request), instance=row)
    if form.kept():
        return done(request, _address(association), _("Saved."))
    return _form(request, association, form, heading=_("What you say of the association"))


@allowed(money_of)
@form_methods
def public_works(request: HttpRequest, public_id: UUID) -> HttpResponse:
    association = treasury_read(actor(request), public_id)
    form = WorksForm(posted(request), association=association)
    if form.is_valid():
        keeping.page_of(association)
        offered = form.fields["works"].queryset.values_list("pk", flat=True)  # type: ignore[attr-defined]
        keeping.put_works(association, [work.pk for work in form.cleaned_data["works"]], list(offered))
        return done(request, _address(association), _("Saved."))
    return _form(request, association, form, heading=_("Work on the page"))


@allowed(money_of)
@form_methods
def public_photos(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Pictures of the work on the page and of the village's house, each with what it shows."""
    association = treasury_read(actor(request), public_id)
    form = PhotosForm(posted(request), association=association)
    if form.is_valid():
        keeping.page_of(association)
        offered = [photo.pk for photo in form.offered]
        keeping.put_photos(association, [photo.pk for photo in form.cleaned_data["photos"]], offered)
        return done(request, _address(association), _("Saved."))
    there = set(association.public_photos.values_list("photo_id", flat=True))
    context = {
        "form": form,
        "association": association,
        "rows": [(photo, photo.pk in there) for photo in form.offered],
        "cancel": _address(association),
        "crumbs": (
            *association_crumbs(association, actor(request)),
            Chip(_("Public page"), _address(association)),
        ),
    }
    return render(request, "villages/public_photos.html", context, status=422 if form.errors else 200)


@require_safe
@allowed(money_of)
def public_photo_look(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A picture as it is, for whoever chooses those of the page."""
    answer = HttpResponse(opened(work_photo_read(actor(request), public_id)), content_type="image/jpeg")
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _form(
    request: HttpRequest, association: Association, form: WordsForm | WorksForm, *, heading: str
) -> HttpResponse:
    address = _address(association)
    crumbs = (*association_crumbs(association, actor(request)), Chip(_("Public page"), address))
    return form_page(request, form, FormPage(heading, _("Save"), address, crumbs))


@require_safe
@allowed(money_of)
def public_preview(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The page just as everybody would see it, with the button that shows it."""
    association = treasury_read(actor(request), public_id)
    shown = _shown(association)
    if shown is None:
        messages.info(request, _("Write first what you say of the association, or choose work for the page."))
        return HttpResponseRedirect(_address(association))
    language = language_of(request)
    more = {"preview": True, "association": association, "seen": keeping.seen_mark(shown)}
    with translation.override(language):
        return answered(request, shown, language, more)


def _shown(association: Association) -> reading.Shown | None:
    page = PublicPage.objects.filter(association=association).first()
    return reading.page(page.slug) if page else None


@require_POST
@allowed(money_of)
def public_show(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Switch the page on, as it was previewed."""
    association = treasury_read(actor(request), public_id)
    shown = _shown(association)
    if shown is None:
        return HttpResponseRedirect(_address(association))
    try:
        keeping.switch_on(keeping.page_of(association), shown, request.POST.get("seen", ""))
    except actions.NotNow as problem:
        messages.warning(request, str(problem))
        return HttpResponseRedirect(reverse("public_preview", args=[association.public_id]))
    undo = reverse("public_hide", args=[association.public_id])
    return done(request, _address(association), _("Everybody can read the page now."), undo=undo)


@require_POST
@allowed(money_of)
def public_hide(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Switch the page off at once."""
    association = treasury_read(actor(request), public_id)
    page = PublicPage.objects.filter(association=association).first()
    if page is not None:
        keeping.switch_off(page)
    return done(request, _address(association), _("Nobody outside can read the page any more."))


def _address(association: Association) -> str:
    return reverse("association_public", args=[association.public_id])
