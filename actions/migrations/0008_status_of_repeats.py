"""One status for an action and all that repeat it, as they are one task.

What a meeting says of a repeat it says of what is repeated: the latest review of any of them
that states a status decides for all. Of reviews at one meeting, that of what is repeated
comes before those of repeats ("Partially complete. This was a repeat of action 3.").
"""

from django.db import migrations

FORWARD = """
CREATE OR REPLACE FUNCTION actions_status(action bigint, published boolean) RETURNS varchar
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_variable
BEGIN
    RETURN (
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
    task(id, depth) AS (
        SELECT origin.id, 0 FROM origin
        UNION ALL
        SELECT a.id, depth + 1 FROM actions_action a JOIN task ON a.repeat_of_id = task.id
        WHERE depth < 100
    ),
    stated AS (
        SELECT r.status, m.held_on
        FROM task
        JOIN actions_review r ON r.action_id = task.id
        JOIN meetings_entry e ON e.id = r.entry_id
        JOIN meetings_meeting m ON m.id = e.meeting_id
        WHERE r.status <> ''
          AND (NOT published OR (m.published_on IS NOT NULL AND NOT e.is_reserved))
        ORDER BY m.held_on DESC NULLS FIRST, m.starts_at DESC NULLS LAST, m.id DESC,
                 task.depth, e.position DESC
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
    );
END $$;

CREATE OR REPLACE FUNCTION actions_refresh(actions bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE affected bigint[];
BEGIN
    WITH RECURSIVE repeated(id, repeat_of_id) AS (
        SELECT a.id, a.repeat_of_id FROM actions_action a WHERE a.id = ANY(actions)
        UNION
        SELECT a.id, a.repeat_of_id
        FROM actions_action a JOIN repeated ON a.id = repeated.repeat_of_id
    ),
    tasks(id) AS (
        SELECT repeated.id FROM repeated
        UNION
        SELECT a.id FROM actions_action a JOIN tasks ON a.repeat_of_id = tasks.id
    )
    SELECT array_agg(id) INTO affected FROM tasks;
    PERFORM id FROM actions_action WHERE id = ANY(affected) ORDER BY id FOR NO KEY UPDATE;
    UPDATE actions_action a SET status = c.status, published_status = c.published
    FROM (SELECT id, actions_status(id, false) AS status, actions_status(id, true) AS published
          FROM unnest(affected) id) c
    WHERE a.id = c.id
      AND (a.status, a.published_status) IS DISTINCT FROM (c.status, c.published);
END $$;

CREATE FUNCTION actions_refresh_repeated_no_more() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM actions_refresh(ARRAY[OLD.repeat_of_id]);
    RETURN NULL;
END $$;
CREATE TRIGGER action_status_of_repeated_no_more
    AFTER UPDATE OF repeat_of_id ON actions_action
    FOR EACH ROW WHEN (OLD.repeat_of_id IS NOT NULL
                       AND OLD.repeat_of_id IS DISTINCT FROM NEW.repeat_of_id)
    EXECUTE FUNCTION actions_refresh_repeated_no_more();

SELECT actions_refresh(ARRAY(
    SELECT repeat_of_id FROM actions_action WHERE repeat_of_id IS NOT NULL ORDER BY 1));
"""

REVERSE = """
DROP TRIGGER action_status_of_repeated_no_more ON actions_action;
DROP FUNCTION actions_refresh_repeated_no_more;

CREATE OR REPLACE FUNCTION actions_refresh(actions bigint[]) RETURNS void
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

CREATE OR REPLACE FUNCTION actions_status(action bigint, published boolean) RETURNS varchar
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_variable
BEGIN
    RETURN (
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
    );
END $$;

SELECT actions_refresh(ARRAY(
    SELECT id FROM actions_action WHERE repeat_of_id IS NOT NULL
    UNION SELECT repeat_of_id FROM actions_action WHERE repeat_of_id IS NOT NULL ORDER BY 1));
"""


class Migration(migrations.Migration):
    dependencies = [("actions", "0007_reviews_by_number_alone")]

    operations = [migrations.RunSQL(FORWARD, REVERSE)]
