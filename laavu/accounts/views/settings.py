"""The administrator's pages: who works for the city and as what, the municipality's own choices."""

from datetime import date
from uuid import UUID

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from laavu.accounts import actions
from laavu.accounts.access import actor, administrator, allowed, city_role, city_user
from laavu.accounts.forms import InvitationForm, MunicipalityForm, RoleEndForm, RoleForm, UserForm
from laavu.accounts.history import history_of
from laavu.accounts.models import Municipality, Role, User
from laavu.shared import formats
from laavu.shared.parts import Chip

UNPROCESSABLE = 422


def sections(current: str) -> list[Chip]:
    """The parts of the settings."""
    entries = [
        ("settings", _("Users")),
        ("settings_municipality", _("Municipality")),
        ("support_list", _("Own supports")),
        ("claim_templates", _("The payers' forms")),
        ("pack_list", _("Instruments")),
        ("api_keys", _("Interface for programs")),
        ("mail_outbox", _("Outgoing mail")),
    ]
    return [Chip(label, reverse(name), current=name == current) for name, label in entries]


@require_safe
@allowed(administrator)
def users(request: HttpRequest) -> HttpResponse:
    roles = Role.objects.filter(municipality=actor(request).municipality).select_related("user")
    today = timezone.localdate()
    people: dict[User, list[Role]] = {}
    for role in roles.order_by("user__name", "user_id", "kind", "pk"):
        current = people.setdefault(role.user, [])
        if role.is_current(today):
            current.append(role)
    ended = [user for user, current in people.items() if not current]
    show_ended = "ended" in request.GET
    shown = {user: current for user, current in people.items() if bool(current) != show_ended}
    chips = [
        Chip(_("Roles now"), reverse("settings"), not show_ended, len(people) - len(ended)),
        Chip(_("All roles ended"), "?ended", show_ended, len(ended)),
    ]
    return render(
        request,
        "accounts/users.html",
        {"people": shown, "chips": chips, "show_ended": show_ended, "sections": sections("settings")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(administrator)
def user_add(request: HttpRequest) -> HttpResponse:
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        user, made = actions.invite(
            email=data["email"],
            name=data["name"],
            language=data["language"],
            sign_in_address=request.build_absolute_uri(reverse("account_login")),
            by=actor(request),
        )
        try:
            actions.give_role(user=user, kind=data["kind"], by=actor(request))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _told_of_invitation(user, made=made))
            return redirect("settings_user", user.public_id)
    return render(
        request, "accounts/user_add.html", {"form": form}, status=UNPROCESSABLE if form.errors else 200
    )


def _told_of_invitation(user: User, *, made: bool) -> str:
    if made:
        return _("%(user)s can sign in now. A message about it is on its way to %(email)s.") % {
            "user": user,
            "email": user.email,
        }
    return _("%(user)s had a user account already; the role was added to it.") % {"user": user}


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(administrator)
def user(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One user's roles. A POST gives one more."""
    person = city_user(actor(request), public_id)
    today = timezone.localdate()
    roles = list(Role.objects.filter(municipality=actor(request).municipality, user=person).order_by("-pk"))
    for role in roles:
        role.current = role.is_current(today)  # type: ignore[attr-defined]
    held = frozenset(role.kind for role in roles if role.ended_on is None)
    form = RoleForm(request.POST or None, held=held)
    if request.method == "POST" and form.is_valid():
        given = actions.give_role(user=person, kind=form.cleaned_data["kind"], by=actor(request))
        messages.success(
            request, _("%(user)s is now %(role)s.") % {"user": person, "role": given.get_kind_display()}
        )
        return redirect("settings_user", public_id)
    history = [entry for role in roles for entry in history_of(role)]
    context = {
        "person": person,
        "roles": roles,
        "form": form if form.has_choices else None,
        "has_second_step": is_mfa_enabled(person),
        "entries": sorted(history, key=lambda entry: entry.at, reverse=True),
    }
    return render(request, "accounts/user.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(administrator)
def user_change(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Mend a mistyped address or name; once signed in, the account is the person's own."""
    person = city_user(actor(request), public_id)
    if person.last_login is not None:
        raise PermissionDenied
    form = UserForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("The user's details were saved."))
        return redirect("settings_user", public_id)
    return render(
        request,
        "accounts/user_change.html",
        {"form": form, "public_id": public_id},
        status=UNPROCESSABLE if form.errors else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(administrator)
def role_end(request: HttpRequest, public_id: UUID) -> HttpResponse:
    role = city_role(actor(request), public_id)
    today = timezone.localdate()
    form = RoleEndForm(request.POST or None, initial={"last_day": today})
    if request.method == "POST" and form.is_valid():
        last_day: date = form.cleaned_data["last_day"]
        try:
            actions.end_role(role=role, last_day=last_day, today=today, by=actor(request))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            told = _("%(user)s: the role of %(role)s ends %(day)s.") % {
                "user": role.user,
                "role": role.get_kind_display(),
                "day": formats.day(last_day),
            }
            undo = reverse("settings_role_reopen", args=[role.public_id])
            messages.success(request, told, extra_tags=f"undo:{undo}")
            return redirect("settings_user", role.user.public_id)
    return render(
        request,
        "accounts/role_end.html",
        {"form": form, "role": role},
        status=UNPROCESSABLE if form.errors else 200,
    )


@require_POST
@allowed(administrator)
def role_reopen(request: HttpRequest, public_id: UUID) -> HttpResponse:
    role = city_role(actor(request), public_id)
    try:
        actions.reopen_role(role=role)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The role goes on as before."))
    return redirect("settings_user", role.user.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(administrator)
def second_step_remove(request: HttpRequest, public_id: UUID) -> HttpResponse:
    person = city_user(actor(request), public_id)
    if request.method == "POST":
        actions.remove_second_step(user=person, by=actor(request))
        messages.success(
            request, _("%(user)s chooses a new second step at the next sign-in.") % {"user": person}
        )
        return redirect("settings_user", public_id)
    return render(request, "accounts/second_step_remove.html", {"person": person})


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(administrator)
def municipality(request: HttpRequest) -> HttpResponse:
    at_hand = actor(request).municipality
    assert at_hand is not None  # noqa: S101 - the actor is an administrator of it
    # A copy: what does not pass is not shown in the page's head as if it were saved.
    row = Municipality.objects.get(pk=at_hand.pk)
    form = MunicipalityForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("The municipality's settings were saved."))
        return redirect("settings_municipality")
    context = {
        "form": form,
        "sections": sections("settings_municipality"),
        "entries": history_of(row),
    }
    return render(
        request, "accounts/municipality.html", context, status=UNPROCESSABLE if form.errors else 200
    )
