"""What all models keep to: foreign keys point where imports may, instants and people come in pairs."""

from __future__ import annotations

from collections.abc import Iterable

from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

# From the ground up; a foreign key may point to its own app or to one before it.
ORDER = ("accounts", "villages", "workers", "placements", "evaluation")

# An instant without a person, or a person without an instant, and why.
ALONE: dict[str, str] = {
    "accounts.Job.asked": "the person is its owner",
    "accounts.Job.finished": "a background worker does it",
    "accounts.Job.seen": "a background worker does it",
    "accounts.Job.started": "a background worker does it",
    "accounts.OutgoingMail.failed": "the program gives it up",
    "accounts.OutgoingMail.made": "the program writes it, for what somebody did",
    "accounts.OutgoingMail.next_try": "when the program tries next",
    "accounts.OutgoingMail.sent": "the program sends it",
    "accounts.OutgoingMail.withdrawn": "the program does it when its reader has turned such mail off",
    "accounts.ReadLog.read": "the reader is its user",
    "placements.SheetFile.made": "the person is its user",
    "accounts.User.joined": "who made a user stands in the history",
    "villages.Response.submitted": "a villager without an account",
    "evaluation.SigningKey.made": "the program makes it, at the first report",
    "evaluation.ReportFile.made": "the program makes it, of a report that somebody published",
    "evaluation.ShareUse.used": "whoever has the link; it names nobody",
    "workers.Background.stated": "who says so, of a fact that has a first day",
}

# Constraints without words for people: no form offers what they hold.
SILENT: dict[str, str] = {
    "placements.Sending.sending_has_sender": "written by actions",
    "placements.Sending.sending_once": "looked up before it is written, under a lock",
    "placements.SheetFile.sheet_file_has_sheets": "written by a task",
    "placements.Claim.claim_of_month": "written by actions",
    "placements.Claim.claim_sent_whole": "written by actions",
    "placements.Claim.claim_paid_whole": "written by actions",
    "placements.Claim.claim_paid_has_payment": "written by actions",
    "placements.ClaimLine.claim_line_one_decision": "written by actions",
    "placements.OtherFunding.other_funding_of_month": "written by actions",
    "placements.CalendarFeed.calendar_feed_once": "written by actions",
    "evaluation.ActionLink.action_link_of_one": "written by actions",
    "evaluation.Feedback.feedback_taken_whole": "written by actions",
    "evaluation.ReportDraft.report_draft_asked_whole": "written by actions",
    "evaluation.ReportDraft.report_draft_reviewed_whole": "written by actions",
    "evaluation.ReportDraft.report_draft_state_whole": "written by actions",
    "evaluation.ReportDraft.report_draft_published_once": "written by actions",
    "evaluation.SectionText.section_text_once": "looked up before it is written, under a lock",
    "evaluation.ReportFile.report_file_once": "looked up before it is written, under a lock",
    "evaluation.SigningKey.signing_key_fingerprint_once": "computed by the program",
    "evaluation.ShareLink.share_link_digest_once": "made by the program",
    "evaluation.ApiToken.api_token_digest_once": "made by the program",
    "evaluation.ApiUse.api_use_once_a_day": "written by the program, and passed over",
    "evaluation.SigningKey.signing_key_one_at_a_time": "looked up before it is written, under a lock",
    "accounts.MailChoice.mail_choice_of_somebody": "written by actions",
    "accounts.OutgoingMail.outgoing_mail_over_once": "written by actions",
    "accounts.OutgoingMail.outgoing_mail_to_somebody": "written by actions",
    "accounts.Job.job_done_within_total": "counted by the program",
    "workers.BenefitMonth.benefit_month_begins_on_first": "read from the list as a month",
    "workers.BenefitMonth.benefit_month_explained_whole": "written by the form",
    "workers.KelaList.kela_list_month_begins_on_first": "chosen from months",
    "workers.KelaList.kela_list_who_and_when": "written by actions",
    "placements.EvidenceFile.evidence_pack_of_placement": "written by the program",
    "placements.HandoverTick.handover_tick_known": "written by actions",
    "placements.HandoverTick.handover_tick_once": "written by actions",
    "placements.BufferLoan.loan_lender_known": "chosen from two",
    "placements.CashItem.cash_item_kinds_known": "chosen from lists",
    "placements.ImportRun.import_who_and_when": "written by actions",
    "placements.Month.month_begins_on_first": "chosen from months",
    "placements.Month.month_approved_whole": "written by actions",
    "placements.Month.month_confirmation_known": "written by actions",
    "placements.Month.month_confirmed_whole": "written by actions",
    "placements.Month.month_lock_whole": "written by actions",
    "placements.Month.month_state_whole": "written by actions",
    "placements.Month.month_submitted_whole": "written by actions",
    "placements.Pay.pay_closed_whole": "written by actions",
    "placements.Pay.pay_paid_whole": "written by actions",
    "villages.AnswerImport.answer_import_who_and_when": "written by actions",
    "villages.UnfinishedWork.work_merged_whole": "written by actions",
    "villages.UnfinishedWork.work_split_whole": "written by actions",
    "villages.WorkSource.work_source_of_one": "written by actions",
    "villages.WorkSource.work_source_once": "written by actions",
    "villages.WorkPhoto.work_photo_of_one": "written by actions",
    "villages.Receipt.receipt_number_once": "a trigger gives the number",
    "villages.ReadinessAnswer.readiness_answer_once": "written by actions, under a lock",
    "villages.ReadinessAnswer.readiness_answer_known": "chosen from lists",
    "villages.Document.document_month_begins_on_first": "chosen from months",
    "villages.Document.document_of_somebody": "written by actions",
    "villages.Document.document_removed_whole": "written by actions",
}


def upward_keys(found: Iterable[type[models.Model]]) -> list[str]:
    """Foreign keys, also hidden behind a string, from an app to one that stands above it."""
    wrong = []
    for model in found:
        for field in model._meta.get_fields():
            target = (
                field.related_model if field.many_to_one or field.one_to_one or field.many_to_many else None
            )
            if not field.concrete or not isinstance(target, type):
                continue
            here, there = model._meta.app_label, target._meta.app_label
            if here in ORDER and there in ORDER and ORDER.index(there) > ORDER.index(here):
                wrong.append(f"{model._meta.label}.{field.name} → {target._meta.label}")
    return wrong


def unpaired(found: Iterable[type[models.Model]]) -> list[str]:
    """Instants whose person is not named beside them, and the other way round; or one may be empty alone."""
    wrong = []
    for model in found:
        if model._meta.app_label not in ORDER or hasattr(model, "pgh_tracked_model"):
            continue
        fields = {field.name: field for field in model._meta.concrete_fields}
        for stem in sorted({name[:-3] for name in fields if name.endswith(("_at", "_by"))}):
            at, by = fields.get(f"{stem}_at"), fields.get(f"{stem}_by")
            label = f"{model._meta.label}.{stem}"
            if label in ALONE:
                continue
            if at is None or by is None:
                wrong.append(f"{label}: only one of {stem}_at and {stem}_by")
            elif at.null and not _held_together(model, at.name, by.name):
                wrong.append(f"{label}: no constraint holds {stem}_at and {stem}_by together")
    return wrong


def _held_together(model: type[models.Model], *names: str) -> bool:
    stated = [
        str(one.condition) for one in model._meta.constraints if isinstance(one, models.CheckConstraint)
    ]
    return any(all(name in condition for name in names) for condition in stated)


def nameless_constraints(found: Iterable[type[models.Model]]) -> list[str]:
    """Constraints of ours that tell people nothing when broken; plain uniqueness has Django's own words."""
    return [
        f"{model._meta.label}.{one.name}"
        for model in found
        if model._meta.app_label in ORDER
        for one in model._meta.constraints
        if one.violation_error_message == one.default_violation_error_message
        and f"{model._meta.label}.{one.name}" not in SILENT
        and not one.name.endswith("_known")  # a choice's own field refuses it first
        and not (isinstance(one, models.UniqueConstraint) and one.fields and one.condition is None)
    ]


def test_foreign_keys_point_where_imports_may() -> None:
    assert upward_keys(apps.get_models(include_auto_created=True)) == []


def test_instants_and_people_come_in_pairs() -> None:
    assert unpaired(apps.get_models()) == []


def test_named_exceptions_exist_still() -> None:
    found = [model for model in apps.get_models() if model._meta.app_label in ORDER]
    stems = {f"{m._meta.label}.{field.name[:-3]}" for m in found for field in m._meta.concrete_fields}
    constraints = {f"{m._meta.label}.{one.name}" for m in found for one in m._meta.constraints}
    assert [name for name in ALONE if name not in stems] == []
    assert [name for name in SILENT if name not in constraints] == []


def test_every_constraint_speaks_to_people() -> None:
    assert nameless_constraints(apps.get_models()) == []


@isolate_apps("laavu.accounts", "workers", "placements")
def test_upward_keys_are_seen() -> None:
    class Placement(models.Model):  # noqa: DJ008
        class Meta:
            app_label = "placements"

    class Worker(models.Model):  # noqa: DJ008
        placement = models.ForeignKey("placements.Placement", models.CASCADE)

        class Meta:
            app_label = "workers"

    assert upward_keys([Placement, Worker]) == ["workers.Worker.placement → placements.Placement"]


@isolate_apps("workers")
def test_instants_without_a_person_are_seen() -> None:
    class Plan(models.Model):  # noqa: DJ008
        agreed_at = models.DateTimeField()
        sent_at = models.DateTimeField(null=True)
        sent_by = models.IntegerField(null=True)
        held_at = models.DateTimeField(null=True)
        held_by = models.IntegerField(null=True)

        class Meta:
            app_label = "workers"
            constraints = (
                models.CheckConstraint(
                    condition=models.Q(held_at__isnull=True, held_by__isnull=True)
                    | models.Q(held_at__isnull=False, held_by__isnull=False),
                    name="held_pair",
                ),
            )

    assert unpaired([Plan]) == [
        "workers.Plan.agreed: only one of agreed_at and agreed_by",
        "workers.Plan.sent: no constraint holds sent_at and sent_by together",
    ]
    assert nameless_constraints([Plan]) == ["workers.Plan.held_pair"]
