"""Pages as the tests of the reader write them."""

from meetings.minutes.document import Minutes
from meetings.minutes.reading import pages

TOP = "<h1>Some Panel - 3 May 2012</h1><p>Present</p><p>Ann Lee</p>"


def read(body: str) -> Minutes:
    return pages.read_page(TOP + body).minutes


def entries(body: str) -> tuple[object, ...]:
    (item,) = read(f"<h2>1. Welcome</h2>{body}").items
    return item.entries
