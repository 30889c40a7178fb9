"""The words of a page and of what was read from it, to compare them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from selectolax.lexbor import LexborHTMLParser

from meetings.minutes.document import Action, Attendee, Item, Minutes, Point, Reading, Review
from meetings.minutes.reading import (
    attendance,
    fields,
    files,
    furniture,
    inline,
    names,
    people,
    roles,
    statuses,
    tables,
)
from meetings.minutes.reading.blocks import Block, blocks_of

# Words that only say what a line is. They stand in fields, not in texts.
LABELS = frozenset(
    {
        *attendance.WORDS,
        *(word for words in attendance.COLUMNS for word in names.folded_words(words)),
        *(word for words in fields.COLUMN for word in words.split()),
        *people.IN_PLACE,
        *(word for words in roles.ROLES for word in names.folded_words(words)),
        *"ap action actions point points agreed new item items agenda number no matter".split(),
        *"follow up followup".split(),
        *"due date deadline target by status progress update outcome owner summary".split(),
        *"minutes meeting note notes held on at the a an for and of from".split(),
        *"name panel venue location place time title".split(),
        *"none nil were received".split(),
    }
)


def page_of(data: bytes) -> str:
    return files.opened(data).body


def characters(html: str) -> str:
    """All that a document's body shows, white space aside, as the parser itself gives it."""
    tree = LexborHTMLParser("<!doctype html>" + html)
    for node in reversed(furniture.taken_from(tree)[0]):
        node.decompose()
    for tag in ("script", "style", "template", "noframes"):
        for node in tree.css(tag):
            node.decompose()
    for link in tree.css("a"):
        # A link without text shows where it leads.
        if link.child is None and (shown := inline.address(link.attributes.get("href"))):
            link.replace_with(shown)
    for picture in tree.css("img"):
        told = picture.attributes
        picture.replace_with(told.get("alt") or inline.address(told.get("src")))
    body = tree.body
    shown = body.text(deep=True) if body else ""
    return "".join(inline.fold(shown).split())


def words_of_page(html: str) -> list[str]:
    """The words of the body, then those beside it."""
    page = blocks_of(html)
    words = [word for block in page.blocks for word in _words(block)]
    return [*words, *(word for text in page.beside for word in names.folded_words(text))]


def _shown(html: str) -> list[str]:
    """The words of a page, tables in the order they are read, with the numbers of its lists."""
    return [
        word
        for block in tables.untangled(blocks_of(html).blocks)
        for word in ([str(block.ordinal)] if block.ordinal else []) + _words(block)
    ]


def _words(block: Block) -> list[str]:
    return list(names.folded_words(block.plain))


def _said(minutes: Minutes) -> Iterator[str]:
    """The texts of entries and headings as they stand on the page, in order."""
    for index, entries in minutes.sections():
        if index is not None:
            item = minutes.items[index]
            yield item.number
            yield item.withheld
            yield inline.plain(item.title)
            yield item.presenters
        for entry in entries:
            if isinstance(entry, Point):
                yield entry.withheld
                yield inline.plain(entry.text)
                continue
            yield entry.number
            yield entry.reference
            yield entry.withheld
            text = inline.plain(entry.text)
            yield text
            if entry.due not in text:
                yield entry.due
            if not isinstance(entry, Action):
                for point in entry.narrative:
                    yield point.withheld
                    yield inline.plain(point.text)


def _of_attendee(one: Attendee) -> str:
    told = (one.withheld, one.honorific, one.name, one.organisation, one.description)
    return " ".join((*told, one.heading, one.deputy_for, one.note))


def said_in_order(minutes: Minutes) -> list[str]:
    return [word for text in _said(minutes) for word in names.folded_words(text)]


def lost(html: str, reading: Reading) -> Counter[str]:
    """Words of a page that what was read from it does not hold as often, labels aside."""
    minutes = reading.minutes
    # A line beneath the title may say again what the title says.
    fields = [minutes.title, minutes.title, minutes.panel, minutes.venue, *_of_time(minutes)]
    fields += [_of_attendee(one) for one in minutes.attendance]
    tasks: list[Action | Review] = [*minutes.actions(), *minutes.reviews()]
    for task in tasks:
        fields += [*task.owners, task.due]
        if isinstance(task, Review) and task.status:
            fields.append(statuses.WORDS[task.status])
    said = said_in_order(minutes)
    held = Counter(said)
    for text in (*fields, *reading.unread):
        held.update(names.folded_words(text))
    missing = Counter(words_of_page(html)) - held
    followers = set(pairwise(said))
    return Counter(
        {word: count for word, count in missing.items() if not _is_told(word, held, followers)}
    )


def _of_time(minutes: Minutes) -> Iterator[str]:
    """The ways in which a page can say the day and the times that stand in fields."""
    if day := minutes.held_on:
        yield f"{day:%A %B %b %d %m} {day.day} {day.year}"
        yield " ".join(f"{day.day}{th}" for th in _ENDINGS)
        yield " ".join(f"{day.day}{th}{day:%B}" for th in ("", *_ENDINGS))
    for at in (minutes.starts_at, minutes.ends_at):
        if at:
            half, hour = f"{at:%p}".lower(), at.hour % 12 or 12
            yield f"{at:%H %M} {at.hour} {hour} {half} {hour}{half} {at:%M}{half}"


def _is_told(word: str, held: Counter[str], followers: set[tuple[str, str]]) -> bool:
    """Whether a word is a label, or two that an editor glued: "sent.Action", "late3".

    Two were read apart if one followed the other, or one of them is a label or a figure.
    """
    if word in LABELS:
        return True
    for at in range(1, len(word)):
        one, other = word[:at], word[at:]
        if (one, other) in followers or (one.isdigit() and one in held and other in held):
            return True
        if at > 1 and ((one in LABELS and other in held) or (one in held and other in LABELS)):
            return True
    return "action" in word and all(
        part in held or part in LABELS for part in word.split("action") if part
    )


_ENDINGS = ("st", "nd", "rd", "th")


def out_of_order(html: str, minutes: Minutes) -> list[str]:
    """The first words of what was read that do not follow in their order on the page.

    An item's number that stands in an agenda above, not before its title, is no such word.
    """
    lines = [" ".join(_words(block)) for block in blocks_of(html).blocks]
    items = tuple(
        item if any(_numbered(item) in line for line in lines) else replace(item, number="")
        for item in minutes.items
    )
    page = _shown(html)
    said = said_in_order(replace(minutes, items=items))
    at = place = 0
    while at < len(said):
        count = 0
        while place < len(page) and not count:
            count = _says(page[place], said[at], said[at + 1 : at + 2])
            place += 1
        if not count:
            return said[max(0, at - 5) : at + 5]
        at += count
    return []


def _says(shown: str, word: str, following: list[str]) -> int:
    """How many words of what was read one word of the page is: 2 where an editor glued them."""
    if shown == word:
        return 1
    if following and shown == word + following[0]:
        return 2
    rest = shown.removeprefix(word) if shown.startswith(word) else shown.removesuffix(word)
    return int(rest != shown and rest in LABELS)


def _numbered(item: Item) -> str:
    return " ".join(names.folded_words(f"{item.number} {inline.plain(item.title)}"))


def addresses_lost(html: str, reading: Reading) -> set[str]:
    """The addresses of links that neither the texts nor what is unread hold."""
    page = blocks_of(html)
    linked = {run.href for block in page.blocks for run in block.runs if run.href}
    texts = [item.title for item in reading.minutes.items]
    for entry in reading.minutes.entries():
        texts.append(entry.text)
        texts += [point.text for point in getattr(entry, "narrative", ())]
    held = inline.addresses(texts) | set(reading.unread)
    return (linked | set(page.refused)) - held
