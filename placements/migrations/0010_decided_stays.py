"""What is decided stays: a correction is a row of its own, the old one is told to be replaced."""

from django.db import migrations

DECIDED = """
CREATE FUNCTION placements_keep_decided() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        -- Undoing an import takes back what the import itself brought; the database's owner removes what
        -- has been kept long enough.
        IF to_jsonb(OLD) ->> 'source' IN ('register', 'import') OR pg_has_role(
            current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'MEMBER'
        ) THEN
            RETURN OLD;
        END IF;
        RAISE EXCEPTION 'a decision is kept'
            USING ERRCODE = '23514', CONSTRAINT = 'decision_stays', TABLE = TG_TABLE_NAME;
    END IF;
    IF to_jsonb(NEW) - 'replaced_at' - 'replaced_by' IS DISTINCT FROM to_jsonb(OLD) - 'replaced_at' - 'replaced_by'
    THEN
        RAISE EXCEPTION 'a decision stays as it was decided'
            USING ERRCODE = '23514', CONSTRAINT = 'decision_stays', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER subsidy_decision_stays BEFORE UPDATE OR DELETE ON placements_subsidydecision
    FOR EACH ROW EXECUTE FUNCTION placements_keep_decided();
CREATE TRIGGER supplement_decision_stays BEFORE UPDATE OR DELETE ON placements_supplementdecision
    FOR EACH ROW EXECUTE FUNCTION placements_keep_decided();
"""

UNDO = """
DROP FUNCTION placements_keep_decided() CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("placements", "0009_subsidy_decisions")]

    operations = [migrations.RunSQL(DECIDED, UNDO)]
