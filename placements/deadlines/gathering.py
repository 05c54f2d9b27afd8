"""The deadlines of a user: claims, decisions and placements that end, hours that wait, contracts missing,
steps of the model and gaps of associations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from laavu.accounts.actor import Actor
from laavu.law.period import Period, end_of_month_after
from laavu.shared.formats import euros, initials, month
from laavu.shared.parts import Tone
from placements.claims.gathering import Group, entries_of, groups_of
from placements.models import Month, Placement, PlacementDocument, SubsidyDecision
from villages.boards.showing import coming_steps, open_tasks, title_of
from villages.choices import DocumentKind
from villages.models import Association

AHEAD = timedelta(days=90)
ENDING = timedelta(days=60)
HOURS_BY = 15  # the day of the next month by which hours are wanted
NEAR = timedelta(days=14)
SHOWN = 500


class DeadlineKind(models.TextChoices):
    CLAIM = "claim", gettext_lazy("claims")
    REMINDER = "reminder", gettext_lazy("reminders of claims")
    DECISION = "decision", gettext_lazy("decisions ending")
    PLACEMENT = "placement", gettext_lazy("placements ending")
    MONTH = "month", pgettext_lazy("deadline", "hours not approved")
    CONTRACT = "contract", gettext_lazy("contracts missing")
    STEP = "step", gettext_lazy("steps of the model")
    READINESS = "readiness", gettext_lazy("gaps in readiness to employ")


@dataclass(frozen=True, slots=True)
class Deadline:
    """One thing that lapses on a day. `text` may name people; `plain`, for mails and calendars, never does.

    `key` names it for good, so that nobody is reminded of it twice.
    """

    key: str
    kind: str
    on: date
    text: str
    plain: str
    address: str
    association: Association
    euros: Decimal | None = None
    is_estimate: bool = False

    def tone(self, today: date) -> Tone:
        if self.on < today:
            return "warn" if self.kind == DeadlineKind.REMINDER else "stop"
        return "warn" if self.on <= today + NEAR else "calm"

    def word(self, today: date) -> str:
        if self.on < today:
            words = {DeadlineKind.REMINDER: _("claim at once"), DeadlineKind.CLAIM: _("passed")}
            return words.get(DeadlineKind(self.kind), _("late"))
        left = (self.on - today).days
        return ngettext("%(count)s day left", "%(count)s days left", left) % {"count": left}

    @property
    def label(self) -> str:
        return str(DeadlineKind(self.kind).label)


def deadlines_of(who: Actor, on: date) -> list[Deadline]:
    """Everything that lapses within three months or lapsed lately, the nearest first."""
    ways = (_claims, _decisions, _placements, _months, _contracts, _steps, _tasks)
    found = [deadline for way in ways for deadline in way(who, on)]
    return sorted(found, key=lambda one: (one.on, one.kind, one.text, one.key))


def _key(*parts: object) -> str:
    """A short name of it that tells nothing of the people."""
    return sha256("|".join(map(str, parts)).encode()).hexdigest()[:32]


def _claims(who: Actor, on: date) -> Iterator[Deadline]:
    for group in groups_of(entries_of(who, on)):
        waits = [entry for entry in group.entries if not entry.is_claimed] or group.draft
        if waits and group.last_day is not None:
            yield _claim(group, DeadlineKind.CLAIM, group.last_day)
            remind = group.reminder_day if group.last_day >= on else None
            if remind is not None and remind != group.last_day:
                yield _claim(group, DeadlineKind.REMINDER, remind)


def _claim(group: Group, kind: DeadlineKind, on: date) -> Deadline:
    count = sum(1 for entry in group.entries if not entry.is_claimed) or len(group.entries)
    told = {"month": month(group.month), "count": count, "payer": group.payer or _("payer not written")}
    text = ngettext(
        "Claim %(month)s, %(count)s worker: %(payer)s", "Claim %(month)s, %(count)s workers: %(payer)s", count
    )
    return Deadline(
        key=_key(kind, group.association.public_id, group.kind, group.payer, group.month),
        kind=kind,
        on=on,
        text=text % told,
        plain=f"{text % told}, {euros(group.euros)}",
        address=reverse("claims_due"),
        association=group.association,
        euros=group.euros,
        is_estimate=group.is_estimate,
    )


def _own(who: Actor) -> models.QuerySet[Placement]:
    found = Placement.objects.visible_to(who).filter(association__isnull=False)
    if not who.is_coordinator:
        found = found.filter(association__in=who.treasurer_association_ids)
    return found.select_related("worker", "association")


def _decisions(who: Actor, on: date) -> Iterator[Deadline]:
    ending = SubsidyDecision.objects.in_force().filter(
        placement__in=_own(who), period__endswith__gt=on, period__endswith__lte=on + ENDING
    )
    for decision in ending.select_related("placement__worker", "placement__association")[:SHOWN]:
        yield _of_person(
            decision.placement, DeadlineKind.DECISION, decision.period.last, decision.pk,
            _("The wage subsidy decision ends: %(name)s"), decision.placement.get_absolute_url(),
        )  # fmt: skip


def _placements(who: Actor, on: date) -> Iterator[Deadline]:
    for placement in _own(who).filter(period__endswith__gt=on, period__endswith__lte=on + ENDING)[:SHOWN]:
        yield _of_person(
            placement, DeadlineKind.PLACEMENT, placement.period.last, placement.pk,
            _("The placement ends: %(name)s"), placement.get_absolute_url(),
        )  # fmt: skip


def _months(who: Actor, on: date) -> Iterator[Deadline]:
    rows = Month.objects.unapproved(who, on).filter(placement__in=_own(who), first_day__gte=on - AHEAD)
    for row in rows.select_related("placement__worker", "placement__association")[:SHOWN]:
        wanted = end_of_month_after(row.first_day, 0) + timedelta(days=HOURS_BY)
        placement = row.placement
        address = reverse("hours_month", args=[placement.public_id, row.first_day.year, row.first_day.month])
        text = _("Hours of %(month)s are not approved: %(name)s")
        told = {"month": month(row.first_day), "name": "%(name)s"}
        yield _of_person(placement, DeadlineKind.MONTH, wanted, row.pk, text % told, address)


def _contracts(who: Actor, on: date) -> Iterator[Deadline]:
    kept = PlacementDocument.objects.filter(document__kind=DocumentKind.CONTRACT, document__removed_at=None)
    begun = _own(who).filter(subsidy_decisions__replaced_at=None, subsidy_decisions__isnull=False)
    rows = begun.filter(period__contains=on).exclude(pk__in=kept.values("placement")).distinct()
    for placement in rows[:SHOWN]:
        first: Period = placement.period
        yield _of_person(
            placement, DeadlineKind.CONTRACT, end_of_month_after(first.first, 1), placement.pk,
            _("A copy of the employment contract is missing: %(name)s"),
            reverse("placement_documents", args=[placement.public_id]),
        )  # fmt: skip


def _steps(who: Actor, on: date) -> Iterator[Deadline]:
    """Steps of the model that are not done; they stay until they are."""
    for step in coming_steps(who, on + AHEAD)[:SHOWN]:
        assert step.due_on is not None  # noqa: S101 - asked for with one
        text = f"{title_of(step)}: {step.association}"
        yield Deadline(
            key=_key(DeadlineKind.STEP, step.pk, step.due_on), kind=DeadlineKind.STEP, on=step.due_on,
            text=text, plain=text, address=f"{step.board.get_absolute_url()}#step-{step.code}",
            association=step.association,
        )  # fmt: skip


def _tasks(who: Actor, on: date) -> Iterator[Deadline]:
    """What is missing before an association may employ, with a day."""
    for task in open_tasks(who, on + AHEAD)[:SHOWN]:
        told = {"name": task.association, "what": task.get_item_display()}
        yield Deadline(
            key=_key(DeadlineKind.READINESS, task.pk, task.due_on), kind=DeadlineKind.READINESS,
            on=task.due_on, text=f"{task}: {task.association}",
            plain=_("Missing at %(name)s: %(what)s") % told,
            address=reverse("association_readiness", args=[task.association.public_id]),
            association=task.association,
        )  # fmt: skip


def _of_person(
    placement: Placement, kind: DeadlineKind, on: date, pk: int, text: str, address: str
) -> Deadline:
    assert placement.association is not None  # noqa: S101 - asked for with one
    return Deadline(
        key=_key(kind, pk, on),
        kind=kind,
        on=on,
        text=text % {"name": placement.worker},
        plain=text % {"name": initials(placement.worker.name)},
        address=address,
        association=placement.association,
    )


def chosen_kind(found: Sequence[Deadline], kind: str) -> list[Deadline]:
    return [one for one in found if not kind or one.kind == kind]
