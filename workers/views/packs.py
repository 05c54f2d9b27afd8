"""Instrument packs of the municipality: loading one with the right to it confirmed, and withdrawing it."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from laavu.accounts.access import actor, administrator, allowed
from laavu.accounts.records import done, posted, words_of
from laavu.shared.parts import Chip
from workers.access import pack_write
from workers.instruments.in_use import confirmation_of, load, withdraw
from workers.instruments.known import LOADABLE
from workers.instruments.reading import LONGEST, Pack, PackError, embedded, loadable
from workers.models import InstrumentPack
from workers.questionnaires.page import shown


class PackForm(forms.Form):
    """A pack's file, or its text; checked before it is shown, confirmed before it is kept."""

    file = forms.FileField(label=gettext_lazy("File (TOML)"), required=False)
    content = forms.CharField(
        label=gettext_lazy("Or its text"), required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
    )  # fmt: skip
    confirmed = forms.BooleanField(
        label=gettext_lazy("I confirm that the municipality has the right to use this text unchanged"),
        required=False,
    )
    pack: Pack | None = None

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or self.cleaned_data
        sent, text = cleaned.get("file"), str(cleaned.get("content") or "")
        if sent is not None:
            text = _decoded(sent.read(LONGEST * 4))
            cleaned["content"] = text
        if not text.strip():
            raise ValidationError(_("Choose the pack's file, or paste its text."))
        try:
            self.pack = loadable(text)
        except PackError as error:
            raise ValidationError(error.problems) from error
        if not cleaned.get("confirmed"):
            self.add_error("confirmed", confirmation_of(self.pack))
        return cleaned


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ValidationError(_("The file is not text in UTF-8.")) from error


@require_safe
@allowed(administrator)
def pack_list(request: HttpRequest) -> HttpResponse:
    rows = InstrumentPack.objects.filter(municipality=actor(request).municipality)
    context = {
        "embedded": shown(embedded(), translation.get_language()),
        "rows": rows.order_by("withdrawn_at", "-loaded_at"),
        "loadable": ", ".join(LOADABLE),
        "crumbs": [Chip(_("Settings"), reverse("settings"))],
    }
    return render(request, "workers/pack_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(administrator)
def pack_new(request: HttpRequest) -> HttpResponse:
    who = actor(request)
    form = PackForm(posted(request), request.FILES or None)
    if form.is_valid() and form.pack is not None:
        said = confirmation_of(form.pack)
        try:
            with transaction.atomic():
                row = load(form.cleaned_data["content"], said, by=who, at=timezone.now())
        except IntegrityError:
            form.add_error(None, words_of(InstrumentPack, "pack_one_in_use"))
        else:
            return done(request, reverse("pack_list"), _("%(name)s is in use.") % {"name": row})
    context = {
        "form": form,
        "crumbs": [
            Chip(_("Settings"), reverse("settings")), Chip(_("Instruments"), reverse("pack_list"))
        ],
    }  # fmt: skip
    return render(request, "workers/pack_new.html", context, status=422 if form.errors else 200)


@require_POST
@allowed(administrator)
def pack_withdraw(request: HttpRequest, public_id: UUID) -> HttpResponse:
    who = actor(request)
    row = pack_write(who, public_id)
    withdraw(row, by=who, at=timezone.now())
    messages.success(request, _("%(name)s is asked no more. What was answered stays.") % {"name": row})
    return redirect("pack_list")
