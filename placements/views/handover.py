"""A treasurer hands over: starting it, the pack as a page and as a PDF, the checklist of both."""

from io import BytesIO
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from laavu.accounts.access import actor, allowed
from laavu.accounts.actor import Actor
from laavu.accounts.models import User
from laavu.accounts.records import FormPage, done, form_page, posted
from laavu.shared import formats
from laavu.shared.forms import DayField
from laavu.shared.http import file_response
from laavu.shared.parts import Chip
from laavu.shared.pdf import Document, render_pdf
from placements.access import money_of, treasury_read
from placements.access.handover import handover_read, side_of
from placements.choices import HandoverItem
from placements.handover.gathering import parts_of
from placements.handover.passing import Successor, pass_on, tick
from placements.models import Handover
from placements.problems import Refused
from placements.views.cash import cash_address
from villages.choices import MemberKind
from villages.models import Association, AssociationMember


class HandoverForm(forms.Form):
    """Who leaves and when, who begins."""

    giver = forms.ModelChoiceField(AssociationMember.objects.none(), label=gettext_lazy("Who leaves"))
    email = forms.EmailField(label=gettext_lazy("E-mail of the one who begins"), max_length=254)
    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=200, required=False,
        help_text=gettext_lazy("Needed for somebody who does not use Laavu yet."),
    )  # fmt: skip
    last_day = DayField(label=gettext_lazy("Last day of the one who leaves"))

    def __init__(self, *args: Any, who: Actor, association: Association, **options: Any) -> None:
        super().__init__(*args, **options)
        found = AssociationMember.objects.filter(
            association=association, ended_on=None, kind__in=(MemberKind.TREASURER, MemberKind.DEPUTY)
        )
        own = found if who.is_coordinator else found.filter(user=who.user)
        fields: dict[str, Any] = self.fields
        fields["giver"].queryset = own.select_related("user", "association").order_by("user__name", "id")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        email, giver, day = data.get("email", ""), data.get("giver"), data.get("last_day")
        known = User.objects.filter(email__iexact=email.strip()).exists()
        if email and not known and not data.get("name", "").strip():
            self.add_error("name", _("Nobody uses this e-mail address yet: give the name too."))
        if giver and email and giver.user.email.lower() == email.strip().lower():
            self.add_error("email", _("Nobody hands over to themselves."))
        if day and day < timezone.localdate():
            self.add_error("last_day", _("The last day is today or later."))
        return data


@allowed(money_of)
@require_http_methods(["GET", "HEAD", "POST"])
def handover_new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Start: the successor sees everything at once, the giver to the last day."""
    who = actor(request)
    association = treasury_read(who, public_id)
    form = HandoverForm(posted(request), who=who, association=association)
    if form.is_valid():
        data = form.cleaned_data
        to = Successor(data["email"], data["name"])
        try:
            row = pass_on(giver=data["giver"], to=to, last_day=data["last_day"], by=who, at=timezone.now())
        except Refused as refused:
            form.add_error(None, refused.text)
        else:
            said = _("The hand-over has begun. The one who begins signs in with a code by e-mail.")
            return done(request, row.get_absolute_url(), said)
    page = FormPage(
        _("Hand over the treasurer's task: %(name)s") % {"name": association},
        _("Start the hand-over"),
        cash_address(association),
        (Chip(str(association), cash_address(association)),),
        _("The one who begins sees everything from now on, the one who leaves to the last day."),
    )
    return form_page(request, form, page)


@allowed(money_of)
@require_safe
def handover(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The pack: what is open, and who has gone through it."""
    who = actor(request)
    row = handover_read(who, public_id)
    parts = parts_of(row, who, timezone.localdate())
    left = sum(part.giver is None or part.successor is None for part in parts)
    side = side_of(who, row)
    context = {"handover": row, "parts": parts, "left": left, "side": side}
    return render(request, "placements/handover.html", context)


@allowed(money_of)
@require_safe
def handover_pdf(request: HttpRequest, public_id: UUID) -> FileResponse:
    """The pack on paper."""
    who, now = actor(request), timezone.now()
    row = handover_read(who, public_id)
    title = _("Hand-over: %(name)s") % {"name": row.association}
    document = Document(title=title, author=str(row.association), number=formats.day(now), written_at=now)
    context = {"handover": row, "parts": parts_of(row, who, timezone.localdate()), "title": title}
    content = render_pdf("placements/pdf/handover.html", context, document=document)
    return file_response(BytesIO(content), title, "pdf")


@allowed(money_of)
@require_POST
def handover_tick(request: HttpRequest, public_id: UUID, item: str) -> HttpResponse:
    """One of the two has gone through it; anybody else is refused."""
    who = actor(request)
    row: Handover = handover_read(who, public_id)
    side = side_of(who, row)
    if side is None:
        raise PermissionDenied
    if item not in HandoverItem.values:
        raise Http404
    part = HandoverItem(item)
    stands = tick(handover=row, item=part, side=side, by=who, at=timezone.now())
    said = _("Gone through: %(name)s.") if stands else _("Not gone through: %(name)s.")
    return done(request, row.get_absolute_url(), said % {"name": part.label})
