"""Steps of a development action: decided, done, dropped, seen afterwards; and what moved it."""

from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from evaluation.access import action_read
from evaluation.development import doing, readings
from evaluation.development.forms import DecisionForm, DropForm, EffectForm, LinkForm
from evaluation.models import ActionLink, DevelopmentAction
from evaluation.views.actions import asked_movers
from evaluation.views.development import action_crumbs, asked_step, step
from laavu.accounts import access
from laavu.accounts.access import actor, allowed
from laavu.accounts.records import FormPage, done, form_page, posted


def _undo(action: DevelopmentAction) -> str:
    return reverse("action_undo", args=[action.public_id])


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(access.evaluation)
def action_decide(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The decision; with it the figure's value is kept."""
    who, today = actor(request), timezone.localdate()
    action = action_read(who, public_id)
    form = DecisionForm(posted(request), today=today, initial={"on": today, "deciders": str(who.user)})

    @transaction.atomic
    def act() -> None:
        typed = form.cleaned_data
        doing.decide(action, on=typed["on"], deciders=typed["deciders"])
        action.refresh_from_db()
        readings.freeze(action, by=str(who.user), at=timezone.now())

    page = FormPage(
        _("Decide the action"), _("It is decided"), action.get_absolute_url(), action_crumbs(action)
    )
    return asked_step(request, form, action, act, page, _("The action is decided."), _undo(action))


@require_POST
@allowed(access.evaluation)
def action_done(request: HttpRequest, public_id: UUID) -> HttpResponse:
    action = action_read(actor(request), public_id)
    return step(
        request, action, lambda: doing.finish(action, on=timezone.localdate()), _("The action is done."),
        _undo(action),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(access.evaluation)
def action_drop(request: HttpRequest, public_id: UUID) -> HttpResponse:
    action = action_read(actor(request), public_id)
    form = DropForm(posted(request))

    def act() -> None:
        doing.drop(action, on=timezone.localdate(), reason=form.cleaned_data["reason"])

    page = FormPage(
        _("Drop the action"), _("Drop the action"), action.get_absolute_url(), action_crumbs(action)
    )
    return asked_step(request, form, action, act, page, _("The action was dropped."), _undo(action))


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(access.evaluation)
def action_effect(request: HttpRequest, public_id: UUID) -> HttpResponse:
    action, today = action_read(actor(request), public_id), timezone.localdate()
    initial = {"on": action.effect_on or today, "effect": action.effect}
    form = EffectForm(posted(request), action=action, today=today, initial=initial)

    def act() -> None:
        doing.observe(action, on=form.cleaned_data["on"], effect=form.cleaned_data["effect"].strip())

    page = FormPage(
        _("What was seen afterwards"), _("Save"), action.get_absolute_url(), action_crumbs(action)
    )
    return asked_step(request, form, action, act, page, _("What was seen was saved."))


@require_POST
@allowed(access.evaluation)
def action_undo(request: HttpRequest, public_id: UUID) -> HttpResponse:
    action = action_read(actor(request), public_id)
    return step(request, action, lambda: doing.step_back(action), _("The step was undone."))


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(access.evaluation)
def action_link(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What else moved the action: chosen in the form, or named in the address by who undoes a removal."""
    who, now = actor(request), timezone.now()
    action = action_read(who, public_id)
    address = action.get_absolute_url()
    form = LinkForm(posted(request), actor=who)
    movers = asked_movers(request, who) if request.method == "POST" else []
    if not movers and form.is_valid():
        movers = form.movers
    if movers:
        doing.link(action, movers, by=str(who.user), at=now)
        return done(request, address, _("What moved the action was saved."))
    page = FormPage(_("What moved the action"), _("Add these"), address, action_crumbs(action))
    return form_page(request, form, page)


@require_POST
@allowed(access.evaluation)
def action_unlink(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Not moved by that after all; the message's button links it again."""
    who = actor(request)
    rows = ActionLink.objects.select_related("action", "feedback", "problem", "village")
    link = get_object_or_404(rows, action__in=DevelopmentAction.objects.visible_to(who), public_id=public_id)
    mover = link.feedback or link.problem or link.village
    assert mover is not None  # noqa: S101 - a constraint says so
    link.delete()
    again = reverse("action_link", args=[link.action.public_id])
    undo = f"{again}?{doing.KEYS[type(mover)]}={mover.public_id}"
    return done(request, link.action.get_absolute_url(), _("It is not named as a cause any more."), undo=undo)
