"""Keys by which the city's own programs read published figures: for administrators."""

from datetime import timedelta
from uuid import UUID

from django.db.models import Count, Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evaluation.access import token_write
from evaluation.models import ApiToken
from evaluation.sharing.forms import LONGEST_DAYS, KeyForm
from evaluation.sharing.links import close, make_key
from laavu.accounts.access import actor, administrator, allowed
from laavu.accounts.records import FormPage, done, form_page, posted
from laavu.accounts.views.settings import sections
from laavu.shared.parts import Chip


@require_safe
@allowed(administrator)
def api_keys(request: HttpRequest) -> HttpResponse:
    rows = ApiToken.objects.filter(municipality=actor(request).municipality)
    rows = rows.annotate(day_count=Count("uses"), last_used_on=Max("uses__used_on"))
    context = {
        "rows": list(rows.order_by("revoked_at", "-id")),
        "today": timezone.localdate(),
        "sections": sections("api_keys"),
    }
    return render(request, "evaluation/api_keys.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(administrator)
def api_key_new(request: HttpRequest) -> HttpResponse:
    """The key is shown once, on the answer to the form: only its hash is kept."""
    who, today = actor(request), timezone.localdate()
    initial = {"expires_on": today + timedelta(days=LONGEST_DAYS - 1)}
    form = KeyForm(posted(request), on=today, initial=initial)
    if form.is_valid() and who.municipality is not None:
        token, secret = make_key(who.municipality, by=who.user, at=timezone.now(), **form.cleaned_data)
        context = {"token": token, "secret": secret, "crumbs": [_crumb()]}
        return render(request, "evaluation/api_key_made.html", context)
    note = _("A program with the key reads what has been published, and nothing of single people.")
    page = FormPage(_("Make a key"), _("Make the key"), reverse("api_keys"), (_crumb(),), note)
    return form_page(request, form, page)


@require_POST
@allowed(administrator)
def api_key_close(request: HttpRequest, public_id: UUID) -> HttpResponse:
    who = actor(request)
    token = token_write(who, public_id)
    close(token, by=who.user, at=timezone.now())
    return done(
        request, reverse("api_keys"), _("%(name)s is closed: it opens nothing any more.") % {"name": token}
    )


def _crumb() -> Chip:
    return Chip(_("Interface for programs"), reverse("api_keys"))
