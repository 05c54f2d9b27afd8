"""What everybody with a role can say, and what became of it."""

from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from evaluation.access import feedback_own
from evaluation.access.development import with_a_role
from evaluation.choices import FeedbackState
from evaluation.development.feedback_forms import GiveForm
from evaluation.development.lists import NEWEST_FEEDBACK
from evaluation.models import Feedback
from evaluation.views.development import sent_before
from laavu.accounts.access import actor, allowed
from laavu.accounts.records import FormPage, done, form_page, posted
from laavu.shared import formats
from laavu.shared.lists import page_of
from laavu.shared.parts import Chip, Fact, Tone


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(with_a_role)
def feedback_give(request: HttpRequest) -> HttpResponse:
    who = actor(request)
    if request.method == "POST" and sent_before(request, Feedback.objects.given_by(who)):
        return redirect("feedback_mine")
    form = GiveForm(
        posted(request), instance=Feedback(municipality=who.municipality), actor=who,
        today=timezone.localdate(), initial={"client_key": uuid4()},
    )  # fmt: skip
    if form.kept():
        return done(request, reverse("feedback_mine"), _("Thank you. The answer will stand on this page."))
    page = FormPage(
        _("Give feedback"), _("Send the feedback"), reverse("feedback_mine"), (_crumb(),),
        _("Thanks, wishes, what went wrong: the city's coordinators read everything and answer."),
    )  # fmt: skip
    return form_page(request, form, page)


@require_safe
@allowed(with_a_role)
def feedback_mine(request: HttpRequest) -> HttpResponse:
    """What the user has said, with the answers: three queries."""
    page = page_of(Feedback.objects.given_by(actor(request)), request.GET, *NEWEST_FEEDBACK)
    rows = [(row, _tone(row)) for row in page.in_order(Feedback.objects.all())]
    return render(request, "evaluation/development/mine.html", {"page": page, "rows": rows})


@require_safe
def feedback_mine_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """404 for everybody but who gave it: whose it is says who comes in, and no role."""
    feedback = feedback_own(actor(request), public_id)
    context = {
        "feedback": feedback,
        "tone": _tone(feedback),
        "facts": [
            Fact(_("Day"), formats.day(feedback.given_on)),
            Fact(_("What it is about"), feedback.get_kind_display()),
        ],
        "crumbs": [_crumb()],
    }
    return render(request, "evaluation/development/mine_detail.html", context)


def _tone(feedback: Feedback) -> Tone:
    """What waits is no warning to who gave it."""
    return "ok" if feedback.step == FeedbackState.ANSWERED else "calm"


def _crumb() -> Chip:
    return Chip(_("Your feedback"), reverse("feedback_mine"))
