"""Find an action's task and its reviews by their indexes, however the tables have grown.

A session keeps the plans of its functions; one made while the tables were small reads all of
them for each action, long after they have grown.
"""

from django.db import migrations

FUNCTIONS = ["actions_status(bigint, boolean)", "actions_refresh(bigint[])"]


class Migration(migrations.Migration):
    dependencies = [("actions", "0008_status_of_repeats")]

    operations = [
        migrations.RunSQL(
            f"ALTER FUNCTION {function} SET enable_seqscan = off",
            f"ALTER FUNCTION {function} RESET enable_seqscan",
        )
        for function in FUNCTIONS
    ]
