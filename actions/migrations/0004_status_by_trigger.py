"""The status of actions, and whether a meeting's minutes are published, kept by triggers.

`actions_status(action, published)` is the one place where a status is computed:
  - an action that repeats another has the status of what it repeats;
  - else, unless asked for what is published, it is lapsed if it was let lapse and no later
    meeting states a status;
  - else it is what the latest meeting that states a status says; asked for what is
    published, only published and not withheld reviews count;
  - else it is not complete.
Everything that a status depends on calls `actions_refresh`, which stores both; so does
writing them directly. It locks the actions first, so that of two reviews recorded at the
same time the second to come sees both.

`meetings_published_on(meeting)` is likewise the one place where the day of publication is
computed, whoever writes it.
"""

from django.db import migrations

FUNCTIONS = """
CREATE FUNCTION actions_status(action bigint, published boolean) RETURNS varchar
LANGUAGE sql STABLE AS $$
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
        LEFT JOIN meetings_agendaitem i ON i.id = e.item_id
        LEFT JOIN meetings_entry raised ON raised.id = origin.entry_id
        LEFT JOIN meetings_agendaitem raised_item ON raised_item.id = raised.item_id
        WHERE r.status <> ''
          AND (NOT published
               OR (m.published_on IS NOT NULL
                   AND e.withheld = '' AND COALESCE(i.withheld, '') = ''
                   AND COALESCE(raised.withheld, '') = ''
                   AND COALESCE(raised_item.withheld, '') = ''))
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
$$;

CREATE FUNCTION actions_refresh(actions bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE affected bigint[];
BEGIN
    WITH RECURSIVE repeats(id) AS (
        SELECT unnest(actions)
        UNION
        SELECT a.id FROM actions_action a JOIN repeats ON a.repeat_of_id = repeats.id
    )
    SELECT array_agg(id) INTO affected FROM repeats;
    PERFORM id FROM actions_action WHERE id = ANY(affected) ORDER BY id FOR NO KEY UPDATE;
    UPDATE actions_action a SET status = c.status, published_status = c.published
    FROM (SELECT id, actions_status(id, false) AS status, actions_status(id, true) AS published
          FROM unnest(affected) id) c
    WHERE a.id = c.id
      AND (a.status, a.published_status) IS DISTINCT FROM (c.status, c.published);
END $$;

CREATE FUNCTION actions_of_entries(entries bigint[]) RETURNS bigint[]
LANGUAGE sql STABLE AS $$
    SELECT array_agg(action_id) FROM (
        SELECT action_id FROM actions_review WHERE entry_id = ANY(entries)
        UNION
        SELECT id FROM actions_action WHERE entry_id = ANY(entries)
    ) ids
$$;

CREATE FUNCTION actions_refresh_by_trigger() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    CASE TG_TABLE_NAME
    WHEN 'actions_action' THEN
        PERFORM actions_refresh(ARRAY[NEW.id]);
    WHEN 'actions_review' THEN
        IF TG_OP <> 'INSERT' THEN PERFORM actions_refresh(ARRAY[OLD.action_id]); END IF;
        IF TG_OP <> 'DELETE' THEN PERFORM actions_refresh(ARRAY[NEW.action_id]); END IF;
    WHEN 'meetings_entry' THEN
        PERFORM actions_refresh(actions_of_entries(ARRAY[NEW.id]));
    WHEN 'meetings_agendaitem' THEN
        PERFORM actions_refresh(actions_of_entries(
            ARRAY(SELECT id FROM meetings_entry WHERE item_id = NEW.id)));
    WHEN 'meetings_meeting' THEN
        PERFORM actions_refresh(actions_of_entries(
            ARRAY(SELECT id FROM meetings_entry WHERE meeting_id = NEW.id)));
    END CASE;
    RETURN NULL;
END $$;

CREATE TRIGGER action_status_of_action
    AFTER INSERT OR UPDATE OF repeat_of_id, lapsed_on, entry_id, status, published_status
    ON actions_action
    FOR EACH ROW EXECUTE FUNCTION actions_refresh_by_trigger();
CREATE TRIGGER action_status_of_review
    AFTER INSERT OR DELETE OR UPDATE OF action_id, entry_id, status ON actions_review
    FOR EACH ROW EXECUTE FUNCTION actions_refresh_by_trigger();
CREATE TRIGGER action_status_of_entry
    AFTER UPDATE OF meeting_id, item_id, position, withheld ON meetings_entry
    FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)
    EXECUTE FUNCTION actions_refresh_by_trigger();
CREATE TRIGGER action_status_of_item
    AFTER UPDATE OF withheld ON meetings_agendaitem
    FOR EACH ROW WHEN (OLD.withheld IS DISTINCT FROM NEW.withheld)
    EXECUTE FUNCTION actions_refresh_by_trigger();
CREATE TRIGGER action_status_of_meeting
    AFTER UPDATE OF held_on, starts_at, published_on ON meetings_meeting
    FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)
    EXECUTE FUNCTION actions_refresh_by_trigger();

CREATE FUNCTION meetings_published_on(meeting bigint) RETURNS date
LANGUAGE sql VOLATILE AS $$
    WITH minutes AS (
        SELECT r.id, r.number, r.issued_on FROM meetings_revision r
        WHERE r.meeting_id = meeting AND r.kind = 'minutes' AND r.audience = 'public'
    )
    SELECT CASE WHEN w.id IS NULL THEN (SELECT min(issued_on) FROM minutes) END
    FROM minutes LEFT JOIN meetings_withdrawal w ON w.revision_id = minutes.id
    ORDER BY number DESC LIMIT 1
$$;

CREATE FUNCTION meetings_published_by_trigger() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    CASE TG_TABLE_NAME
    WHEN 'meetings_meeting' THEN
        NEW.published_on := meetings_published_on(NEW.id);
        RETURN NEW;
    WHEN 'meetings_revision' THEN
        UPDATE meetings_meeting SET published_on = NULL WHERE id = NEW.meeting_id;
    WHEN 'meetings_withdrawal' THEN
        UPDATE meetings_meeting SET published_on = NULL
        WHERE id IN (SELECT meeting_id FROM meetings_revision
                     WHERE id IN (NEW.revision_id, OLD.revision_id));
    END CASE;
    RETURN NULL;
END $$;

CREATE TRIGGER meeting_published_by_meeting
    BEFORE INSERT OR UPDATE OF published_on ON meetings_meeting
    FOR EACH ROW EXECUTE FUNCTION meetings_published_by_trigger();
CREATE TRIGGER meeting_published_by_revision
    AFTER INSERT ON meetings_revision
    FOR EACH ROW WHEN (NEW.kind = 'minutes' AND NEW.audience = 'public')
    EXECUTE FUNCTION meetings_published_by_trigger();
CREATE TRIGGER meeting_published_by_withdrawal
    AFTER INSERT OR DELETE OR UPDATE OF revision_id ON meetings_withdrawal
    FOR EACH ROW EXECUTE FUNCTION meetings_published_by_trigger();
"""

REVERSE = """
DROP TRIGGER meeting_published_by_withdrawal ON meetings_withdrawal;
DROP TRIGGER meeting_published_by_revision ON meetings_revision;
DROP TRIGGER meeting_published_by_meeting ON meetings_meeting;
DROP FUNCTION meetings_published_by_trigger;
DROP FUNCTION meetings_published_on;
DROP TRIGGER action_status_of_meeting ON meetings_meeting;
DROP TRIGGER action_status_of_item ON meetings_agendaitem;
DROP TRIGGER action_status_of_entry ON meetings_entry;
DROP TRIGGER action_status_of_review ON actions_review;
DROP TRIGGER action_status_of_action ON actions_action;
DROP FUNCTION actions_refresh_by_trigger;
DROP FUNCTION actions_of_entries;
DROP FUNCTION actions_refresh;
DROP FUNCTION actions_status;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0003_initial"),
        ("meetings", "0002_initial"),
    ]

    operations = [migrations.RunSQL(FUNCTIONS, REVERSE)]
