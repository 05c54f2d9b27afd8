"""Background work: make a month's pack, or the files of an audit."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from laavu.accounts.jobs import Refused, running
from laavu.law.period import Period
from placements.evidence.making import Made, audit_placements, audit_zip, pack_of, store_audit, store_pack
from placements.models import Placement
from villages.models import Association


@task()
def make_pack(job_id: int, municipality_id: int, placement_id: int, first_day: str, by: str) -> None:
    with running(job_id, municipality_id) as work:
        placement = Placement.objects.select_related("worker", "association").get(pk=placement_id)
        made = Made(by, timezone.now())
        row = store_pack(pack_of(placement, date.fromisoformat(first_day), made), made)
        work.result = reverse("evidence_of", args=[placement.public_id])
        work.outcome = (
            _("Pieces missing: %(count)s.") % {"count": row.missing}
            if row.missing
            else _("Nothing is missing.")
        )


@task()
def make_audit(
    job_id: int, municipality_id: int, first_day: str, last_day: str, payer: str, association_id: int | None,
    by: str,
) -> None:  # fmt: skip
    with running(job_id, municipality_id) as work:
        period = Period(date.fromisoformat(first_day), date.fromisoformat(last_day))
        association = Association.objects.filter(pk=association_id).first() if association_id else None
        found = audit_placements(
            municipality_id=municipality_id, period=period, payer=payer, association=association
        )
        if not found:
            raise Refused(_("No placement has a decision of this payer in the period."))
        made = Made(by, timezone.now())
        content, missing = audit_zip(found, period, made, work.progress, payer=payer)
        store_audit(
            content, municipality_id=municipality_id, association=association, payer=payer, period=period,
            missing=missing, made=made,
        )  # fmt: skip
        work.result = reverse("audit_list")
        work.outcome = _("Pieces missing: %(count)s.") % {"count": missing}
