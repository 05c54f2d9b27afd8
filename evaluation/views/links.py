"""Who reads published reports outside the city: links without an account, what was opened and taken along."""

from datetime import timedelta
from uuid import UUID

from django.db.models import Count, Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from evaluation.access import link_write
from evaluation.models import ReportDownload, ShareLink, ShareUse
from evaluation.sharing.forms import USUAL_LINK_DAYS, ShareForm
from evaluation.sharing.links import close, make_link
from evaluation.views.sections import sections
from laavu.accounts import access
from laavu.accounts.access import actor, allowed
from laavu.accounts.history import history_of
from laavu.accounts.records import FormPage, done, form_page, posted
from laavu.shared import formats
from laavu.shared.lists import page_of
from laavu.shared.parts import Chip

SHOWN = 30


@require_safe
@allowed(access.evaluation)
def share_links(request: HttpRequest) -> HttpResponse:
    who = actor(request)
    page = page_of(ShareLink.objects.filter(municipality=who.municipality), request.GET, "-id")
    rows = ShareLink.objects.select_related("programme").annotate(
        use_count=Count("uses"), last_used_at=Max("uses__used_at")
    )
    taken = ReportDownload.objects.filter(municipality=who.municipality).select_related("report")
    context = {
        "page": page,
        "rows": page.in_order(rows.select_related("report").defer("report__pdf", "report__data")),
        "taken": list(taken.defer("report__pdf", "report__data").order_by("-downloaded_at", "-id")[:SHOWN]),
        "today": timezone.localdate(),
        "sections": sections("share_links"),
    }
    return render(request, "evaluation/share_links.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(access.evaluation)
def share_link_new(request: HttpRequest) -> HttpResponse:
    """The address is shown once, on the answer to the form: only its hash is kept."""
    who, today = actor(request), timezone.localdate()
    form = ShareForm(
        posted(request), actor=who, on=today,
        initial={"what": request.GET.get("what", ""), "expires_on": today + timedelta(days=USUAL_LINK_DAYS)},
    )  # fmt: skip
    if form.is_valid():
        link, secret = make_link(
            form.opens, for_whom=form.cleaned_data["for_whom"], expires_on=form.cleaned_data["expires_on"],
            by=who.user, at=timezone.now(),
        )  # fmt: skip
        address = request.build_absolute_uri(reverse("shared_reports", args=[secret]))
        context = {"link": link, "address": address, "crumbs": [_crumb()]}
        return render(request, "evaluation/share_link_made.html", context)
    note = _(
        "Whoever has the address reads the published reports behind it until its last day, without signing "
        "in. Send it to one reader only. You can close it at any time."
    )
    page = FormPage(_("Make a link"), _("Make the link"), reverse("share_links"), (_crumb(),), note)
    return form_page(request, form, page)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(access.evaluation)
def share_link(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """How often the link was opened, and closing it."""
    who = actor(request)
    link = link_write(who, public_id)
    if request.method == "POST":
        close(link, by=who.user, at=timezone.now())
        return done(request, reverse("share_links"), _("The link is closed: it opens nothing any more."))
    page = page_of(link.uses.all(), request.GET, "-id")
    uses = ShareUse.objects.select_related("report").defer("report__pdf", "report__data")
    context = {
        "link": link,
        "page": page,
        "rows": page.in_order(uses),
        "is_open": link.revoked_at is None and link.expires_on >= timezone.localdate(),
        "until": formats.day(link.expires_on),
        "crumbs": [_crumb()],
        "history": history_of(link),
    }
    return render(request, "evaluation/share_link.html", context)


def _crumb() -> Chip:
    return Chip(_("Sharing"), reverse("share_links"))
