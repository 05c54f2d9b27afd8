"""A decision beside each percentage and day that placements have from before there were decisions."""

from typing import Any

from django.db import migrations
from django.utils import timezone

from laavu.law import parameters
from placements.decisions.register import age_on, class_of


def make_decisions(apps: Any, _editor: Any) -> None:
    Placement = apps.get_model("placements", "Placement")
    Decision = apps.get_model("placements", "SubsidyDecision")
    found = Placement.objects.exclude(subsidy_percent=None).select_related("worker")
    made = []
    for placement in found.iterator(chunk_size=2_000):
        percent, day = placement.subsidy_percent, placement.subsidy_decided_on
        known = class_of(day, percent, placement.employer_kind, age_on(placement.worker.birth_date, day))
        made.append(
            Decision(
                municipality_id=placement.municipality_id, placement=placement, rule=known.rule,
                rule_unknown=known.unknown, percent=percent, ceiling_month=known.ceiling,
                period=placement.period, decided_on=day, source="register",
                law_version=parameters.version(), recorded_at=timezone.now(), recorded_by="Laavu",
            )
        )  # fmt: skip
    Decision.objects.bulk_create(made, batch_size=2_000)


def forget_decisions(apps: Any, _editor: Any) -> None:
    apps.get_model("placements", "SubsidyDecision").objects.filter(source="register").delete()


class Migration(migrations.Migration):
    dependencies = [("placements", "0010_decided_stays"), ("workers", "0002_help_text")]

    operations = [migrations.RunPython(make_decisions, forget_decisions)]
