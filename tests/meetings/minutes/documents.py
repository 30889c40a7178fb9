"""Small documents, and recording them."""

import datetime

from meetings.minutes.document import (
    Action as Raised,
)
from meetings.minutes.document import (
    Item,
    Minutes,
    Reading,
)
from meetings.minutes.document import (
    Review as Reviewed,
)
from meetings.minutes.recording import record

JANUARY, MARCH, MAY = (datetime.date(2024, month, 10) for month in (1, 3, 5))
TODAY = datetime.date(2024, 6, 1)


def minutes(held_on, *entries, attendance=(), **fields):
    """Minutes with one item that holds the entries."""
    items = (Item("Update on actions", number="1", entries=entries),)
    return Minutes(held_on=held_on, attendance=attendance, items=items, **fields)


def put(panel, document, *, unread=(), doubts=(), **options):
    """Record a document; its bytes are its words."""
    return record(
        Reading(document, unread=unread, doubts=doubts),
        panel=panel,
        name="minutes.md",
        data=repr((document, unread)).encode(),
        today=TODAY,
        **options,
    )


LOCKS = Raised("Bo Lund to count the locks on the upper river.", number="1", owners=("Bo Lund",))
WEIRS = Raised("Ada Ferris to draft guidance on weirs.", number="2", owners=("Ada Ferris",))


def reviewed(action, status=None, **fields):
    return Reviewed(
        **{"text": action.text, "number": action.number, "owners": action.owners, **fields},
        status=status,
    )
