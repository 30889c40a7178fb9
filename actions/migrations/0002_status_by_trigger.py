"""Status of actions, what of minutes is reserved and what was published, kept by triggers.

`actions_status(action, published)` is the one place where a status is computed:
  - an action that repeats another has the status of what it repeats;
  - else, unless asked for what is published, it is lapsed if it was let lapse and no later
    meeting states a status;
  - else it is what the latest meeting that states a status says; asked for what is
    published, only reviews in published minutes that are not reserved count;
  - else it is not complete.
Everything that a status depends on calls `actions_refresh`, which stores both; so does
writing them directly. It locks the actions first, so that of two reviews recorded at the
same time the second to come sees both.

`meetings_is_reserved(…)` is the one place where it is computed whether the public must not
read an entry: it is withheld, or its item is, or so is what it reports on; or it reviews,
or reports on a review of, an action that was raised at such a place. It locks what it looks
at, so that something withheld at the same time as something is put under it reserves both.
`meetings_refresh_reserved` stores it for entries and all that depends on them.

`meetings_published_on(meeting)` is likewise the one place where the day of publication is
computed, whoever writes it. `actions_mark_published` remembers of actions that published
minutes held them; nothing takes that back.
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
    AFTER UPDATE ON meetings_entry
    FOR EACH ROW WHEN ((OLD.position, OLD.is_reserved) IS DISTINCT FROM
                       (NEW.position, NEW.is_reserved))
    EXECUTE FUNCTION actions_refresh_by_trigger();
CREATE TRIGGER action_status_of_meeting
    AFTER UPDATE OF held_on, starts_at, published_on ON meetings_meeting
    FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)
    EXECUTE FUNCTION actions_refresh_by_trigger();

CREATE FUNCTION meetings_is_reserved(entry bigint, withheld varchar, item bigint, parent bigint)
RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE places bigint[]; items bigint[];
BEGIN
    SELECT array_agg(a.entry_id) INTO places
    FROM actions_review r JOIN actions_action a ON a.id = r.action_id
    WHERE r.entry_id IN (entry, parent);
    places := array_append(places, parent);
    PERFORM id FROM meetings_entry WHERE id = ANY(places) ORDER BY id FOR SHARE;
    SELECT array_agg(item_id) INTO items FROM meetings_entry WHERE id = ANY(places);
    items := array_append(items, item);
    PERFORM id FROM meetings_agendaitem WHERE id = ANY(items) ORDER BY id FOR SHARE;
    RETURN withheld <> ''
        OR EXISTS (SELECT 1 FROM meetings_entry e
                   WHERE e.id = ANY(places) AND e.withheld <> '')
        OR EXISTS (SELECT 1 FROM meetings_agendaitem i
                   WHERE i.id = ANY(items) AND i.withheld <> '');
END $$;

CREATE FUNCTION meetings_refresh_reserved(entries bigint[]) RETURNS void
LANGUAGE sql AS $$
    WITH places AS (
        SELECT unnest(entries) AS id
        UNION
        SELECT r.entry_id FROM actions_action a JOIN actions_review r ON r.action_id = a.id
        WHERE a.entry_id = ANY(entries)
    ),
    affected AS (
        SELECT id FROM places
        UNION
        SELECT e.id FROM meetings_entry e JOIN places ON e.parent_id = places.id
    )
    UPDATE meetings_entry e SET is_reserved = NOT e.is_reserved
    WHERE e.id IN (SELECT id FROM affected)
      AND e.is_reserved <> meetings_is_reserved(e.id, e.withheld, e.item_id, e.parent_id)
$$;

CREATE FUNCTION meetings_reserve_by_trigger() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    NEW.is_reserved := meetings_is_reserved(NEW.id, NEW.withheld, NEW.item_id, NEW.parent_id);
    RETURN NEW;
END $$;

CREATE FUNCTION meetings_refresh_reserved_by_trigger() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    CASE TG_TABLE_NAME
    WHEN 'meetings_entry' THEN
        PERFORM meetings_refresh_reserved(ARRAY[NEW.id]);
    WHEN 'meetings_agendaitem' THEN
        PERFORM meetings_refresh_reserved(
            ARRAY(SELECT id FROM meetings_entry WHERE item_id = NEW.id));
    WHEN 'actions_action' THEN
        PERFORM meetings_refresh_reserved(
            ARRAY(SELECT entry_id FROM actions_review WHERE action_id = NEW.id));
    WHEN 'actions_review' THEN
        IF TG_OP <> 'INSERT' THEN PERFORM meetings_refresh_reserved(ARRAY[OLD.entry_id]); END IF;
        IF TG_OP <> 'DELETE' THEN PERFORM meetings_refresh_reserved(ARRAY[NEW.entry_id]); END IF;
    END CASE;
    RETURN NULL;
END $$;

CREATE TRIGGER entry_reserved
    BEFORE INSERT OR UPDATE OF withheld, item_id, parent_id, is_reserved ON meetings_entry
    FOR EACH ROW EXECUTE FUNCTION meetings_reserve_by_trigger();
CREATE TRIGGER entry_reserved_by_entry
    AFTER UPDATE OF withheld, item_id ON meetings_entry
    FOR EACH ROW WHEN ((OLD.withheld, OLD.item_id) IS DISTINCT FROM (NEW.withheld, NEW.item_id))
    EXECUTE FUNCTION meetings_refresh_reserved_by_trigger();
CREATE TRIGGER entry_reserved_by_item
    AFTER UPDATE OF withheld ON meetings_agendaitem
    FOR EACH ROW WHEN (OLD.withheld IS DISTINCT FROM NEW.withheld)
    EXECUTE FUNCTION meetings_refresh_reserved_by_trigger();
CREATE TRIGGER entry_reserved_by_action
    AFTER UPDATE OF entry_id ON actions_action
    FOR EACH ROW WHEN (OLD.entry_id IS DISTINCT FROM NEW.entry_id)
    EXECUTE FUNCTION meetings_refresh_reserved_by_trigger();
CREATE TRIGGER entry_reserved_by_review
    AFTER INSERT OR DELETE OR UPDATE OF action_id, entry_id ON actions_review
    FOR EACH ROW EXECUTE FUNCTION meetings_refresh_reserved_by_trigger();

CREATE FUNCTION actions_mark_published() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    UPDATE actions_action SET was_published = true
    WHERE NOT was_published AND id = ANY(actions_of_entries(
        ARRAY(SELECT id FROM meetings_entry
              WHERE meeting_id = NEW.meeting_id AND NOT is_reserved)));
    RETURN NULL;
END $$;

CREATE FUNCTION actions_stay_published() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    NEW.was_published := true;
    RETURN NEW;
END $$;

CREATE TRIGGER action_published
    AFTER INSERT ON meetings_revision
    FOR EACH ROW WHEN (NEW.kind = 'minutes' AND NEW.audience = 'public')
    EXECUTE FUNCTION actions_mark_published();
CREATE TRIGGER action_stays_published
    BEFORE UPDATE OF was_published ON actions_action
    FOR EACH ROW WHEN (OLD.was_published) EXECUTE FUNCTION actions_stay_published();

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
        WHERE id = (SELECT meeting_id FROM meetings_revision WHERE id = NEW.revision_id);
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
    AFTER INSERT ON meetings_withdrawal
    FOR EACH ROW EXECUTE FUNCTION meetings_published_by_trigger();
"""

REVERSE = """
DROP TRIGGER meeting_published_by_withdrawal ON meetings_withdrawal;
DROP TRIGGER meeting_published_by_revision ON meetings_revision;
DROP TRIGGER meeting_published_by_meeting ON meetings_meeting;
DROP FUNCTION meetings_published_by_trigger;
DROP FUNCTION meetings_published_on;
DROP TRIGGER action_stays_published ON actions_action;
DROP TRIGGER action_published ON meetings_revision;
DROP FUNCTION actions_stay_published;
DROP FUNCTION actions_mark_published;
DROP TRIGGER entry_reserved_by_review ON actions_review;
DROP TRIGGER entry_reserved_by_action ON actions_action;
DROP TRIGGER entry_reserved_by_item ON meetings_agendaitem;
DROP TRIGGER entry_reserved_by_entry ON meetings_entry;
DROP TRIGGER entry_reserved ON meetings_entry;
DROP FUNCTION meetings_refresh_reserved_by_trigger;
DROP FUNCTION meetings_reserve_by_trigger;
DROP FUNCTION meetings_refresh_reserved;
DROP FUNCTION meetings_is_reserved;
DROP TRIGGER action_status_of_meeting ON meetings_meeting;
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
        ("actions", "0001_initial"),
        ("meetings", "0001_initial"),
    ]

    operations = [migrations.RunSQL(FUNCTIONS, REVERSE)]
