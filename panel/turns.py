"""One at a time: recording documents, and settling what they left open."""

from django.db import connection

# Recorded at once, two documents would make the same person twice.
RECORDING_LOCK = 5_410_717


def take_turn() -> None:
    """Wait until no other transaction records or settles; held until this one ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [RECORDING_LOCK])
