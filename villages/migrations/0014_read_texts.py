"""What somebody read and put onto the public page leaves it when its words change, whoever changes them."""

from django.db import migrations

RULES = """
CREATE FUNCTION villages_unread() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_TABLE_NAME = 'villages_unfinishedwork' THEN
        DELETE FROM villages_publicwork WHERE work_id = NEW.id;
    ELSE
        DELETE FROM villages_publicphoto WHERE photo_id = NEW.id;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER work_unread AFTER UPDATE ON villages_unfinishedwork FOR EACH ROW
    WHEN (OLD.text IS DISTINCT FROM NEW.text) EXECUTE FUNCTION villages_unread();
CREATE TRIGGER photo_unread AFTER UPDATE ON villages_workphoto FOR EACH ROW
    WHEN (OLD.caption IS DISTINCT FROM NEW.caption OR OLD.content IS DISTINCT FROM NEW.content)
    EXECUTE FUNCTION villages_unread();
"""

UNDO = "DROP FUNCTION villages_unread() CASCADE;"


class Migration(migrations.Migration):
    dependencies = [("villages", "0013_contact_month_only")]

    operations = [migrations.RunSQL(RULES, UNDO)]
