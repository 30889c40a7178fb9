"""Reservations stored by looking entries up by their keys, whatever the planner knows.

While many documents are recorded at once the tables have no statistics yet, and the query
that `meetings_refresh_reserved` was computed every entry's reservation for each review.
"""

from django.db import migrations

FORWARD = """
DROP FUNCTION meetings_refresh_reserved(bigint[]);
CREATE FUNCTION meetings_refresh_reserved(entries bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE places bigint[]; affected bigint[];
BEGIN
    places := entries || ARRAY(
        SELECT r.entry_id FROM actions_action a JOIN actions_review r ON r.action_id = a.id
        WHERE a.entry_id = ANY(entries));
    affected := places || ARRAY(SELECT id FROM meetings_entry WHERE parent_id = ANY(places));
    UPDATE meetings_entry e SET is_reserved = NOT e.is_reserved
    WHERE e.id = ANY(affected)
      AND e.is_reserved <> meetings_is_reserved(e.id, e.withheld, e.item_id, e.parent_id);
END $$;
"""

REVERSE = """
DROP FUNCTION meetings_refresh_reserved(bigint[]);
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
"""


class Migration(migrations.Migration):
    dependencies = [("actions", "0004_quicker_triggers")]

    operations = [migrations.RunSQL(FORWARD, REVERSE)]
