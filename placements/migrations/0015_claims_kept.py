"""Rules that cross rows of claims: what is sent stays, nothing goes over a decision or over the wage's cost."""

from django.db import migrations

RULES = """
CREATE FUNCTION placements_refuse(rule text, of_table text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', rule USING ERRCODE = '23514', CONSTRAINT = rule, TABLE = of_table;
END
$$;

-- Euros by which all money for the wage of a month is more than the wage costs; null without paid wages.
-- The subsidy's own limit for all aid (1.23 times the wage in the 100 % class) goes before the actual cost.
CREATE FUNCTION placements_funding_excess(asked bigint, asked_month date, sending bigint) RETURNS numeric
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH paid AS (
        SELECT sum(p.gross + coalesce(p.pension, 0) + coalesce(p.unemployment, 0) + coalesce(p.health, 0)
            + coalesce(p.accident, 0) + coalesce(p.group_life, 0)) AS cost
        FROM placements_pay p JOIN placements_payperiod d ON d.id = p.pay_period_id
        WHERE p.placement_id = asked AND p.state <> 'draft'
            AND date_trunc('month', upper(d.period) - 1)::date = asked_month
            AND NOT EXISTS (
                SELECT 1 FROM placements_pay n WHERE n.placement_id = p.placement_id
                AND n.pay_period_id = p.pay_period_id AND n.version > p.version AND n.state <> 'draft')
    ), asked_for AS (
        SELECT sum(l.amount) AS amount, sum(l.most) FILTER (WHERE l.subsidy_id IS NOT NULL) AS most
        FROM placements_claimline l JOIN placements_claim c ON c.id = l.claim_id
        WHERE l.placement_id = asked AND c.month = asked_month
            AND (c.id = sending OR (l.is_in_force AND c.state <> 'draft'))
            AND c.id IS DISTINCT FROM (SELECT replaces_id FROM placements_claim WHERE id = sending)
    ), others AS (
        SELECT sum(o.amount) AS amount FROM placements_otherfunding o
        WHERE o.placement_id = asked AND o.month = asked_month
    )
    SELECT coalesce(asked_for.amount, 0) + coalesce(others.amount, 0)
        - greatest(paid.cost, coalesce(asked_for.most, 0)) - 0.01
    FROM paid, asked_for, others WHERE paid.cost IS NOT NULL
$$;

CREATE FUNCTION placements_check_sending(asked bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    line record;
    share numeric;
    whole boolean;
BEGIN
    PERFORM 1 FROM placements_claimline WHERE claim_id = asked;
    IF NOT FOUND THEN
        PERFORM placements_refuse('claim_has_lines', 'placements_claim');
    END IF;
    FOR line IN SELECT l.*, c.month AS claimed_month, lower(l.days) AS first_day, upper(l.days) - 1 AS last_day
        FROM placements_claimline l JOIN placements_claim c ON c.id = l.claim_id
        WHERE l.claim_id = asked ORDER BY l.id
    LOOP
        PERFORM 1 FROM placements_pay p WHERE p.id = line.pay_id AND p.state = 'paid' AND NOT EXISTS (
            SELECT 1 FROM placements_pay n WHERE n.placement_id = p.placement_id
            AND n.pay_period_id = p.pay_period_id AND n.version > p.version AND n.state <> 'draft');
        IF NOT FOUND THEN
            PERFORM placements_refuse('claim_pay_not_paid', 'placements_claimline');
        END IF;
        IF EXISTS (
            SELECT 1 FROM generate_series(date_trunc('month', line.first_day), line.last_day, '1 month') AS m(day)
            WHERE NOT EXISTS (
                SELECT 1 FROM placements_month h WHERE h.placement_id = line.placement_id
                AND h.first_day = m.day::date AND h.state IN ('approved', 'locked')))
        THEN
            PERFORM placements_refuse('claim_hours_not_approved', 'placements_claimline');
        END IF;
        whole := line.first_day = date_trunc('month', line.first_day)::date
            AND upper(line.days) = (line.first_day + interval '1 month')::date;
        share := CASE WHEN whole THEN 1 ELSE (line.last_day - line.first_day + 1) / 30.0 END;
        IF line.subsidy_id IS NOT NULL THEN
            PERFORM 1 FROM placements_subsidydecision d
                WHERE d.id = line.subsidy_id AND d.placement_id = line.placement_id AND d.replaced_at IS NULL
                AND line.days <@ d.period AND line.percent <= d.percent
                AND (d.ceiling_month IS NULL OR line.ceiling <= d.ceiling_month * share + 0.01);
        ELSE
            PERFORM 1 FROM placements_supplementdecision d
                WHERE d.id = line.supplement_id AND d.placement_id = line.placement_id AND d.replaced_at IS NULL
                AND line.days <@ d.period
                AND (d.monthly_amount IS NULL OR line.amount <= d.monthly_amount * share + 0.01)
                AND (d.share_percent IS NULL OR line.percent <= d.share_percent);
        END IF;
        IF NOT FOUND THEN
            PERFORM placements_refuse('claim_over_decision', 'placements_claimline');
        END IF;
        IF placements_funding_excess(line.placement_id, line.claimed_month, asked) > 0 THEN
            PERFORM placements_refuse('claim_over_cost', 'placements_claimline');
        END IF;
    END LOOP;
END
$$;

CREATE FUNCTION placements_check_claim() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    later text[] := ARRAY['state', 'reference', 'paid_on', 'paid_amount', 'paid_at', 'paid_by', 'recovered_on',
        'recovered_amount', 'recovered_at', 'recovered_by'];
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.state <> 'draft' AND (
        TG_OP = 'DELETE' OR NEW.state = 'draft' OR to_jsonb(NEW) - later IS DISTINCT FROM to_jsonb(OLD) - later)
    THEN
        PERFORM placements_refuse('claim_frozen', 'placements_claim');
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    IF NEW.state <> 'draft' AND (TG_OP = 'INSERT' OR OLD.state = 'draft') THEN
        PERFORM placements_check_sending(NEW.id);
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER claim_stays BEFORE INSERT OR UPDATE OR DELETE ON placements_claim
    FOR EACH ROW EXECUTE FUNCTION placements_check_claim();

CREATE FUNCTION placements_check_claim_line() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    claim record;
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'is_in_force' = to_jsonb(OLD) - 'is_in_force' THEN
        RETURN NEW;
    END IF;
    -- Nobody sends the claim until this transaction ends.
    FOR claim IN SELECT c.state, c.association_id FROM placements_claim c
        WHERE c.id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.claim_id END,
            CASE WHEN TG_OP <> 'DELETE' THEN NEW.claim_id END) ORDER BY c.id FOR SHARE
    LOOP
        IF claim.state <> 'draft' THEN
            PERFORM placements_refuse('claim_frozen', 'placements_claimline');
        END IF;
        IF TG_OP <> 'DELETE' AND (claim.association_id <> NEW.association_id OR NOT EXISTS (
            SELECT 1 FROM placements_pay p WHERE p.id = NEW.pay_id AND p.placement_id = NEW.placement_id
            AND p.association_id = NEW.association_id))
        THEN
            PERFORM placements_refuse('claim_of_association', 'placements_claimline');
        END IF;
    END LOOP;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END
$$;
CREATE TRIGGER claim_line_of_draft BEFORE INSERT OR UPDATE OR DELETE ON placements_claimline
    FOR EACH ROW EXECUTE FUNCTION placements_check_claim_line();

ALTER TABLE placements_claimline ADD CONSTRAINT claim_line_within_limits CHECK (
    amount <= round(least(ceiling, base * percent / 100) + above_ceiling * percent / 100, 2) + 0.01
    AND (amount = 0 OR amount + other_aid <= most + 0.01)
);

CREATE FUNCTION placements_check_funding() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.amount <= OLD.amount AND NEW.month = OLD.month THEN
        RETURN NULL;
    END IF;
    IF placements_funding_excess(NEW.placement_id, NEW.month, NULL) > 0 THEN
        PERFORM placements_refuse('funding_over_cost', 'placements_otherfunding');
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER funding_within_cost AFTER INSERT OR UPDATE ON placements_otherfunding
    FOR EACH ROW EXECUTE FUNCTION placements_check_funding();
"""

UNDO = """
DROP FUNCTION placements_check_funding() CASCADE;
ALTER TABLE placements_claimline DROP CONSTRAINT claim_line_within_limits;
DROP FUNCTION placements_check_claim_line() CASCADE;
DROP FUNCTION placements_check_claim() CASCADE;
DROP FUNCTION placements_check_sending(bigint) CASCADE;
DROP FUNCTION placements_funding_excess(bigint, date, bigint) CASCADE;
DROP FUNCTION placements_refuse(text, text) CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [('placements', '0014_claims')]

    operations = [migrations.RunSQL(RULES, UNDO)]
