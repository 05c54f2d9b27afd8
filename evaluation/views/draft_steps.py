"""What is done with a draft besides writing: count, ask, take back, review, publish, give up."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evaluation.access import draft_read
from evaluation.models import ReportDraft
from evaluation.report_forms import ReturnForm
from evaluation.reports import drafting
from evaluation.reports.comparing import compared, last_of
from evaluation.reports.going_out import not_ready
from evaluation.reports.publishing import NotNow
from evaluation.tasks import publish_report
from evaluation.views.drafts import origin_of
from evaluation.views.sections import draft_crumb, reports_crumb
from laavu.accounts import access, jobs
from laavu.accounts.access import actor, allowed
from laavu.accounts.acting import acting_for
from laavu.accounts.actor import Actor
from laavu.accounts.records import FormPage, done, form_page, posted


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button of a draft, and who pressed it. `origin`: where the service is."""

    draft: ReportDraft
    who: Actor
    origin: str


Step = Callable[[Pressed], str]


@require_POST
@allowed(access.evaluation)
def draft_step(request: HttpRequest, public_id: UUID, step: str) -> HttpResponse:
    """One of STEPS; says what came of it, or why it cannot be done."""
    if step not in STEPS:
        raise Http404
    who = actor(request)
    draft = draft_read(who, public_id)
    try:
        messages.success(request, STEPS[step](Pressed(draft, who, origin_of(request))))
    except NotNow as refused:
        messages.error(request, str(refused))
    return redirect(draft)


def _count(pressed: Pressed) -> str:
    with acting_for(pressed.draft.municipality):
        drafting.recount(pressed.draft, by=pressed.who.user, at=timezone.now())
    return _("The figures were counted again.")


def _ask(pressed: Pressed) -> str:
    with acting_for(pressed.draft.municipality):
        drafting.ask_review(pressed.draft, by=pressed.who.user, at=timezone.now())
    others = ", ".join(str(user) for user in drafting.others_who_evaluate(pressed.draft))
    return _("The report waits for its review. It can be reviewed by %(names)s.") % {"names": others}


def _back(pressed: Pressed) -> str:
    drafting.give_back(pressed.draft, note="")
    return _("The report is being written again.")


def _accept(pressed: Pressed) -> str:
    drafting.accept(pressed.draft, by=pressed.who.user, at=timezone.now())
    return _("The report is reviewed: it can be published.")


def _publish(pressed: Pressed) -> str:
    """Start the work: counting and the PDF take some seconds. Pressed twice, it is done once."""
    draft = drafting.held(pressed.draft, *drafting.CLOSING)
    if stop := not_ready(draft):
        raise NotNow(stop)
    job = drafting.job_of(draft)
    if job is None or job.is_over:
        draft.job = jobs.start(
            publish_report,
            kind="publish_report",
            title=_("Publishing: %(title)s") % {"title": draft.title},
            actor=pressed.who,
            arguments={"draft_id": draft.pk, "user_id": pressed.who.user.pk, "origin": pressed.origin},
        )
        draft.save(update_fields=["job"])
    return _("The report is being published. You are led to it when it is out.")


def _drop(pressed: Pressed) -> str:
    drafting.drop(pressed.draft)
    return _("The report was given up. It can be taken up again here.")


def _take_up(pressed: Pressed) -> str:
    drafting.take_up(pressed.draft)
    return _("The report is being written again.")


STEPS: dict[str, Step] = {
    "laske": _count,
    "tarkastettavaksi": _ask,
    "takaisin": _back,
    "tarkastettu": _accept,
    "julkaise": _publish,
    "luovu": _drop,
    "jatka": _take_up,
}


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(access.evaluation)
def draft_return(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The reviewer gives the report back, and says why."""
    draft = draft_read(actor(request), public_id)
    form = ReturnForm(posted(request))
    if form.is_valid():
        try:
            drafting.give_back(draft, note=form.cleaned_data["note"])
        except NotNow as refused:
            form.add_error(None, str(refused))
        else:
            return done(request, draft.get_absolute_url(), _("The report went back to its writers."))
    page = FormPage(
        _("Return the report"), _("Return it to its writers"), draft.get_absolute_url(),
        (reports_crumb(), draft_crumb(draft)),
    )  # fmt: skip
    return form_page(request, form, page)


@require_safe
@allowed(access.evaluation)
def draft_compare(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The draft beside the last published report of its kind."""
    draft = draft_read(actor(request), public_id)
    last = last_of(draft)
    context = {
        "heading": draft.title,
        "now": _("This draft"),
        "last": last,
        "comparison": compared(drafting.data_of(draft), last.data) if last else None,
        "crumbs": [reports_crumb(), draft_crumb(draft)],
    }
    return render(request, "evaluation/report_compare.html", context)
