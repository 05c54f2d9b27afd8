from typing import Any

from django.db import migrations

BATCH = 1000


def move(apps: Any, schema_editor: Any) -> None:
    """Reminders go on among all outgoing mail: what was told of a deadline is not told again."""
    DeadlineMail = apps.get_model("placements", "DeadlineMail")
    OutgoingMail = apps.get_model("accounts", "OutgoingMail")
    using = schema_editor.connection.alias
    rows = DeadlineMail.objects.using(using).select_related("user").order_by("id")
    OutgoingMail.objects.using(using).bulk_create(
        (
            OutgoingMail(
                municipality_id=row.municipality_id,
                user_id=row.user_id,
                kind="deadlines",
                key=f"deadline {row.key}",
                language=row.user.language,
                subject=row.subject,
                text=row.body,
                made_at=row.kept_at,
                next_try_at=row.kept_at,
                sent_at=row.sent_at,
            )
            for row in rows.iterator(BATCH)
        ),
        batch_size=BATCH,
    )


class Migration(migrations.Migration):
    dependencies = [("placements", "0027_sessions_and_proposals"), ("accounts", "0003_outgoing_mail")]

    operations = [migrations.RunPython(move, migrations.RunPython.noop, elidable=True)]
