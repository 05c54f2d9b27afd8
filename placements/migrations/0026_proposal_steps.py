"""The state of a proposal follows from its steps, one at a time; what was proposed stays as it was."""

from django.db import migrations

RULES = """
-- Who comes second waits here, and then finds the state that the first has left.
CREATE FUNCTION placements_take_step() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    proposal placements_proposal%ROWTYPE;
    next_state text;
BEGIN
    SELECT * INTO proposal FROM placements_proposal WHERE id = NEW.proposal_id FOR NO KEY UPDATE;
    IF NEW.association_id <> proposal.association_id THEN
        PERFORM placements_refuse('step_of_association', 'placements_proposalstep');
    END IF;
    next_state := CASE
        WHEN NEW.kind = 'yes' AND NEW.side = 'person' THEN CASE proposal.state
            WHEN 'proposed' THEN 'person_yes' WHEN 'association_yes' THEN 'accepted' END
        WHEN NEW.kind = 'yes' AND NEW.side = 'association' THEN CASE proposal.state
            WHEN 'proposed' THEN 'association_yes' WHEN 'person_yes' THEN 'accepted' END
        WHEN NEW.kind = 'no' AND proposal.state IN ('proposed', 'person_yes', 'association_yes', 'accepted')
            THEN 'refused'
        WHEN NEW.kind = 'withdrawn' AND proposal.state IN ('proposed', 'person_yes', 'association_yes', 'accepted')
            THEN 'withdrawn'
        WHEN NEW.kind = 'expired' AND proposal.state IN ('proposed', 'person_yes', 'association_yes')
            THEN 'expired'
        WHEN NEW.kind = 'placed' AND proposal.state = 'accepted' THEN 'placed'
    END;
    IF next_state IS NULL THEN
        PERFORM placements_refuse('step_not_now', 'placements_proposalstep');
    END IF;
    UPDATE placements_proposal SET state = next_state,
        refuser = CASE WHEN next_state = 'refused' THEN NEW.side ELSE '' END
        WHERE id = proposal.id;
    RETURN NULL;
END
$$;
CREATE TRIGGER proposal_takes_step AFTER INSERT ON placements_proposalstep
    FOR EACH ROW EXECUTE FUNCTION placements_take_step();

CREATE FUNCTION placements_check_new_proposal() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    opening placements_opening%ROWTYPE;
BEGIN
    -- Closing the place and proposing it wait for each other.
    SELECT * INTO opening FROM placements_opening WHERE id = NEW.opening_id FOR SHARE;
    IF opening.association_id <> NEW.association_id OR NEW.state <> 'proposed' THEN
        PERFORM placements_refuse('step_of_association', 'placements_proposal');
    END IF;
    IF opening.state <> 'open' THEN
        PERFORM placements_refuse('proposal_place_open', 'placements_proposal');
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER proposal_of_open_place AFTER INSERT ON placements_proposal
    FOR EACH ROW EXECUTE FUNCTION placements_check_new_proposal();

CREATE FUNCTION placements_keep_proposal() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    may_change text[] := ARRAY['answer_until', 'placement_id', 'statement_id'];
BEGIN
    IF NEW.told = '{}'::jsonb THEN  -- the person took the consent back
        may_change := may_change || ARRAY['told'];
    END IF;
    IF pg_trigger_depth() > 1 THEN  -- a step
        may_change := may_change || ARRAY['state', 'refuser'];
    END IF;
    IF to_jsonb(NEW) - may_change IS DISTINCT FROM to_jsonb(OLD) - may_change THEN
        PERFORM placements_refuse('proposal_stays', 'placements_proposal');
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER proposal_stays BEFORE UPDATE ON placements_proposal FOR EACH ROW
    WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION placements_keep_proposal();
"""

UNDO = """
DROP FUNCTION placements_keep_proposal() CASCADE;
DROP FUNCTION placements_check_new_proposal() CASCADE;
DROP FUNCTION placements_take_step() CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("placements", "0025_matching")]

    operations = [migrations.RunSQL(RULES, UNDO)]
