"""What if: the placement as it is and as it might be, side by side. Nothing is saved."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from laavu.accounts.access import actor, allowed, coordinator, log_read
from laavu.accounts.records import posted
from laavu.shared.http import wants_part
from laavu.shared.parts import Chip
from placements.access import placement_write
from placements.decisions.asking import Side, compare


@allowed(coordinator)
@require_http_methods(["GET", "HEAD", "POST"])
def what_if(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change day, hours, wage, employer and class, and see both answers."""
    placement = placement_write(actor(request), public_id)
    log_read(actor(request), placement.worker)
    now, then = compare(placement, posted(request), timezone.localdate())
    context = {
        "placement": placement,
        "sides": [(_("As it is"), now), (_("What if"), then)],
        "person": now.question.person,
        "forms": [now.question.person, now.question.job, then.question.job],
        "difference": _difference(now, then),
        "crumbs": (
            Chip(_("Placements"), reverse("placement_list")),
            Chip(str(placement), placement.get_absolute_url()),
        ),
    }
    part = wants_part(request)
    template = "placements/parts/what_if_answer.html" if part else "placements/what_if.html"
    return render(request, template, context | {"with_problems": part})


def _difference(now: Side, then: Side) -> dict[str, object] | None:
    """What the change would do to a month and to the whole, as far as both are known."""
    if now.offer is None or then.offer is None or now.offer.total is None or then.offer.total is None:
        return None
    whole = None if now.in_all is None or then.in_all is None else then.in_all - now.in_all
    return {"month": then.offer.total - now.offer.total, "whole": whole}
