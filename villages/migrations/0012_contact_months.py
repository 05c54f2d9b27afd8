"""Of the day on which contact details came only the month stays: the day led to the answer."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("villages", "0011_answer_files")]

    operations = [
        migrations.RunSQL(
            "UPDATE villages_answerercontact SET given_on = date_trunc('month', given_on)::date"
            " WHERE extract(day FROM given_on) <> 1",
            migrations.RunSQL.noop,
        )
    ]
