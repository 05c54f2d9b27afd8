"""Two pieces of work came at once: neither needs the other."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("placements", "0025_sessions"), ("placements", "0026_proposal_steps")]
