"""Volunteer hours and hours of paid work of one person are never on one day: entries know no time of day."""

from django.db import migrations

RULES = """
CREATE FUNCTION placements_check_volunteer() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    -- The same locks as hours take: who comes second sees what the first wrote.
    PERFORM pg_advisory_xact_lock_shared(7465122);
    PERFORM pg_advisory_xact_lock(7465123, NEW.worker_id::int);
    IF EXISTS (SELECT 1 FROM placements_hourentry h JOIN placements_placement p ON p.id = h.placement_id
               WHERE p.worker_id = NEW.worker_id AND h.day = NEW.day AND h.kind = 'work' AND h.hours > 0)
    THEN
        RAISE EXCEPTION 'paid work on %', NEW.day
            USING ERRCODE = '23514', CONSTRAINT = 'volunteer_not_paid', TABLE = 'placements_volunteerentry';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER volunteer_not_paid BEFORE INSERT OR UPDATE OF worker_id, day ON placements_volunteerentry
    FOR EACH ROW WHEN (NEW.worker_id IS NOT NULL) EXECUTE FUNCTION placements_check_volunteer();

CREATE FUNCTION placements_check_unpaid() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
    bad record;
BEGIN
    SELECT t.day INTO bad FROM touched t
        JOIN placements_placement p ON p.id = t.placement_id
        JOIN placements_volunteerentry v ON v.worker_id = p.worker_id AND v.day = t.day
        WHERE t.kind = 'work' AND t.hours > 0 LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'volunteer work on %', bad.day
            USING ERRCODE = '23514', CONSTRAINT = 'hour_not_volunteer', TABLE = 'placements_hourentry';
    END IF;
    RETURN NULL;
END
$$;
-- After `hours_added` and `hours_changed`, which hold the person: triggers run in the order of their names.
CREATE TRIGGER hours_not_volunteer_added AFTER INSERT ON placements_hourentry
    REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION placements_check_unpaid();
CREATE TRIGGER hours_not_volunteer_changed AFTER UPDATE ON placements_hourentry
    REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION placements_check_unpaid();
"""

UNDO = """
DROP FUNCTION placements_check_volunteer() CASCADE;
DROP FUNCTION placements_check_unpaid() CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("placements", "0023_volunteers")]

    operations = [migrations.RunSQL(RULES, UNDO)]
