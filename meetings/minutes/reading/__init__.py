"""Reading: a document's bytes, or a stored record, as minutes.

HTML, Jekyll posts and Markdown become a page of HTML, the page a list of blocks, the
blocks minutes. One set of rules reads them all. Explicit beats implied: what the writer
marks overrides what the words suggest.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ..document import MinutesError, NotMinutesError, Reading
from . import attached, files
from .pages import read_page
from .record import from_record

__all__ = ["from_record", "read"]


def read(data: bytes, name: str = "", *, members: Iterable[str] = ()) -> Reading:
    """The minutes in a file, told by its content.

    The ending of its `name` tells Markdown from other text without any marks ("minutes.txt"),
    which is refused; without a name it is Markdown.

    `members` are names of those who sit on the panel, where they are known. They decide one
    thing: where two columns of attendance were lost, one of people and one of officials or
    presenters, somebody who sits on the panel stood in the first. Who was there and who sent
    apologies does not follow from a seat, and what the page itself parts is left as it is.

    Raises MinutesError, which says in one line what is wrong, for what is empty, too
    large, not text in UTF-8 or the encoding that it says, without a date, or not minutes.
    """
    file = files.opened(data, name)
    try:
        reading = replace(read_page(file.body, title=file.title, members=members), post=file.post)
    except NotMinutesError:
        if file.post is None or not file.post.attachments:
            raise
        return attached.read(file.body, title=file.title, post=file.post)
    if reading.post and attached.says_so(reading):
        return attached.read(file.body, title=file.title, post=reading.post)
    minutes = reading.minutes
    if minutes.held_on is None:
        if not (minutes.attendance or minutes.actions() or minutes.reviews()):
            raise NotMinutesError("not minutes: no date, attendance or actions in it")
        raise MinutesError("no date of the meeting in the title or the first lines")
    if reading.post:
        reading = replace(reading, doubts=(*reading.doubts, *attached.doubts(reading.post)))
    return reading
