"""A page as minutes: masthead, attendance, items, and what stands around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from ..document import (
    Action,
    Doubt,
    Entry,
    Item,
    Kind,
    Minutes,
    NotMinutesError,
    Presence,
    Reading,
    Review,
)
from . import (
    agendas,
    apologies,
    attendance,
    attended,
    bodies,
    gaps,
    groups,
    headings,
    initials,
    inline,
    labels,
    lists,
    masthead,
    misfits,
    names,
    numbers,
    offices,
    people,
    seams,
    stacked,
    tables,
    tasks,
)
from .about import About
from .blocks import Block, blocks_of
from .entries import entries_of
from .markdown import html_of_markdown
from .points import TYPED_BULLET
from .roll import Roll
from .speakers import Evidence, speaks_in
from .summaries import with_summary

__all__ = ["entries_on", "html_of_markdown", "read_page"]

# The masthead is short: an attendance label further down is talk about something else.
_LONGEST_MASTHEAD = 40
_MOST_TITLE_LINES = 5
_STRUCK = "struck through: left out"


def read_page(html: str, *, title: str = "", members: Iterable[str] = ()) -> Reading:
    """The minutes on a page of HTML; the date may be missing. `members` as in `reading.read`."""
    page = blocks_of(html)
    blocks = tables.untangled(page.blocks)
    above = lists.untyped(lists.unnested(blocks[:_LONGEST_MASTHEAD]))
    blocks[:_LONGEST_MASTHEAD] = apologies.set_apart(offices.with_officers(above))
    top, body = _parted(blocks)
    if body > top and len(told := stacked.joined(blocks[top:])) < len(blocks) - top:
        blocks = [*blocks[:top], *told]
        body = _end_of_attendance(blocks, top)
    found = masthead.read(blocks[:top], title)
    of_headings: list[Doubt] = []
    rest = seams.mended(blocks[body:], of_headings)
    agenda = agendas.above(rest)
    planned: Sequence[Block] = ()
    if agenda:
        planned = [*rest[: agenda.start], *agenda.lines]
        rest = rest[agenda.end :]
    beside = [
        block
        for block in blocks[:body]
        if attendance.ends(block) and not (attendance.is_label(block) or masthead.is_label(block))
    ]
    away = [*apologies.told_in(beside), *apologies.told_in(rest)]
    evidence = Evidence(
        speaks_in(rest),
        away=frozenset(names.key(one.name) for one in away),
        members=frozenset(map(names.key, members)),
        is_body=bodies.told_in(rest),
    )
    roll = Roll(blocks[top:body], evidence)
    roll.add_present(lambda: attended.told_in([*blocks[:body], *rest]))
    is_attended = bool(roll.attendance)
    roll.add_apologies(away)
    roll.doubt_label()
    below = blocks[body:] if is_attended else [*found.left, *blocks[body:]]
    missed = gaps.could_be_people(below, is_attended=is_attended)
    doubts = [*found.doubts, *roll.doubts, *of_headings]
    if is_attended:
        doubts += [_doubt_people(one, is_attended=False) for one in found.left if _lists(one)]
    doubts += [_doubt_people(block, is_attended=is_attended) for block in missed]
    heads = headings.items(rest, doubts, [title for _, title in agenda.rows] if agenda else ())
    before, after, last = _around(rest, heads)
    bounds = [*heads, last]
    known = tasks.known(roll.attendance)
    from_where = initials.bodies(roll.attendance)
    numbered = numbers.before_titles([rest[index].plain for index in heads])
    items: list[Item] = []
    raised: list[Action] = []
    for (start, end), number in zip(pairwise(bounds), numbered, strict=True):
        said = rest[start + 1 : end]
        item = _item(rest[start], number, said, known, from_where, raised, doubts)
        raised += [entry for entry in item.entries if isinstance(entry, Action)]
        items.append(item)
    minutes = Minutes(
        held_on=found.held_on,
        panel=found.panel,
        title=found.title,
        starts_at=found.starts_at,
        ends_at=found.ends_at,
        venue=found.venue,
        attendance=tuple(roll.attendance),
        before=with_summary([*found.left, *roll.left_over, *planned, *before], raised),
        items=agendas.numbered(items, agenda) if agenda else tuple(items),
        after=with_summary(after, raised),
    )
    if not (
        is_attended or minutes.items or found.is_labelled or minutes.actions() or minutes.reviews()
    ):
        raise NotMinutesError("not minutes: no attendance, items or actions in it")
    doubts += [Doubt(passage, _STRUCK) for passage in page.struck]
    doubts += _missing(minutes, [*found.left, *roll.left_over, *rest])
    unread = (*roll.unread, *page.beside, *page.refused, *_lost_addresses(blocks, minutes))
    return Reading(minutes, unread=unread, doubts=tuple(doubts))


def _lists(block: Block) -> bool:
    return attendance.lists_people(block.plain) or attendance.promises_people(block.plain)


def _doubt_people(block: Block, *, is_attended: bool) -> Doubt:
    is_told = is_attended or attendance.promises_people(block.plain)
    return Doubt(block.plain, misfits.NOT_UNDERSTOOD if is_told else misfits.NO_LABEL)


def _missing(minutes: Minutes, said: Sequence[Block]) -> Iterator[Doubt]:
    """What most minutes have and these do not, though they say something."""
    passage = next((block.plain for block in said if block.plain), "")
    if passage and not minutes.items:
        yield Doubt(passage, "no line heads an item: all that was said stands under none")
    came = any(one.presence is Presence.PRESENT for one in minutes.attendance)
    if passage and not came:
        yield Doubt(minutes.title or passage, "nobody is found who was at the meeting")


def _lost_addresses(blocks: Sequence[Block], minutes: Minutes) -> list[str]:
    """Addresses of links on text that was read into fields without links."""
    linked = dict.fromkeys(run.href for block in blocks for run in block.runs if run.href)
    if not linked:
        return []
    kept = inline.addresses(_texts(minutes))
    return [address for address in linked if address not in kept]


def _texts(minutes: Minutes) -> Iterator[str]:
    """The texts that can hold links."""
    for item in minutes.items:
        yield item.title
    for entry in minutes.entries():
        yield entry.text
        if isinstance(entry, Review):
            yield from (point.text for point in entry.narrative)


def entries_on(html: str) -> tuple[Entry, ...]:
    """The entries on a page that holds nothing else."""
    return entries_of(blocks_of(html).blocks)


def _parted(blocks: Sequence[Block]) -> tuple[int, int]:
    """Where the attendance begins, and where the body does."""
    for start, block in enumerate(blocks[:_LONGEST_MASTHEAD]):
        if block.is_rule:
            return start, start
        if block.level == 1 and not start:
            continue
        if (attendance.starts(block) or _starts_in_other_words(blocks, start)) and (
            not (masthead.is_label(block) and not _is_over_people(blocks[start : start + 2]))
            and not _is_place(blocks[start : start + 2])
        ):
            return start, _end_of_attendance(blocks, start)
        if _begins_body(block, start) and not _heads_masthead(blocks, start):
            return start, start
    end = 0
    while end < len(blocks) and (
        masthead.is_label(blocks[end]) or _is_title_line(blocks[end], end)
    ):
        end += 1
    return end, end


def _starts_in_other_words(blocks: Sequence[Block], at: int) -> bool:
    """Whether people stand after or below a label of other words, and after no "Present".

    "Officials:" below is of the others who came.
    """
    return bool(
        (
            attendance.unknown(blocks[at])
            or (at and groups.opens(blocks[at], blocks[at + 1 : at + 1 + groups.BELOW]))
        )
        and not masthead.is_label(blocks[at])
        and not any(map(attendance.tells_all_who_came, blocks[at + 1 : _LONGEST_MASTHEAD]))
    )


def _is_over_people(blocks: Sequence[Block]) -> bool:
    """Whether a label has people beside it, or right under it: "Panel:" over "Ann Lee (Chair)"."""
    is_alone = attendance.group(blocks[0].plain) is not None
    return attendance.run_in(blocks[0]) is not None or (
        is_alone and any(gaps.is_surely_somebody(block.plain) for block in blocks[1:])
    )


def _is_place(blocks: Sequence[Block]) -> bool:
    """Whether a line says how all met, with nobody under it: "Via video link"."""
    return attendance.says_how(blocks[0].plain) and not any(
        people.is_attendee(block.plain) for block in blocks[1:]
    )


def _is_title_line(block: Block, index: int) -> bool:
    """Whether a line at the top of a page without attendance can be a part of its title."""
    if block.level == 1:
        return not index
    return (
        index < _MOST_TITLE_LINES
        and block.kind is Kind.PARAGRAPH
        and len(block.plain) <= 120
        and not block.plain.endswith(".")
    )


def _begins_body(block: Block, index: int) -> bool:
    if block.level > 1 or (block.level == 1 and index):
        return numbers.before_title(block.plain)[1] > 0 or block.level == 2
    if labels.action(block.plain):
        return True
    return block.is_bold and numbers.before_title(block.plain)[1] > 0


def _heads_masthead(blocks: Sequence[Block], at: int) -> bool:
    """Whether a heading is a line of the title, over the attendance: "Some Panel".

    A heading right above the date is one, whatever its words.
    Word processors' minutes may say "DRAFT" above it, or "Minutes" below, as a heading too.
    """
    block = blocks[at]
    if at >= _MOST_TITLE_LINES or not block.level or numbers.before_title(block.plain)[1]:
        return False
    if not any(masthead.is_title(line.plain) for line in blocks[at : at + 2]):
        return False
    for following in blocks[at + 1 : _LONGEST_MASTHEAD]:
        if attendance.starts(following):
            return True
        if following.is_rule or (following.level and not masthead.is_title(following.plain)):
            return False
    return False


def _end_of_attendance(blocks: Sequence[Block], start: int) -> int:
    index = start + 1
    has_plain_people = False
    while index < len(blocks):
        block = blocks[index]
        following = blocks[index + 1 : index + 2]
        is_numbered = (block.level or block.is_bold) and numbers.before_title(block.plain)[1]
        if (
            attendance.is_label(block)
            or (not is_numbered and (groups.over(block, following) or groups.run_in(block.plain)))
            or (not is_numbered and attendance.unknown(block))
            or (attendance.says_nobody(block.plain) and attendance.is_label(blocks[index - 1]))
        ):
            index += 1
            continue
        # Where people are not bold, "**Matters Arising**" is nobody, unless in their list or table.
        if (
            has_plain_people
            and (block.is_bold or block.level)
            and not (block.kind is Kind.BULLET is blocks[index - 1].kind)
            and not gaps.is_in_table(block, blocks[index - 1], following)
        ):
            break
        has_plain_people = has_plain_people or not (block.is_bold or block.level)
        if (
            is_numbered
            or headings.begin_in_letters(blocks, index)
            or (
                attendance.ends(block)
                and not _is_between_labels(blocks[index : index + 5])
                and not _reaches_label(blocks[index : index + _LONGEST_MASTHEAD])
                and not gaps.stand_among(blocks, start, index)
            )
        ):
            break
        index += 1
    return index


def _is_between_labels(blocks: Sequence[Block]) -> bool:
    """Whether a line of the attendance that is nobody stands right above another label of it.

    So do several lines that are no prose.
    """
    for at, block in enumerate(blocks):
        if at and attendance.starts(block):
            return True
        is_heading = block.is_rule or block.is_bold or block.level
        if (is_heading and not at) or (at > 1 and gaps.is_prose(block.plain)):
            return False
    return False


def _reaches_label(blocks: Sequence[Block]) -> bool:
    """Whether the next heading is of the attendance, unnumbered, with people under it.

    Whatever stands above "**Apologies**" and "Jo Day (Some Office)" is of the attendance too.
    """
    for at, block in enumerate(blocks):
        if block.is_rule or (not block.level and numbers.before_title(block.plain)[1]):
            return False
        if block.is_bold or block.level:
            under = blocks[at + 1 : at + 2]
            return attendance.group(block.plain) is not None and any(
                one.kind is not Kind.QUOTATION
                and not (one.is_bold or one.level)
                and not attendance.ends(one)
                for one in under
            )
    return False


def _around(
    rest: Sequence[Block], heads: Sequence[int]
) -> tuple[Sequence[Block], Sequence[Block], int]:
    """The blocks before the first item and after the last, and where the last item ends.

    A rule after the last heading parts what stands after the items; without items, the
    first rule ends the top of the page and the second begins what stands after.
    """
    rules = [index for index, block in enumerate(rest) if block.is_rule]
    if heads:
        last = next((index for index in rules if index > heads[-1]), len(rest))
        return rest[: heads[0]], rest[last:], last
    first = rules[0] if rules and not rules[0] else -1
    last = next((index for index in rules if index > first), len(rest))
    return rest[first + 1 : last], rest[last:], last


def _item(
    heading: Block,
    numbered: tuple[str, int],
    blocks: Sequence[Block],
    known: frozenset[str],
    from_where: initials.Bodies,
    raised: Sequence[Action],
    doubts: list[Doubt],
) -> Item:
    number, start = numbered
    bullet = None if start else TYPED_BULLET.match(heading.plain)
    title = heading.rest(bullet.end() if bullet else start)
    withheld, start = labels.withheld(title.plain)
    presenters = ""
    if blocks and (end := labels.after_presenters(blocks[0].plain)) >= 0:
        presenters = blocks[0].plain[end:].strip()
        blocks = blocks[1:]
    allotted = labels.allotted(blocks[0].plain) if blocks else None
    if allotted is not None:
        blocks = blocks[1:]
    return Item(
        title=title.text(start, emphasis=False),
        number=number,
        presenters=presenters,
        allotted=allotted,
        entries=with_summary(
            blocks,
            raised,
            title=title.plain,
            people=known,
            bodies=from_where,
            about=About.under(title.plain),
            doubts=doubts,
        ),
        withheld=withheld,
    )
