"""Which mail somebody wants, with and without signing in; and the municipality's outgoing mail."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from laavu.accounts.access import actor, administrator, allowed, outbox
from laavu.accounts.choices import MailKind, MailPace, MailState
from laavu.accounts.forms import MailChoicesForm
from laavu.accounts.mail.choosing import CHOOSABLE, Reader, choices_of, choose, pace_of
from laavu.accounts.mail.sending import try_again
from laavu.accounts.mail.tokens import WayOut, way_out
from laavu.accounts.models import OutgoingMail
from laavu.accounts.models.mail import NOT_OVER
from laavu.accounts.records import done, posted
from laavu.accounts.views.settings import sections
from laavu.shared.filters import chips, chosen, filters_of, with_all
from laavu.shared.lists import page_of
from laavu.shared.parts import Tone

OWN_SHOWN = 20
STATES: dict[str, Q] = {
    MailState.WAITING: NOT_OVER,
    MailState.SENT: Q(sent_at__isnull=False),
    MailState.FAILED: Q(failed_at__isnull=False),
    MailState.WITHDRAWN: Q(withdrawn_at__isnull=False),
}
TONES: dict[str, Tone] = {
    MailState.WAITING: "calm",
    MailState.SENT: "ok",
    MailState.FAILED: "stop",
    MailState.WITHDRAWN: "calm",
}
ONE_CLICK = "List-Unsubscribe"  # RFC 8058: the field that a mail program posts


def state_of(row: OutgoingMail) -> MailState:
    if row.sent_at:
        return MailState.SENT
    if row.failed_at:
        return MailState.FAILED
    return MailState.WITHDRAWN if row.withdrawn_at else MailState.WAITING


@dataclass(frozen=True, slots=True)
class Shown:
    """A mail in the list. `to` and `error` name no address of somebody without an account unless asked."""

    row: OutgoingMail
    tone: Tone
    word: str
    to: str
    error: str


def _shown(rows: list[OutgoingMail], *, with_addresses: bool) -> list[Shown]:
    found = []
    for row in rows:
        told = row.address if with_addresses else _masked(row.address)
        state = state_of(row)
        error = row.error.replace(row.address, told) if row.address else row.error
        found.append(Shown(row, TONES[state], str(state.label), str(row.user or told), error))
    return found


def _masked(address: str) -> str:
    """Enough to mend a mistyped domain: whose address it is may be nobody's business (a jobseeker's)."""
    name, sign, domain = address.rpartition("@")
    return f"{name[:1]}…{sign}{domain}" if sign else ""


def _paces(reader: Reader) -> dict[str, MailPace]:
    chosen_paces = choices_of([reader])
    return {kind: pace_of(chosen_paces, reader, kind) for kind in CHOOSABLE}


@require_http_methods(["GET", "HEAD", "POST"])
def mail_own(request: HttpRequest) -> HttpResponse:
    """When the user gets which mail, and the newest of it."""
    who = actor(request)
    reader = Reader.of(who.user)
    form = MailChoicesForm(posted(request), initial=_paces(reader))
    if form.is_valid():
        choose(reader, form.cleaned_data)
        return done(request, reverse("mail_own"), _("Your choices of mail were saved."))
    rows = OutgoingMail.objects.filter(user=who.user).order_by("-made_at", "-id")[:OWN_SHOWN]
    context = {
        "form": form,
        "rows": _shown(list(rows), with_addresses=True),
        "sees_outbox": who.is_coordinator or who.is_administrator,
    }
    return render(request, "accounts/mail_own.html", context, status=422 if form.errors else 200)


# The signed text in the address is the right, and no session stands behind it that another site could misuse:
# mail programs post here without a cookie (RFC 8058).
@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def mail_choices(request: HttpRequest, token: str) -> HttpResponse:
    """The way out of mail, from the mail itself. Only a POST changes anything: filters of mail open links."""
    found = way_out(token)
    if found is None:
        raise Http404
    with translation.override(found.reader.language or translation.get_language()):
        form = MailChoicesForm(posted(request), initial=_paces(found.reader), kinds=_offered(found))
        said = ""
        if request.method == "POST" and ONE_CLICK in request.POST:
            choose(found.reader, dict.fromkeys(_ended(found), MailPace.NEVER))
            said = _("You get no more mail about: %(kinds)s") % {"kinds": _named(found)}
            form = MailChoicesForm(initial=_paces(found.reader), kinds=_offered(found))
        elif form.is_valid():
            choose(found.reader, form.cleaned_data)
            said = _("Your choices of mail were saved.")
        context = {"form": form, "said": said, "kinds": _named(found)}
        status = 422 if form.errors else 200
        response = render(request, "accounts/mail_choices.html", context, status=status)
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _ended(found: WayOut) -> tuple[MailKind, ...]:
    return tuple(kind for kind in found.kinds if kind in CHOOSABLE)


def _offered(found: WayOut) -> tuple[MailKind, ...]:
    """A user chooses of all mail; who has no account, of what they have got."""
    return CHOOSABLE if found.user else _ended(found)


def _named(found: WayOut) -> str:
    return ", ".join(str(kind.label) for kind in _ended(found))


@require_safe
@allowed(lambda who: who.is_coordinator or who.is_administrator)
def mail_outbox(request: HttpRequest) -> HttpResponse:
    """The municipality's outgoing mail: to whom, about what, and whether it went out. Nobody's text."""
    who, query = actor(request), request.GET
    states = with_all(MailState.choices)
    state = chosen(query, "state", states)
    rows = outbox(who)
    if state:
        rows = rows.filter(STATES[state])
    page = page_of(rows, query, "-made_at", "-id")
    context: dict[str, Any] = {
        "page": page,
        # People are for coordinators: an administrator sees that mail went out, and not to which jobseeker.
        "rows": _shown(page.in_order(outbox(who).select_related("user")), with_addresses=who.is_coordinator),
        "chips": chips(query, "state", states),
        "kept": filters_of(query, "state"),
        "may_try": who.is_administrator,
        "sections": sections("mail_outbox") if who.is_administrator else [],
    }
    return render(request, "accounts/mail_outbox.html", context)


@require_POST
@allowed(administrator)
def mail_again(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Send a mail that was given up, once the address or the server is mended."""
    row = get_object_or_404(outbox(actor(request)), public_id=public_id)
    try_again(row, timezone.now())
    return done(request, reverse("mail_outbox"), _("The mail is sent again in a moment."))
