"""The same statuses and reservations, found with less work where many rows are written.

`actions_status` keeps the plan of its query from call to call. A new action that nothing
was stated of needs no status, nor does one whose status `actions_refresh` has just stored. A
new entry that stands under no other is reserved by itself or its item alone, as nothing can
have been said of it yet.
"""

from django.db import migrations

STATUS = """
    WITH RECURSIVE chain(id, repeat_of_id, depth) AS (
        SELECT a.id, a.repeat_of_id, 0 FROM actions_action a WHERE a.id = action
        UNION ALL
        SELECT a.id, a.repeat_of_id, depth + 1
        FROM actions_action a JOIN chain ON a.id = chain.repeat_of_id
        WHERE depth < 100
    ),
    origin AS (
        SELECT a.* FROM actions_action a
        JOIN (SELECT id FROM chain ORDER BY depth DESC LIMIT 1) last USING (id)
    ),
    stated AS (
        SELECT r.status, m.held_on
        FROM origin
        JOIN actions_review r ON r.action_id = origin.id
        JOIN meetings_entry e ON e.id = r.entry_id
        JOIN meetings_meeting m ON m.id = e.meeting_id
        WHERE r.status <> ''
          AND (NOT published OR (m.published_on IS NOT NULL AND NOT e.is_reserved))
        ORDER BY m.held_on DESC NULLS FIRST, m.starts_at DESC NULLS LAST, m.id DESC,
                 e.position DESC
        LIMIT 1
    )
    SELECT CASE
        WHEN NOT published AND origin.lapsed_on IS NOT NULL
             AND NOT EXISTS (SELECT 1 FROM stated
                             WHERE stated.held_on IS NULL OR stated.held_on > origin.lapsed_on)
            THEN 'lapsed'
        ELSE COALESCE((SELECT status FROM stated), 'not_complete')
    END
    FROM origin
"""

FORWARD = f"""
CREATE OR REPLACE FUNCTION actions_status(action bigint, published boolean) RETURNS varchar
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_variable
BEGIN
    RETURN ({STATUS});
END $$;

DROP TRIGGER action_status_of_action ON actions_action;
CREATE TRIGGER action_status_of_new_action
    AFTER INSERT ON actions_action
    FOR EACH ROW WHEN (NEW.repeat_of_id IS NOT NULL OR NEW.lapsed_on IS NOT NULL
                       OR (NEW.status, NEW.published_status)
                          IS DISTINCT FROM ('not_complete', 'not_complete'))
    EXECUTE FUNCTION actions_refresh_by_trigger();
CREATE TRIGGER action_status_of_action
    AFTER UPDATE OF repeat_of_id, lapsed_on, entry_id, status, published_status
    ON actions_action
    FOR EACH ROW WHEN (pg_trigger_depth() = 0
                       OR (OLD.repeat_of_id, OLD.lapsed_on, OLD.entry_id)
                          IS DISTINCT FROM (NEW.repeat_of_id, NEW.lapsed_on, NEW.entry_id))
    EXECUTE FUNCTION actions_refresh_by_trigger();

CREATE OR REPLACE FUNCTION meetings_reserve_by_trigger() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' AND NEW.parent_id IS NULL THEN
        NEW.is_reserved := NEW.withheld <> '';
        IF NEW.item_id IS NOT NULL THEN
            SELECT NEW.withheld <> '' OR item.withheld <> '' INTO NEW.is_reserved
            FROM meetings_agendaitem item WHERE item.id = NEW.item_id FOR SHARE;
        END IF;
    ELSE
        NEW.is_reserved := meetings_is_reserved(NEW.id, NEW.withheld, NEW.item_id, NEW.parent_id);
    END IF;
    RETURN NEW;
END $$;
"""  # noqa: S608  nothing in it comes from outside

REVERSE = f"""
CREATE OR REPLACE FUNCTION meetings_reserve_by_trigger() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    NEW.is_reserved := meetings_is_reserved(NEW.id, NEW.withheld, NEW.item_id, NEW.parent_id);
    RETURN NEW;
END $$;

DROP TRIGGER action_status_of_new_action ON actions_action;
DROP TRIGGER action_status_of_action ON actions_action;
CREATE TRIGGER action_status_of_action
    AFTER INSERT OR UPDATE OF repeat_of_id, lapsed_on, entry_id, status, published_status
    ON actions_action
    FOR EACH ROW EXECUTE FUNCTION actions_refresh_by_trigger();

CREATE OR REPLACE FUNCTION actions_status(action bigint, published boolean) RETURNS varchar
LANGUAGE sql STABLE AS $$
{STATUS}
$$;
"""  # noqa: S608


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0003_pairs"),
        ("meetings", "0003_papers"),
    ]

    operations = [migrations.RunSQL(FORWARD, REVERSE)]
