"""Rules that cross rows: what is owed of a loan stays between nothing and its limit on each day."""

from django.db import migrations

LOANS = """
CREATE FUNCTION placements_check_loans_of(loans bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    bad record;
BEGIN
    -- One writer at a time for each loan: who comes second waits here and then sees what the first wrote.
    PERFORM 1 FROM placements_bufferloan WHERE id = ANY(loans) ORDER BY id FOR UPDATE;
    SELECT d.moved_on INTO bad FROM placements_loandraw d JOIN placements_bufferloan l ON l.id = d.loan_id
        WHERE l.id = ANY(loans) AND NOT l.period @> d.moved_on LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION '% is outside the period of the loan', bad.moved_on
            USING ERRCODE = '23514', CONSTRAINT = 'loan_draw_in_period', TABLE = 'placements_loandraw';
    END IF;
    FOR bad IN
        SELECT o.owed, l.ceiling FROM (
            SELECT m.loan_id, sum(sum(m.amount)) OVER (PARTITION BY m.loan_id ORDER BY m.moved_on) AS owed
            FROM (
                SELECT loan_id, moved_on, amount FROM placements_loandraw WHERE loan_id = ANY(loans)
                UNION ALL
                SELECT loan_id, moved_on, -amount FROM placements_loanrepayment WHERE loan_id = ANY(loans)
            ) m GROUP BY m.loan_id, m.moved_on
        ) o JOIN placements_bufferloan l ON l.id = o.loan_id
        WHERE o.owed > l.ceiling OR o.owed < 0 LIMIT 1
    LOOP
        IF bad.owed < 0 THEN
            RAISE EXCEPTION 'more would be repaid than was drawn'
                USING ERRCODE = '23514', CONSTRAINT = 'loan_repaid_within_drawn',
                TABLE = 'placements_loanrepayment';
        END IF;
        RAISE EXCEPTION 'more would be drawn than the limit'
            USING ERRCODE = '23514', CONSTRAINT = 'loan_drawn_within_limit', TABLE = 'placements_loandraw';
    END LOOP;
END
$$;

CREATE FUNCTION placements_check_loan_parts() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM placements_check_loans_of(ARRAY(SELECT DISTINCT loan_id FROM touched));
    RETURN NULL;
END
$$;

CREATE FUNCTION placements_check_loan() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM placements_check_loans_of(ARRAY[NEW.id]);
    RETURN NULL;
END
$$;

-- What moves a loan belongs to the association that has the loan.
ALTER TABLE placements_loandraw ADD CONSTRAINT loan_draw_of_association
    FOREIGN KEY (association_id, loan_id) REFERENCES placements_bufferloan (association_id, id)
    DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE placements_loanrepayment ADD CONSTRAINT loan_repayment_of_association
    FOREIGN KEY (association_id, loan_id) REFERENCES placements_bufferloan (association_id, id)
    DEFERRABLE INITIALLY DEFERRED;

CREATE TRIGGER draws_added AFTER INSERT ON placements_loandraw
    REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION placements_check_loan_parts();
CREATE TRIGGER draws_changed AFTER UPDATE ON placements_loandraw
    REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION placements_check_loan_parts();
CREATE TRIGGER draws_changed_from AFTER UPDATE ON placements_loandraw
    REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION placements_check_loan_parts();
CREATE TRIGGER draws_removed AFTER DELETE ON placements_loandraw
    REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION placements_check_loan_parts();
CREATE TRIGGER repayments_added AFTER INSERT ON placements_loanrepayment
    REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION placements_check_loan_parts();
CREATE TRIGGER repayments_changed AFTER UPDATE ON placements_loanrepayment
    REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION placements_check_loan_parts();
CREATE TRIGGER repayments_changed_from AFTER UPDATE ON placements_loanrepayment
    REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION placements_check_loan_parts();
CREATE TRIGGER repayments_removed AFTER DELETE ON placements_loanrepayment
    REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION placements_check_loan_parts();
CREATE TRIGGER loan_changed AFTER UPDATE OF ceiling, period ON placements_bufferloan
    FOR EACH ROW EXECUTE FUNCTION placements_check_loan();
"""

UNDO = """
ALTER TABLE placements_loandraw DROP CONSTRAINT loan_draw_of_association;
ALTER TABLE placements_loanrepayment DROP CONSTRAINT loan_repayment_of_association;
DROP FUNCTION placements_check_loan_parts() CASCADE;
DROP FUNCTION placements_check_loan() CASCADE;
DROP FUNCTION placements_check_loans_of(bigint[]) CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("placements", "0016_cash")]

    operations = [migrations.RunSQL(LOANS, UNDO)]
