"""The inbox: what came, one piece of it, its answer."""

from typing import Any
from uuid import UUID, uuid4

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evaluation.access import feedback_read
from evaluation.choices import FeedbackChannel, FeedbackKind, FeedbackOutcome
from evaluation.development import inbox
from evaluation.development.feedback_forms import AnswerForm, FeedbackForm
from evaluation.development.lists import FEEDBACK_STATES, NEWEST_FEEDBACK
from evaluation.development.lists import feedback as feedback_rows
from evaluation.development.sheets import FEEDBACK_COLUMNS, feedback_cells
from evaluation.models import ActionLink, Feedback, FeedbackContact
from evaluation.views.development import (
    asked_step,
    development_sections,
    feedback_crumbs,
    sent_before,
    shown,
    step,
    tone_of,
)
from laavu.accounts import access
from laavu.accounts.access import actor, allowed, coordinator
from laavu.accounts.actor import Actor
from laavu.accounts.history import history_of
from laavu.accounts.records import FormPage, done, form_page, posted
from laavu.shared import formats
from laavu.shared.filters import asked_words, chips, export_query, filters_of, with_all
from laavu.shared.http import sheet_response
from laavu.shared.lists import page_of
from laavu.shared.parts import Fact
from villages.lists import village_choices


@require_safe
@allowed(access.evaluation)
def feedback_list(request: HttpRequest) -> HttpResponse:
    who, query = actor(request), request.GET
    villages = village_choices(who)
    page = page_of(feedback_rows(who, query, villages), query, *NEWEST_FEEDBACK)
    found = page.in_order(Feedback.objects.select_related("village", "association"))
    context = {
        "page": page,
        "rows": [(row, tone_of(row)) for row in found],
        "query": asked_words(query),
        "kept": filters_of(query, "state", "kind", "village"),
        "state_chips": chips(query, "state", FEEDBACK_STATES, "waiting"),
        "kind_chips": chips(query, "kind", with_all(FeedbackKind.choices)),
        "village_chips": chips(query, "village", with_all(villages, _("All villages"))),
        "export_query": export_query(query),
        "sections": development_sections("feedback_list"),
        "crumbs": [feedback_crumbs()[0]],
    }
    whole, part = "evaluation/development/feedback_list.html", "evaluation/development/feedback_rows.html"
    return shown(request, whole, part, context)


@require_safe
@allowed(access.evaluation)
def feedback_export(request: HttpRequest, file_format: str) -> FileResponse:
    who = actor(request)
    rows = feedback_rows(who, request.GET, village_choices(who)).order_by(*NEWEST_FEEDBACK)
    return sheet_response(_("Feedback"), file_format, FEEDBACK_COLUMNS, feedback_cells(rows))


@require_safe
@allowed(access.evaluation)
def feedback_detail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    who = actor(request)
    feedback = feedback_read(who, public_id)
    links = ActionLink.objects.filter(feedback=feedback).select_related("action__owner")
    context = {
        "feedback": feedback,
        "tone": tone_of(feedback),
        "facts": _facts(feedback),
        "actions": [link.action for link in links.order_by("action__due_on", "action_id")],
        "contact": FeedbackContact.objects.filter(feedback=feedback).first() if who.is_coordinator else None,
        "may": {
            "take": inbox.can_take(feedback),
            "close": inbox.can_close(feedback),
            "undo": inbox.can_undo(feedback),
        },
        "crumbs": feedback_crumbs(),
        "history": history_of(feedback),
    }
    return render(request, "evaluation/development/feedback_detail.html", context)


def _facts(feedback: Feedback) -> list[Fact]:
    kind = feedback.get_source_display()
    rows: list[tuple[str, Any, str]] = [
        (_("What it is about"), feedback.get_kind_display(), ""),
        (_("Day"), formats.day(feedback.given_on), ""),
        (_("Who says so"), f"{kind} · {feedback.user}" if feedback.user else kind, ""),
        (_("How it came"), feedback.get_channel_display(), ""),
        *where(feedback),
        (_("Written down by"), feedback.written_by if not feedback.user else "", ""),
    ]
    if feedback.taken_at:
        rows.append((_("In hand"), f"{feedback.taken_by}, {formats.moment(feedback.taken_at)}", ""))
    return [Fact(label, value, address) for label, value, address in rows if value]


def where(row: Any) -> list[tuple[str, Any, str]]:
    """Village, association and programme of feedback or a problem, as facts."""
    named = (
        (_("Village"), row.village),
        (_("Association"), row.association),
        (_("Programme"), row.programme),
    )
    return [(label, one, one.get_absolute_url()) for label, one in named if one]


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(access.evaluation)
def feedback_new(request: HttpRequest) -> HttpResponse:
    who, today = actor(request), timezone.localdate()
    if request.method == "POST" and (known := sent_before(request, Feedback.objects.visible_to(who))):
        return redirect(known)
    initial = {"given_on": today, "channel": FeedbackChannel.PHONE, "client_key": uuid4()}
    form = FeedbackForm(
        posted(request), instance=Feedback(municipality=who.municipality), actor=who, today=today,
        initial=initial,
    )  # fmt: skip
    if saved := form.kept():
        return done(request, saved.get_absolute_url(), _("The feedback was written down."))
    page = FormPage(
        _("Write down feedback"), _("Keep it"), reverse("feedback_list"), feedback_crumbs(),
        _("What you heard on the telephone, in a meeting or read on paper. Nobody's name is needed."),
    )  # fmt: skip
    return form_page(request, form, page)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(access.evaluation)
def feedback_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    who = actor(request)
    feedback = feedback_read(who, public_id)
    address = feedback.get_absolute_url()
    form = FeedbackForm(posted(request), instance=feedback, actor=who, today=timezone.localdate())
    if form.kept():
        return done(request, address, _("The feedback was saved."))
    page = FormPage(_("Change the feedback"), _("Save"), address, feedback_crumbs(feedback))
    return form_page(request, form, page)


@require_POST
@allowed(access.evaluation)
def feedback_take(request: HttpRequest, public_id: UUID) -> HttpResponse:
    who = actor(request)
    feedback = feedback_read(who, public_id)
    return step(
        request, feedback, lambda: inbox.take(feedback, by=str(who.user), at=timezone.now()),
        _("The feedback is in your hands."), reverse("feedback_undo", args=[feedback.public_id]),
    )  # fmt: skip


@require_POST
@allowed(access.evaluation)
def feedback_undo(request: HttpRequest, public_id: UUID) -> HttpResponse:
    feedback = feedback_read(actor(request), public_id)
    return step(request, feedback, lambda: inbox.step_back(feedback), _("The step was undone."))


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(access.evaluation)
def feedback_answer(request: HttpRequest, public_id: UUID) -> HttpResponse:
    who = actor(request)
    feedback = feedback_read(who, public_id)
    form = AnswerForm(
        posted(request), is_answer=True, own=feedback.user_id is not None,
        initial={"answer": _decided_words(feedback)},
    )  # fmt: skip
    page = FormPage(
        _("Answer the feedback"), _("Mark as answered"), feedback.get_absolute_url(),
        feedback_crumbs(feedback), _how_to_answer(who, feedback),
    )  # fmt: skip
    return _closing(request, feedback, form, page, FeedbackOutcome.ANSWERED, _("The feedback was answered."))


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(access.evaluation)
def feedback_close(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Closed without an answer, with the reason."""
    feedback = feedback_read(actor(request), public_id)
    form = AnswerForm(posted(request), is_answer=False)
    page = FormPage(
        _("Close without an answer"), _("Close the feedback"), feedback.get_absolute_url(),
        feedback_crumbs(feedback),
    )  # fmt: skip
    return _closing(request, feedback, form, page, FeedbackOutcome.CLOSED, _("The feedback was closed."))


def _closing(
    request: HttpRequest, feedback: Feedback, form: AnswerForm, page: FormPage, outcome: FeedbackOutcome,
    said: str,
) -> HttpResponse:  # fmt: skip
    def act() -> None:
        inbox.close(
            feedback, outcome=outcome, answer=form.cleaned_data["answer"], by=str(actor(request).user),
            at=timezone.now(),
        )  # fmt: skip

    undo = reverse("feedback_undo", args=[feedback.public_id])
    return asked_step(request, form, feedback, act, page, said, undo)


def _decided_words(feedback: Feedback) -> str:
    """What an answer begins with: what has been decided because of the feedback."""
    links = ActionLink.objects.filter(feedback=feedback, action__dropped_on=None).select_related("action")
    told = [link.action for link in links.order_by("action_id") if link.action.decided_on]
    return "\n".join(
        (_("Done: %(what)s") if one.done_on else _("Decided, to be done by %(day)s: %(what)s"))
        % {"what": one.what, "day": formats.day(one.due_on)}
        for one in told
    )


def _how_to_answer(who: Actor, feedback: Feedback) -> str:
    """The words themselves, and how the answer is reached to who gave them."""
    told = [f"”{feedback.text}”"]
    if who.is_coordinator and (contact := FeedbackContact.objects.filter(feedback=feedback).first()):
        told.append(_("Answer them yourself: %(contact)s. Write here what you said.") % {"contact": contact})
    return " ".join(told)


@require_POST
@allowed(coordinator)
def feedback_contact_remove(request: HttpRequest, public_id: UUID) -> HttpResponse:
    feedback = feedback_read(actor(request), public_id)
    inbox.keep_contact(feedback, "")
    return done(request, feedback.get_absolute_url(), _("The contact details were removed."))
