"""A question that somebody has answered is neither changed nor removed, nor does its version get another."""

from django.db import migrations

FROZEN = """
CREATE FUNCTION villages_check_question() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    touched bigint[] := ARRAY[CASE WHEN TG_OP <> 'INSERT' THEN OLD.version_id END,
                              CASE WHEN TG_OP <> 'DELETE' THEN NEW.version_id END];
BEGIN
    -- An answer on its way waits until this transaction ends, or this waits for the answer.
    PERFORM 1 FROM villages_surveyversion WHERE id = ANY(touched) ORDER BY id FOR UPDATE;
    IF EXISTS (SELECT 1 FROM villages_response WHERE version_id = ANY(touched)) THEN
        RAISE EXCEPTION 'the version has answers'
            USING ERRCODE = '23514', CONSTRAINT = 'question_asked_stays', TABLE = 'villages_question';
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER villages_question_stays AFTER INSERT OR DELETE ON villages_question
    FOR EACH ROW EXECUTE FUNCTION villages_check_question();
CREATE TRIGGER villages_question_unchanged AFTER UPDATE ON villages_question
    FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION villages_check_question();
"""
BACK = """
DROP TRIGGER villages_question_unchanged ON villages_question;
DROP TRIGGER villages_question_stays ON villages_question;
DROP FUNCTION villages_check_question();
"""


class Migration(migrations.Migration):
    dependencies = [("villages", "0003_surveys")]

    operations = [migrations.RunSQL(FROZEN, BACK)]
