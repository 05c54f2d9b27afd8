"""What is done to a readiness check: begun, answered, decided. A decided one is never changed again."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from placements.problems import Refused
from villages.choices import ReadinessDecision, ReadinessItem, ReadinessState
from villages.models import Association, ReadinessAnswer, ReadinessCheck, ReadinessTask

COPIED = ("environment", "aims", "customers")


def begin(association: Association, *, on: date) -> ReadinessCheck:
    """A new check, with the answers of the last one as far as there is one. Raises Refused."""
    last = newest(association)
    given = {name: getattr(last, name) for name in COPIED} if last else {}
    try:
        with transaction.atomic():
            check = ReadinessCheck.objects.create(
                municipality_id=association.municipality_id, association=association, checked_on=on, **given
            )
            if last is not None:
                _copy_answers(last, check)
    except IntegrityError as error:
        raise Refused(_("The association already has a check that is not decided.")) from error
    return check


def _copy_answers(last: ReadinessCheck, check: ReadinessCheck) -> None:
    """Answers are copied, not tasks: a gap that is still there wants a new day."""
    ReadinessAnswer.objects.bulk_create(
        [
            ReadinessAnswer(
                municipality_id=check.municipality_id, association=check.association, readiness=check,
                item=one.item, state=one.state, note=one.note, source=one.source,
            )
            for one in last.answers.order_by("pk")
        ]
    )  # fmt: skip


def newest(association: Association) -> ReadinessCheck | None:
    found = ReadinessCheck.objects.filter(association=association)
    check: ReadinessCheck | None = found.order_by("-checked_on", "-pk").first()
    return check


def is_open(check: ReadinessCheck) -> bool:
    return not check.decision


@transaction.atomic
def answer(
    check: ReadinessCheck, item: ReadinessItem, *, state: str, note: str, source: str
) -> ReadinessAnswer:
    """Write how it is with one thing. A gap that is closed loses its task. Raises Refused.

    Who answers may not lock the check itself; a trigger does, and refuses what comes after the decision.
    """
    if not is_open(ReadinessCheck.objects.get(pk=check.pk)):
        raise Refused(_("The check has been decided and stays as it is. Begin a new one."))
    row, _made = ReadinessAnswer.objects.update_or_create(
        readiness=check,
        item=item,
        defaults={
            "municipality_id": check.municipality_id, "association": check.association, "state": state,
            "note": note, "source": source,
        },
    )  # fmt: skip
    if state != ReadinessState.MISSING:
        ReadinessTask.objects.filter(readiness=check, item=item, done_on=None).delete()
    return row


@transaction.atomic
def give_task(check: ReadinessCheck, item: ReadinessItem, *, text: str, owner: str, due_on: date) -> None:
    """What has to be done about a gap; one task for each gap."""
    ReadinessTask.objects.update_or_create(
        readiness=check,
        item=item,
        defaults={
            "municipality_id": check.municipality_id, "association": check.association, "text": text,
            "owner": owner, "due_on": due_on,
        },
    )  # fmt: skip


def unanswered(check: ReadinessCheck) -> list[ReadinessItem]:
    there = set(check.answers.values_list("item", flat=True))
    return [item for item in ReadinessItem if item.value not in there]


def gaps(check: ReadinessCheck) -> list[ReadinessItem]:
    there = set(check.answers.filter(state=ReadinessState.MISSING).values_list("item", flat=True))
    return [item for item in ReadinessItem if item.value in there]


def hindrance(check: ReadinessCheck, decision: str) -> str:
    """Why the check cannot be decided so, in words; empty when it can."""
    if not is_open(check):
        return _("The check has been decided and stays as it is. Begin a new one.")
    if open_items := unanswered(check):
        return _("Not answered yet: %(what)s.") % {"what": _named(open_items)}
    missing = gaps(check)
    if decision == ReadinessDecision.MAY and missing:
        return _("Something is missing: %(what)s. Decide with conditions, or close the gaps first.") % {
            "what": _named(missing)
        }
    if decision == ReadinessDecision.CONDITIONS:
        with_task = set(check.tasks.values_list("item", flat=True))
        if without := [item for item in missing if item.value not in with_task]:
            return _("These gaps have no task yet: %(what)s.") % {"what": _named(without)}
    return ""


def _named(items: list[ReadinessItem]) -> str:
    return ", ".join(str(item.label) for item in items)


@transaction.atomic
def decide(check: ReadinessCheck, *, decision: str, decided_on: date, deciders: str, conditions: str) -> None:
    """Decide, and freeze the check. Raises Refused; the database refuses a day before the check."""
    row = ReadinessCheck.objects.select_for_update().get(pk=check.pk)
    if problem := hindrance(row, decision):
        raise Refused(problem)
    row.decision, row.decided_on = decision, decided_on
    row.deciders, row.conditions = deciders, conditions
    row.save()
