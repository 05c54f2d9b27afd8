"""What cron runs once a night: old files go, abandoned work goes on, old sessions end."""

import json
from argparse import ArgumentParser
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluation.development.forgetting import forget_feedback, forget_feedback_contacts
from laavu.accounts.acting import acting_for
from laavu.accounts.jobs import take_up_abandoned
from laavu.accounts.mail.sending import forget_mail, send_daily_mail
from laavu.accounts.models import Municipality
from placements.deadlines.mails import keep_reminders
from placements.devices.sending import forget_sendings
from placements.imports.runs import forget_files
from placements.paper.bundles import forget_sheet_files
from placements.proposals.making import expire as expire_proposals
from placements.volunteers.forgetting import forget_volunteers
from villages.documents.keeping import forget_old
from villages.surveys.bringing.runs import forget_answer_imports
from villages.surveys.files import forget_answer_files
from villages.surveys.forgetting import forget_answers, forget_contacts
from villages.surveys.telling import tell_of_ended_surveys
from villages.works.forgetting import forget_orderers
from workers.kela.lists import forget_lists

# Each in a transaction of its own that acts for every municipality; it answers how many it dealt with.
CHORES: dict[str, Callable[[datetime], int]] = {
    "import_files_removed": forget_files,
    "kela_files_removed": forget_lists,
    "documents_removed": forget_old,
    "sendings_removed": forget_sendings,
    "sheet_files_removed": forget_sheet_files,
    "proposals_expired": expire_proposals,
    "survey_contacts_removed": forget_contacts,
    "survey_answers_removed": forget_answers,
    "answer_imports_removed": forget_answer_imports,
    "answer_files_removed": forget_answer_files,
    "orderers_removed": forget_orderers,
    "volunteers_removed": forget_volunteers,
    "feedback_contacts_removed": forget_feedback_contacts,
    "feedback_removed": forget_feedback,
    "surveys_ended_told": tell_of_ended_surveys,
    "reminders_kept": keep_reminders,
    "mail_removed": forget_mail,
    "jobs_taken_up": lambda _now: take_up_abandoned(),
}
# Each with transactions of its own: what is sent cannot be taken back by a fault in what comes after it.
SENDING: dict[str, Callable[[datetime], int]] = {"mail_sent": send_daily_mail}
CLEANING = ("clearsessions", "prune_db_task_results")


class Command(BaseCommand):
    @property
    def help(self) -> str:  # type: ignore[override]
        return _("Do what is done once a night.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help=_("JSON alone on standard output"))

    def handle(self, *_args: Any, **options: Any) -> None:
        now = timezone.now()
        done: dict[str, int] = {}
        failed: dict[str, str] = {}
        for name, chore in CHORES.items():
            try:
                with transaction.atomic(), acting_for(*Municipality.objects.all()):
                    done[name] = chore(now)
            except Exception as error:  # noqa: BLE001 - one chore's fault keeps no other from being done
                failed[name] = f"{type(error).__name__}: {error}"
        for name, chore in SENDING.items():
            try:
                done[name] = chore(now)
            except Exception as error:  # noqa: BLE001 - as above
                failed[name] = f"{type(error).__name__}: {error}"
        for name in CLEANING:
            call_command(name, verbosity=0)
        self._tell(done, failed, as_json=options["json"])
        if failed:
            raise CommandError(_("Not everything was done: %(what)s") % {"what": ", ".join(failed)})

    def _tell(self, done: dict[str, int], failed: dict[str, str], *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps({"done": done, "failed": failed}, ensure_ascii=False))
            return
        labels = {
            "import_files_removed": _("Import files removed"),
            "kela_files_removed": _("Lists from Kela removed"),
            "documents_removed": _("Documents removed"),
            "sendings_removed": _("Keys of devices' writes removed"),
            "sheet_files_removed": _("Files of month sheets removed"),
            "survey_contacts_removed": _("Contact details of surveys removed"),
            "survey_answers_removed": _("Answers to surveys removed"),
            "answer_imports_removed": _("Files of answers removed"),
            "answer_files_removed": _("Written files of answers removed"),
            "orderers_removed": _("Names of those who ordered services removed"),
            "volunteers_removed": _("Names of volunteers removed"),
            "feedback_contacts_removed": _("Contact details of feedback removed"),
            "feedback_removed": _("Old feedback emptied"),
            "surveys_ended_told": _("Surveys ended, told to coordinators"),
            "reminders_kept": _("Reminders of deadlines kept"),
            "mail_removed": _("Old mail removed"),
            "mail_sent": _("Mail sent"),
            "jobs_taken_up": _("Abandoned work taken up again"),
        }
        for name, count in done.items():
            self.stdout.write(f"{labels[name]}: {count}")
        for name, why in failed.items():
            self.stderr.write(f"{labels[name]}: {why}")
