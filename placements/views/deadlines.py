"""The page of deadlines, and the calendar that a user may subscribe to."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_safe

from laavu.accounts.access import actor, allowed
from laavu.accounts.acting import acting_as
from laavu.accounts.actor import actor_of
from laavu.accounts.models import User
from laavu.accounts.records import done
from laavu.shared.filters import chips, chosen, filters_of, with_all
from placements.access import money_of
from placements.deadlines.calendar import calendar_of, current_feed, end_feed, make_feed, owner_of
from placements.deadlines.gathering import DeadlineKind, deadlines_of
from placements.views.claims import money_sections
from villages.models import Association


@require_safe
@allowed(money_of)
def deadlines(request: HttpRequest) -> HttpResponse:
    """Everything that will lapse, by day and euros."""
    who, on, query = actor(request), timezone.localdate(), request.GET
    kinds = with_all(DeadlineKind.choices)
    kind, association = chosen(query, "kind", kinds), _asked(query.get("association", ""))
    rows = [
        one
        for one in deadlines_of(who, on)
        if kind in {"", one.kind} and association in {None, one.association.public_id}
    ]
    context = {
        "rows": [(one, one.tone(on), one.word(on)) for one in rows],
        "chips": chips(query, "kind", kinds),
        "kept": filters_of(query, "kind"),
        "association": association,
        "associations": Association.objects.visible_to(who).order_by("sort_key", "id"),
        "sections": money_sections("deadlines"),
    }
    return render(request, "placements/deadlines/list.html", context)


def _asked(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(money_of)
def calendar(request: HttpRequest) -> HttpResponse:
    """Make or end the user's private calendar. Its address is shown once, when it is made."""
    who, now = actor(request), timezone.localtime()
    address = ""
    if request.method == "POST":
        if request.POST.get("act") == "make":
            secret = make_feed(who, now)
            address = request.build_absolute_uri(reverse("calendar_feed", args=[secret]))
        elif request.POST.get("act") == "end":
            end_feed(who, now)
            return done(
                request, reverse("calendar"), _("The calendar is closed. Its address opens nothing now.")
            )
        else:
            return redirect("calendar")
    context = {
        "feed": current_feed(who).first(),
        "address": address,
        "sections": money_sections(""),
    }
    response = render(request, "placements/deadlines/calendar.html", context)
    response.headers["Cache-Control"] = "no-store, private"
    return response


@login_not_required
@require_safe
def calendar_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar, for a calendar program that cannot sign in: whoever knows the secret address reads it."""
    owner = owner_of(secret)
    if owner is None:
        raise Http404
    user_id, municipality_id = owner
    with acting_as(user_id):
        user = User.objects.get(pk=user_id)
        who = actor_of(user, municipality_id)
        if who.municipality is None or who.municipality.pk != municipality_id or not money_of(who):
            raise Http404
        with override(user.language):
            found = deadlines_of(who, timezone.localdate())
            content = calendar_of(found, request.get_host(), timezone.now())
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response.headers["Cache-Control"] = "private, max-age=3600"
    response.headers["Content-Disposition"] = 'attachment; filename="laavu.ics"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response
