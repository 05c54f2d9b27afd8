"""What is deleted on request leaves work behind; receipts are numbered one after another and say what was paid."""

from django.db import migrations

RULES = """
-- The answerer who deletes an answer may not see the work that came from it: the database empties the place.
CREATE FUNCTION villages_forget_source() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE villages_worksource SET answer_id = NULL, "row" = NULL WHERE answer_id = OLD.id;
    RETURN OLD;
END
$$;
CREATE TRIGGER villages_source_forgotten BEFORE DELETE ON villages_answer
    FOR EACH ROW EXECUTE FUNCTION villages_forget_source();

CREATE FUNCTION villages_number_receipt() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    -- Who comes second waits here until the first is committed or undone.
    PERFORM 1 FROM villages_association WHERE id = NEW.association_id FOR NO KEY UPDATE;
    NEW.number := 1 + coalesce(
        (SELECT max(number) FROM villages_receipt WHERE association_id = NEW.association_id), 0);
    IF NOT EXISTS (SELECT 1 FROM villages_serviceorder o
                   WHERE o.id = NEW.order_id AND o.association_id = NEW.association_id) THEN
        RAISE EXCEPTION 'the receipt is of another association'
            USING ERRCODE = '23514', CONSTRAINT = 'receipt_of_association', TABLE = 'villages_receipt';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER villages_receipt_numbered BEFORE INSERT ON villages_receipt
    FOR EACH ROW EXECUTE FUNCTION villages_number_receipt();

CREATE FUNCTION villages_check_order() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM villages_receipt WHERE order_id = NEW.id) THEN
        RAISE EXCEPTION 'the order has a receipt'
            USING ERRCODE = '23514', CONSTRAINT = 'order_frozen', TABLE = 'villages_serviceorder';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER villages_order_frozen BEFORE UPDATE ON villages_serviceorder FOR EACH ROW
    WHEN ((OLD.association_id, OLD.what, OLD.price, OLD.vat_percent, OLD.ordered_on, OLD.done_on, OLD.paid_on)
        IS DISTINCT FROM
        (NEW.association_id, NEW.what, NEW.price, NEW.vat_percent, NEW.ordered_on, NEW.done_on, NEW.paid_on))
    EXECUTE FUNCTION villages_check_order();
"""

UNDO = """
DROP FUNCTION villages_forget_source() CASCADE;
DROP FUNCTION villages_number_receipt() CASCADE;
DROP FUNCTION villages_check_order() CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("villages", "0007_works")]

    operations = [migrations.RunSQL(RULES, UNDO)]
