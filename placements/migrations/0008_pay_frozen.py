"""Rules that cross rows of pay: closed pay never changes, and all of it belongs to one association."""

from django.db import migrations

RULES = """
CREATE FUNCTION placements_check_pay() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    of_payment text[] := ARRAY['state', 'paid_on', 'payslip_reference', 'paid_at', 'paid_by'];
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.state <> 'draft' AND (
        TG_OP = 'DELETE' OR NEW.state = 'draft'
        OR to_jsonb(NEW) - of_payment IS DISTINCT FROM to_jsonb(OLD) - of_payment)
    THEN
        RAISE EXCEPTION 'the pay is closed'
            USING ERRCODE = '23514', CONSTRAINT = 'pay_frozen', TABLE = 'placements_pay';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM placements_placement p, placements_payperiod d
        WHERE p.id = NEW.placement_id AND d.id = NEW.pay_period_id
            AND p.association_id = NEW.association_id AND d.association_id = NEW.association_id)
    THEN
        RAISE EXCEPTION 'the pay belongs to another association'
            USING ERRCODE = '23514', CONSTRAINT = 'pay_of_association', TABLE = 'placements_pay';
    END IF;
    IF NEW.replaces_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM placements_pay b WHERE b.id = NEW.replaces_id AND b.placement_id = NEW.placement_id
            AND b.pay_period_id = NEW.pay_period_id AND b.version = NEW.version - 1 AND b.state <> 'draft')
    THEN
        RAISE EXCEPTION 'the pay replaces another pay'
            USING ERRCODE = '23514', CONSTRAINT = 'pay_replaces_closed', TABLE = 'placements_pay';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER pay_rules_across BEFORE INSERT OR UPDATE OR DELETE ON placements_pay
    FOR EACH ROW EXECUTE FUNCTION placements_check_pay();

CREATE FUNCTION placements_check_pay_line() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    pay record;
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) = to_jsonb(OLD) THEN
        RETURN NEW;
    END IF;
    -- Nobody closes the pay until this transaction ends.
    FOR pay IN SELECT p.state, p.association_id FROM placements_pay p
        WHERE p.id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.pay_id END, CASE WHEN TG_OP <> 'DELETE' THEN NEW.pay_id END)
        ORDER BY p.id FOR SHARE
    LOOP
        IF pay.state <> 'draft' THEN
            RAISE EXCEPTION 'the pay is closed'
                USING ERRCODE = '23514', CONSTRAINT = 'pay_frozen', TABLE = 'placements_payline';
        END IF;
        IF TG_OP <> 'DELETE' AND pay.association_id <> NEW.association_id THEN
            RAISE EXCEPTION 'the line belongs to another association'
                USING ERRCODE = '23514', CONSTRAINT = 'pay_of_association', TABLE = 'placements_payline';
        END IF;
    END LOOP;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END
$$;
CREATE TRIGGER pay_line_of_draft BEFORE INSERT OR UPDATE OR DELETE ON placements_payline
    FOR EACH ROW EXECUTE FUNCTION placements_check_pay_line();

-- What hangs on rules and on a pay belongs to the same association.
ALTER TABLE placements_payrules ADD CONSTRAINT pay_rules_of_association UNIQUE (association_id, id);
ALTER TABLE placements_paidabsence ADD CONSTRAINT paid_absence_of_association
    FOREIGN KEY (association_id, rules_id) REFERENCES placements_payrules (association_id, id)
    DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE placements_pay ADD CONSTRAINT pay_with_association UNIQUE (association_id, id);
ALTER TABLE placements_reportedincome ADD CONSTRAINT reported_income_of_association
    FOREIGN KEY (association_id, pay_id) REFERENCES placements_pay (association_id, id)
    DEFERRABLE INITIALLY DEFERRED;
"""

UNDO = """
ALTER TABLE placements_reportedincome DROP CONSTRAINT reported_income_of_association;
ALTER TABLE placements_pay DROP CONSTRAINT pay_with_association;
ALTER TABLE placements_paidabsence DROP CONSTRAINT paid_absence_of_association;
ALTER TABLE placements_payrules DROP CONSTRAINT pay_rules_of_association;
DROP FUNCTION placements_check_pay_line() CASCADE;
DROP FUNCTION placements_check_pay() CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("placements", "0007_pay")]

    operations = [migrations.RunSQL(RULES, UNDO)]
