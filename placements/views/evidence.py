"""Evidence of one worker's months, and the files of an audit: asked for, made behind, taken."""

from datetime import date
from io import BytesIO
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from laavu.accounts import jobs
from laavu.accounts.access import actor, allowed, log_read, own_jobs
from laavu.accounts.actor import Actor
from laavu.accounts.choices import ReadAct
from laavu.accounts.crypto import CannotDecrypt
from laavu.accounts.models import Job
from laavu.law.period import Period
from laavu.shared.formats import month as month_name
from laavu.shared.forms import DayField, whole_period
from laavu.shared.http import wants_part
from placements.access import money_of, paid_placement
from placements.access.evidence import evidence_read
from placements.choices import EvidenceKind
from placements.evidence.gathering import evidence_of as gathered
from placements.evidence.gathering import months_with_work
from placements.evidence.making import content_of
from placements.evidence.tasks import make_audit, make_pack
from placements.models import EvidenceFile, Placement, SubsidyDecision
from placements.views.money import treasuries
from villages.models import Association

SHOWN = 50
KIND = "evidence"  # of the background work


@allowed(money_of)
@require_safe
def evidence_of(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The placement's months: what is missing of each, and the packs that were made."""
    who, today = actor(request), timezone.localdate()
    placement = _placement(who, public_id)
    address = reverse("evidence_of", args=[placement.public_id])
    job = _newest(who)
    if job and not job.is_over and wants_part(request):
        return render(request, "parts/job_progress.html", {"job": job, "address": address})
    log_read(who, placement.worker)
    placed: Period = placement.period
    months: list[date] = []
    if placed.first <= today:
        months = months_with_work(placement, Period(placed.first, today))[::-1][:12]
    made = EvidenceFile.objects.visible_to(who).filter(placement=placement)
    context = {
        "placement": placement,
        "months": [(month, gathered(placement, month).missing) for month in months],
        "files": made.order_by("-made_at", "-id")[:SHOWN],
        "job": job,
        "address": address,
    }
    return _with_what_came(request, render(request, "placements/evidence.html", context))


def _newest(who: Actor) -> Job | None:
    """The last that the actor asked for, while it goes on or when it failed lately: that is told."""
    return own_jobs(who).filter(kind=KIND).order_by("-asked_at", "-id").first()


def _with_what_came(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """What was waited for has come: the whole page changes."""
    if wants_part(request):
        answer.headers["HX-Refresh"] = "true"
    return answer


@allowed(money_of)
@require_POST
def evidence_make(request: HttpRequest, public_id: UUID, year: int, month: int) -> HttpResponse:
    """Have the month's pack made."""
    who = actor(request)
    placement = _placement(who, public_id)
    try:
        first_day = date(year, month, 1)
    except ValueError as error:
        raise Http404 from error
    if first_day not in months_with_work(placement, Period(first_day, timezone.localdate())):
        raise Http404
    jobs.start(
        make_pack, kind=KIND, actor=who,
        # Without a name: administrators may read it.
        title=_("Evidence %(month)s") % {"month": month_name(first_day)},
        arguments={"placement_id": placement.pk, "first_day": first_day.isoformat(), "by": str(who.user)},
    )  # fmt: skip
    messages.success(request, _("The pack is being made. You find it here when it is ready."))
    return redirect(reverse("evidence_of", args=[placement.public_id]))


def _placement(who: Any, public_id: UUID) -> Placement:
    """The placement with an association, else 404: others' wages are not kept here."""
    placement = paid_placement(who, public_id)
    if placement.association_id is None:
        raise Http404
    return placement


@allowed(money_of)
@require_safe
def evidence_file(request: HttpRequest, public_id: UUID) -> FileResponse:
    """The file; who took it is noted with the person that it tells of."""
    who = actor(request)
    row = evidence_read(who, public_id)
    try:
        content = content_of(row)
    except CannotDecrypt as error:
        raise Http404 from error
    log_read(who, row.placement.worker if row.placement else row, ReadAct.EXPORTED, row.title)
    suffix = "pdf" if row.kind == EvidenceKind.PACK else "zip"
    name = f"laavu-{row.period.first}-{row.public_id.hex[-6:]}.{suffix}"
    answer = FileResponse(
        BytesIO(content), as_attachment=True, filename=name, content_type=f"application/{suffix}"
    )
    answer.headers["Cache-Control"] = "no-store, private"
    return answer


class AuditForm(forms.Form):
    """Whose decisions, which period, which association."""

    payer = forms.ChoiceField(label=gettext_lazy("Payer"), required=False)
    association: Any = forms.ModelChoiceField(
        Association.objects.none(),
        label=gettext_lazy("Association"),
        required=False,
        empty_label=gettext_lazy("All"),
    )
    first_day = DayField(label=gettext_lazy("First day"))
    last_day = DayField(label=gettext_lazy("Last day"))

    def __init__(self, *args: Any, who: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        fields["association"].queryset = treasuries(who)
        fields["association"].required = not who.is_coordinator
        placed = Placement.objects.visible_to(who)
        payers = SubsidyDecision.objects.filter(placement__in=placed).exclude(payer="")
        names = payers.order_by("payer").values_list("payer", flat=True).distinct()
        fields["payer"].choices = [("", _("every payer")), *((name, name) for name in names)]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        data["period"] = whole_period(self)
        return data


@allowed(money_of)
@require_http_methods(["GET", "HEAD", "POST"])
def audit_list(request: HttpRequest) -> HttpResponse:
    """Ask for the files of an audit, and take those that were made."""
    who, today = actor(request), timezone.localdate()
    address, job = reverse("audit_list"), _newest(who)
    if job and not job.is_over and request.method != "POST" and wants_part(request):
        return render(request, "parts/job_progress.html", {"job": job, "address": address})
    year = {"first_day": today.replace(month=1, day=1), "last_day": today}
    form = AuditForm(request.POST or None, who=who, initial=year)
    if request.method == "POST" and form.is_valid():
        _start(who, form.cleaned_data)
        messages.success(request, _("The files are being made. You find them here when they are ready."))
        return redirect(address)
    made = EvidenceFile.objects.visible_to(who).filter(kind=EvidenceKind.AUDIT)
    context = {
        "form": form, "files": made.order_by("-made_at", "-id")[:SHOWN], "job": job, "address": address,
    }  # fmt: skip
    status = 422 if form.errors else 200
    return _with_what_came(request, render(request, "placements/audit.html", context, status=status))


def _start(who: Any, asked: dict[str, Any]) -> None:
    association = asked["association"]
    jobs.start(
        make_audit, kind=KIND, title=_("Files of an audit"), actor=who,
        arguments={
            "first_day": asked["first_day"].isoformat(), "last_day": asked["last_day"].isoformat(),
            "payer": asked["payer"], "association_id": association.pk if association else None,
            "by": str(who.user),
        },
    )  # fmt: skip
