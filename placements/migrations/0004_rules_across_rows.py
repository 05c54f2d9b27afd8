"""Rules that cross rows: hours inside their placement and open month, at most 24 a day for a person."""

from django.db import migrations

HOURS = """
-- Its plans are kept for the session: made while the tables are small they would scan them for ever.
CREATE FUNCTION placements_check_hours() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
    bad record;
BEGIN
    -- Nobody locks these months or moves these placements until this transaction ends.
    PERFORM 1 FROM placements_month WHERE id IN (SELECT month_id FROM touched) ORDER BY id FOR SHARE;
    PERFORM 1 FROM placements_placement WHERE id IN (SELECT placement_id FROM touched) ORDER BY id FOR SHARE;
    SELECT t.day, t.hours INTO bad FROM touched t JOIN placements_month m ON m.id = t.month_id
        WHERE m.state <> 'open' LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'the month of % is locked', bad.day
            USING ERRCODE = '23514', CONSTRAINT = 'hour_month_open', TABLE = 'placements_hourentry';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN NULL;
    END IF;
    SELECT t.day INTO bad FROM touched t
        JOIN placements_month m ON m.id = t.month_id
        JOIN placements_placement p ON p.id = t.placement_id
        WHERE NOT p.period @> t.day OR m.placement_id <> t.placement_id
            OR m.first_day <> date_trunc('month', t.day)::date LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION '% is outside the placement', bad.day
            USING ERRCODE = '23514', CONSTRAINT = 'hour_within_placement', TABLE = 'placements_hourentry';
    END IF;
    -- One writer at a time for each person; a bulk load, which would need too many locks, takes all.
    IF (SELECT count(DISTINCT p.worker_id) FROM touched t JOIN placements_placement p ON p.id = t.placement_id) > 200
    THEN
        PERFORM pg_advisory_xact_lock(7465122);
    ELSE
        PERFORM pg_advisory_xact_lock_shared(7465122);
        PERFORM pg_advisory_xact_lock(7465123, w.worker_id::int) FROM (
            SELECT DISTINCT p.worker_id FROM touched t
            JOIN placements_placement p ON p.id = t.placement_id ORDER BY p.worker_id
        ) w;
    END IF;
    SELECT d.day INTO bad FROM (
        SELECT DISTINCT p.worker_id, t.day FROM touched t JOIN placements_placement p ON p.id = t.placement_id
    ) d
    CROSS JOIN LATERAL (
        SELECT sum(h.hours) AS hours FROM placements_placement p
        JOIN placements_hourentry h ON h.placement_id = p.id AND h.day = d.day
        WHERE p.worker_id = d.worker_id
    ) together
    WHERE together.hours > 24 LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'more than 24 hours on %', bad.day
            USING ERRCODE = '23514', CONSTRAINT = 'hour_day_full', TABLE = 'placements_hourentry';
    END IF;
    RETURN NULL;
END
$$;

CREATE FUNCTION placements_check_old_hours() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM before b JOIN placements_month m ON m.id = b.month_id WHERE m.state <> 'open') THEN
        RAISE EXCEPTION 'the month is locked'
            USING ERRCODE = '23514', CONSTRAINT = 'hour_month_open', TABLE = 'placements_hourentry';
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER hours_added AFTER INSERT ON placements_hourentry
    REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION placements_check_hours();
CREATE TRIGGER hours_changed AFTER UPDATE ON placements_hourentry
    REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION placements_check_hours();
CREATE TRIGGER hours_changed_from AFTER UPDATE ON placements_hourentry
    REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION placements_check_old_hours();
CREATE TRIGGER hours_removed AFTER DELETE ON placements_hourentry
    REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION placements_check_hours();

CREATE FUNCTION placements_check_period() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM placements_hourentry h WHERE h.placement_id = NEW.id AND NOT NEW.period @> h.day) THEN
        RAISE EXCEPTION 'hours would be left outside the placement'
            USING ERRCODE = '23514', CONSTRAINT = 'placement_keeps_hours', TABLE = 'placements_placement';
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER placement_period AFTER UPDATE OF period ON placements_placement
    FOR EACH ROW WHEN (NEW.period IS DISTINCT FROM OLD.period) EXECUTE FUNCTION placements_check_period();

-- A placement's group is a group of its employer.
ALTER TABLE placements_placement ADD CONSTRAINT placement_group_of_employer
    FOREIGN KEY (association_id, group_id) REFERENCES placements_group (association_id, id)
    DEFERRABLE INITIALLY DEFERRED;
"""

UNDO = """
ALTER TABLE placements_placement DROP CONSTRAINT placement_group_of_employer;
DROP FUNCTION placements_check_hours() CASCADE;
DROP FUNCTION placements_check_old_hours() CASCADE;
DROP FUNCTION placements_check_period() CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("placements", "0003_initial")]

    operations = [migrations.RunSQL(HOURS, UNDO)]
