from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("placements", "0028_reminders_moved")]

    operations = [migrations.DeleteModel(name="DeadlineMail")]
