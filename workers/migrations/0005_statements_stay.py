"""What a person stated stays as they said it: a new statement takes its place, a withdrawn one is removed."""

from django.db import migrations

STAYS = """
CREATE FUNCTION workers_keep_statement() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'a statement stays as it was said'
        USING ERRCODE = '23514', CONSTRAINT = 'statement_stays', TABLE = TG_TABLE_NAME;
END
$$;
CREATE TRIGGER statement_stays BEFORE UPDATE ON workers_workerstatement FOR EACH ROW
    WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION workers_keep_statement();
CREATE TRIGGER wished_village_stays BEFORE UPDATE ON workers_wishedvillage FOR EACH ROW
    WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION workers_keep_statement();
"""
BACK = "DROP FUNCTION workers_keep_statement() CASCADE;"


class Migration(migrations.Migration):
    dependencies = [("workers", "0004_statements")]

    operations = [migrations.RunSQL(STAYS, BACK)]
