from typing import Any

from django.db import migrations


def choose(apps: Any, schema_editor: Any) -> None:
    """Who had turned reminders of deadlines off has them off."""
    User = apps.get_model("accounts", "User")
    MailChoice = apps.get_model("accounts", "MailChoice")
    using = schema_editor.connection.alias
    MailChoice.objects.using(using).bulk_create(
        MailChoice(user_id=pk, kind="deadlines", pace="never")
        for pk in User.objects.using(using).filter(deadline_mail=False).values_list("pk", flat=True)
    )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_outgoing_mail")]

    operations = [migrations.RunPython(choose, migrations.RunPython.noop, elidable=True)]
