from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_deadline_mail_chosen")]

    operations = [migrations.RemoveField(model_name="user", name="deadline_mail")]
