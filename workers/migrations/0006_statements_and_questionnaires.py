"""Two pieces of work came at once: neither needs the other."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("workers", "0004_counselling_and_questionnaires"),
        ("workers", "0005_statements_stay"),
    ]
