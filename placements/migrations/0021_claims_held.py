"""Money of one wage is written by one at a time, and lines of a sent claim count until its correction is sent."""

from django.db import migrations

RULES = """
CREATE FUNCTION placements_check_line_counts() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    is_sent boolean;
    is_corrected boolean;
BEGIN
    SELECT c.state <> 'draft' INTO is_sent FROM placements_claim c WHERE c.id = NEW.claim_id;
    is_corrected := EXISTS (
        SELECT 1 FROM placements_claim n WHERE n.replaces_id = NEW.claim_id AND n.state <> 'draft');
    IF is_sent AND NEW.is_in_force = is_corrected THEN
        PERFORM placements_refuse('claim_frozen', 'placements_claimline');
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER claim_line_counts BEFORE UPDATE ON placements_claimline FOR EACH ROW
    WHEN (OLD.is_in_force IS DISTINCT FROM NEW.is_in_force)
    EXECUTE FUNCTION placements_check_line_counts();

-- Who comes second waits here, and the checks after this see what the first wrote.
CREATE FUNCTION placements_hold_claimed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM 1 FROM placements_placement
        WHERE id IN (SELECT l.placement_id FROM placements_claimline l WHERE l.claim_id = NEW.id)
        ORDER BY id FOR NO KEY UPDATE;
    RETURN NEW;
END
$$;
-- Before `claim_stays`: triggers run in the order of their names.
CREATE TRIGGER claim_holds_wages BEFORE UPDATE OF state ON placements_claim FOR EACH ROW
    WHEN (OLD.state = 'draft' AND NEW.state <> 'draft') EXECUTE FUNCTION placements_hold_claimed();

CREATE FUNCTION placements_hold_funded() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM 1 FROM placements_placement WHERE id = NEW.placement_id FOR NO KEY UPDATE;
    RETURN NEW;
END
$$;
CREATE TRIGGER funding_holds_wage BEFORE INSERT OR UPDATE ON placements_otherfunding
    FOR EACH ROW EXECUTE FUNCTION placements_hold_funded();
"""

UNDO = """
DROP FUNCTION placements_hold_funded() CASCADE;
DROP FUNCTION placements_hold_claimed() CASCADE;
DROP FUNCTION placements_check_line_counts() CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("placements", "0020_handover")]

    operations = [migrations.RunSQL(RULES, UNDO)]
