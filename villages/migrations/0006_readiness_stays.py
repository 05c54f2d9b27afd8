"""A decided readiness check never changes; what hangs on a check or a board is of the same association."""

from django.db import migrations

RULES = """
CREATE FUNCTION villages_keep_readiness() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    -- The database's owner removes what has been kept long enough.
    IF OLD.decision <> '' AND NOT (TG_OP = 'DELETE' AND pg_has_role(
        current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'MEMBER'
    )) AND (TG_OP = 'DELETE' OR to_jsonb(NEW) IS DISTINCT FROM to_jsonb(OLD)) THEN
        RAISE EXCEPTION 'a decided check stays'
            USING ERRCODE = '23514', CONSTRAINT = 'readiness_stays', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END
$$;
CREATE TRIGGER readiness_stays BEFORE UPDATE OR DELETE ON villages_readinesscheck
    FOR EACH ROW EXECUTE FUNCTION villages_keep_readiness();

CREATE FUNCTION villages_keep_readiness_answer() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    decided boolean;
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) = to_jsonb(OLD) THEN
        RETURN NEW;
    END IF;
    -- Nobody decides until this transaction ends.
    FOR decided IN SELECT c.decision <> '' FROM villages_readinesscheck c
        WHERE c.id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.readiness_id END,
                       CASE WHEN TG_OP <> 'DELETE' THEN NEW.readiness_id END)
        ORDER BY c.id FOR SHARE
    LOOP
        IF decided THEN
            RAISE EXCEPTION 'a decided check stays'
                USING ERRCODE = '23514', CONSTRAINT = 'readiness_stays', TABLE = TG_TABLE_NAME;
        END IF;
    END LOOP;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END
$$;
CREATE TRIGGER readiness_answer_stays BEFORE INSERT OR UPDATE OR DELETE ON villages_readinessanswer
    FOR EACH ROW EXECUTE FUNCTION villages_keep_readiness_answer();

ALTER TABLE villages_readinessanswer ADD CONSTRAINT readiness_answer_of_association
    FOREIGN KEY (association_id, readiness_id) REFERENCES villages_readinesscheck (association_id, id)
    DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE villages_readinesstask ADD CONSTRAINT readiness_task_of_association
    FOREIGN KEY (association_id, readiness_id) REFERENCES villages_readinesscheck (association_id, id)
    DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE villages_boardstep ADD CONSTRAINT board_step_of_boards_association
    FOREIGN KEY (association_id, board_id) REFERENCES villages_board (association_id, id)
    DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE villages_boardstepdocument ADD CONSTRAINT step_document_of_association
    FOREIGN KEY (association_id, step_id) REFERENCES villages_boardstep (association_id, id)
    DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE villages_document ADD CONSTRAINT document_with_association UNIQUE (association_id, id);
ALTER TABLE villages_boardstepdocument ADD CONSTRAINT step_document_of_documents_association
    FOREIGN KEY (association_id, document_id) REFERENCES villages_document (association_id, id)
    DEFERRABLE INITIALLY DEFERRED;
"""

UNDO = """
ALTER TABLE villages_boardstepdocument DROP CONSTRAINT step_document_of_documents_association;
ALTER TABLE villages_document DROP CONSTRAINT document_with_association;
ALTER TABLE villages_boardstepdocument DROP CONSTRAINT step_document_of_association;
ALTER TABLE villages_boardstep DROP CONSTRAINT board_step_of_boards_association;
ALTER TABLE villages_readinesstask DROP CONSTRAINT readiness_task_of_association;
ALTER TABLE villages_readinessanswer DROP CONSTRAINT readiness_answer_of_association;
DROP FUNCTION villages_keep_readiness_answer() CASCADE;
DROP FUNCTION villages_keep_readiness() CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("villages", "0005_associations")]

    operations = [migrations.RunSQL(RULES, UNDO)]
